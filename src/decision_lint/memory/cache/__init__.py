"""The cache of keys, values and states: what one token of one sequence takes."""
