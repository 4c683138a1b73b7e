"""The reference pages of the docs, written from the code: ``pytest --golden`` renews them."""
