"""Gives back to the system what loading a model has used and freed: glibc would keep it."""

from __future__ import annotations

import ctypes
import gc


def give_back() -> None:
    """Does nothing where the C library has no malloc_trim (musl, macOS)."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
