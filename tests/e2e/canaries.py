"""Unique words and numbers, and the search for them in everything that is left behind."""

import base64
import json
import struct
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import MetaData, select
from sqlalchemy.ext.asyncio import create_async_engine

LEAST = 5
"""Bytes below which a needle could be found by chance."""


class Canaries:
    """What must be found nowhere, in each form in which it could be written."""

    def __init__(self, *canaries: str | int | float) -> None:
        self._needles = {form: str(canary) for canary in canaries for form in forms(canary)}

    def in_bytes(self, data: bytes) -> set[str]:
        """Which of them these bytes hold."""
        return {canary for needle, canary in self._needles.items() if needle in data}

    def in_text(self, text: str) -> set[str]:
        """Which of them a text holds."""
        return self.in_bytes(text.encode("utf-8", "surrogatepass"))

    def in_files(self, folder: Path) -> set[str]:
        """Which of them stand in the files below a folder or in their names."""
        files = [path for path in folder.rglob("*") if path.is_file()]
        return {
            f"{path.relative_to(folder)}: {canary}"
            for path in files
            for canary in self.in_bytes(bytes(path.relative_to(folder)) + b"\0" + path.read_bytes())
        }

    async def in_tables(self, url: str) -> set[str]:
        """Which of them the rows of a database hold."""
        rows = await dump(url)
        return {f"{table}: {canary}" for table, row in rows for canary in self.in_bytes(row)}


def forms(canary: str | int | float) -> Iterator[bytes]:
    """A canary as text in several encodings; a number in binary as well."""
    for text in dict.fromkeys([str(canary), *(getattr(str(canary), case)() for case in ("lower", "upper", "title"))]):
        yield from _encoded(text)
    if isinstance(canary, int):
        yield f"{canary:x}".encode()
        size = (canary.bit_length() + 7) // 8
        # Smaller ones, and what is left of a place after rounding, would be found anywhere.
        if size >= LEAST:
            yield from (canary.to_bytes(size, order) for order in ("big", "little"))
    elif isinstance(canary, float):
        yield from (struct.pack(order, canary) for order in ("<d", ">d"))


def _encoded(text: str) -> Iterator[bytes]:
    utf8 = text.encode()
    yield from (utf8, text.encode("utf-16-le"), text.encode("utf-16-be"))
    yield from (utf8.hex().encode(), utf8.hex().upper().encode())
    yield from (json.dumps(text)[1:-1].encode(), quote(text, safe="").encode())
    # Base64 of a longer text: what the neighbours of the canary take part in is left out.
    for before in range(3):
        whole = base64.b64encode(b"\0" * before + utf8)
        middle = whole[-(-before * 8 // 6) : len(whole) - 4]
        if len(middle) > LEAST:
            yield from (middle, middle.translate(bytes.maketrans(b"+/", b"-_")))


async def dump(url: str) -> list[tuple[str, bytes]]:
    """Every row of every table, with its table."""
    database, tables = create_async_engine(url), MetaData()
    async with database.connect() as connection:
        await connection.run_sync(tables.reflect)
        rows = [
            (table.name, b"\0".join(v if isinstance(v, bytes) else str(v).encode() for v in row))
            for table in tables.sorted_tables
            for row in await connection.execute(select(table))
        ]
    await database.dispose()
    return rows
