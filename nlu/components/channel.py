"""The engine's one door: takes a message, answers with one directive. HTTP on loopback.

    POST   /webhooks/bot/message                {"sender", "message", "metadata"} -> directive
    DELETE /webhooks/bot/conversation/<sender>  forgets a conversation
    GET    /webhooks/bot/health                 200 when a message can be answered, else 503

Rasa's own REST channel is not used: it writes the text of a message to the log on any error.
"""

from __future__ import annotations

import hmac
import os
from typing import Any, Awaitable, Callable, Dict, Optional, Text, Tuple

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse

from nlu import memory
from nlu.components.sessions import Sessions
from nlu.text.clean import EMPTY, LIMIT

MAX_BODY = 64 * 1024
"""Bytes. A message of Telegram has at most 4096 characters, some 16 KB as escaped JSON."""
MAX_SENDER = 128
STOP_SECONDS = 1.0
"""How long open connections may hold up the end; an answer takes hundredths of a second."""
JSON = "application/json"
OnMessage = Callable[[UserMessage], Awaitable[Any]]


class Refused(Exception):
    """A request that is not answered: HTTP status and a reason without anything of the text."""


class BotChannel(InputChannel):
    """Sessions must be the store in use: Rasa only warns when it cannot find the class and then never forgets."""

    @classmethod
    def name(cls) -> Text:
        """Part of the paths."""
        return "bot"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[Text, Any]]) -> BotChannel:
        """Called by Rasa. The token may also be set here in credentials.yml."""
        return cls(os.environ.get("ENGINE_TOKEN") or (credentials or {}).get("token"))

    def __init__(self, token: Optional[Text] = None) -> None:
        self._token, self._warm = token, False

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        """The routes; called by Rasa."""
        routes = Blueprint("bot_channel")

        @routes.listener("before_server_start")
        async def limit(app: Any, loop: Any) -> None:
            app.config.REQUEST_MAX_SIZE = MAX_BODY
            app.config.ACCESS_LOG = False
            app.config.GRACEFUL_SHUTDOWN_TIMEOUT = STOP_SECONDS

        @routes.middleware("request")
        async def guard(request: Request) -> Optional[HTTPResponse]:
            given = request.headers.get("x-engine-token", "")
            if self._token and not hmac.compare_digest(given.encode(), self._token.encode()):
                return _error(403, "token")
            return None

        @routes.get("/health")
        async def health(request: Request) -> HTTPResponse:
            agent = _agent(request)
            ready = agent is not None and await self._ready(agent)
            return response.json(
                {"ready": ready, "model": agent.model_id if agent and ready else None}, status=200 if ready else 503
            )

        @routes.post("/message")
        async def message(request: Request) -> HTTPResponse:
            try:
                return await _answer(request, on_new_message)
            except Refused as refused:
                return _error(*refused.args)
            except Exception as error:
                return _error(500, type(error).__name__)

        @routes.delete("/conversation/<sender:str>")
        async def forget(request: Request, sender: Text) -> HTTPResponse:
            agent = _agent(request)
            if agent is None:
                return _error(503, "not ready")
            return response.json({"forgotten": await _forget(agent, sender)})

        return routes

    async def _ready(self, agent: Agent) -> bool:
        """The first message loads the encoder, which takes longer than a person is kept waiting."""
        if not self._warm:
            await agent.parse_message(EMPTY)
            memory.give_back()
            self._warm = True
        return _sessions(agent) is not None


async def _answer(request: Request, on_new_message: OnMessage) -> HTTPResponse:
    sender, text, metadata = _read(request)
    if _agent(request) is None:
        raise Refused(503, "not ready")
    out = CollectingOutputChannel()
    await on_new_message(
        UserMessage(text.strip() or EMPTY, out, sender, input_channel=BotChannel.name(), metadata=metadata)
    )
    for sent in out.messages:
        if "custom" in sent:
            return response.json(sent["custom"])
    raise Refused(500, "no directive")


def _read(request: Request) -> Tuple[Text, Text, Dict[Text, Any]]:
    """Sender, text and metadata of a request; careless metadata count as none."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
        raise Refused(415, f"content type must be {JSON}")
    try:
        body = request.json
    except InvalidUsage:
        raise Refused(400, "body is not JSON") from None
    if not isinstance(body, dict):
        raise Refused(400, "body must be an object")
    sender, text, metadata = body.get("sender"), body.get("message"), body.get("metadata")
    if not (isinstance(sender, str) and 0 < len(sender) <= MAX_SENDER):
        raise Refused(400, f"sender must have 1 to {MAX_SENDER} characters")
    if not isinstance(text, str):
        raise Refused(400, "message must be a string")
    return sender, text[:LIMIT], metadata if isinstance(metadata, dict) else {}


async def _forget(agent: Agent, sender: Text) -> bool:
    async with agent.lock_store.lock(sender):
        sessions = _sessions(agent)
        known = sessions.forget(sender) if sessions else False
    fallback = getattr(agent.tracker_store, "_fallback_tracker_store", None)
    if fallback is not None:  # Rasa's own store in memory, used when ours fails
        known = fallback.store.pop(sender, None) is not None or known
    return known


def _agent(request: Request) -> Optional[Agent]:
    agent = getattr(request.app.ctx, "agent", None)
    return agent if agent is not None and agent.is_ready() else None


def _sessions(agent: Agent) -> Optional[Sessions]:
    store = getattr(agent.tracker_store, "_tracker_store", agent.tracker_store)
    return store if isinstance(store, Sessions) else None


def _error(status: int, why: Text) -> HTTPResponse:
    return response.json({"error": why}, status=status)
