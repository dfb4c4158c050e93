"""Training, its stamp, and the stand-in for TensorFlow."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nlu import environment, paths, stamp, training, without_tensorflow
from nlu.dialogue.catalogue import Catalogue
from nlu.encoder import convert
from nlu.learning.samples import read


def test_the_model_fits_its_sources() -> None:
    assert stamp.is_current()


def test_an_edit_makes_it_out_of_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = stamp.of_sources()
    edited = tmp_path / "config.yml"
    edited.write_text("changed", encoding="utf-8")
    monkeypatch.setattr(paths, "CONFIG", edited)
    monkeypatch.setattr(paths, "ROOT", Path("/"))
    assert stamp.of_sources() != before


def test_nothing_changed_nothing_trained(capsys: pytest.CaptureFixture[str]) -> None:
    before = paths.MODEL.stat().st_mtime_ns
    training.train()
    assert paths.MODEL.stat().st_mtime_ns == before
    assert "up to date" in capsys.readouterr().err


def test_an_unknown_topic_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "no_such_topic.yml").touch()
    monkeypatch.setattr(paths, "EXAMPLES", tmp_path)
    with pytest.raises(SystemExit, match="no_such_topic"):
        training._check_examples()


def test_every_message_has_a_known_topic_and_a_language() -> None:
    known = Catalogue.read(paths.DOMAIN).every
    samples = read(paths.EXAMPLES)
    assert {sample.intent for sample in samples} <= known
    assert {sample.language for sample in samples} == {"ky", "ru", "en"}
    assert all(sample.text and sample.hand for sample in samples)


def test_the_encoder_is_converted_once() -> None:
    assert convert.is_current(paths.ENCODER)


def test_a_config_that_needs_tensorflow_is_refused(tmp_path: Path) -> None:
    config = tmp_path / "config.yml"
    config.write_text("pipeline:\n- name: DIETClassifier\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="DIETClassifier"):
        without_tensorflow.install(config)


@pytest.mark.promise("P6")
def test_telemetry_is_off_and_the_home_is_left_alone() -> None:
    assert os.environ["RASA_TELEMETRY_ENABLED"] == "false"
    assert Path(os.environ["HOME"]) == paths.HOME
    assert environment.SETTINGS["RASA_TELEMETRY_ENABLED"] == "false"


@pytest.mark.promise("P6")
def test_rasa_itself_says_that_telemetry_is_off_whatever_the_operator_has_set() -> None:
    code = (
        "from nlu import environment\nenvironment.prepare()\n"
        "from rasa import telemetry\nprint(telemetry.is_telemetry_enabled())"
    )
    env = {**os.environ, "RASA_TELEMETRY_ENABLED": "true"}
    command = [sys.executable, "-c", code]
    ended = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=True)
    assert ended.stdout.strip() == "False"


def served_with(endpoints: Path) -> "subprocess.CompletedProcess[str]":
    code = (
        "from pathlib import Path\nfrom nlu import environment, paths\nenvironment.prepare()\n"
        f"paths.ENDPOINTS = Path({str(endpoints)!r})\nfrom nlu import serving\nserving.run(1)"
    )
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)


def test_wrong_stores_are_refused(tmp_path: Path) -> None:
    endpoints = tmp_path / "endpoints.yml"
    endpoints.write_text("nlg: {type: nlu.components.directives.DirectiveGenerator}\n", encoding="utf-8")
    ended = served_with(endpoints)
    assert ended.returncode == 1
    assert "tracker_store must be" in ended.stderr


@pytest.mark.promise("S2")
@pytest.mark.promise("P6")
@pytest.mark.parametrize("name", ["models", "nlu", "action_endpoint", "event_broker", "lock_store"])
def test_a_way_to_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    endpoints = tmp_path / "endpoints.yml"
    ours = paths.ENDPOINTS.read_text(encoding="utf-8")
    endpoints.write_text(f"{ours}\n{name}: {{url: 'http://127.0.0.1:9/'}}\n", encoding="utf-8")
    ended = served_with(endpoints)
    assert ended.returncode == 1
    assert f"remove {name}" in ended.stderr


@pytest.mark.parametrize(
    ("flags", "named"),
    [
        ("fpu avx2 avx512f avx512vl", {"OPENBLAS_CORETYPE": "SKYLAKEX"}),
        ("fpu avx2", {"OPENBLAS_CORETYPE": "HASWELL"}),
        ("fpu sse3", {}),
    ],
)
def test_the_fastest_kernels_that_the_processor_can_run(tmp_path: Path, flags: str, named: "dict[str, str]") -> None:
    processor = tmp_path / "cpuinfo"
    processor.write_text(f"flags : {flags}\n", encoding="utf-8")
    assert environment.kernels(processor) == named


def test_no_kernels_are_named_where_the_processor_is_not_known(tmp_path: Path) -> None:
    assert environment.kernels(tmp_path / "none") == {}
