"""What rules share: how they read sentences, quantities, dates, names, lists and figures. No rules are here."""
