"""Markdown becomes HTML that Telegram accepts."""

import pytest

from bot.content.render import plain_text, telegram_html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Раз\n\nДва", "Раз\n\nДва"),
        ("**Важно** и всё", "<b>Важно</b> и всё"),
        ("- один\n- два", "• один\n• два"),
        ("Список:\n\n- один\n- два\n\nКонец", "Список:\n\n• один\n• два\n\nКонец"),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ("<script>", "&lt;script&gt;"),
        ("строка\nвторая", "строка\nвторая"),
    ],
)
def test_markdown(markdown: str, html: str) -> None:
    assert telegram_html(markdown) == html


def test_plain_text_is_what_a_person_reads() -> None:
    assert plain_text("**Важно**:\n\n- <b>") == "Важно:\n\n• <b>"
