"""Who helps, as a person sees it: a list, one centre, a card to pass on. Knows published centres only."""

from collections.abc import Collection, Sequence
from datetime import datetime
from html import escape

from bot.directory.centres import Centre, Directory, Phone
from bot.directory.hours import DAYS, Hours
from bot.directory.wish import Found, Wish
from bot.telegram.outgoing import ContactCard, Outgoing, PassOn, Row, button, in_rows
from bot.telegram.screens import Screens

LINES = {"child": ("children_line",), "police": ("police",), "medical": ("ambulance",)}


def plain(text: str) -> str:
    """Text of a file as Telegram HTML."""
    return escape(text, quote=False)


class CentreScreens:
    """Screens in one language. `doubted` are centres whose number is said not to answer; `now` has a time zone."""

    def __init__(self, screens: Screens, directory: Directory, doubted: Collection[str], now: datetime) -> None:
        self._screens, self._words, self._language = screens, screens.words, screens.language
        self._directory, self._doubted, self._now = directory, doubted, now

    def results(self, wish: Wish, found: Found, nearby: Sequence[Centre], page: int) -> Outgoing:
        """A page of what was found; with nothing found an honest word, and who helps next door."""
        shown = [*found.centres, *nearby]
        head = self._words("centres.head" if found.centres else "centres.none", **self._named(wish))
        parts = [f"<b>{head}</b>", self._screens.with_facts("helplines"), *map(self.entry, found.centres)]
        if nearby:
            parts += [f"<b>{self._words('centres.nearby')}</b>", *map(self.entry, nearby)]
        rows: list[Row] = [[button(f"☎ {centre.name[self._language]}", "centre", centre.id)] for centre in shown]
        if found.more and not wish.near:
            rows.append([button(self._words("centres.more"), "page", str(page + 1))])
        return Outgoing("\n\n".join(parts)).below([*rows, *self._filters(wish), self._screens.ways_out()])

    def one(self, centre: Centre) -> Outgoing:
        """One centre, with all that can be done with its number."""
        cells: Row = [(self._words("centres.pass_on"), PassOn(centre.name[self._language]))]
        if centre.phones:
            cells.insert(0, button(self._words("centres.contact"), "contact", centre.id))
            cells.append(button(self._words("centres.dead"), "dead", centre.id))
        rows = [*in_rows(cells, 1), [button(self._words("centres.back"), "page", "0")]]
        return Outgoing(self.entry(centre)).below([*rows, self._screens.ways_out()])

    def contact(self, centre: Centre) -> list[ContactCard]:
        """Its numbers as cards of the telephone book."""
        return [ContactCard(phone.number, centre.name[self._language]) for phone in centre.phones]

    def entry(self, centre: Centre) -> str:
        """Name, place, what they do, numbers, hours, languages, and how sure we are."""
        lines = [
            f"<b>{plain(centre.name[self._language])}</b>",
            self._place(centre),
            plain(centre.about[self._language]),
            *map(self._phone, centre.phones),
            "" if centre.phones else self._words("centres.no_phone"),
            self._hours(centre.hours) if centre.hours else "",
            self._spoken(centre),
            self._certainty(centre),
        ]
        return "\n".join(filter(None, lines))

    def _named(self, wish: Wish) -> dict[str, str]:
        where = ", ".join(self._words(f"region.{i}") for i in wish.regions)
        if wish.near:
            where = self._words("centres.near")
        return {
            "where": where or self._words("region.all"),
            "what": self._words(f"need.{wish.need or 'any'}"),
        }

    def _filters(self, wish: Wish) -> list[Row]:
        def toggle(name: str, on: bool) -> tuple[str, str]:
            return button(f"{'✅' if on else '◻️'} {self._words(f'centres.{name}')}", "only", name)

        others = [button(self._words(f"centres.other_{what}"), what) for what in ("region", "need")]
        if wish.near:
            return [others]
        return [[toggle("open_now", bool(wish.open_at)), toggle("children", wish.children)], others]

    def _place(self, centre: Centre) -> str:
        town = self._directory.towns.get(centre.town or "")
        parts = [town.name[self._language] if town else self._words("region.all")]
        return plain(", ".join([*parts, *([centre.address.street[self._language]] if centre.address else [])]))

    def _phone(self, phone: Phone) -> str:
        return " · ".join([plain(phone.number), *(name.capitalize() for name in phone.messengers)])

    def _hours(self, hours: Hours) -> str:
        if hours.always:
            return self._words("hours.always")
        opens, closes = f"{hours.opens:%H:%M}", f"{hours.closes:%H:%M}"
        days = ", ".join(self._words(f"day.{day}") for day in DAYS if day in hours.days)
        text = f"{days} {opens}–{closes}".strip()
        return f"{text} · {self._words('hours.open', until=closes)}" if hours.open_at(self._now) else text

    def _spoken(self, centre: Centre) -> str:
        named = ", ".join(self._words(f"spoken.{language}") for language in centre.languages)
        return self._words("centres.languages", languages=named) if named else ""

    def _certainty(self, centre: Centre) -> str:
        if centre.id in self._doubted:
            return self._words("centres.doubted")
        verified = centre.proof.verified_on
        if verified is None:
            return self._words("centres.unconfirmed", date=plain(str(centre.proof.dated)))
        stale = centre.proof.stale(self._now.date())
        return self._words("centres.stale" if stale else "centres.verified", date=f"{verified:%d.%m.%Y}")
