"""How the files of a month's report are called, in the language being spoken."""

from datetime import date
from typing import Literal

from models.i18n import language
from reports.monthly import Audience

Shown = Literal[Audience, "year"]


def file_name(month: date, shown: Shown) -> str:
    """The name of the PDF of a month's report, or of its whole year."""
    french = {
        "owner": "rapport-confiance",
        "accountant": "rapport-comptable",
        "year": "annee-confiance",
    }
    english = {"owner": "trust-report", "accountant": "accountant-report", "year": "trust-year"}
    word = (french if language() == "fr" else english)[shown]
    when = f"{month:%Y}" if shown == "year" else f"{month:%Y-%m}"
    return f"{word}-{when}.pdf"
