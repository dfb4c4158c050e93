"""Methods of the Bot API, by subject. Importing this package registers them."""

from simulator.methods import (
    commands,
    copying,
    deleting,
    editing,
    info,
    media,
    profile,
    queries,
    sending,
    updates,
)

__all__ = ["commands", "copying", "deleting", "editing", "info", "media", "profile", "queries", "sending", "updates"]
