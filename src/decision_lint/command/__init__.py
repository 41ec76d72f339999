"""A launch command, understood: its runtime, its model, where it listens, its options."""
