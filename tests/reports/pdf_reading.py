"""Reading a PDF back as a person or a printer would."""

import re
from io import BytesIO

from pypdf import PageObject, PdfReader


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, `flat`."""
    return [flat(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


def text_of(pdf: bytes) -> str:
    """The text of all pages."""
    return " ".join(pages_of(pdf))


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Each font's name, and whether its outlines are inside the file."""
    fonts: dict[str, bool] = {}
    for page in PdfReader(BytesIO(pdf)).pages:
        for font in _fonts(page):
            descriptor = font.get("/FontDescriptor")
            embedded = descriptor is not None and "/FontFile2" in descriptor.get_object()
            fonts[str(font["/BaseFont"])] = embedded
    return fonts


def _fonts(page: PageObject) -> list[dict[str, object]]:
    resources = page["/Resources"].get("/Font", {})
    return [font.get_object() for font in resources.get_object().values()]


def flat(text: str) -> str:
    """A text with every run of spaces, whatever they are, as one plain space."""
    return re.sub(r"\s+", " ", text).strip()
