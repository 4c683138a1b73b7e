"""The rules about numbers."""
