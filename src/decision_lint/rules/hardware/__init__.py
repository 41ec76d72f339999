"""Rules on the hardware fit: whether the model fits where it is to run."""
