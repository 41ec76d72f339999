"""What is known of a model: asked of the Hub, locked, cached or bundled; and what licenses ask."""
