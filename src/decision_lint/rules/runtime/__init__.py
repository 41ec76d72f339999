"""Rules on the runtime fit: what runs the model, and how it is started."""
