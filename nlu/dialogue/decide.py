"""From ranked topics and found words to one move. Thresholds stand in config.yml with the figures that chose them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Dict, List, Optional, Sequence, Tuple

from nlu.dialogue.catalogue import Catalogue
from nlu.dialogue.situation import ANY, SEARCH, Situation

Ranking = Sequence[Tuple[str, float]]
ALTERNATIVES = 3
HIDE = "hide_chat"
OUT_OF_SCOPE = "out_of_scope"
REGION_ASKED_AT_MOST = 2
KINDS_OF_HELP = frozenset({"psychologist", "free_lawyer", "shelter"})
"""Topics that become the search for help when a place is named beside the kind of help."""
NEVER_AFTER_DISCLOSURE = frozenset({"affirm", "greet", "insult", "how_to_use", "bot_identity", OUT_OF_SCOPE})
"""Small talk that a woman in danger does not mean: "yes", "hello?", "he has a knife" taken for nonsense."""
DISCLOSURES = frozenset({
    "what_is_violence", "sexual_assault_help", "psychological_violence", "economic_violence", "child_abuse",
    "sexual_violence_marriage", "stalking_threats", "online_violence", "sexual_harassment", "bride_kidnapping",
    "forced_early_marriage", "inlaws_violence", "human_trafficking", "protection_order_violation", "disability_support",
    "men_change", "help_someone",
})  # fmt: skip
"""Topics with which she, a witness or he tells what is done (the cards are disclosures too)."""


@dataclass(frozen=True)
class Thresholds:
    """Probabilities between 0 and 1. `emergency`: enough for the card; `answer` and `margin` over the second: enough
    for a topic; `suggest`: enough for the best topic to be offered; `hide`: enough to hide the chat in spite of danger.
    `more`: how many of the messages after an answer ask more about it (assumed: no real conversations are held).
    """

    emergency: float
    answer: float
    margin: float
    suggest: float
    hide: float = 0.5
    more: float = 0.25


@dataclass(frozen=True)
class Heard:
    """What was found in one message. `bare`: nothing but a place or a kind of help was said; `short`: few words."""

    ranking: Ranking
    wordless: bool = False
    danger: Optional[str] = None
    region: Optional[List[str]] = None
    need: Optional[str] = None
    bare: bool = False
    short: bool = False


@dataclass(frozen=True)
class Move:
    """`intent` is one of nlu/domain/moves.yml; `slots` change what is remembered."""

    intent: str
    topic: Optional[str] = None
    facet: Optional[str] = None
    confidence: float = 0.0
    alternatives: List[str] = field(default_factory=list)
    slots: Dict[str, object] = field(default_factory=dict)


def _odds(share: float) -> float:
    return share / (1 - share)


class Decider:
    """Decides by `catalogue` (what kinds of topics there are) and `thresholds`."""

    def __init__(self, catalogue: Catalogue, thresholds: Thresholds, follow_up_share: float = 0.1) -> None:
        """`follow_up_share`: how many of the training messages are follow-ups; the classifier expects as many."""
        self._catalogue, self._thresholds = catalogue, thresholds
        self._boost = _odds(thresholds.more) / _odds(follow_up_share)

    def decide(self, heard: Heard, now: Situation) -> Move:
        """The move, with what it leaves behind in the slots."""
        heard = replace(heard, ranking=self._expected(heard.ranking, now))
        move = self._after_disclosure(self._first_look(heard, now), now)
        move = replace(move, alternatives=self._alternatives(heard.ranking))
        return replace(move, slots=self._slots(move, heard, now))

    def _expected(self, ranking: Ranking, now: Situation) -> Ranking:
        """After an answer a follow-up is likelier than among the messages that were learned from."""
        if now.topic is None or now.topic in self._catalogue.cards or now.searching:
            return ranking
        boosted = [(n, p * self._boost if self._catalogue.facet(n) else p) for n, p in ranking]
        more = sum(chance for _, chance in boosted) / (sum(chance for _, chance in ranking) or 1.0) or 1.0
        return sorted(((name, chance / more) for name, chance in boosted), key=lambda entry: -entry[1])

    def _first_look(self, heard: Heard, now: Situation) -> Move:
        if heard.wordless or not heard.ranking:
            return Move("unknown")
        return (
            self._danger(heard)
            or self._search(heard, now)
            or self._follow_up(heard, now)
            or self._topic(self._without_follow_ups(heard.ranking), now)
        )

    def _danger(self, heard: Heard) -> Optional[Move]:
        chances = dict(heard.ranking)
        if heard.ranking[0][0] == HIDE and heard.ranking[0][1] >= self._thresholds.hide:
            return None
        cards = {card: chances.get(card, 0.0) for card in self._catalogue.cards}
        likeliest = max(cards, key=lambda card: cards[card])
        if heard.danger and cards[likeliest] < self._thresholds.emergency:
            likeliest = heard.danger
        elif sum(cards.values()) < self._thresholds.emergency:
            return None
        return Move("card", likeliest, confidence=cards[likeliest])

    def _search(self, heard: Heard, now: Situation) -> Optional[Move]:
        best, chance = heard.ranking[0]
        wanted = best == SEARCH or best in self._catalogue.details
        answered = bool(heard.region) if now.asked == "region" else bool(heard.need)
        sure = chance >= self._thresholds.answer
        replies = answered and now.searching and (heard.short or not sure)
        placed = bool(heard.region and heard.need) and best in KINDS_OF_HELP
        if (wanted and (sure or now.searching)) or heard.bare or replies or placed or self._corrects(heard, now):
            return Move("find_help", SEARCH, confidence=chance)
        return None

    def _corrects(self, heard: Heard, now: Situation) -> bool:
        """ "Not in Naryn, in Batken" after centres were shown, which a classifier takes for a question about them."""
        found = heard.region is not None or heard.need is not None
        return now.topic == SEARCH and found and self._catalogue.facet(heard.ranking[0][0]) is not None

    def _follow_up(self, heard: Heard, now: Situation) -> Optional[Move]:
        best, chance = heard.ranking[0]
        facet = self._catalogue.facet(best)
        if facet is None or now.topic is None or chance < self._thresholds.suggest:
            return None
        if now.topic in self._catalogue.cards:
            return Move("card", now.topic, facet if facet == "how" else None, chance)
        return Move("follow_up", now.topic, facet, chance)

    def _without_follow_ups(self, ranking: Ranking) -> Ranking:
        """Of "how do I file for divorce" the divorce is left when no topic is known for the "how"."""
        return [(name, chance) for name, chance in ranking if self._catalogue.facet(name) is None]

    def _topic(self, ranking: Ranking, now: Situation) -> Move:
        (best, chance), second = ranking[0], ranking[1][1] if len(ranking) > 1 else 0.0
        if best in self._catalogue.details:
            return Move("find_help" if chance >= self._thresholds.answer else "unknown", confidence=chance)
        if chance >= self._thresholds.answer and chance - second >= self._thresholds.margin:
            return self._known_topic(best, chance, now)
        if chance >= self._thresholds.suggest:
            return Move("suggest", confidence=chance)
        return Move("unknown", confidence=chance)

    def _known_topic(self, topic: str, chance: float, now: Situation) -> Move:
        if topic not in self._catalogue.acts:
            return Move("tell", topic, confidence=chance)
        leaving = now.searching and topic == "deny"
        return Move("leave_search" if leaving else "act", topic, confidence=chance)

    def _after_disclosure(self, move: Move, now: Situation) -> Move:
        """After a disclosure there is no small talk and no "I did not understand"."""
        chatting = move.intent == "act" and move.topic in NEVER_AFTER_DISCLOSURE
        if now.topic in self._catalogue.cards and (chatting or move.intent in ("unknown", "suggest")):
            return Move("card", now.topic, confidence=move.confidence)
        if now.topic in DISCLOSURES and not now.searching and (chatting or move.intent == "unknown"):
            return Move("follow_up", now.topic, "how", move.confidence)
        return move

    def _alternatives(self, ranking: Ranking) -> List[str]:
        """Best topics that the bot knows; a bare place or need counts as the search for help."""
        details = self._catalogue.details
        names = [SEARCH if name in details else name for name, _ in ranking]
        return list(dict.fromkeys(name for name in names if name in self._catalogue.visible))[:ALTERNATIVES]

    def _slots(self, move: Move, heard: Heard, now: Situation) -> Dict[str, object]:
        slots: Dict[str, object] = {"topic": self._topic_after(move, now)}
        region, need = heard.region or now.region, now.need
        if move.intent == "find_help":
            region, need = self._search_slots(heard, now)
        if region:
            slots["region"] = region
        if need:
            slots["need"] = need
        return slots

    def _topic_after(self, move: Move, now: Situation) -> Optional[str]:
        if move.intent in ("tell", "card"):
            return move.topic
        if move.intent == "find_help":
            return SEARCH
        denied_danger = move.topic == "deny" and now.topic in self._catalogue.cards
        return None if denied_danger else now.topic

    def _search_slots(self, heard: Heard, now: Situation) -> Tuple[Optional[List[str]], Optional[str]]:
        """A kind of help that was asked for once, a region that was asked for twice, and not told: no matter which."""
        region, need = heard.region or now.region, now.need
        if heard.need and (heard.need != ANY or now.asked == "need" or not need):
            need = heard.need if now.asked != "region" or heard.need != ANY else need
        if now.asked == "need" and not need:
            need = ANY
        if now.asked == "region" and not region and (heard.need == ANY or now.times >= REGION_ASKED_AT_MOST):
            region = [ANY]
        return region, need
