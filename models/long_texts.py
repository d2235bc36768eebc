"""Free texts are kept whole or refused: nothing a person wrote is cut in silence."""

from models.errors import Refused
from models.i18n import _, format_number
from models.rules.folding import clean_text

NOTE = 2_000
"""Characters of what is noted in the journal."""


def kept_whole(text: str, most: int = NOTE) -> str:
    """The text fit for the book; raises Refused when it has more than `most` characters."""
    whole = clean_text(text, most + 1)
    if len(whole) > most:
        raise Refused(
            _(
                "Ce texte est trop long\u00a0: {count} caractères, {most} au plus. Il est toujours "
                "là\u00a0: raccourcissez-le, ou gardez le reste ailleurs."
            ).format(count=format_number(len(text.strip())), most=format_number(most))
        )
    return whole
