"""Search without any database: slower with a hundred thousand centres, never down."""

from collections.abc import Callable
from itertools import islice

from bot.directory.centres import Centre, Directory
from bot.directory.nearest import towns_by_distance
from bot.directory.wish import PAGE, Found, Wish


class MemorySearch:
    """Looks through what is published, in the order of `ranked`."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._ranked = ranked(directory)

    async def find(self, wish: Wish, page: int = 0) -> Found:
        """A page of what fits; `page` counts from 0."""
        return self.find_now(wish, page)

    def find_now(self, wish: Wish, page: int = 0) -> Found:
        """The same without waiting."""
        fits = (centre for centre in self._in_order(wish) if self._fits(centre, wish))
        taken = list(islice(fits, page * PAGE, (page + 1) * PAGE + 1))
        return Found(tuple(taken[:PAGE]), len(taken) > PAGE)

    def _in_order(self, wish: Wish) -> list[Centre]:
        if wish.near:
            place = {town: n for n, town in enumerate(towns_by_distance(self._directory, wish.near))}
            return sorted((c for c in self._ranked if c.town), key=lambda c: place[c.town or ""])
        if wish.first:
            return sorted(self._ranked, key=lambda c: c.id != wish.first)
        return self._ranked

    def _fits(self, centre: Centre, wish: Wish) -> bool:
        return all(rule(self._directory, centre, wish) for rule in RULES)


def ranked(directory: Directory) -> list[Centre]:
    """Centres with a town; who can be rung stands first, then as in the file."""
    return sorted((c for c in directory.centres if c.town), key=lambda c: not c.phones)


Rule = Callable[[Directory, Centre, Wish], bool]
RULES: tuple[Rule, ...] = (
    lambda directory, centre, wish: not wish.regions or directory.region(centre) in wish.regions,
    lambda directory, centre, wish: not wish.need or wish.need in centre.services,
    # Who does not say which languages are spoken is not shut out: for most centres it is not known.
    lambda directory, centre, wish: not wish.language or not centre.languages or wish.language in centre.languages,
    lambda directory, centre, wish: not wish.children or centre.with_children,
    lambda directory, centre, wish: not wish.open_at or bool(centre.hours and centre.hours.open_at(wish.open_at)),
)
