"""The adapter: small, committed, and not too far from the messages of today."""

import re
from pathlib import Path

import numpy as np
import pytest

from nlu import paths
from nlu.adapter.pack import pack
from nlu.encoder import adapter, convert
from nlu.encoder.adapter import Adapter
from nlu.encoder.model import Encoder
from nlu.learning.samples import read

DRIFT = 0.4
"""Share of messages that the adapter may not know before `make adapter` is due; a fifth is held out on purpose."""


@pytest.fixture
def random_adapter() -> Adapter:
    dice = np.random.default_rng(1)
    names = ["l0.q", "l3.fo"]
    down = {"l0.q": dice.normal(size=(8, 384)), "l3.fo": dice.normal(size=(8, 1536))}
    return Adapter(down, {name: dice.normal(size=(384, 8)) * 0.01 for name in names}, [1, 2**32 - 1])


def test_packed_and_read_it_is_nearly_the_same(random_adapter: Adapter, tmp_path: Path) -> None:
    random_adapter.save(tmp_path / "adapter.npz")
    again = Adapter.load(tmp_path / "adapter.npz")
    change, wanted = again.change("l0.q"), random_adapter.change("l0.q")
    assert np.abs(change - wanted).max() < 0.03 * np.abs(wanted).max()
    assert again.learned == random_adapter.learned


def test_without_a_file_nothing_is_changed(tmp_path: Path) -> None:
    assert not Adapter.load(tmp_path / "nothing.npz").change("l0.q").any()


def test_it_changes_the_vectors(random_adapter: Adapter, tmp_path: Path) -> None:
    convert.convert(tmp_path / "plain", Adapter({}, {}))
    convert.convert(tmp_path / "tuned", random_adapter)
    plain, tuned = (Encoder(tmp_path / name).vector("күйөөм урат") for name in ("plain", "tuned"))
    assert 0.2 < plain @ tuned < 0.9999


def test_training_and_conversion_agree_on_the_factor() -> None:
    source = (paths.NLU / "adapter" / "network.py").read_text(encoding="utf-8")
    found = re.search(r"^FACTOR = (\S+)$", source, re.MULTILINE)
    assert found
    assert float(found[1]) == adapter.FACTOR


def test_the_committed_adapter_is_small_and_knows_the_messages() -> None:
    if not adapter.FILE.exists():
        pytest.skip("no adapter is committed")
    assert adapter.FILE.stat().st_size < 1_000_000
    assert Adapter.load().unknown_share(sample.text for sample in read(paths.EXAMPLES)) <= DRIFT


def test_training_goes_on_from_what_was_packed(random_adapter: Adapter, tmp_path: Path) -> None:
    np.savez(tmp_path / "start.npz", marks=np.array([7]), **random_adapter.arrays())
    again = pack(tmp_path / "start.npz")
    assert np.array_equal(again.change("l3.fo"), random_adapter.change("l3.fo"))
    assert again.learned == {7}
