"""The files around the linter: records, twins and configurations, found, read and written."""
