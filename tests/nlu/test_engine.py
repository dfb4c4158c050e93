"""The trained engine over HTTP: its door, its silence, what it says and what it remembers."""

import json
import socket
import uuid
from pathlib import Path
from typing import Any

import pytest

from tests.nlu.door import JSON, Door

DIRECTIVE = {"say", "topic", "facet", "ask", "region", "need", "language", "confidence", "alternatives"}
CANARY = "канарейка7519"


@pytest.fixture
def sender() -> str:
    return uuid.uuid4().hex


class TestSays:
    @pytest.mark.parametrize(
        ("text", "topic", "language"),
        [
            ("алимент кантип алса болот", "alimony", "ky"),
            ("kuioom aliment tolobojt emne kylam", "alimony", "ky"),
            ("как получить охранный ордер", "protection_order", "ru"),
            ("kak poluchit alimenty na rebenka", "alimony", "ru"),
            ("how can I divorce my husband", "divorce", "en"),
        ],
    )
    def test_a_topic_in_its_language(self, door: Door, text: str, topic: str, language: str) -> None:
        directive = door.says(text)
        assert set(directive) == DIRECTIVE
        assert (directive["say"], directive["topic"], directive["language"]) == ("topic", topic, language)

    @pytest.mark.promise("E1")
    @pytest.mark.parametrize(
        "text",
        [
            "азыр мени өлтүрөт бычагы бар",
            "azyr meni sabap jatat jardam",
            "он выбивает дверь с ножом",
            "he has a gun help",
        ],
    )
    def test_danger_is_a_card(self, door: Door, text: str) -> None:
        assert door.says(text)["say"] == "card"

    @pytest.mark.parametrize("text", ["", "   ", "?!", "102", "🙂🙂"])
    def test_no_words_are_unknown(self, door: Door, text: str) -> None:
        assert door.says(text)["say"] == "unknown"


class TestRemembers:
    def test_a_follow_up(self, door: Door, sender: str) -> None:
        door.says("что такое охранный ордер и кто его даёт", sender)
        directive = door.says("а сколько он действует?", sender)
        assert (directive["topic"], directive["facet"]) == ("protection_order", "how_long")

    def test_what_the_bot_showed_by_button(self, door: Door, sender: str) -> None:
        directive = door.says("какие документы нужны?", sender, topic="divorce", language="ru")
        assert (directive["topic"], directive["facet"]) == ("divorce", "documents")

    def test_a_search_in_two_steps(self, door: Door, sender: str) -> None:
        assert door.says("где найти помощь", sender)["ask"] == "region"
        asked = door.says("в Нарыне", sender)
        assert (asked["say"], asked["ask"], asked["region"]) == ("ask", "need", ["naryn"])
        found = door.says("психолог", sender)
        assert (found["say"], found["region"], found["need"]) == ("centres", ["naryn"], "psychologist")

    def test_the_city_or_the_oblast(self, door: Door) -> None:
        assert door.says("адвокат в Оше")["region"] == ["osh_city", "osh"]

    def test_forgotten_at_once(self, door: Door, sender: str) -> None:
        door.says("что такое охранный ордер", sender)
        assert door.forget(sender).json == {"forgotten": True}
        assert door.forget(sender).json == {"forgotten": False}
        assert door.says("а сколько действует?", sender)["topic"] != "protection_order"


class TestDoor:
    @pytest.mark.parametrize(
        ("body", "kind", "status"),
        [
            (b"not json", JSON, 400),
            (b"\xff\xfe", JSON, 400),
            (b"[]", JSON, 400),
            (b"", JSON, 400),
            ({"message": "x"}, JSON, 400),
            ({"sender": "", "message": "x"}, JSON, 400),
            ({"sender": "x" * 129, "message": "x"}, JSON, 400),
            ({"sender": {"a": 1}, "message": "x"}, JSON, 400),
            ({"sender": "x", "message": None}, JSON, 400),
            ({"sender": "x", "message": ["x"]}, JSON, 400),
            ({"sender": "x", "message": "x"}, "text/plain", 415),
            ({"sender": "x", "message": "x" * 100_000}, JSON, 413),
        ],
    )
    def test_bad_requests_are_refused(self, door: Door, body: Any, kind: str, status: int) -> None:
        assert door.post(body, kind).status == status

    @pytest.mark.promise("S3")
    @pytest.mark.parametrize("text", ["/restart", '/alimony{"a":"b"}', "/session_start", "/back", "/divorce@1.0"])
    def test_commands_of_rasa_are_text(self, door: Door, sender: str, text: str) -> None:
        door.says("что такое охранный ордер", sender)
        other = sender[::-1]
        door.says("что такое охранный ордер", other)
        assert door.says(text, sender) == door.says(text[1:], other)

    @pytest.mark.promise("S3")
    @pytest.mark.parametrize("text", ["EXTERNAL: x", "\x00", "\ud800", "<b>", "{" * 2000, "%s {0}", "\u202eабв"])
    def test_hostile_text_gets_a_directive(self, door: Door, sender: str, text: str) -> None:
        assert set(door.says(text, sender)) == DIRECTIVE

    @pytest.mark.parametrize("metadata", [None, "x", [1], {"language": 7, "topic": ["x"], "region": {"a": 1}}])
    def test_careless_metadata(self, door: Door, sender: str, metadata: Any) -> None:
        answer = door.post({"sender": sender, "message": "салам", "metadata": metadata})
        assert answer.status == 200

    @pytest.mark.promise("S2")
    @pytest.mark.parametrize("path", ["/version", "/status", "/model", "/domain", "/conversations/x/tracker", "/docs"])
    def test_there_is_no_http_api(self, door: Door, path: str) -> None:
        assert door.get(path).status == 404

    @pytest.mark.promise("S2")
    def test_loopback_only(self, door: Door) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(("192.0.2.1", 9))  # sends nothing; tells our own address
            own = probe.getsockname()[0]
        with pytest.raises(OSError), socket.create_connection((own, door.port), timeout=2):
            pass


@pytest.mark.promise("P3")
def test_nothing_that_was_written_is_printed_or_stored(door: Door, output: Path, sender: str) -> None:
    for text in (CANARY, f"/{CANARY}", f'/alimony{{"x": "{CANARY}"}}', f"{CANARY} \ud800", f"{CANARY} " * 2000):
        door.post({"sender": sender, "message": text})
    door.post(json.dumps({"sender": sender, "message": {CANARY: 1}}).encode())
    door.post(f'{{"{CANARY}'.encode())
    assert CANARY not in output.read_text(encoding="utf-8", errors="replace")
    home = Path("var/engine-home")
    assert not [path for path in home.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]
