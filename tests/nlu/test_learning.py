"""What is learned from messages, on a handful of them."""

from pathlib import Path

import numpy as np
import pytest

from nlu import paths
from nlu.encoder.model import SIZE, Encoder
from nlu.learning.ensemble import Ensemble
from nlu.learning.folds import HeldOut
from nlu.learning.gram_model import GramModel
from nlu.learning.language_model import LANGUAGES, LanguageModel
from nlu.learning.report import judge, temperature
from nlu.learning.samples import FOLDS, Sample, fold_of, read
from nlu.learning.topic_model import TopicModel
from nlu.learning.vectors import VectorCache

TEXTS = {
    "ky": ["күйөөм мени урат эмне кылам", "балдарым менен кайда барам", "арыз кантип жазса болот айтчы"],
    "ru": ["муж меня бьет что делать", "куда мне пойти с детьми", "как написать заявление подскажите"],
    "en": ["my husband beats me what do i do", "where can i go with my children", "how do i write the statement"],
}


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(paths.ENCODER)


class TestLanguage:
    TEXTS = (
        *((text, language) for language, texts in TEXTS.items() for text in texts),
        ("он не дает мне денег и бьет меня", "ru"),
        ("меня бьет свекровь", "ru"),
        ("эмне кылсам болот", "ky"),
        ("he does not give me money", "en"),
    )
    MODEL = LanguageModel.learn(*zip(*TEXTS))

    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("күйөөм урат", "ky"),
            ("куйоом урат", "ky"),
            ("kuioom menen baram", "ky"),
            ("муж бьет", "ru"),
            ("muzh bet menya", "ru"),
            ("my husband beats", "en"),
        ],
    )
    def test_told_apart(self, text: str, language: str) -> None:
        assert LANGUAGES[int(self.MODEL.probabilities([text])[0].argmax())] == language

    def test_saved_and_loaded_it_says_the_same(self, tmp_path: Path) -> None:
        self.MODEL.save(tmp_path / "language.npz")
        again = LanguageModel.load(tmp_path / "language.npz")
        assert np.allclose(again.probabilities(["куйоом"]), self.MODEL.probabilities(["куйоом"]), atol=0.01)


class TestEncoder:
    def test_vectors_have_length_one(self, encoder: Encoder) -> None:
        rows = encoder.vectors(["күйөөм урат", "", "a" * 5000])
        assert rows.shape == (3, SIZE)
        assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-4)

    def test_alone_or_among_others_is_the_same(self, encoder: Encoder) -> None:
        texts = ["күйөөм урат", "как получить алименты на ребенка", "help"]
        assert np.allclose(encoder.vectors(texts)[0], encoder.vectors(texts[:1])[0], atol=1e-6)

    def test_the_same_in_two_languages_is_nearer_than_another_thing(self, encoder: Encoder) -> None:
        one, same, other = encoder.vectors(
            ["как развестись с мужем", "how to divorce my husband", "какая погода завтра"]
        )
        assert one @ same > one @ other


class TestTopics:
    def test_learns_what_it_is_shown(self, encoder: Encoder) -> None:
        texts = ["алименты на ребенка", "сколько платят алименты", "хочу развестись", "развод через суд"]
        rows = encoder.vectors(texts)
        model = TopicModel.learn(rows, ["alimony", "alimony", "divorce", "divorce"], 10.0, 1.0)
        asked = model.probabilities(encoder.vector("подать на развод")[None, :])[0]
        assert model.topics[int(asked.argmax())] == "divorce"
        assert np.isclose(asked.sum(), 1)

    def test_saved_and_loaded_it_says_the_same(self, encoder: Encoder, tmp_path: Path) -> None:
        rows = encoder.vectors(["раз", "два", "три"])
        model = TopicModel.learn(rows, ["a", "b", "c"], 1.0, 0.8)
        model.save(tmp_path)
        assert np.allclose(TopicModel.load(tmp_path).probabilities(rows), model.probabilities(rows))


class TestEnsemble:
    TEXTS = ("алименты на ребенка", "сколько платят алименты", "хочу развестись", "развод через суд", "хочу развод")
    TOPICS = ("alimony", "alimony", "divorce", "divorce", "divorce")

    def test_letters_alone_tell_topics_apart_in_any_spelling(self) -> None:
        model = GramModel.learn(self.TEXTS, self.TOPICS)
        best = model.log_chances(["razvod cherez sud", "алементы на рибенка"]).argmax(axis=1)
        assert [model.topics[i] for i in best] == ["divorce", "alimony"]

    def test_saved_and_loaded_it_says_the_same(self, encoder: Encoder, tmp_path: Path) -> None:
        rows = encoder.vectors(self.TEXTS)
        model = Ensemble.learn(rows, self.TEXTS, self.TOPICS, 10.0, 1.0, 1.2)
        model.save(tmp_path)
        again, ranked = Ensemble.load(tmp_path), model.ranking(rows[0], self.TEXTS[0])
        assert ranked[0][0] == "alimony"
        assert np.isclose(sum(chance for _, chance in ranked), 1)
        assert np.allclose(again.scores(rows, self.TEXTS), model.scores(rows, self.TEXTS), atol=0.05)


class TestVectorCache:
    def test_computes_once_and_holds_no_text(self, encoder: Encoder, tmp_path: Path) -> None:
        path = tmp_path / "vectors.npz"
        first = VectorCache(path, "one").vectors(["канарейка"], encoder)
        known = VectorCache(path, "one").vectors(["канарейка"], Encoder(tmp_path / "nothing"))
        assert np.allclose(first, known)
        assert "канарейка".encode() not in path.read_bytes()

    def test_another_encoder_begins_anew(self, encoder: Encoder, tmp_path: Path) -> None:
        path = tmp_path / "vectors.npz"
        VectorCache(path, "one").vectors(["x"], encoder)
        assert VectorCache(path, "two").vectors(["x"], encoder).shape == (1, SIZE)


class TestFolds:
    def test_a_writer_is_in_one_fold_only(self) -> None:
        samples = [Sample(f"t{i}", "divorce", "ky", f"ky-a{i % 7}") for i in range(70)]
        placed = {(s.hand, fold) for s, fold in zip(samples, fold_of(samples))}
        assert len(placed) == 7
        assert {fold for _, fold in placed} == set(range(FOLDS))

    def test_a_single_writer_is_dealt_out(self) -> None:
        samples = [Sample(f"t{i}", "divorce", "ky", "ky-a1") for i in range(10)]
        assert set(fold_of(samples)) == set(range(FOLDS))

    def test_reads_files(self, tmp_path: Path) -> None:
        (tmp_path / "ky").mkdir()
        (tmp_path / "ky" / "divorce.yml").write_text(
            'version: "3.1"\nnlu:\n- intent: divorce\n  metadata: {language: ky, hand: ky-a1}\n'
            "  examples: |\n    - Ажырашам\n    - арыз\n",
            encoding="utf-8",
        )
        assert read(tmp_path) == [
            Sample("ажырашам", "divorce", "ky", "ky-a1"),
            Sample("арыз", "divorce", "ky", "ky-a1"),
        ]


class TestReport:
    SAMPLES = (Sample("x", "a", "ky", "h"), Sample("y", "b", "ky", "h"), Sample("z", "b", "ru", "h"))
    FOUND = HeldOut(
        list(SAMPLES), ["a", "b"], ["ky", "ky", "ru"], np.zeros((3, 3)), np.array([[9.0, 0.0], [9.0, 0.0], [0.0, 9.0]])
    )

    def test_counts_what_is_right(self) -> None:
        assert judge(self.FOUND, 1.0).right.tolist() == [True, False, True]

    def test_overconfidence_calls_for_heat(self) -> None:
        assert temperature(self.FOUND) > 1.9
