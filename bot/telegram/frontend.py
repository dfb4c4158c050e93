"""Builds the front end from its settings and keeps it running."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import datetime
from functools import partial

from pydantic import SecretStr
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine
from telegram import BotCommand
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ApplicationBuilder

from bot.content.reload import Shelf
from bot.directory.hours import ZONE
from bot.directory.reports import Reports
from bot.directory.search import Search
from bot.engine.client import Engine
from bot.languages import LANGUAGES
from bot.links.counters import OncePerDay
from bot.links.desk import Desk
from bot.links.links import today
from bot.settings import Settings
from bot.store.database import database_at, migrate
from bot.store.identity import Identity
from bot.store.memory import Memory
from bot.store.patience import PATIENCE, finish, whole
from bot.telegram.application import App, register
from bot.telegram.choosing import Choosing
from bot.telegram.conversations import Conversations
from bot.telegram.delivery.gateway import Gateway
from bot.telegram.delivery.intake import Intake
from bot.telegram.delivery.lanes import Lanes
from bot.telegram.delivery.ledger import Ledger
from bot.telegram.delivery.pacing import Pacing
from bot.telegram.delivery.polling import Poller
from bot.telegram.delivery.request import AiohttpRequest
from bot.telegram.delivery.sweeper import Sweeper
from bot.telegram.delivery.webhook import Webhook
from bot.telegram.house import House
from bot.words import words_of

log = logging.getLogger(__name__)

COMMANDS = ("start", "menu", "language", "settings", "help", "keys", "mydata", "forget", "privacy", "exit")
PRUNE_EVERY = 3600.0
"""Seconds between two clean-ups of what is too old to be of use."""


START = 5.0
"""Seconds that the start waits for the database: then people are answered without it, as whenever it is away (E4)."""

Clock = Callable[[], datetime]


def bishkek_now() -> datetime:
    """The moment, with the time zone of Bishkek."""
    return datetime.now(ZONE)


class WrongToken(Exception):
    """Telegram does not know this token."""


@asynccontextmanager
async def front_end(
    settings: Settings, token: SecretStr, now: Clock = bishkek_now
) -> AsyncIterator[tuple[App, House, Poller | Webhook]]:
    """Everything between Telegram and the engine, opened and closed in order.

    Raises:
        WrongToken: when Telegram refuses the token.
    """
    async with AsyncExitStack() as stack:
        shelf = Shelf(settings.content_folder)
        database = database_at(settings.database_url)
        stack.push_async_callback(database.dispose)
        stack.push_async_callback(finish)
        identity = Identity(settings.installation_key, settings.sealing_keys)
        memory = Memory(database, identity, now)
        ledger = Ledger(memory)
        engine = await stack.enter_async_context(
            Engine(settings.engine_url, settings.engine_timeout, settings.engine_token)
        )
        app = _application(settings, token)
        lanes = Lanes(app.process_update, settings.handler_deadline)
        search, reports = Search(database), Reports(database, today)
        house = House(
            settings=settings,
            shelf=shelf,
            engine=engine,
            identity=identity,
            memory=memory,
            ledger=ledger,
            gateway=Gateway(app.bot, Pacing()),
            conversations=Conversations(),
            lanes=lanes,
            search=search,
            reports=reports,
            desk=Desk(database),
            now=now,
            once=OncePerDay(),
            choosing=Choosing(memory),
        )
        await stack.enter_async_context(_preparing(database, house))
        register(app, house)
        await _initialize(app)
        stack.push_async_callback(app.shutdown)
        stack.push_async_callback(_save_the_rest, house)
        intake = Intake(lanes, ledger, identity)
        stack.push_async_callback(intake.drain)
        stack.push_async_callback(lanes.drain)
        yield app, house, _receiver(settings, app, intake)


async def serve(
    settings: Settings, token: SecretStr, ready: Callable[[], None] = lambda: None, now: Clock = bishkek_now
) -> None:
    """Answer until cancelled."""
    async with front_end(settings, token, now) as (app, house, receiver), asyncio.TaskGroup() as tasks:
        tasks.create_task(introduce(app))
        tasks.create_task(house.shelf.follow(after=partial(_take_directory, house)))
        tasks.create_task(_prune(house))
        tasks.create_task(_catch_up(house, settings.sweep_every))
        tasks.create_task(Sweeper(house.memory, house.gateway).run(settings.sweep_every))
        ready()
        await receiver.run()


async def introduce(app: App) -> None:
    """Tell Telegram the commands and the neutral profile, in each language."""
    try:
        for language in LANGUAGES:
            words = words_of(language)
            commands = [BotCommand(name, words(f"command.{name}")) for name in COMMANDS]
            await app.bot.set_my_commands(commands, language_code=language)
            await app.bot.set_my_name(words("profile.name"), language_code=language)
            await app.bot.set_my_short_description(words("profile.short"), language_code=language)
            await app.bot.set_my_description(words("profile.description"), language_code=language)
        await app.bot.set_my_commands([BotCommand(n, words_of("ky")(f"command.{n}")) for n in COMMANDS])
    except TelegramError as error:
        log.warning("Telegram did not take the profile: %s", type(error).__name__)


def _application(settings: Settings, token: SecretStr) -> App:
    base = settings.telegram_api_url.rstrip("/")
    return (
        ApplicationBuilder()
        .token(token.get_secret_value())
        .base_url(f"{base}/bot")
        .base_file_url(f"{base}/file/bot")
        .request(AiohttpRequest())
        .get_updates_request(AiohttpRequest(read=settings.poll_timeout + 10))
        .updater(None)
        .job_queue(None)
        .build()
    )


def _receiver(settings: Settings, app: App, intake: Intake) -> Poller | Webhook:
    if settings.webhook_url:
        return Webhook(app.bot, intake, settings)
    return Poller(app.bot, intake, settings.poll_timeout)


async def _initialize(app: App) -> None:
    try:
        await app.initialize()
    except InvalidToken:
        raise WrongToken from None


@asynccontextmanager
async def _preparing(database: AsyncEngine, house: House) -> AsyncIterator[None]:
    """The database is prepared, if need be while people are answered already."""
    house.search.know(house.library.directory)
    preparing = asyncio.ensure_future(_prepare(database, house))
    await asyncio.wait({preparing}, timeout=START)
    if preparing.done():
        preparing.result()
    preparing.add_done_callback(_tell)
    try:
        yield
    finally:
        preparing.cancel()
        await asyncio.wait({preparing})


async def _prepare(database: AsyncEngine, house: House) -> None:
    """Again and again while it is away: update its tables, read what was answered before, index the centres."""
    while True:
        try:
            await migrate(database)
            await house.ledger.load()
            break
        except OperationalError as error:
            log.error("the database is away: %s", type(error).__name__)
            await asyncio.sleep(house.settings.sweep_every)
    await _take_directory(house)


def _tell(preparing: asyncio.Future[None]) -> None:
    if not preparing.cancelled() and (error := preparing.exception()):
        log.error("the database could not be prepared: %s", type(error).__name__)


async def _take_directory(house: House) -> None:
    """Search in the centres as they stand in content/ now."""
    await house.search.take_over(house.library.directory)
    try:
        await whole(house.reports.settle(house.search.directory))
    except SQLAlchemyError as error:
        log.error("reports of dead numbers could not be read: %s", type(error).__name__)


async def _catch_up(house: House, every: float) -> None:
    """Store what the database did not take while it was away."""
    while True:
        await asyncio.sleep(every)
        await whole(house.choosing.catch_up())
        await whole(house.ledger.catch_up())


async def _save_the_rest(house: House) -> None:
    with suppress(TimeoutError):
        await whole(house.choosing.catch_up(), PATIENCE)
        await whole(house.ledger.catch_up(), PATIENCE)


async def _prune(house: House) -> None:
    while True:
        await asyncio.sleep(PRUNE_EVERY)
        try:
            await whole(house.memory.prune())
            await house.desk.staff.prune()
        except SQLAlchemyError as error:
            log.error("the database was not cleaned up: %s", type(error).__name__)
