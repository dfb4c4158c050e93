"""Files that are replaced whole or not at all."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file beside `path`, to be written; it takes the place of `path` when the block ends without an error.

    Raises:
        OSError: when it cannot be written or moved; `path` stays as it was.
    """
    target = path.resolve()
    fresh = target.with_name(f".{target.stem}.{secrets.token_hex(4)}{target.suffix}")
    try:
        yield fresh
        if target.exists():
            shutil.copymode(target, fresh)
        _reach_the_disk(fresh)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)


def _reach_the_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
