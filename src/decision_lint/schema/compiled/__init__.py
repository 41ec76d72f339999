"""Checks compiled from the schemas; every module here is derived."""
