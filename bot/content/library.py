"""All content in memory, ready to be shown; a faulty file leaves the last good one in place."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from bot.content.answers import Answer, read_answer
from bot.content.check import check_answer, check_completeness, check_interface_facts
from bot.content.facts import Facts, load_facts
from bot.content.faults import ContentError, Fault
from bot.content.render import telegram_html
from bot.content.topics import Topics, load_topics
from bot.directory.centres import Directory, load_directory
from bot.languages import LANGUAGES, SOURCE, Language

Part = TypeVar("Part")


@dataclass(frozen=True)
class Page:
    """An answer as it is shown: facts filled in, Telegram HTML."""

    topic: str
    title: str
    lead: str
    facets: dict[str, str]
    kind: str
    review: str
    updated: str
    sources: list[str]


@dataclass
class Library:
    """What the bot can say. `faults` tells what was refused while it was loaded."""

    facts: Facts = field(default_factory=Facts)
    topics: Topics = field(default_factory=Topics)
    directory: Directory = field(default_factory=Directory)
    answers: dict[tuple[Language, str], Answer] = field(default_factory=dict)
    pages: dict[tuple[Language, str], Page] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def page(self, language: Language, topic: str) -> Page | None:
        """The page of a topic, in the source language where the asked one is missing."""
        return self.pages.get((language, topic)) or self.pages.get((SOURCE, topic))

    def title(self, language: Language, topic: str) -> str:
        """What the button of a topic says."""
        page = self.page(language, topic)
        return page.title if page else topic

    def shown(self, topics: list[str]) -> list[str]:
        """Those of `topics` that have a page."""
        return [topic for topic in topics if (SOURCE, topic) in self.pages]


def load_library(folder: Path, last: Library | None = None) -> Library:
    """Read all of `folder`; where a file is faulty, keep what `last` had of it and note the fault."""
    last = last or Library()
    library = Library()
    library.facts = _or_last(library, last.facts, load_facts, folder / "facts.yml")
    library.faults += check_interface_facts(folder / "facts.yml", library.facts)
    library.topics = _or_last(library, last.topics, load_topics, folder / "topics.yml")
    with_facts = partial(load_directory, facts=library.facts)
    library.directory = _or_last(library, last.directory, with_facts, folder / "centres.yml")
    for language in LANGUAGES:
        for path in sorted((folder / language).glob("*.md")):
            _add(library, last, path, language)
    library.faults += check_completeness(folder, library.topics, set(library.answers))
    return library


def _or_last(library: Library, last: Part, load: Callable[[Path], Part], path: Path) -> Part:
    try:
        return load(path)
    except ContentError as error:
        library.faults += error.faults
        return last


def _add(library: Library, last: Library, path: Path, language: Language) -> None:
    key = (language, path.stem)
    try:
        answer = read_answer(path, language)
        if faults := check_answer(answer, library.facts, library.topics):
            raise ContentError(faults)
        library.answers[key], library.pages[key] = answer, _page(answer, library.facts)
    except ContentError as error:
        library.faults += error.faults
        if key in last.pages:
            library.answers[key], library.pages[key] = last.answers[key], last.pages[key]


def _page(answer: Answer, facts: Facts) -> Page:
    def html(text: str) -> str:
        return telegram_html(facts.fill(text, answer.language))

    return Page(
        topic=answer.topic,
        title=answer.title,
        lead=html(answer.lead),
        facets={name: html(text) for name, text in answer.facets.items()},
        kind=answer.kind,
        review=answer.review,
        updated=f"{answer.updated:%d.%m.%Y}",
        sources=facts.cited(answer.texts, answer.sources, answer.language),
    )
