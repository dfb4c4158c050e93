"""python -m nlu.adapter export | pack [FILE] | compare FILE FOLD, in the engine's environment.

export    messages and weights for nlu/adapter/train.py
pack      what it learned, in 8 bits, as nlu/encoder/adapter.npz
compare   frozen and tuned encoder on the fold of writers that was held out
"""

from __future__ import annotations

import argparse
from pathlib import Path

from nlu import environment, paths

TUNED = paths.ROOT / "var" / "adapter" / "tuned.npz"


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser("python -m nlu.adapter", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("export")
    commands.add_parser("pack").add_argument("file", nargs="?", type=Path, default=TUNED)
    compare = commands.add_parser("compare")
    compare.add_argument("file", type=Path)
    compare.add_argument("fold", type=int)
    arguments = parser.parse_args()
    environment.prepare()
    if arguments.command == "export":
        from nlu.adapter.export import export

        export()
    elif arguments.command == "pack":
        from nlu.adapter.pack import pack
        from nlu.encoder import adapter

        pack(arguments.file).save(adapter.FILE)
    else:
        from nlu.adapter.compare import compare as report

        report(arguments.file, arguments.fold)


main()
