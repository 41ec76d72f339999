"""Rules on the route: where the model runs first, and what the chooser says of it."""
