"""python -m tests.mutants [ID …]: applies each patch in a copy and runs the tests of its promise: all must turn red."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "tests" / "mutants"
LINKED = (".venv", "nlu/.venv", "models", "var")
"""What is not copied: environments and the trained model."""
SUITES = (
    [".venv/bin/python", "-m", "pytest"],
    ["nlu/.venv/bin/python", "-m", "pytest", "-c", "nlu/pytest.ini", "tests/nlu"],
)
out = Console(soft_wrap=True, highlight=False)


def main() -> int:
    """Returns 1 when a patch does not apply or goes unnoticed."""
    wanted = set(sys.argv[1:])
    patches = [path for path in sorted(HERE.glob("*.patch")) if not wanted or path.stem.split("-")[0] in wanted]
    survivors = [patch.name for patch in patches if not _noticed(patch)]
    out.print(f"{len(patches) - len(survivors)} of {len(patches)} broken promises were noticed")
    return bool(survivors)


def _noticed(patch: Path) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        _copy(copy)
        applied = subprocess.run(["git", "apply", "--whitespace=nowarn", str(patch)], cwd=copy)
        if applied.returncode:
            out.print(f"{patch.stem}: the patch does not apply; write it again")
            return False
        red = any(_red(copy, suite, patch.stem.split("-")[0]) for suite in SUITES)
    out.print(f"{patch.stem}: {'noticed' if red else 'NOT NOTICED'}")
    return red


def _copy(copy: Path) -> None:
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in filter(None, files.decode().split("\0")):
        if (ROOT / name).exists():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    for name in LINKED:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).symlink_to(ROOT / name)


def _red(copy: Path, suite: list[str], promise: str) -> bool:
    """Whether a test failed (1); 5 says that the suite has no test of this promise."""
    command = [*suite, "--promise", promise, "-x", "-q", "-p", "no:cacheprovider"]
    ended = subprocess.run(command, cwd=copy, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return ended.returncode == 1


sys.exit(main())
