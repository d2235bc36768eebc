"""How what clients said is told: its columns, its marks, its count by theme."""

from collections import Counter
from collections.abc import Callable, Sequence

from models.catalogue import Labels
from models.changes import Changes
from models.errors import BookError
from models.free_text import warning
from models.i18n import _, format_date, in_quotes
from models.voices import COMPLAINT, COMPLIMENT, IDEA, VoiceDraft, VoiceRow, nature_label
from ui.actions import keys_of
from ui.item_models.lazy_table import Cell, Column
from ui.screens.composers import past_day_field
from ui.screens.signed import Signatures
from ui.session import Session
from ui.widgets import ComposerSpec, Part, bold

NATURE_TONE = {COMPLAINT: "warn", COMPLIMENT: "good", IDEA: "neutral"}


def columns(
    labels: Callable[[], Labels], team: Signatures, *, with_client: bool = False
) -> tuple[Column[VoiceRow], ...]:
    """The columns of a list of words; the catalogue's `labels` are asked each time."""
    client = (Column(_("Client"), _client_cell, width=18, stretch=1),) if with_client else ()
    return (
        Column(_("Le"), _day_cell, width=13),
        *client,
        Column(_("Ses mots"), _words_cell, width=48, stretch=4),
        Column(_("Thème"), lambda row: theme_label(row.draft, labels()), width=18, spare=True),
        Column(_("Dit au client"), _told_cell, width=14),
        team.column(lambda row: row.author_id),
    )


def theme_label(draft: VoiceDraft, labels: Labels) -> str:
    """The catalogue's word for a theme, empty without one."""
    return labels.get(("theme", draft.theme), draft.theme)


def by_theme(rows: Sequence[VoiceRow], labels: Labels) -> tuple[str | Part, ...]:
    """« **Délais** 5 · **Accueil** 3 », the theme most spoken of first; empty without any."""
    counts = Counter(theme_label(row.draft, labels) for row in rows if row.draft.theme)
    pieces: list[str | Part] = []
    for theme, count in counts.most_common():
        pieces += [" · "] if pieces else []
        pieces += [bold(theme), f"\N{NO-BREAK SPACE}{count}"]
    return tuple(pieces)


def changed_spec(session: Session) -> ComposerSpec:
    """What was changed thanks to these words, and the day the client was told."""
    return ComposerSpec(
        "voice_changed",
        keys_of("voice_changed"),
        _("Ce que cela a changé"),
        fields=(past_day_field(session, "told_on", _("Dit au client le")),),
        text_hint=_("ce que nous avons changé chez nous"),
        check_text=warning,
        tone="neutral",
    )


def put_back(session: Session, undo: Callable[[], Changes]) -> None:
    """Write words as they were before, and say it."""
    try:
        undo()
    except BookError as error:
        session.window.messages.error(str(error))
    else:
        session.window.messages.success(_("Remis comme avant."))


def _day_cell(row: VoiceRow) -> str:
    return format_date(row.draft.day, "medium") if row.draft.day else ""


def _client_cell(row: VoiceRow) -> Cell:
    return Cell(row.client, bold=True)


def _words_cell(row: VoiceRow) -> Cell:
    draft = row.draft
    return Cell(
        in_quotes(draft.words),
        f"→ {draft.changed}" if draft.changed else "",
        pill=nature_label(draft.nature),
        pill_tone=NATURE_TONE[draft.nature],
    )


def _told_cell(row: VoiceRow) -> Cell:
    if row.to_tell:
        return Cell("", pill=_("à dire"), pill_tone="warn")
    return Cell(format_date(row.draft.told_on, "medium") if row.draft.told_on else "", tone="muted")
