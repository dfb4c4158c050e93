"""centres.yml as a spreadsheet and back: nothing is lost, nothing runs, faults are named by row and column."""

import csv
import tempfile
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from bot.content.facts import Facts
from bot.content.faults import ContentError
from bot.directory.centres import Directory, load_directory
from bot.directory.exchange import Change, export_directory, import_directory
from bot.languages import LANGUAGES
from tests.directory.places import HIDDEN, SHOWN, TOWNS, centre, directories, directory, same

ENDINGS = (".csv", ".xlsx")
NUMBER = "+996 312 641 109"
HEAD = '# Who helps.\n# Second line: "quoted".\n\n'
FORMULAS = ("=1+1", "+996", "-5", "@SUM(1)", "'=1", "''+1", "'word", "#N/A", "=")

STREET = {f"address.street.{language}": "x" for language in LANGUAGES}

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
said = words.filter(str.strip)
dated = st.one_of(
    words, st.integers(0, 3000), st.dates(), st.sampled_from(["2025", "2025-10", "2026-02-06", "06.02.2026"])
)
proofs = st.builds(lambda **values: {**HIDDEN, **values}, source=words, dated=dated, note=words, verify_by=st.dates())
phones = st.one_of(
    st.fixed_dictionaries(
        {"number": st.just(NUMBER), "messengers": st.just(["whatsapp", "telegram"]), "proof": proofs}
    ),
    st.fixed_dictionaries({"fact": words.filter(bool)}),
)
strange = st.builds(
    lambda **values: centre("c", **values),
    name=st.fixed_dictionaries({"ky": said, "ru": said, "en": said}),
    about=st.fixed_dictionaries({"ky": said, "ru": st.sampled_from([*FORMULAS, "json:1", " x", "a\nb"]), "en": said}),
    phones=st.lists(phones, max_size=3),
    email=words,
    free=st.sampled_from([None, True, False]),
    hours=st.builds(
        lambda proof, closes: {"opens": "09:00", "closes": closes, "proof": proof}, proofs, st.times(time(10))
    ),
    proof=proofs,
)


def plain(value: Any) -> Any:
    """As YAML writes it."""
    match value:
        case dict():
            return {key: plain(inner) for key, inner in value.items()}
        case tuple():
            return [plain(inner) for inner in value]
        case time():
            return value.isoformat()
    return value


def stored(folder: Path, *centres: Any, head: str = HEAD) -> Path:
    """A centres.yml of these centres."""
    path = folder / "centres.yml"
    found = centres[0] if centres and isinstance(centres[0], Directory) else directory(*centres)
    path.write_text(head + yaml.safe_dump(plain(found.model_dump())), encoding="utf-8")
    return path


def cells(sheet: Path) -> list[list[str]]:
    """A CSV as a program reads it."""
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def edit(sheet: Path, change: Callable[[dict[str, str]], None], row: int = 2) -> None:
    """Change a row of a CSV, counted as a spreadsheet counts."""
    header, *rows = cells(sheet)
    record = dict(zip(header, rows[row - 2], strict=True))
    change(record)
    rows[row - 2] = [record[name] for name in header]
    save(sheet, [header, *rows])


def save(sheet: Path, table: list[list[str]], delimiter: str = ",") -> None:
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(table)


def refused(sheet: Path, path: Path, facts: Facts | None = None) -> list[tuple[int, str]]:
    """Row and text of every fault of an import, which leaves the file untouched."""
    before = path.read_bytes()
    with pytest.raises(ContentError) as caught:
        import_directory(sheet, path, facts)
    assert path.read_bytes() == before
    assert {p.name for p in path.parent.iterdir() if p.name.startswith(".")} == set()
    assert {fault.file for fault in caught.value.faults} == {sheet}
    assert all(fault.remedy for fault in caught.value.faults)
    return [(fault.line, fault.what) for fault in caught.value.faults]


def comes_back(found: Directory, ending: str) -> None:
    """Export, import over the same file, import over a file that says something else."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path, sheet = stored(folder, found), folder / f"sheet{ending}"
        text = path.read_bytes()
        assert export_directory(path, sheet) == len(found.centres)
        assert not import_directory(sheet, path).written
        assert path.read_bytes() == text
        stored(folder, directory(centre("c0", email="other"), centre("gone")))
        import_directory(sheet, path, remove=True)
        assert load_directory(path) == found
        assert path.read_text(encoding="utf-8").startswith(HEAD)


@pytest.mark.parametrize("ending", ENDINGS)
@given(directories())
@settings(max_examples=30, deadline=None)
def test_nothing_is_lost(ending: str, found: Directory) -> None:
    comes_back(found, ending)


@pytest.mark.parametrize("ending", ENDINGS)
@given(strange)
@settings(max_examples=60, deadline=None)
def test_no_text_is_too_strange(ending: str, one: Any) -> None:
    comes_back(directory(one), ending)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_real_file_comes_back(tmp_path: Path, ending: str) -> None:
    real = Path("content/centres.yml")
    path = tmp_path / "centres.yml"
    path.write_bytes(real.read_bytes())
    export_directory(path, tmp_path / f"sheet{ending}")
    assert import_directory(tmp_path / f"sheet{ending}", path) == Change((), (), (), False)
    stored(tmp_path, load_directory(path).model_copy(update={"centres": ()}))
    import_directory(tmp_path / f"sheet{ending}", path)
    assert load_directory(path) == load_directory(real)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(tmp_path: Path, text: str) -> None:
    path = stored(tmp_path, centre("x", about=same(text), phones=[{"number": NUMBER}]))
    export_directory(path, tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx")["centres"]
    assert sheet.freeze_panes == "B2"
    filled = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in filled} == {"s"}
    assert all(cell.quotePrefix for cell in filled if cell.value[0] in "=+-@")
    export_directory(path, tmp_path / "a.csv")
    assert not [cell for row in cells(tmp_path / "a.csv") for cell in row if cell[:1] in tuple("=+-@\t\r")]
    for ending in ENDINGS:
        assert not import_directory(tmp_path / f"a{ending}", path).written


def test_excel_shows_kyrgyz_letters(tmp_path: Path) -> None:
    path = stored(tmp_path, centre("x", name=same("Жүрөк, өңү")))
    export_directory(path, tmp_path / "a.csv")
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid,kind,name.ky,name.ru,name.en,town,address.street.ky,")
    assert "Жүрөк, өңү".encode() in data


def test_a_bad_phone_is_named_and_nothing_is_touched(tmp_path: Path) -> None:
    path = stored(tmp_path, centre("x"), centre("y", phones=[{"number": NUMBER}, {"number": "102"}]))
    sheet = tmp_path / "a.csv"
    export_directory(path, sheet)
    edit(sheet, lambda row: row.update({"phones.1.number": "", "phones.2.number": "0312 64 11"}), row=3)
    ((row, what),) = refused(sheet, path)
    assert row == 3
    assert "phones.2.number: '0312 64 11' can be no number of Kyrgyzstan" in what
    assert what.startswith("column AC, ")


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"id": ""}, "id: Field required"),
        ({"id": "Центр"}, "id: String should match"),
        ({"id": "b"}, "id: b stands in row 2 already"),
        ({"kind": "house"}, "kind: Input should be"),
        ({"town": "paris"}, "town: unknown town paris"),
        ({"services": "lawyer, police"}, "services: Input should be"),
        ({"phones.1.fact": "nobody", "phones.1.number": ""}, "phones.1.fact: unknown fact nobody"),
        ({"phones.1.fact": "police"}, "phones.1.number: write either number or fact"),
        ({"phones.1.messengers": "signal"}, "phones.1.messengers: Input should be"),
        ({"free": "perhaps"}, "free: Input should be a valid boolean"),
        ({"services": "shelter", **STREET}, "address.street.ky: a shelter has no address"),
        ({"address.street.ky": "x"}, "address.street.ru: missing in ru, en: a text is needed in each language"),
        ({"about.en": ""}, "about.en: missing in en: a text is needed in each language"),
        ({"name.ky": "", "name.ru": 'json:" "'}, "name.ru: missing in ky, ru: a text is needed in each language"),
        ({"hours.opens": "9", "hours.closes": "18:00"}, "hours.opens: '9' is no time of day: write it as 09:00"),
        ({"hours.opens": "18:00", "hours.closes": "09:00"}, "hours.opens: opens and closes are both needed"),
        ({"proof.verified_on": "46350"}, "proof.verified_on: '46350' is no date: write it as 2026-11-24"),
        ({"proof.verified_on": "24.11.2026"}, "proof.verified_on: verified_on without verified_by"),
        ({"proof.confidence": "low"}, "proof.confidence: low confidence is not published"),
        ({"proof.note": 'json:"a'}, "proof.note: the text after json: is broken"),
        ({"proof.source": "", "proof.publish": "", "proof.confidence": "", "proof.dated": ""}, "proof.source: Field"),
    ],
)
def test_what_is_wrong_is_named_by_row_and_column(tmp_path: Path, change: dict[str, str], where: str) -> None:
    path, sheet = stored(tmp_path, centre("b"), centre("x", phones=[{"number": NUMBER}])), tmp_path / "a.csv"
    export_directory(path, sheet)
    edit(sheet, lambda row: row.update(change), row=3)
    facts = Facts.model_validate(
        {"facts": {"police": {"kind": "phone", "value": "102", "source": "s", "confidence": "high"}}}
    )
    ((row, what),) = refused(sheet, path, facts)
    assert row == 3
    assert where in what


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    path, sheet = stored(tmp_path, centre("x"), centre("y")), tmp_path / "a.csv"
    export_directory(path, sheet)
    edit(sheet, lambda row: row.update({"kind": "house", "town": "paris"}), row=2)
    edit(sheet, lambda row: row.update({"town": "paris", "proof.verify_by": "soon"}), row=3)
    assert [row for row, _ in refused(sheet, path)] == [2, 3]


def test_a_column_that_is_not_known_is_not_lost_silently(tmp_path: Path) -> None:
    path, sheet = stored(tmp_path, centre("x")), tmp_path / "a.csv"
    export_directory(path, sheet)
    header, row = cells(sheet)
    save(sheet, [[*header, "my notes", "id", ""], [*row, "a", "x", "lost"]])
    found = refused(sheet, path)
    assert [(line, what.partition(", ")[2] or what.partition(": ")[2]) for line, what in found] == [
        (1, "my notes is not known"),
        (1, "id stands twice"),
        (2, "a value in a column without a name"),
    ]


def test_a_column_that_was_deleted_is_asked_for(tmp_path: Path) -> None:
    path, sheet = stored(tmp_path, centre("x")), tmp_path / "a.csv"
    export_directory(path, sheet)
    table = cells(sheet)
    at = table[0].index("about.en")
    save(sheet, [[*row[:at], *row[at + 1 :]] for row in table])
    assert refused(sheet, path) == [
        (1, "column about.en: is missing, and the present file has something there"),
        (2, "column about.en: missing in en: a text is needed in each language"),
    ]


def test_half_a_sheet_takes_nothing_away(tmp_path: Path) -> None:
    path, sheet = stored(tmp_path, centre("x"), centre("y"), centre("z")), tmp_path / "a.csv"
    export_directory(path, sheet)
    save(sheet, cells(sheet)[:2])
    assert refused(sheet, path) == [(0, f"centres of {path} have no row here: y, z")]
    assert import_directory(sheet, path, remove=True).removed == ("y", "z")
    assert [c.id for c in load_directory(path).centres] == ["x"]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_russian_excel_parts_cells_in_its_own_way(tmp_path: Path, delimiter: str) -> None:
    path, sheet = stored(tmp_path, centre("x", about=same("a, b; c"))), tmp_path / "a.csv"
    export_directory(path, sheet)
    save(sheet, cells(sheet), delimiter)
    assert not import_directory(sheet, path).written


def test_what_a_spreadsheet_makes_of_texts_is_understood(tmp_path: Path) -> None:
    path, sheet = stored(tmp_path, centre("x")), tmp_path / "a.xlsx"
    export_directory(path, sheet)
    book = load_workbook(sheet)
    cell = {c.value: book["centres"].cell(2, c.column) for c in book["centres"][1]}
    for name, value in {
        "phones.1.number": 102.0,
        "free": True,
        "hours.opens": time(9),
        "hours.closes": "18:00",
        "proof.dated": date(2025, 1, 2),
        "proof.verified_on": "3.01.2025",
        "proof.verified_by": " A. ",
    }.items():
        cell[name].value = value
    book["centres"].insert_rows(2)
    book.create_sheet("notes")
    book.save(sheet)
    assert import_directory(sheet, path) == Change((), ("x",), (), True)
    (found,) = load_directory(path).centres
    proof = {**SHOWN, "dated": date(2025, 1, 2), "verified_on": "2025-01-03", "verified_by": "A."}
    hours = {"opens": "09:00", "closes": "18:00"}
    assert found == centre("x", phones=[{"number": "102"}], free=True, hours=hours, proof=proof)


def test_a_real_formula_is_refused(tmp_path: Path) -> None:
    path, sheet = stored(tmp_path, centre("x")), tmp_path / "a.xlsx"
    export_directory(path, sheet)
    book = load_workbook(sheet)
    book["centres"]["C2"] = "=A1"
    book.save(sheet)
    assert refused(sheet, path) == [(2, "column C, name.ky: a formula, or its error")]


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.xlsx", b"PK broken"), ("a.csv", "id,kind\nЖ".encode("cp1251")), ("a.csv", b'id,kind\n"x'), ("a.ods", b"")],
)
def test_what_is_no_spreadsheet_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    path = stored(tmp_path, centre("x"))
    (tmp_path / name).write_bytes(data)
    assert refused(tmp_path / name, path)


def test_an_empty_file_and_a_missing_one_are_refused(tmp_path: Path) -> None:
    path = stored(tmp_path, centre("x"))
    (tmp_path / "a.csv").write_bytes(b"")
    assert refused(tmp_path / "a.csv", path)
    assert refused(tmp_path / "none.csv", path)
    assert refused(tmp_path / "none.xlsx", path)
    Workbook().save(tmp_path / "b.xlsx")
    assert refused(tmp_path / "b.xlsx", path)


def test_a_text_that_no_cell_can_hold_is_not_cut(tmp_path: Path) -> None:
    path, sheet = stored(tmp_path, centre("x", website="a" * 40_000)), tmp_path / "a.xlsx"
    with pytest.raises(ContentError, match="x: a text that no sheet can hold"):
        export_directory(path, sheet)
    assert not sheet.exists()


COMMENTED = """# Head.

# About towns.
towns:
  osh: {name: {ky: Ош, ru: Ош, en: Osh}, region: osh_city, latitude: 40.5, longitude: 72.8}  # GeoNames

centres:
  # Lines.
  - id: line
    name: {ky: "a", ru: "a", en: "a"}
    about: {ky: "b", ru: "b", en: "b"}
    phones: [{number: "0312 64 11 09"}]
    proof: {source: s, dated: 2025-10, confidence: high, publish: true}  # as printed

  # Osh.
  - id: osh
    # No street: ask first.
    name: {ky: "a", ru: "a", en: "a"}
    town: osh
    about:
      ky: "b"
      ru: "b"
      en: "b"
    proof: {source: s, dated: 2025-10, confidence: high, publish: true}

# About neighbours.
neighbours:
  osh: [batken]
"""


def test_whatever_did_not_change_keeps_its_words(tmp_path: Path) -> None:
    path, sheet = tmp_path / "centres.yml", tmp_path / "a.csv"
    path.write_text(COMMENTED, encoding="utf-8")
    path.chmod(0o640)
    export_directory(path, sheet)
    edit(sheet, lambda row: row.update({"email": "a@b.kg"}), row=3)
    assert import_directory(sheet, path).changed == ("osh",)
    text = path.read_text(encoding="utf-8")
    start, end = COMMENTED.index("    name", COMMENTED.index("# No street")), COMMENTED.index("\n# About neighbours")
    assert text.startswith(COMMENTED[:start])
    assert text.endswith(COMMENTED[end:])
    assert "    email: a@b.kg\n" in text
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    "text",
    [
        "# Head.\ntowns: {}  # none\ncentres: []\nneighbours: {}\n",
        "# Head.\ntowns: {}  # none\n",
        '# Head.\n{"centres": []}',
    ],
)
def test_a_first_centre_finds_its_place(tmp_path: Path, text: str) -> None:
    path, sheet = stored(tmp_path, centre("x", town=None)), tmp_path / "a.csv"
    export_directory(path, sheet)
    path.write_text(text, encoding="utf-8")
    assert import_directory(sheet, path).added == ("x",)
    assert load_directory(path).centres == (centre("x", town=None),)
    assert path.read_text(encoding="utf-8").startswith("# Head.\n")
    assert ("# none" in path.read_text(encoding="utf-8")) is ("# none" in text)


def test_all_centres_can_be_taken_away_and_put_in_another_order(tmp_path: Path) -> None:
    path, sheet = stored(tmp_path, centre("x"), centre("y")), tmp_path / "a.csv"
    export_directory(path, sheet)
    header, first, second = cells(sheet)
    save(sheet, [header, second, first])
    assert import_directory(sheet, path) == Change((), (), (), True)
    assert [c.id for c in load_directory(path).centres] == ["y", "x"]
    save(sheet, [header])
    assert import_directory(sheet, path, remove=True).removed == ("y", "x")
    assert load_directory(path) == directory()
    assert set(load_directory(path).towns) == set(TOWNS)
