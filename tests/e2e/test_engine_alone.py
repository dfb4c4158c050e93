"""The engine has one door, on loopback, and no second way in or out: promise S2.

That nothing listens beyond loopback while the whole house runs is in test_egress.py.
"""

import json
from pathlib import Path

import aiohttp
import psutil
import pytest
import yaml

from simulator import Simulator

ITS_OWN = "nlu.components"
DOORS_OF_RASA = [
    ("GET", "/version"),
    ("GET", "/status"),
    ("GET", "/domain"),
    ("PUT", "/model"),
    ("DELETE", "/model"),
    ("POST", "/model/parse"),
    ("POST", "/model/predict"),
    ("POST", "/model/train"),
    ("POST", "/model/test/stories"),
    ("POST", "/model/test/intents"),
    ("GET", "/conversations/x/tracker"),
    ("GET", "/conversations/x/story"),
    ("POST", "/conversations/x/messages"),
    ("POST", "/conversations/x/predict"),
    ("POST", "/conversations/x/execute"),
    ("POST", "/conversations/x/trigger_intent"),
    ("POST", "/conversations/x/tracker/events"),
    ("PUT", "/conversations/x/tracker/events"),
    ("GET", "/webhooks/rest"),
    ("POST", "/webhooks/rest/webhook"),
    ("POST", "/webhooks/callback/webhook"),
    ("POST", "/webhooks/telegram/webhook"),
    ("GET", "/socket.io/"),
    ("GET", "/docs"),
]
"""What a Rasa server answers by default, with its HTTP API or with a channel of its own."""


@pytest.mark.engine
@pytest.mark.promise("S2")
def test_it_listens_on_loopback_and_nowhere_else(engine_port: int) -> None:
    found = [one.laddr for one in psutil.net_connections("inet") if one.status == psutil.CONN_LISTEN]
    assert {address.ip for address in found if address.port == engine_port} == {"127.0.0.1"}


@pytest.mark.engine
@pytest.mark.promise("S2")
@pytest.mark.parametrize(("method", "path"), DOORS_OF_RASA)
async def test_a_door_of_rasa_is_not_there(engine_port: int, method: str, path: str) -> None:
    body = {"sender": "x", "message": "x", "text": "x", "name": "x"}
    address = f"http://127.0.0.1:{engine_port}{path}"
    async with aiohttp.ClientSession() as session, session.request(method, address, json=body) as answer:
        assert answer.status == 404


@pytest.mark.engine
@pytest.mark.promise("S2")
async def test_nobody_puts_another_model_in_its_place(engine_port: int) -> None:
    """Rasa's PUT /model takes a path or the address of a model server."""
    elsewhere = await Simulator.start(port=0)
    async with aiohttp.ClientSession(f"http://127.0.0.1:{engine_port}") as session:
        async with session.get("/webhooks/bot/health") as answer:
            before = await answer.json()
        async with session.put("/model", json={"model_server": {"url": elsewhere.url}}) as answer:
            assert answer.status == 404
        async with session.get("/webhooks/bot/health") as answer:
            assert await answer.json() == before
    await elsewhere.stop()
    assert before["model"]


@pytest.mark.promise("S2")
def test_the_files_name_our_own_parts_only() -> None:
    """No other channel, no model server, no action server, no broker that would be told what she writes."""
    endpoints = yaml.safe_load(Path("endpoints.yml").read_text())
    assert set(endpoints) == {"nlg", "tracker_store"}
    assert all(one["type"].startswith(ITS_OWN) for one in endpoints.values())
    assert "://" not in json.dumps(endpoints)
    assert list(yaml.safe_load(Path("credentials.yml").read_text())) == ["nlu.components.channel.BotChannel"]
