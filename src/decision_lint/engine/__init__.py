"""The engine: what rules may ask for, how they are asked, and where their findings stand."""
