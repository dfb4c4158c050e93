"""What a telephone's camera makes of a page or a picture."""

import pypdfium2
import zxingcpp
from PIL import Image

POINTS = 72


def page_of(body: bytes) -> pypdfium2.PdfPage:
    """The only page of a PDF."""
    document = pypdfium2.PdfDocument(body)
    assert len(document) == 1
    return document[0]


def picture_of(body: bytes, dpi: int) -> Image.Image:
    """A PDF as it comes out of a printer."""
    return page_of(body).render(scale=dpi / POINTS).to_pil()


def read_codes(picture: Image.Image) -> list[str]:
    """Every code on it."""
    return [found.text for found in zxingcpp.read_barcodes(picture)]
