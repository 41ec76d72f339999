"""Rules on the record itself: its shape, its values and its suppressions."""
