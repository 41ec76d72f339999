"""Rules on the license fit: what the terms allow, and what the record says of them."""
