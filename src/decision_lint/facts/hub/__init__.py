"""The Hugging Face Hub: asked for many models at once, in one bounded time."""
