"""What is done with letters before anything is understood."""

import random

import pytest

from nlu.text import variants
from nlu.text.clean import LIMIT, clean, has_letters
from nlu.text.latin import Cyrillic
from nlu.text.skeleton import fold, soften
from nlu.text.vocabulary import Vocabulary

KNOWN = Vocabulary.of(["күйөөм өлтүрөм деп коркутат", "үйдөн кууп чыкты", "өчүр тез келе жатат", "ажырашуу үчүн арыз"])


class TestClean:
    @pytest.mark.parametrize(
        ("typed", "read"),
        [
            ("  Күйөөм   УРАТ!!!  ", "күйөөм урат!"),
            ("помогиииите", "помогите"),
            ("/restart", "restart"),
            (" / /intent now", "intent now"),
            ("а\x00б\u200bв\u202e", "а бв"),
            ("к\u006fрктум", "корктум"),
            ("Ѳлтүрѳм", "өлтүрөм"),
            ("", ""),
            ("\ud800", ""),
        ],
    )
    def test_one_spelling(self, typed: str, read: str) -> None:
        assert clean(typed) == read

    def test_a_long_text_is_cut(self) -> None:
        assert len(clean("аб " * 50_000)) <= LIMIT

    @pytest.mark.parametrize("text", ["102", "?!", "", "🙂 🙂", "…"])
    def test_nothing_to_understand(self, text: str) -> None:
        assert not has_letters(clean(text))

    def test_english_keeps_its_letters(self) -> None:
        assert clean("He Beats me") == "he beats me"


class TestSkeleton:
    @pytest.mark.parametrize(
        "spellings",
        [
            ("өлтүрөм", "олтуром", "oltyrom", "olturom"),
            ("күйөөм", "куйоом", "kuioom", "kyioom"),
            ("жүрөм", "журом", "jurom", "zhurom"),
        ],
    )
    def test_spellings_meet(self, spellings: "tuple[str, ...]") -> None:
        assert len({fold(clean(word)) for word in spellings}) == 1

    def test_places_stay_apart(self) -> None:
        assert soften("ош") != soften("аш")
        assert soften("чүй") == soften("чуй")


class TestCyrillic:
    def test_latin_kyrgyz(self) -> None:
        assert Cyrillic(KNOWN).convert("kuioom oltyrom", "ky") == "күйөөм өлтүрөм"

    def test_russian_keyboard(self) -> None:
        assert Cyrillic(KNOWN).convert("куйоом уйдон кууп чыкты", "ky") == "күйөөм үйдөн кууп чыкты"

    def test_unknown_words_are_spelt_by_rule(self) -> None:
        assert Cyrillic(Vocabulary({})).convert("zhardam", "ky") == "жардам"

    def test_latin_russian(self) -> None:
        assert Cyrillic(KNOWN).convert("muzh zhenu ne puskaet", "ru") == "муж жену не пускает"

    def test_english_stays(self) -> None:
        assert Cyrillic(KNOWN).convert("my husband", "en") == "my husband"


class TestVocabulary:
    def test_writers_without_the_letters_teach_nothing(self) -> None:
        assert Vocabulary.of(["куйоом урат"]).restore("куйоом") is None

    def test_two_letters_are_too_few(self) -> None:
        assert KNOWN.restore("үй") is None


class TestVariants:
    def test_kyrgyz_gets_a_keyboard_and_a_latin_spelling(self) -> None:
        made = variants.of("күйөөм урат", "ky", random.Random(1))
        assert "куйоом урат" in made
        assert any(text.isascii() for text in made)

    def test_english_gets_none(self) -> None:
        assert variants.of("he beats me", "en", random.Random(1)) == []
