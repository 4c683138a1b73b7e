"""Batches: many notes from one pattern."""
