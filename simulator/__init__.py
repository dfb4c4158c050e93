"""Telegram on this machine: a Bot API server with real chats, and a chat page for the browser."""

from simulator.faults import Fault
from simulator.people import Person
from simulator.server import Simulator

__all__ = ["Fault", "Person", "Simulator"]
