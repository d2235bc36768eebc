"""The shop's privacy papers: the notice given to clients (article 13 of the GDPR) and the record
of what is done with personal data (article 30)."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from models.i18n import _, format_date
from models.privacy_papers_data import PrivacyPaper, privacy_paper
from reports.blocks import Heading, Letterhead, Prose
from reports.files import write_atomically
from reports.grid import Grid
from reports.layout import Block, Frame, build
from reports.privacy_texts import Part, notice_parts, record_parts
from reports.rows import Column, row
from reports.style import SMALL


def write_notice(path: Path, today: date) -> Path:
    """Write the notice at `path`. Raises CannotWrite."""
    write_atomically(path, render_notice(privacy_paper(today)))
    return path


def write_record(path: Path, today: date) -> Path:
    """Write the record of processing at `path`. Raises CannotWrite."""
    write_atomically(path, render_record(privacy_paper(today)))
    return path


def render_notice(paper: PrivacyPaper) -> bytes:
    """What clients are told about their data, one page. The same data gives the same bytes."""
    intro = _(
        "{shop} tient une fiche de chaque client pour le reconnaître, tenir ses promesses et "
        "répondre. Voici ce qui y est noté, pourquoi, et ce que vous pouvez demander."
    ).format(shop=paper.shop.name)
    head = _("Note d’information"), _("Vos données, chez nous")
    return _render(paper, head, intro, notice_parts(paper))


def render_record(paper: PrivacyPaper) -> bytes:
    """Every use of personal data, one after the other. The same data gives the same bytes."""
    intro = _(
        "Registre tenu par le responsable, au titre de l’article 30 du RGPD. Il est à relire "
        "chaque année, et à montrer à la CNIL si elle le demande."
    )
    head = _("Article 30 du RGPD"), _("Registre des traitements")
    return _render(paper, head, intro, record_parts(paper))


def _render(paper: PrivacyPaper, head: tuple[str, str], intro: str, parts: Sequence[Part]) -> bytes:
    subject, title = head
    blocks: list[Block] = [Letterhead(subject, title, paper.shop), Prose(intro)]
    for part in parts:
        blocks += [Heading(part.title), _grid(part)]
    day = format_date(paper.edited_on, "long")
    frame = Frame(
        title=f"{title} · {paper.shop.name}",
        subject=subject,
        shop=paper.shop,
        running=title,
        mark=subject,
        note=_("Édité le {day}").format(day=day),
        edited_on=paper.edited_on,
    )
    return build(frame, blocks)


def _grid(part: Part) -> Grid:
    columns = (Column(share=1, most=4), Column(share=3.4, most=14))
    return Grid(columns, tuple(row(*line) for line in part.lines), pad=2.6, size=SMALL + 0.8)
