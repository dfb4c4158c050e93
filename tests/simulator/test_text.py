"""Texts and their entities."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot, MessageEntity

from simulator import Person
from simulator.errors import ApiError
from simulator.text.format import formatted

Row = tuple[str, str, list[tuple[str, int, int]]]

HTML: list[Row] = [
    ("<b>a</b><strong>b</strong>", "ab", [("bold", 0, 1), ("bold", 1, 1)]),
    ("<i>a</i><em>b</em>", "ab", [("italic", 0, 1), ("italic", 1, 1)]),
    ("<u>a</u><ins>b</ins>", "ab", [("underline", 0, 1), ("underline", 1, 1)]),
    ("<s>a</s><strike>b</strike><del>c</del>", "abc", [("strikethrough", n, 1) for n in range(3)]),
    ("<tg-spoiler>a</tg-spoiler><span class='tg-spoiler'>b</span>", "ab", [("spoiler", 0, 1), ("spoiler", 1, 1)]),
    ("<code>a</code>", "a", [("code", 0, 1)]),
    ("<pre>a</pre>", "a", [("pre", 0, 1)]),
    ('<pre><code class="language-py">a</code></pre>', "a", [("pre", 0, 1)]),
    ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
    ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
    ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
    ('<a href="https://x.org/?a=1&amp;b=2">a</a>', "a", [("text_link", 0, 1)]),
    ("<a href='nothing'>a</a>", "a", []),
    ("<B>a</>", "a", [("bold", 0, 1)]),
    ("&lt;&#1099;&#x1F337;&amp;&nbsp;", "<ы🌷&&nbsp;", []),
    ("🌷<b>a</b>", "🌷a", [("bold", 2, 1)]),
    ("  <b>a</b>  ", "a", [("bold", 0, 1)]),
    ("<b>a </b>", "a", [("bold", 0, 1)]),
    ("<b></b>x", "x", []),
]

MARKDOWN_V2: list[Row] = [
    ("*a* _b_ __c__ ~d~ ||e||", "a b c d e", [
        ("bold", 0, 1), ("italic", 2, 1), ("underline", 4, 1), ("strikethrough", 6, 1), ("spoiler", 8, 1),
    ]),
    ("*a _b_*", "a b", [("bold", 0, 3), ("italic", 2, 1)]),
    ("`a.b`", "a.b", [("code", 0, 3)]),
    ("```py\nx=1```", "x=1", [("pre", 0, 3)]),
    (r"a\.b\!", "a.b!", []),
    (r"[a](https://x.org/\))", "a", [("text_link", 0, 1)]),
    ("[a](tg://user?id=7)", "a", [("text_mention", 0, 1)]),
    (">a\n>b\nc", "a\nb\nc", [("blockquote", 0, 3)]),
    (">a\n>b||", "a\nb", [("expandable_blockquote", 0, 3)]),
    ("__a_b_c__", "abc", [("underline", 0, 3), ("italic", 1, 1)]),
]  # fmt: skip

MARKDOWN: list[Row] = [
    ("*a* _b_ `c`", "a b c", [("bold", 0, 1), ("italic", 2, 1), ("code", 4, 1)]),
    ("```py\nx```", "x", [("pre", 0, 1)]),
    ("[a](https://x.org)", "a", [("text_link", 0, 1)]),
    (r"\*a\_", "*a_", []),
]

AUTO: list[Row] = [
    ("/start /menu@my_bot", "/start /menu@my_bot", [("bot_command", 0, 6), ("bot_command", 7, 12)]),
    ("чал: +996 312 00-00-00.", "чал: +996 312 00-00-00.", [("phone_number", 5, 17)]),
    ("102 же +102", "102 же +102", []),
    ("see https://x.org/a, ok", "see https://x.org/a, ok", [("url", 4, 15)]),
    ("karau.kg эмне", "karau.kg эмне", [("url", 0, 8)]),
    ("a@x.org", "a@x.org", [("email", 0, 7)]),
    ("@durov", "@durov", [("mention", 0, 6)]),
    ("#жардам", "#жардам", [("hashtag", 0, 7)]),
    ("1/2 and/or", "1/2 and/or", []),
]


def check(mode: str, row: Row) -> None:
    raw, text, entities = row
    shown = formatted(raw, mode)
    assert shown.text == text
    assert [(e["type"], e["offset"], e["length"]) for e in shown.entities] == entities


@pytest.mark.parametrize("row", HTML, ids=lambda row: row[0])
def test_html(row: Row) -> None:
    check("HTML", row)


@pytest.mark.parametrize("row", MARKDOWN_V2, ids=lambda row: row[0])
def test_markdown_v2(row: Row) -> None:
    check("MarkdownV2", row)


@pytest.mark.parametrize("row", MARKDOWN, ids=lambda row: row[0])
def test_markdown(row: Row) -> None:
    check("Markdown", row)


@pytest.mark.parametrize("row", AUTO, ids=lambda row: row[0])
def test_what_telegram_finds_by_itself(row: Row) -> None:
    check("", row)


def test_code_holds_no_commands_and_links_no_addresses() -> None:
    assert [e["type"] for e in formatted("<code>/start</code> <a href='http://y.org'>x.org</a>", "HTML").entities] == [
        "code",
        "text_link",
    ]


def test_languages_and_addresses_are_kept() -> None:
    code = formatted('<pre><code class="language-py">a</code></pre>', "HTML").entities
    assert code == [{"type": "pre", "offset": 0, "length": 1, "language": "py"}]
    link = formatted('<a href="x.org">a</a>', "HTML").entities
    assert link == [{"type": "text_link", "offset": 0, "length": 1, "url": "http://x.org/"}]


def test_control_characters_become_blanks() -> None:
    assert formatted("a\x00b\tc\r\nd\u202ee").text == "a b c\nde"


def test_at_most_a_hundred_entities() -> None:
    assert len(formatted("<b>x</b>y" * 150, "HTML").entities) == 100


async def test_the_length_counts_after_parsing(tg: Bot, ann: Person) -> None:
    sent = await tg.send_message(ann.id, "<b>" + "🌷" * 4096 + "</b>", parse_mode="HTML")
    assert sent.entities[0].length == 8192


async def test_entities_can_be_given_without_a_parse_mode(tg: Bot, ann: Person) -> None:
    sent = await tg.send_message(ann.id, " ab", entities=[MessageEntity("bold", 1, 2)])
    assert (sent.text, sent.entities[0].offset, sent.parse_entities()) == ("ab", 0, {sent.entities[0]: "ab"})


@given(
    st.text(
        st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="".join(map(chr, range(0x2028, 0x202F))))
    )
)
def test_an_escaped_text_stands_as_it_was_written(text: str) -> None:
    assert formatted(html.escape(text, quote=False), "HTML").text == text.strip()


@given(st.text("<>b/i=\"' &;a*_[]()`~|>\\\n!ы🌷", max_size=40), st.sampled_from(["HTML", "Markdown", "MarkdownV2"]))
def test_any_text_is_parsed_or_refused(text: str, mode: str) -> None:
    try:
        shown = formatted(text, mode)
    except ApiError as error:
        assert error.description.startswith("Bad Request: can't parse entities: ")
    else:
        length = len(shown.text.encode("utf-16-le")) // 2
        assert all(e["offset"] >= 0 and 0 < e["length"] <= length - e["offset"] for e in shown.entities)
