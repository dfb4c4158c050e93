"""What buttons carry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.outgoing import button, buttons, in_rows
from bot.telegram.payloads import pack, unpack


def test_a_payload_comes_back_as_it_was_packed() -> None:
    payload = unpack(pack("facet", "divorce", "cost"))
    assert (payload.verb, payload.first, payload.second) == ("facet", "divorce", "cost")


@pytest.mark.promise("E5")
def test_a_payload_is_counted_in_bytes() -> None:
    assert pack("t", "ы" * 31)
    with pytest.raises(ValueError, match="64 bytes"):
        pack("t", "ы" * 32)


@pytest.mark.promise("S3")
@given(st.text())
def test_any_forged_payload_can_be_read(data: str) -> None:
    payload = unpack(data)
    assert ":".join((payload.verb, *payload.about)) == data


def test_long_labels_get_a_row_of_their_own() -> None:
    cells = [button(label, "x") for label in ("Кантип", "Кайда", "Кайсы документтер керек болот", "Жазасы")]
    assert [[label for label, _ in row] for row in in_rows(cells)] == [
        ["Кантип", "Кайда"],
        ["Кайсы документтер керек болот"],
        ["Жазасы"],
    ]


def test_empty_rows_are_left_out() -> None:
    assert len(buttons([[], [button("a", "x")]]).inline_keyboard) == 1
