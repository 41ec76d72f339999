"""What is known of devices, runtimes and names: dated tables, and how they are read."""
