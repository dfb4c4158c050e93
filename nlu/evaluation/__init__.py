"""Writes docs/understanding.md: what the engine understands of messages never seen, and what others would."""
