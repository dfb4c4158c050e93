"""Chromium for tests that look at the chat page as a person does. A conftest that needs it imports the fixtures."""

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
REFUSED = "Failed to load resource"
"""What Chromium says of an answer like 409, which the page shows to the person."""

OpenPage = Callable[..., Awaitable[Page]]


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A Chromium of its own for each test, in the test's event loop."""
    if CHROMIUM is None:
        missing = "Chromium is not installed"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        await chromium.close()


@pytest.fixture
async def open_page(browser: Browser) -> AsyncIterator[OpenPage]:
    """Opens an address, on a phone unless `viewport` says otherwise. An error of any page fails the test."""
    faults: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and REFUSED not in message.text:
            faults.append(message.text)

    async def opened(url: str, **options: Any) -> Page:
        context = await browser.new_context(**{"viewport": PHONE, **options})
        context.set_default_timeout(10_000)
        page = await context.new_page()
        page.on("console", heard)
        page.on("pageerror", lambda error: faults.append(str(error)))
        await page.goto(url)
        return page

    yield opened
    assert faults == []
