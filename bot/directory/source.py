"""The text of centres.yml with other centres in it; whatever did not change keeps its words, comments and layout."""

import textwrap
from dataclasses import dataclass, field
from datetime import time
from typing import Any

import yaml

from bot.directory.centres import Centre, Directory
from bot.directory.moments import clock


class _Dumper(yaml.SafeDumper):
    """Times as text, and nothing by reference."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    # PyYAML writes these as they are, and then reads them as ends of lines.
    style = '"' if {"\x85", "\u2028", "\u2029"} & set(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(time, lambda dumper, value: _text(dumper, clock(value)))


@dataclass
class _Frame:
    """The text around the centres, and for each of them what it was and the lines that said so."""

    before: str
    after: str = ""
    dash: str = "  "
    pieces: dict[str, tuple[Centre, str]] = field(default_factory=dict)

    def around(self, directory: Directory) -> str:
        """The text with the centres of `directory`."""
        pieces = "".join(self._piece(centre) for centre in directory.centres)
        return self.before + (pieces or f"{self.dash}[]\n") + self.after

    def _piece(self, centre: Centre) -> str:
        was, piece = self.pieces.get(centre.id, (None, ""))
        if centre == was:
            return piece
        above = _head(piece)
        inside = [line for line in piece[above:].splitlines(keepends=True) if line.lstrip().startswith("#")]
        fresh = textwrap.indent(_dumped([centre.model_dump(exclude_defaults=True)]), self.dash)
        first, rest = fresh.split("\n", 1)
        return piece[:above] + f"{first}\n" + "".join(inside) + rest


def rewritten(text: str, old: Directory, new: Directory) -> str:
    """`text`, from which `old` was read, so that `new` is read from it. Towns and neighbours are the same in both."""
    frame = _frame(text if text.endswith("\n") else f"{text}\n", old)
    if frame and _says(frame.around(new), new):
        return frame.around(new)
    # In one line, as JSON or of an unusual layout: at least the words at its head stay.
    return text[: _head(text)] + _dumped(new.model_dump(exclude_defaults=True))


def _says(text: str, directory: Directory) -> bool:
    try:
        return Directory.model_validate(yaml.safe_load(text)) == directory
    except (yaml.YAMLError, ValueError):
        return False


def _frame(text: str, old: Directory) -> _Frame | None:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return None
    node = next((value for key, value in root.value if key.value == "centres"), None)
    if node is None:
        return _Frame(f"{text}\ncentres:\n")
    if node.flow_style:
        return _Frame(f"{text[: node.start_mark.index].rstrip()}\n", text[node.end_mark.index :].lstrip(" "))
    starts = [_with_remarks_above(text, item.start_mark.index) for item in node.value]
    end = _with_remarks_above(text, node.end_mark.index) if node.end_mark.index < len(text) else len(text)
    pieces = (text[start:stop] for start, stop in zip(starts, [*starts[1:], end], strict=True))
    kept = {centre.id: (centre, piece) for centre, piece in zip(old.centres, pieces, strict=True)}
    return _Frame(text[: starts[0]], text[end:], " " * (node.value[0].start_mark.column - 2), kept)


def _head(text: str) -> int:
    """Where the first line begins that is neither empty nor a comment."""
    end = 0
    for line in text.splitlines(keepends=True):
        if not _is_remark(line):
            break
        end += len(line)
    return end


def _with_remarks_above(text: str, index: int) -> int:
    start = text.rfind("\n", 0, index) + 1
    while start:
        above = text.rfind("\n", 0, start - 1) + 1
        if not _is_remark(text[above:start]):
            break
        start = above
    return start


def _is_remark(line: str) -> bool:
    return line.strip()[:1] in ("", "#")


def _dumped(data: Any) -> str:
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=10**9)
