"""Models that were downloaded already: configurations and headers, read without torch."""
