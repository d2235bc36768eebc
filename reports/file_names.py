"""How the files of a month's report are called, in the language being spoken."""

from datetime import date

from models.i18n import language
from reports.monthly import Audience


def file_name(month: date, audience: Audience) -> str:
    """The name of a report's PDF."""
    french = {"owner": "rapport-confiance", "accountant": "rapport-comptable"}
    english = {"owner": "trust-report", "accountant": "accountant-report"}
    word = (french if language() == "fr" else english)[audience]
    return f"{word}-{month:%Y-%m}.pdf"
