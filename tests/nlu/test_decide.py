"""From a ranking and what was found to one move."""

from typing import Any, Dict, List, Optional, Tuple

import pytest

from nlu import paths
from nlu.dialogue.catalogue import Catalogue
from nlu.dialogue.decide import Decider, Heard, Move, Thresholds
from nlu.dialogue.situation import ANY, Known, Situation, situation

CATALOGUE = Catalogue.read(paths.DOMAIN)
DECIDER = Decider(CATALOGUE, Thresholds(emergency=0.15, answer=0.4, margin=0.1, suggest=0.15, hide=0.5))
NEW = Situation()
SEARCHING = Situation(searching=True, asked="region", times=1)


def decide(*ranking: Tuple[str, float], now: Situation = NEW, **found: Any) -> Move:
    return DECIDER.decide(Heard(ranking=list(ranking), **found), now)


class TestTopics:
    def test_a_sure_topic_is_told(self) -> None:
        move = decide(("divorce", 0.9), ("alimony", 0.05))
        assert (move.intent, move.topic, move.slots["topic"]) == ("tell", "divorce", "divorce")

    def test_two_close_topics_are_offered(self) -> None:
        move = decide(("divorce", 0.42), ("alimony", 0.38), ("greet", 0.1))
        assert (move.intent, move.topic) == ("suggest", None)
        assert move.alternatives == ["divorce", "alimony", "greet"]

    def test_nothing_close_is_not_understood(self) -> None:
        assert decide(("divorce", 0.1), ("alimony", 0.09)).intent == "unknown"

    def test_no_words_are_not_understood(self) -> None:
        assert decide(("divorce", 0.9), wordless=True).intent == "unknown"

    def test_a_topic_not_offered_twice(self) -> None:
        move = decide(("inform_place", 0.2), ("find_help_centre", 0.18), ("divorce", 0.17))
        assert move.alternatives == ["find_help_centre", "divorce"]


class TestDanger:
    @pytest.mark.promise("E1")
    @pytest.mark.parametrize("now", [Situation(), SEARCHING, Situation(topic="divorce")])
    def test_what_is_merely_plausible_leads_to_the_card(self, now: Situation) -> None:
        move = decide(("what_is_violence", 0.7), ("emergency_now", 0.2), now=now)
        assert (move.intent, move.topic) == ("card", "emergency_now")

    def test_both_cards_together_count(self) -> None:
        move = decide(("greet", 0.8), ("emergency_now", 0.08), ("suicide_risk", 0.08))
        assert move.intent == "card"

    @pytest.mark.promise("E1")
    def test_a_phrase_of_danger_is_enough(self) -> None:
        move = decide(("greet", 0.99), ("emergency_now", 0.001), danger="emergency_now")
        assert (move.intent, move.topic) == ("card", "emergency_now")

    def test_hiding_comes_before_the_card(self) -> None:
        assert decide(("hide_chat", 0.6), ("emergency_now", 0.35)).topic == "hide_chat"

    @pytest.mark.promise("E3")
    @pytest.mark.parametrize("topic", ["affirm", "greet", "out_of_scope"])
    def test_no_small_talk_after_a_disclosure(self, topic: str) -> None:
        move = decide((topic, 0.95), now=Situation(topic="emergency_now"))
        assert (move.intent, move.topic) == ("card", "emergency_now")

    @pytest.mark.promise("E3")
    def test_never_not_understood_after_a_disclosure(self) -> None:
        assert decide(("divorce", 0.1), now=Situation(topic="suicide_risk")).topic == "suicide_risk"

    def test_no_danger_ends_it(self) -> None:
        move = decide(("deny", 0.9), now=Situation(topic="emergency_now"))
        assert (move.topic, move.slots["topic"]) == ("deny", None)

    def test_a_new_question_is_answered_after_a_card(self) -> None:
        assert decide(("divorce", 0.9), now=Situation(topic="emergency_now")).topic == "divorce"


class TestFollowUps:
    def test_a_facet_of_what_was_shown(self) -> None:
        move = decide(("ask_how_long", 0.8), now=Situation(topic="protection_order"))
        assert (move.intent, move.topic, move.facet) == ("follow_up", "protection_order", "how_long")

    def test_without_a_topic_the_next_best_counts(self) -> None:
        assert decide(("ask_how", 0.5), ("divorce", 0.45)).topic == "divorce"

    def test_after_a_card_only_what_to_do(self) -> None:
        assert decide(("ask_how", 0.8), now=Situation(topic="emergency_now")).facet == "how"
        assert decide(("ask_cost", 0.8), now=Situation(topic="emergency_now")).facet is None


class TestSearch:
    def test_a_bare_place_begins_it(self) -> None:
        move = decide(("greet", 0.3), region=["naryn"], bare=True)
        assert (move.intent, move.slots["region"]) == ("find_help", ["naryn"])

    def test_an_unanswered_need_counts_as_any(self) -> None:
        now = Situation(region=["osh"], searching=True, asked="need", times=1)
        assert decide(("inform_need", 0.9), now=now).slots["need"] == ANY

    def test_the_region_is_asked_twice_then_any(self) -> None:
        twice = Situation(searching=True, asked="region", times=2)
        assert "region" not in decide(("inform_place", 0.9), now=SEARCHING).slots
        assert decide(("inform_place", 0.9), now=twice).slots["region"] == [ANY]

    def test_a_kind_of_help_with_a_place_is_a_search(self) -> None:
        move = decide(("psychologist", 0.9), region=["osh"], need="psychologist")
        assert (move.intent, move.slots["need"]) == ("find_help", "psychologist")
        assert decide(("psychologist", 0.9), need="psychologist").intent == "tell"

    def test_no_ends_it(self) -> None:
        assert decide(("deny", 0.9), now=SEARCHING).intent == "leave_search"

    def test_another_question_is_answered_in_the_middle(self) -> None:
        assert decide(("alimony", 0.9), now=SEARCHING).intent == "tell"

    def test_a_known_region_is_carried_over(self) -> None:
        assert decide(("alimony", 0.9), now=Situation(region=["osh"])).slots["region"] == ["osh"]


class TestSituation:
    KNOWN = Known(CATALOGUE, frozenset({"osh", "naryn"}), frozenset({"lawyer"}))

    def seen(self, metadata: Any, form: Optional[str] = None, actions: List[str] = [], **slots: Any) -> Situation:  # noqa: B006
        values: Dict[str, Any] = slots
        return situation(values, form, metadata, self.KNOWN, actions)

    def test_what_the_bot_shows_outranks_the_slots(self) -> None:
        now = self.seen({"topic": "divorce", "region": ["osh"], "need": "lawyer"}, topic="alimony", region=["naryn"])
        assert (now.topic, now.region, now.need) == ("divorce", ["osh"], "lawyer")

    @pytest.mark.parametrize("metadata", [None, "x", [], {"topic": 3, "region": "mars", "need": ["lawyer"]}])
    def test_careless_metadata_count_as_none(self, metadata: Any) -> None:
        now = self.seen(metadata, topic="alimony")
        assert (now.topic, now.region, now.need) == ("alimony", None, None)

    def test_questions_are_counted_since_the_search_began(self) -> None:
        actions = ["utter_ask_region", "utter_centres", "utter_ask_region", "help_centre_form", "utter_ask_region"]
        assert self.seen({}, "help_centre_form", actions, requested_slot="region").times == 2


class TestDisclosures:
    TOLD = Situation(topic="what_is_violence")

    @pytest.mark.promise("E3")
    @pytest.mark.parametrize("topic", ["affirm", "out_of_scope", "greet"])
    def test_a_yes_leads_to_what_to_do(self, topic: str) -> None:
        move = decide((topic, 0.9), now=self.TOLD)
        assert (move.intent, move.topic, move.facet) == ("follow_up", "what_is_violence", "how")

    @pytest.mark.promise("E3")
    def test_nothing_understood_leads_to_what_to_do(self) -> None:
        assert decide(("divorce", 0.1), now=self.TOLD).facet == "how"

    def test_after_an_answer_a_follow_up_is_likelier(self) -> None:
        ranking = (("police_report", 0.5), ("ask_where", 0.4))
        assert decide(*ranking).topic == "police_report"
        assert decide(*ranking, now=Situation(topic="divorce")).facet == "where"
