"""Memory: how much a model needs on a runtime, part by part, and whether that fits."""
