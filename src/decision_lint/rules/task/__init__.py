"""Rules on the task fit: whether the model does what is asked."""
