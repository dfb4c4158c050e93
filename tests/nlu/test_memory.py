"""What loading has freed goes back to the system."""

import ctypes
import os
from pathlib import Path

import pytest

from nlu import memory

MEGABYTE = 1_000_000


def resident() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="not glibc")
def test_what_was_freed_is_given_back() -> None:
    many = [bytes(1_000) for _ in range(100_000)]
    last = bytes(1_000)  # at the top of the heap: without it, glibc gives back by itself
    del many
    before = resident()
    memory.give_back()
    assert before - resident() > 50 * MEGABYTE
    assert last


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda name: object())
    memory.give_back()
