"""Says whether the trained model still fits what it was made from, without loading Rasa: a hash over all of it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Iterator

from nlu import paths
from nlu.encoder import adapter

CODE = ("components", "dialogue", "encoder", "learning", "text")
DATA = (paths.EXAMPLES, paths.DOMAIN, paths.RULES)


def of_sources() -> str:
    """Hash over configuration, domain, rules, examples, lists, components and versions of the packages."""
    digest = hashlib.sha256()
    for path in sorted(_sources()):
        digest.update(str(path.relative_to(paths.ROOT)).encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def is_current() -> bool:
    """Whether the model exists and was made from the sources as they are."""
    if not (paths.MODEL.exists() and paths.STAMP.exists()):
        return False
    return paths.STAMP.read_text(encoding="utf-8") == of_sources()


def _sources() -> Iterator[Path]:
    yield paths.CONFIG
    yield from (path for folder in DATA for path in folder.rglob("*.yml"))
    yield from paths.NLU.glob("*.yml")
    yield from (path for folder in CODE for path in (paths.NLU / folder).rglob("*.py"))
    yield from (path for path in (paths.NLU / "requirements.lock", adapter.FILE) if path.exists())
