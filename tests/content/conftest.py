"""A small complete content folder that tests break in one place."""

from pathlib import Path

import pytest

from bot.languages import LANGUAGES

FACTS = """
sources:
  law: {title: {ky: Мыйзам, ru: Закон, en: Law}, date: 2025-07-14}
facts:
  police: {kind: phone, value: "102", source: law, confidence: high}
  ambulance: {kind: phone, value: "103", source: law, confidence: high}
  rescue: {kind: phone, value: "112", source: law, confidence: high}
  children_line: {kind: phone, value: "111", source: law, confidence: high}
  fee: {kind: sum, value: {ky: "1 000", ru: "1 000", en: "1,000"}, source: law, confidence: medium}
"""
TOPICS = """
groups:
  - {id: justice, topics: [police_report, divorce]}
  - {id: dialogue, topics: [greet]}
related: {divorce: [police_report]}
"""
CENTRES = """
towns:
  osh: {name: {ky: Ош, ru: Ош, en: Osh}, region: osh_city, latitude: 40.5, longitude: 72.8}
centres:
  - id: example
    name: {ky: Борбор, ru: Центр, en: Centre}
    town: osh
    phones: [{number: "+996 312 000 000"}]
    services: [lawyer]
    about: {ky: Юрист, ru: Юрист, en: Lawyer}
    proof: {source: law, dated: 2025, confidence: medium, publish: true}
"""
ANSWER = """---
title: Заголовок
review: draft
updated: 2026-11-24
kind: answer
sources: [law]
---
Звоните **{police}**.

## cost
Пошлина {fee}.
"""
GREETING = """---
title: Привет
review: draft
updated: 2026-11-24
kind: dialogue
---
Здравствуйте.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "facts.yml").write_text(FACTS, encoding="utf-8")
    (tmp_path / "topics.yml").write_text(TOPICS, encoding="utf-8")
    (tmp_path / "centres.yml").write_text(CENTRES, encoding="utf-8")
    for language in LANGUAGES:
        (tmp_path / language).mkdir()
        for topic in ("police_report", "divorce"):
            (tmp_path / language / f"{topic}.md").write_text(ANSWER, encoding="utf-8")
        (tmp_path / language / "greet.md").write_text(GREETING, encoding="utf-8")
    return tmp_path
