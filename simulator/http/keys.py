"""Where handlers find the simulator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from simulator.server import Simulator

SIMULATOR: web.AppKey[Simulator] = web.AppKey("simulator")
