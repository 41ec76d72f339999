"""Rules on the evidence fit: what shows that the decision was tried."""
