"""The surroundings of the engine's process: silent, without telemetry, without files in the operator's home.

Rasa writes texts of messages to its log on errors and ~/.config/rasa even with telemetry off (both seen with 3.6.21).
So the log keeps quiet altogether: what went wrong is told by HTTP status and exit code.
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from pathlib import Path
from typing import Dict

from nlu import paths, without_tensorflow

SETTINGS: Dict[str, str] = {
    "RASA_TELEMETRY_ENABLED": "false",
    "RASA_MAX_CACHE_SIZE": "0",  # our own stamp says whether training is needed; Rasa's cache grows by 90 MB a model
    "LOG_LEVEL": "ERROR",  # CRITICAL would bring back Rasa's progress bars; `mute_logs` silences what is left
    "LOG_LEVEL_LIBRARIES": "CRITICAL",
    "LOG_LEVEL_MATPLOTLIB": "CRITICAL",
    "LOG_LEVEL_KAFKA": "CRITICAL",
    "LOG_LEVEL_RABBITMQ": "CRITICAL",
    "PYTHONWARNINGS": "ignore",
    "SANIC_WORKERS": "1",
    "OMP_NUM_THREADS": "1",  # two cores are shared with the bot
    "OPENBLAS_NUM_THREADS": "1",
    "MPLCONFIGDIR": str(paths.HOME),
}

PROCESSOR = Path("/proc/cpuinfo")
KERNELS = {"avx512vl": "SKYLAKEX", "avx2": "HASWELL"}
"""The numpy that Rasa wants has an OpenBLAS which takes newer processors for one of 2004: five times slower."""


def prepare() -> None:
    """Call before anything of Rasa is imported. Leaves alone what the operator has set himself, but for telemetry."""
    paths.HOME.mkdir(parents=True, exist_ok=True)
    for name, value in {**SETTINGS, **kernels(PROCESSOR)}.items():
        os.environ.setdefault(name, value)
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ["HOME"] = str(paths.HOME)
    if os.environ["PYTHONWARNINGS"] == "ignore":
        _mute_warnings()
    if str(paths.ROOT) not in sys.path:
        sys.path.insert(0, str(paths.ROOT))
    without_tensorflow.install(paths.CONFIG)


def kernels(processor: Path) -> Dict[str, str]:
    """The setting that names the fastest kernels which the processor can run; none where that is not known."""
    flags = set(processor.read_text(encoding="utf-8").split()) if processor.exists() else set()
    return next(({"OPENBLAS_CORETYPE": name} for flag, name in KERNELS.items() if flag in flags), {})


def mute_logs() -> None:
    """Silence structlog too, which prints every message's text as long as nobody has configured it."""
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.CRITICAL)
    logging.disable(logging.CRITICAL)
    # Rasa also puts texts into warnings, and Python prints the words of errors that it cannot raise.
    _mute_warnings()
    sys.unraisablehook = lambda _: None


def _mute_warnings() -> None:
    """Libraries switch their own DeprecationWarnings back on; nothing of it helps an operator."""
    warnings.simplefilter("ignore")
    warnings.showwarning = lambda *_, **__: None
