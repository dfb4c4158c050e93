"""Codes lead where the link leads."""

import io

from fpdf import FPDF
from fpdf.svg import SVGObject
from PIL import Image

from bot.links.code import DOT, qr_png, qr_svg
from bot.links.tokens import LINK, address, new_token
from tests.links.pictures import picture_of, read_codes

ADDRESS = address("rights_test_bot", LINK, new_token())


def drawn(svg: bytes) -> bytes:
    pdf = FPDF()
    pdf.add_page()
    SVGObject(svg.decode()).draw_to_page(pdf, 10, 10)
    return bytes(pdf.output())


def test_the_picture_reads_back() -> None:
    assert read_codes(Image.open(io.BytesIO(qr_png(ADDRESS)))) == [ADDRESS]


def test_the_picture_has_a_white_border_of_four_modules() -> None:
    picture = Image.open(io.BytesIO(qr_png(ADDRESS))).convert("L")
    left, top, right, bottom = picture.point(lambda shade: 255 - shade).getbbox() or (0, 0, 0, 0)
    assert (left, top, picture.width - right, picture.height - bottom) == (4 * DOT,) * 4


def test_the_drawing_reads_back() -> None:
    assert read_codes(picture_of(drawn(qr_svg(ADDRESS)), dpi=72)) == [ADDRESS]


def test_a_dirty_code_still_reads() -> None:
    picture = Image.open(io.BytesIO(qr_png(ADDRESS))).convert("L")
    side = picture.width // 5
    picture.paste(255, (picture.width // 2, picture.height // 2, picture.width // 2 + side, picture.height // 2 + side))
    assert read_codes(picture) == [ADDRESS]
