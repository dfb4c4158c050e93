"""Which towns are nearest."""

from math import asin, cos, radians, sin, sqrt

from bot.directory.centres import Directory
from bot.directory.wish import Point

EARTH = 6371.0
"""Kilometres."""


def towns_by_distance(directory: Directory, here: Point) -> list[str]:
    """Ids of all towns, nearest first."""
    return sorted(directory.towns, key=lambda town: _kilometres(directory, town, here))


def _kilometres(directory: Directory, town: str, here: Point) -> float:
    there = directory.towns[town]
    north = radians(there.latitude - here.latitude) / 2
    east = radians(there.longitude - here.longitude) / 2
    along = cos(radians(here.latitude)) * cos(radians(there.latitude)) * sin(east) ** 2
    return 2 * EARTH * asin(sqrt(sin(north) ** 2 + along))
