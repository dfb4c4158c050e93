"""What a CSO sees of its links. Labels are its own words and are escaped."""

from html import escape

from bot.directory.centres import REGIONS, Directory
from bot.languages import LANGUAGES
from bot.links.aims import Aim
from bot.links.counters import EVENTS
from bot.links.formats import DESIGNS, SIZES
from bot.links.links import Referral
from bot.links.report import LEAST, Cell, Report
from bot.links.staff import Membership
from bot.telegram.outgoing import Outgoing, Row, button, in_rows
from bot.telegram.screens import Screens
from bot.words import words_of

VERB = "link"


class LinkScreens:
    """Screens in one language."""

    def __init__(self, screens: Screens, directory: Directory, username: str) -> None:
        self._screens, self._words, self._language = screens, screens.words, screens.language
        self._directory, self._username = directory, username

    def all(self, links: list[Referral]) -> Outgoing:
        """The living links, and making one."""
        rows: list[Row] = [
            [button(f"{link.label} · {link.language}", VERB, "show", str(link.id))]
            for link in links
            if not link.revoked
        ]
        return Outgoing(self._words("links.title")).below([*rows, [button(self._words("links.new"), VERB, "new")]])

    def choose_language(self) -> Outgoing:
        """In which language whoever opens the link is greeted."""
        cells = [button(words_of(i)("language.name"), VERB, "language", i) for i in LANGUAGES]
        return Outgoing(self._words("links.language")).below(in_rows(cells))

    def choose_aim(self, member: Membership) -> Outgoing:
        """Where the link leads."""
        cells = [button(self._words(f"links.aim.{kind}"), VERB, kind) for kind in ("menu", "topics", "regions")]
        if member.centre_id:
            cells.append(button(self._words("links.aim.centre"), VERB, "aim", "centre", member.centre_id))
        return Outgoing(self._words("links.aim")).below(in_rows(cells, 1))

    def choose_group(self) -> Outgoing:
        """The groups of topics."""
        groups = self._screens.library.topics.menu
        cells = [button(self._words(f"group.{group.id}"), VERB, "group", group.id) for group in groups]
        return Outgoing(self._words("menu.title")).below(in_rows(cells, 1))

    def choose_topic(self, group_id: str) -> Outgoing:
        """The topics of a group."""
        library = self._screens.library
        topics = next((group.topics for group in library.topics.menu if group.id == group_id), [])
        cells = [button(library.title(self._language, i), VERB, "aim", "topic", i) for i in library.shown(topics)]
        return Outgoing(self._words("menu.title")).below(in_rows(cells, 1))

    def choose_region(self) -> Outgoing:
        """The regions."""
        cells = [button(self._words(f"region.{i}"), VERB, "aim", "search", i) for i in REGIONS]
        return Outgoing(self._words("ask.region")).below(in_rows(cells))

    def ask_label(self) -> Outgoing:
        """Under which name the CSO finds the link again."""
        return Outgoing(self._words("links.label"))

    def one(self, link: Referral) -> Outgoing:
        """Address, text to paste, pictures and posters."""
        address = link.address(self._username)
        paste = words_of(link.language)("links.paste", address=address)
        text = "\n\n".join(
            [
                f"<b>{escape(link.label, quote=False)}</b>\n{self._leads(link.aim)}",
                f"<code>{address}</code>",
                f"{self._words('links.paste_title')}\n<pre>{escape(paste, quote=False)}</pre>",
            ]
        )
        number = str(link.id)
        return Outgoing(text).below(
            [
                [button(self._words("links.code"), VERB, "code", number)],
                [button(self._words("links.posters"), VERB, "posters", number)],
                [button(self._words("links.revoke"), VERB, "revoke", number)],
            ]
        )

    def posters(self, link: Referral) -> Outgoing:
        """Every poster: language, size, open or discreet."""
        rows: list[Row] = [
            [
                button(f"{i} {size} {self._words(f'poster.{design}')}", VERB, "poster", str(link.id), i, size, design)
                for size in SIZES
            ]
            for i in LANGUAGES
            for design in DESIGNS
        ]
        return Outgoing(self._words("links.posters_title")).below(rows)

    def ask_revoke(self, link: Referral) -> Outgoing:
        """Sure? A revoked link stays revoked, also on printed posters."""
        rows = [[button(self._words("links.revoke_sure"), VERB, "revoked", str(link.id))]]
        return Outgoing(self._words("links.revoke_ask", label=escape(link.label, quote=False))).below(rows)

    def stats(self, links: list[Referral], found: Report) -> Outgoing:
        """Totals of the last weeks; nothing that could point at one person."""
        if not links:
            return Outgoing(self._words("links.none"))
        parts = [self._words("stats.title", weeks=len(found.weeks)), *(self._stats_of(link, found) for link in links)]
        return Outgoing("\n\n".join(parts))

    def _stats_of(self, link: Referral, found: Report) -> str:
        lines = [f"{self._words(f'stats.{event}')}: {self.told(found.total[link.id, event])}" for event in EVENTS]
        return "\n".join([f"<b>{escape(link.label, quote=False)}</b>", *lines])

    def told(self, cell: Cell) -> str:
        """A figure as it may be told."""
        if not cell.hidden:
            return str(cell.told)
        return self._words("stats.more", count=cell.told) if cell.told else self._words("stats.few", least=LEAST)

    def _leads(self, aim: Aim) -> str:
        centre = next((c for c in self._directory.centres if c.id == aim.about), None)
        match aim.kind:
            case "topic":
                return escape(self._screens.library.title(self._language, aim.about), quote=False)
            case "search" if aim.about in REGIONS:
                return self._words("links.aim.regions") + ": " + self._words(f"region.{aim.about}")
            case "centre" if centre:
                return escape(centre.name[self._language], quote=False)
        return self._words("links.aim.menu")
