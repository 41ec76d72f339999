"""The lock: what the Hub said of each model, written down beside the records."""
