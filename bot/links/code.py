"""QR codes of links."""

import io

import segno

DOT = 12
"""Pixels of a module: large enough to be printed and scanned from a cracked camera."""


def qr_png(address: str) -> bytes:
    """As a picture."""
    return _saved(address, kind="png", scale=DOT)


def qr_svg(address: str) -> bytes:
    """For print in any size."""
    return _saved(address, kind="svg", scale=DOT)


def _saved(address: str, **how: object) -> bytes:
    # "Q" still reads with a quarter of it torn or dirty.
    target = io.BytesIO()
    segno.make_qr(address, error="q").save(target, border=4, **how)  # type: ignore[arg-type]
    return target.getvalue()
