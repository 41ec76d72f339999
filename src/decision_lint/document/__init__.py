"""Markdown as people write it, read into values and spans by the same route."""
