"""Rules on stocks, and lists of them."""
