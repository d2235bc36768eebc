"""The texts of the code (French msgids) and the catalogue that holds their English."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
ENGLISH = ROOT / "models" / "locale" / "en" / "LC_MESSAGES" / "compte_confiance.po"
ROOMS = ("models", "reports", "ui")
_COMMENTS = ("Translators:",)


def texts_of_the_code() -> Catalog:
    """Every text marked in the code, with the files it comes from."""
    texts = Catalog(locale="en", project="Compte-Confiance", fuzzy=False)
    for file in _sources():
        name = file.relative_to(ROOT).as_posix()
        for _line, text, comments, context in extract_from_file(
            "python", file, comment_tags=_COMMENTS, strip_comment_tags=True
        ):
            texts.add(text, locations=[(name, 0)], auto_comments=comments, context=context)
    return texts


def english() -> Catalog:
    """The English catalogue as it stands; an empty one before the first text."""
    if not ENGLISH.exists():
        return Catalog(locale="en")
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def _sources() -> Iterator[Path]:
    yield from (file for file in (ROOT / "main.py",) if file.exists())
    for room in ROOMS:
        yield from sorted((ROOT / room).rglob("*.py"))
