"""The graph gives with our runner what it gives with Rasa's own."""

from pathlib import Path
from typing import Any, ClassVar, List, Text

import pytest
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage

from nlu.components.runner import PlannedRunner


class Joined(GraphComponent):
    """Joins what it is given."""

    ran: ClassVar[List[Text]] = []

    @classmethod
    def create(cls, *_: Any, **__: Any) -> "Joined":
        return cls()

    def run(self, left: Text, right: Text) -> Text:
        self.ran.append(left + right)
        return f"({left}{right})"


def node(left: Text, right: Text) -> SchemaNode:
    return SchemaNode({"left": left, "right": right}, Joined, "create", "run", {}, eager=True)


SCHEMA = GraphSchema(
    {
        "last": node("middle", "other"),
        "middle": node("first", "__b__"),
        "first": node("__a__", "__b__"),
        "other": node("__a__", "first"),
    }
)
INPUTS = {"__a__": "a", "__b__": "b"}


@pytest.mark.parametrize("targets", [["last"], ["middle"], ["first", "last"]])
def test_as_rasas_runner(targets: List[Text], tmp_path: Path) -> None:
    context = ExecutionContext(SCHEMA)
    ours, theirs = (kind(SCHEMA, LocalModelStorage(tmp_path), context) for kind in (PlannedRunner, DaskGraphRunner))
    assert ours.run(INPUTS, targets) == theirs.run(INPUTS, targets)


def test_what_no_target_needs_does_not_run(tmp_path: Path) -> None:
    runner = PlannedRunner(SCHEMA, LocalModelStorage(tmp_path), ExecutionContext(SCHEMA))
    Joined.ran.clear()
    runner.run(INPUTS, ["middle"])
    runner.run(INPUTS, ["middle"])
    assert Joined.ran == ["ab", "(ab)b"] * 2
