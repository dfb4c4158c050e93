"""A newcomer in the browser: three languages answer on the chat page."""

import pytest
from playwright.async_api import Page, expect

from tests.browser import DESK, PHONE, OpenPage
from tests.e2e.conftest import Town

pytestmark = [pytest.mark.browser, pytest.mark.engine]

QUESTIONS = {
    "ky": ("Кыргызча", "алимент кантип алам, күйөөм акча бербейт", "Алимент"),
    "ru": ("Русский", "муж не платит алименты, что делать", "Алименты"),
    "en": ("English", "how can I get child support", "Child support"),
}


async def telephone(town: Town, open_page: OpenPage, language: str, viewport: dict[str, int]) -> Page:
    person = town.simulator.add_person("Айгүл", language_code=language)
    return await open_page(f"{town.simulator.url}/#person={person.id}", viewport=viewport)


async def type_and_send(page: Page, text: str) -> None:
    box = page.get_by_role("textbox", name="Message")
    await box.fill(text)
    await box.press("Enter")


@pytest.mark.parametrize("language", QUESTIONS)
async def test_a_question_is_answered_in_the_browser(town: Town, open_page: OpenPage, language: str) -> None:
    button, question, title = QUESTIONS[language]
    page = await telephone(town, open_page, language, PHONE)
    await page.get_by_role("button", name="Start", exact=False).first.click()
    await page.get_by_role("button", name=button).click()
    await expect(page.get_by_text("102").first).to_be_visible()
    await type_and_send(page, question)
    await expect(page.get_by_role("article").last).to_contain_text(title)


@pytest.mark.parametrize("viewport", [PHONE, DESK])
async def test_a_long_answer_fits_the_screen(town: Town, open_page: OpenPage, viewport: dict[str, int]) -> None:
    page = await telephone(town, open_page, "ky", viewport)
    await page.get_by_role("button", name="Start", exact=False).first.click()
    await type_and_send(page, "коргоо ордери деген эмне")
    await expect(page.get_by_role("article").last).to_contain_text("ордери")
    wider = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0
