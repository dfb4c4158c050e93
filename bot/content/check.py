"""The rules that every file of content keeps; `make check` and the running bot use the same ones."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.content.answers import FACETS, Answer
from bot.content.facts import PLACEHOLDER, Facts
from bot.content.faults import Fault
from bot.content.render import plain_text
from bot.content.topics import Topics
from bot.languages import LANGUAGES, Language

LEAD_LIMIT = 500
"""Characters of a lead after facts are filled in (design: content files)."""
FACET_LIMIT = 1500
"""Characters of a facet; with sources and notes a message stays far below Telegram's 4096."""
SOURCES_LIMIT = 2000
"""Characters of everything that is cited below an answer: it goes out with each of its messages."""

INTERFACE_FACTS = ("police", "ambulance", "rescue", "children_line")
"""Facts that the interface itself names; without them there is no emergency card."""

Complaint = tuple[str, str, str]
"""The text to find in the file, what is wrong with it, what to do."""
Rule = Callable[[str, Answer, Facts], Iterator[Complaint]]


def _unknown_facts(text: str, answer: Answer, facts: Facts) -> Iterator[Complaint]:
    for found in PLACEHOLDER.finditer(text):
        if found[1] not in facts.facts:
            yield found[0], f"unknown fact {found[0]}", "Use an id of content/facts.yml or add the fact there"


def _bare_numbers(text: str, answer: Answer, facts: Facts) -> Iterator[Complaint]:
    for found in re.finditer(r"\d[\d\s.,–-]*", PLACEHOLDER.sub("", text)):
        number = found[0].strip()
        yield number, f"bare number {number}", "Put it into content/facts.yml and write {its_id}"


def _markup(text: str, answer: Answer, facts: Facts) -> Iterator[Complaint]:
    if tag := re.search(r"</?[a-zA-Z][^>\s]*>?", text):
        yield tag[0], f"HTML tag {tag[0]}", "Write **bold** and lists with - instead of HTML"
    rest = plain_text(text)
    if "**" in rest:
        yield "**", "a ** is not closed", "Close it at the end of the bold words"
    if brace := re.search(r"[{}][^{}\n]*", PLACEHOLDER.sub("", text)):
        yield brace[0], "a brace that names no fact", "Write {fact_id} in small letters, or remove it"


def _guidance(text: str, answer: Answer, facts: Facts) -> Iterator[Complaint]:
    if answer.kind != "answer" and (found := PLACEHOLDER.search(text)):
        yield (
            found[0],
            f"a fact in an answer of kind {answer.kind}",
            "Remove it, or make the file kind: answer",
        )


RULES: tuple[Rule, ...] = (_unknown_facts, _bare_numbers, _markup, _guidance)


def check_answer(answer: Answer, facts: Facts, topics: Topics) -> list[Fault]:
    """Every fault of one answer."""
    found = [
        Fault(answer.path, answer.line_of(where) or answer.first_line, what, remedy)
        for text in answer.texts
        for rule in RULES
        for where, what, remedy in rule(text, answer, facts)
    ]
    return found or [*_head(answer, facts, topics), *_lengths(answer, facts)]


def _head(answer: Answer, facts: Facts, topics: Topics) -> Iterator[Fault]:
    if answer.topic not in topics.ids:
        remedy = "Name the file after a topic of content/topics.yml, or add the topic there"
        yield Fault(answer.path, 1, f"unknown topic {answer.topic}", remedy)
    for source in answer.sources:
        if source not in facts.sources:
            yield Fault(answer.path, 1, f"unknown source {source}", "Use an id under sources: of content/facts.yml")
    if re.search(r"\d", answer.title):
        yield Fault(answer.path, 1, "a number in the title", "Titles are buttons and hold no numbers")
    if answer.kind == "answer" and not answer.sources and not facts.sources_of(answer.texts):
        yield Fault(answer.path, 1, "no source", "Name the sources, or make the file kind: guidance")


def _lengths(answer: Answer, facts: Facts) -> Iterator[Fault]:
    limits = [(answer.lead, "lead", LEAD_LIMIT)] + [
        (answer.facets[f], f, FACET_LIMIT) for f in FACETS if f in answer.facets
    ]
    for text, name, limit in limits:
        length = len(plain_text(facts.fill(text, answer.language)))
        if length > limit:
            line = answer.line_of(text.splitlines()[0]) or answer.first_line
            yield Fault(answer.path, line, f"{name} has {length} characters", f"Shorten it to {limit}")
    cited = len("\n".join(facts.cited(answer.texts, answer.sources, answer.language)))
    if cited > SOURCES_LIMIT:
        yield Fault(answer.path, 1, f"sources of {cited} characters", f"Name fewer of them: {SOURCES_LIMIT} at most")


def check_completeness(folder: Path, topics: Topics, present: set[tuple[Language, str]]) -> list[Fault]:
    """Topics of the menu that a language does not answer."""
    return [
        Fault(
            folder / language / f"{topic}.md",
            0,
            "this answer is missing",
            "Write it, or take the topic out of topics.yml",
        )
        for language in LANGUAGES
        for topic in topics.ids
        if (language, topic) not in present and not (folder / language / f"{topic}.md").exists()
    ]


def check_interface_facts(path: Path, facts: Facts) -> list[Fault]:
    """Facts that the interface names and facts.yml lacks."""
    return [
        Fault(path, 0, f"the fact {i} is missing", "The interface names it: add its number again")
        for i in INTERFACE_FACTS
        if i not in facts.facts or not all(re.search(r"\d", facts.facts[i].text(language)) for language in LANGUAGES)
    ]


def outdated(answers: dict[tuple[Language, str], Answer]) -> list[Answer]:
    """Translations whose Russian source has changed since they were made."""
    return [
        answer
        for (language, topic), answer in answers.items()
        if language != "ru" and ("ru", topic) in answers and answer.source_hash != answers["ru", topic].hash
    ]
