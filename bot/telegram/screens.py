"""What a person sees: content and interface words put together, nothing sent yet."""

from html import escape

from bot.content.answers import FACETS
from bot.content.library import Library, Page
from bot.directory.centres import NEEDS, REGIONS
from bot.engine.directive import Directive
from bot.languages import LANGUAGES, Language
from bot.telegram import payloads
from bot.telegram.outgoing import Outgoing, Row, button, in_rows
from bot.words import words_of

CARDS = ("emergency_now", "suicide_risk")
"""Topics that are shown as a card: the number first, a way out beside it."""


class Screens:
    """All screens in one language."""

    def __init__(self, library: Library, language: Language) -> None:
        self.library = library
        self.language: Language = language
        self.words = words_of(language)

    def choose_language(self) -> Outgoing:
        """The first screen: the suggested language stands first."""
        order = sorted(LANGUAGES, key=lambda language: language != self.language)
        rows: list[Row] = [[button(words_of(i)("language.name"), "language", i)] for i in order]
        return Outgoing(self.words("language.choose")).below(rows)

    def welcome(self) -> str:
        """What this is, that it is a machine, what is stored, how to hide it, whom to ring."""
        return self.with_facts("welcome")

    def menu(self) -> Outgoing:
        """The groups of topics."""
        cells = [button(self.words(f"group.{g.id}"), "group", g.id) for g in self.library.topics.menu]
        return Outgoing(self.words("menu.title")).below([*in_rows(cells, 1), [self._hide()]])

    def group(self, group_id: str) -> Outgoing:
        """The topics of a group; the menu for a group that does not exist."""
        group = next((g for g in self.library.topics.menu if g.id == group_id), None)
        if group is None:
            return self.menu()
        rows = self._topics(group.topics)
        return Outgoing(f"<b>{escape(self.words(f'group.{group.id}'))}</b>").below([*rows, [self._menu()]])

    def topic(self, topic: str) -> Outgoing:
        """The lead of an answer, its facets and neighbours as buttons."""
        page = self.library.page(self.language, topic)
        if page is None:
            return self.unknown()
        if topic in CARDS:
            return self.card(topic)
        text = f"<b>{escape(page.title)}</b>\n\n{page.lead}{self._notes(page)}"
        return Outgoing(text).below([*self._facets(page), *self._related(topic), self.ways_out()])

    def facet(self, topic: str, facet: str) -> Outgoing:
        """One facet of an answer; the lead where the answer does not have it."""
        page = self.library.page(self.language, topic)
        if page is None or facet not in page.facets:
            return self.topic(topic)
        name = escape(self._facet(topic, facet))
        text = f"<b>{escape(page.title)} · {name}</b>\n\n{page.facets[facet]}{self._notes(page)}"
        rows = self._facets(page, but=facet)
        return Outgoing(text).below([*rows, [button(page.title, "topic", topic)], self.ways_out()])

    def card(self, topic: str) -> Outgoing:
        """The emergency card: the number before anything else, never a question before it."""
        page = self.library.page(self.language, topic)
        text = page.lead if page else self.with_facts("helplines")
        rows = in_rows([button(self.words("button.safe"), payloads.SAFE), self._hide()])
        return Outgoing(text).below([*rows, *(self._facets(page) if page else [])])

    def suggest(self, topics: list[str]) -> Outgoing:
        """Two or three topics to choose from."""
        return Outgoing(self.words("suggest")).below([*self._topics(topics), [self._menu(), self._sos()]])

    def unknown(self, topics: list[str] | None = None) -> Outgoing:
        """Not understood: ways on and helplines, never a dead end."""
        text = f"{self.words('unknown')}\n\n{self.with_facts('helplines')}"
        return Outgoing(text).below([*self._topics(topics or []), [self._menu(), self._sos()]])

    def engine_down(self) -> list[Outgoing]:
        """Free text cannot be understood at the moment: helplines, and every answer by button."""
        text = f"{self.words('engine.down')}\n\n{self.with_facts('helplines')}"
        return [Outgoing(text), self.menu()]

    def ask(self, what: str) -> Outgoing:
        """The question for a region or a kind of help, answered by button or in words."""
        if what == "region":
            cells = [button(self.words(f"region.{i}"), "region", i) for i in REGIONS]
        else:
            cells = [button(self.words(f"need.{i}"), "need", i) for i in (*NEEDS, "any")]
        return Outgoing(self.words(f"ask.{what}")).below([*in_rows(cells), self.ways_out()])

    def act(self, directive: Directive) -> Outgoing:
        """The answer to a word of the dialogue: greeting, thanks, a question about the bot."""
        page = self.library.page(self.language, directive.topic or "")
        if page is None:
            return self.unknown(directive.alternatives)
        return Outgoing(page.lead).below([*self._ways_on(page.topic), [self._menu(), self._sos()]])

    def note(self, key: str) -> Outgoing:
        """A sentence of the interface with a way on."""
        return Outgoing(self.with_facts(key)).below([[self._menu(), self._sos()]])

    def keep_language(self) -> Row:
        """The offer to go on in the language that she has just written in."""
        return [button(self.words("language.keep"), "language", self.language)]

    def _ways_on(self, topic: str) -> list[Row]:
        if topic == "change_language":
            return [[button(words_of(i)("language.name"), "language", i) for i in LANGUAGES]]
        return self._topics(self.library.topics.related.get(topic, []))

    def with_facts(self, key: str) -> str:
        """A text of the interface with the numbers that it names."""
        facts = {i: escape(fact.text(self.language), quote=False) for i, fact in self.library.facts.facts.items()}
        return self.words(key, **facts | {"help": self.words("key.help"), "hide": self.words("key.hide")})

    def _notes(self, page: Page) -> str:
        note = self.words("note.draft", date=page.updated) if page.review == "draft" else ""
        sources = "\n".join(escape(source, quote=False) for source in page.sources)
        cited = f"<b>{self.words('note.sources')}</b>\n{sources}" if sources else ""
        inside = "\n".join(filter(None, [note, cited]))
        return f"\n\n<blockquote expandable>{inside}</blockquote>" if inside else ""

    def _facets(self, page: Page, but: str = "") -> list[Row]:
        present = [facet for facet in FACETS if facet in page.facets and facet != but]
        return in_rows([button(self._facet(page.topic, facet), "facet", page.topic, facet) for facet in present])

    def _facet(self, topic: str, facet: str) -> str:
        own = f"facet.{topic}.{facet}"
        return self.words(own if self.words.has(own) else f"facet.{facet}")

    def _related(self, topic: str) -> list[Row]:
        return self._topics(self.library.topics.related.get(topic, []))

    def _topics(self, topics: list[str]) -> list[Row]:
        cells = [button(self.library.title(self.language, i), "topic", i) for i in self.library.shown(topics)]
        return in_rows(cells, 1)

    def ways_out(self) -> Row:
        """The menu, and hiding the chat."""
        return [self._menu(), self._hide()]

    def _menu(self) -> tuple[str, str]:
        return button(self.words("button.menu"), payloads.MENU)

    def _hide(self) -> tuple[str, str]:
        return button(self.words("button.hide"), payloads.EXIT)

    def _sos(self) -> tuple[str, str]:
        return button(self.words("button.sos"), payloads.SOS)
