"""The record: its structure, and how a document is read into it."""
