"""`lock`: what the Hub says of the models, written down and verified."""
