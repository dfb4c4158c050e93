"""Commands of the engine, from the root of the repository: python -m nlu <command>.

    prepare           convert the weights of the sentence encoder
    train [--force]   prepare, then train the model if anything has changed
    run [--port N]    serve the model on loopback (5005)
    messages          counts, hands, near-duplicates, contradictions of the training messages
    folds             figures on messages held out by writer, and the thresholds (development)

Any other command goes to Rasa: data validate, shell, test ...
"""

from __future__ import annotations

import argparse
import sys

from nlu import environment


def main() -> None:
    """Reads the command line."""
    if len(sys.argv) > 1 and sys.argv[1] not in (*_COMMANDS, "-h", "--help"):
        environment.prepare()
        from rasa.__main__ import main as rasa_main

        rasa_main()
        return
    arguments = _parser().parse_args()
    environment.prepare()
    _COMMANDS[arguments.command](arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m nlu", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("prepare")
    commands.add_parser("train").add_argument("--force", action="store_true", help="train though nothing changed")
    commands.add_parser("run").add_argument("--port", type=int, default=5005)
    commands.add_parser("messages")
    folds = commands.add_parser("folds")
    folds.add_argument("--strength", type=float, default=10.0, help="C of the regression")
    folds.add_argument("--letters", type=float, default=1.5, help="weight of the n-grams beside the encoder")
    return parser


def _prepare(arguments: argparse.Namespace) -> None:
    from nlu import training

    training.prepare()


def _train(arguments: argparse.Namespace) -> None:
    from nlu import training

    training.train(arguments.force)


def _run(arguments: argparse.Namespace) -> None:
    from nlu import serving

    serving.run(arguments.port)


def _folds(arguments: argparse.Namespace) -> None:
    from nlu.learning import report

    report.report(arguments.strength, arguments.letters)


def _messages(arguments: argparse.Namespace) -> None:
    from nlu.learning import quality

    sys.exit(quality.report())


_COMMANDS = {"messages": _messages, "prepare": _prepare, "train": _train, "run": _run, "folds": _folds}

if __name__ == "__main__":
    main()
