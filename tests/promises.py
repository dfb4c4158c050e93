"""The option `--promise ID` of both test suites."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--promise P1` runs the tests of one promise."""
    parser.addoption("--promise", help="run the tests that keep this promise")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the tests of the asked promise."""
    if promise := config.getoption("--promise"):
        items[:] = [item for item in items if promise in {mark.args[0] for mark in item.iter_markers("promise")}]
