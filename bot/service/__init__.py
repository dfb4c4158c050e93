"""Starts the processes of a small installation, restarts what dies, ends what hangs."""
