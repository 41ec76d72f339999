"""Weights: what they take by file, by parameters, by scheme, and on each device."""
