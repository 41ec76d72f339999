"""Fitting: from what a record says of a candidate to what its model needs and its device gives."""
