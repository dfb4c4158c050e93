"""Centres and helplines to refer to."""
