"""The shape of a model as its configuration states it, and what is counted from that alone."""
