"""Measures the trained engine: single messages (TSV) and conversations (YAML)."""
