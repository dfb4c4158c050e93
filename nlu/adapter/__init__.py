"""Learns the adapter of the encoder. A developer's command in an environment of its own; nothing here serves."""
