"""What clients said in the month: counted for both reports, in their own words for the owner."""

from models.i18n import _, format_date, format_list, format_number, ngettext
from models.month_data import ClientMention, MonthReport
from models.month_voice_data import VoiceLine, Voices
from models.voices import nature_label
from reports.blocks import Heading, Prose
from reports.caps import Caps
from reports.grid import Grid
from reports.layout import Block
from reports.rows import Cell, Column, Row, row
from reports.typeset import plain
from reports.words import capitalised

_LONGEST, _THEMES = 260, 8


def voices(report: MonthReport, caps: Caps) -> list[Block]:
    """How often each theme was spoken of, then the words themselves and what they changed."""
    rows = [_voice_row(line) for line in report.voices.lines[: caps.verbatims]]
    rows += [
        row(_said(verbatim.text, _who(verbatim.client), format_date(verbatim.day)))
        for verbatim in report.verbatims[: caps.verbatims - len(rows)]
    ]
    if not rows:
        return []
    rest = len(report.voices.lines) + len(report.verbatims) - len(rows)
    if rest:
        others = ngettext("et {n} autre parole", "et {n} autres paroles", rest)
        rows.append(row(others.format(n=format_number(rest)), tone="muted"))
    summary = [Prose(_in_short(report.voices), after=6, leads=True)] if report.voices.lines else []
    words = Grid((Column(share=1, most=7),), tuple(rows))
    return [Heading(_("La voix des clients")), *summary, *_themes(report.voices), words]


def _in_short(said: Voices) -> str:
    """« 3 paroles gardées : 1 plainte et 2 bons mots. 2 paroles ont changé quelque chose… »"""
    natures = (
        (ngettext("{n} plainte", "{n} plaintes", said.complaints), said.complaints),
        (ngettext("{n} bon mot", "{n} bons mots", said.compliments), said.compliments),
        (ngettext("{n} idée", "{n} idées", said.ideas), said.ideas),
    )
    heard = format_list([text.format(n=format_number(count)) for text, count in natures if count])
    kept = ngettext(
        "{n} parole gardée ce mois-ci\u00a0: {natures}.",
        "{n} paroles gardées ce mois-ci\u00a0: {natures}.",
        said.kept,
    )
    changed = ngettext(
        "{n} parole a changé quelque chose chez nous.",
        "{n} paroles ont changé quelque chose chez nous.",
        said.changed,
    )
    told = ngettext("{n} client l’a su.", "{n} clients l’ont su.", said.told)
    sentences = ((kept, said.kept), (changed, said.changed), (told, said.told))
    return " ".join(
        text.format(n=format_number(count), natures=heard) for text, count in sentences if count
    )


def _themes(said: Voices) -> list[Block]:
    if not any(theme.label for theme in said.themes):
        return []
    columns = (
        Column(_("Thème"), share=1),
        Column(_("Plaintes"), right=True),
        Column(_("Bons mots"), right=True),
        Column(_("Idées"), right=True),
    )
    rows = [
        row(
            theme.label or _("sans thème"),
            *(_count(count) for count in (theme.complaints, theme.compliments, theme.ideas)),
        )
        for theme in said.themes[:_THEMES]
    ]
    return [Grid(columns, tuple(rows), after=10)]


def _count(count: int) -> str:
    return format_number(count) if count else "–"


def _voice_row(line: VoiceLine) -> Row:
    about = (
        capitalised(nature_label(line.nature)),
        line.theme,
        _who(line.client),
        format_date(line.day),
        _done(line),
    )
    return row(_said(line.words, *about))


def _done(line: VoiceLine) -> str:
    """What the words changed, and whether the client knows."""
    if not line.changed:
        return ""
    changed = _("ce qui a changé\u00a0: {text}").format(text=plain(line.changed, 160))
    if line.told_on is None:
        return _("{changed} (à lui dire)").format(changed=changed)
    day = format_date(line.told_on)
    return _("{changed} (dit le {day})").format(changed=changed, day=day)


def _said(words: str, *about: str) -> Cell:
    quoted = _("«\u00a0{words}\u00a0»").format(words=plain(words, _LONGEST))
    return Cell(quoted, note=" · ".join(part for part in about if part))


def _who(client: ClientMention) -> str:
    return f"{plain(client.name, 44)} ({client.number})"
