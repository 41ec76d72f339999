"""Rules on what the Hugging Face Hub says: there, renamed, taken down, locked."""
