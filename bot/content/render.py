"""Markdown of editors to the HTML that Telegram understands."""

from collections.abc import Iterator
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKDOWN = MarkdownIt("zero").enable(["list", "emphasis", "newline"])
_INLINE = {
    "strong_open": "<b>",
    "strong_close": "</b>",
    "em_open": "<i>",
    "em_close": "</i>",
    "softbreak": "\n",
    "hardbreak": "\n",
}


def telegram_html(markdown: str) -> str:
    """Paragraphs, lists and bold as Telegram HTML; everything else as the text that it is."""
    return "".join(_blocks(_MARKDOWN.parse(markdown))).strip()


def plain_text(markdown: str) -> str:
    """What a person reads, without markup: what Telegram counts as the length of a message."""
    tokens = _MARKDOWN.parse(markdown)
    return "".join(_blocks(tokens, html=False)).strip()


def _blocks(tokens: list[Token], html: bool = True) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield "".join(_inline(token.children or [], html))
        elif token.type == "list_item_open":
            yield "• "
        elif token.type == "paragraph_close":
            yield "\n" if token.hidden or token.level > 1 else "\n\n"
        elif token.type == "bullet_list_close" and token.level == 0:
            yield "\n"


def _inline(tokens: list[Token], html: bool) -> Iterator[str]:
    for token in tokens:
        if token.type in _INLINE:
            yield _INLINE[token.type] if html or token.type.endswith("break") else ""
        else:
            yield escape(token.content, quote=False) if html else token.content
