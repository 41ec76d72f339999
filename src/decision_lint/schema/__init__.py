"""Mappings held against their JSON Schema: a mapping goes in, faults come out."""
