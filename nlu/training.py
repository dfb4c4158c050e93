"""Trains the engine: encoder weights, then the Rasa model. Does nothing when nothing has changed."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from tqdm import tqdm

from nlu import environment, paths, stamp
from nlu.encoder import convert


def prepare() -> None:
    """Convert the encoder's weights unless that has been done."""
    if not convert.is_current(paths.ENCODER):
        _say("converting encoder")
        convert.convert(paths.ENCODER)


def train(force: bool = False) -> None:
    """Make models/engine.tar.gz; the old one serves until the new one is whole.

    Raises:
        SystemExit: when a training message names a topic that nlu/domain does not list, or Rasa makes no model.
    """
    prepare()
    if not force and stamp.is_current():
        _say("engine is up to date")
        return
    begun = time.monotonic()
    wanted = stamp.of_sources()
    _say("reading messages")
    _check_examples()
    build(paths.MODEL, paths.EXAMPLES)
    paths.STAMP.write_text(wanted, encoding="utf-8")
    _say(f"engine trained in {time.monotonic() - begun:.0f} s")


def build(model: Path, examples: Path) -> None:
    """Train with the messages below `examples` and write `model`."""
    environment.mute_logs()
    from rasa.model_training import train as train_model

    model.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=model.parent, prefix=".training-") as folder:
        with redirect_stdout(StringIO()):  # Rasa would praise a folder that is about to vanish
            result = train_model(
                domain=str(paths.DOMAIN),
                config=str(paths.CONFIG),
                training_files=[str(examples), str(paths.RULES)],
                output=folder,
                force_training=True,
                fixed_model_name="engine",
            )
        if result.code != 0 or result.model is None:
            raise SystemExit("training failed; run `python -m nlu data validate` for the reason")
        _say("packing")
        shutil.move(str(Path(result.model)), str(model))


def _check_examples() -> None:
    from nlu.dialogue.catalogue import Catalogue

    known = Catalogue.read(paths.DOMAIN).every
    files = sorted(paths.EXAMPLES.rglob("*.yml"))
    unknown = sorted({path.stem for path in files} - known)
    if unknown:
        raise SystemExit(f"not listed in nlu/domain: {', '.join(unknown)}; add a line to nlu/domain/topics.yml")


def _say(step: str) -> None:
    tqdm.write(step, file=sys.stderr)
