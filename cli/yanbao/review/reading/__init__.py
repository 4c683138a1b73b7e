"""Parsers shared by rules: sentences, quantities, dates, names, lists and figures. No rules are here."""
