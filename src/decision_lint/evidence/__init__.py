"""What the evidence of a record says: its stop procedure, its cases, its tables, its models."""
