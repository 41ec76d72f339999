"""Typed reading: sizes, counts, dates, devices and names, as people write them; never a guess."""
