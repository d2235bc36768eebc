"""The right-of-access file on paper: what the book holds of a person, for that person to read.

PDF/A-3b, the same data attached as JSON.
"""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

from models.access_file import AccessFile, PersonTable, access_json, lines_of
from models.clients import number_text
from models.counter import civility_label
from models.i18n import _, format_date, format_units
from models.month_data import ShopIdentity
from models.statement_data import Mark, Statement, StatementRow
from reports.access_columns import columns_of
from reports.access_said import BARE, Said, by_type
from reports.access_words import BIRTH, field_words, table_title
from reports.archived import Attachment, archived
from reports.blocks import Heading, Letterhead, Prose
from reports.grid import Grid
from reports.layout import Block, Frame, build
from reports.rows import Cell, Column, Row, Tone, row
from reports.style import SMALL
from reports.words import mark_label

_CHUNK = 600
"""A longer text is cut over several rows, so that none of it is lost: cells are limited."""
_SHORT, _FEW = 60, 4
"""A longer detail of a record has a row of its own; so has each of many, when nothing else is."""
_COLUMNS = (Column(share=1, most=8), Column(share=3.4, most=20))


def render_access(found: AccessFile, shop: ShopIdentity) -> bytes:
    """The PDF. The same data gives the same bytes."""
    title = _("Ce que nous savons de vous")
    name, day = found.account.client_name, format_date(found.made_on, "long")
    blocks: list[Block] = [
        Letterhead(title, name, shop, subtitle=found.account.client_number),
        *(Prose(text) for text in _preface(shop)),
        Heading(_("Votre fiche")),
        _grid(_facts(found)),
    ]
    if found.account.rows:
        blocks += [Heading(_("Ce qui a été noté, en unités")), _account(found.account)]
    for table in found.tables:
        blocks += [Heading(table_title(table.name)), _grid(_records(table))]
    frame = Frame(
        title=f"{title} · {name} · {shop.name}",
        subject=_("Droit d’accès"),
        shop=shop,
        running=f"{title} · {name}",
        mark=_("Confidentiel, pour {name}").format(name=name),
        note=_("Édité le {day}").format(day=day),
        edited_on=found.made_on,
    )
    data = Attachment(
        "donnees.json",
        "application/json",
        _("Les mêmes données, pour un programme"),
        access_json(found).encode(),
    )
    return archived(build(frame, blocks), found.made_on, [data])


def _preface(shop: ShopIdentity) -> tuple[str, ...]:
    return (
        _(
            "Voici tout ce que le livre de {shop} contient à votre sujet, en entier. Ces données "
            "viennent de vous, de vos passages chez nous, ou du logiciel de la maison. Elles "
            "servent à vous accueillir, à tenir nos promesses et à répondre à vos demandes."
        ).format(shop=shop.name),
        _(
            "Le livre est tenu par la maison, sur son propre ordinateur. Vous pouvez demander de "
            "rectifier ou d’effacer ces données, vous opposer à leur usage ou le limiter, et "
            "saisir la CNIL (www.cnil.fr). Les mêmes données sont jointes à ce PDF pour un "
            "programme\u00a0: donnees.json."
        ),
    )


def _grid(rows: Iterator[Row], columns: tuple[Column, ...] = _COLUMNS) -> Grid:
    return Grid(columns, tuple(rows), pad=2.6, size=SMALL + 0.8)


def _facts(found: AccessFile) -> Iterator[Row]:
    """The file's own fields; assets, memory and consents come with their tables."""
    own, *others = found.files
    yield from _file(own)
    for file in others:
        number = number_text(file["number"])
        yield row(_("Fiche réunie à la vôtre"), number, tone="group")
        yield from _file(file)


def _file(file: Mapping[str, Any]) -> Iterator[Row]:
    if file["reference"] != str(file["number"]):
        yield row(_("Référence"), file["reference"])
    for field, label in field_words().items():
        if file[field]:
            yield from _cut(label, _field(field, file[field]))
    born = [f"{file[part]:02d}" for part in BIRTH if file[part]]
    if born:
        yield row(_("Anniversaire"), "/".join(born))
    for reach in file["reaches"]:
        yield row(reach["label"] or _("Pour vous joindre"), reach["value"])


def _field(name: str, value: Any) -> str:
    if name == "tags":
        return " · ".join(value)
    if name == "civility":
        return civility_label(value)
    if name == "address_form":
        return {"tu": _("on se tutoie"), "vous": _("on se vouvoie")}.get(str(value), str(value))
    return by_type(value)


def _account(account: Statement) -> Grid:
    """Each line with why this amount, then the balance they make."""
    columns = (*_COLUMNS, Column(right=True))
    last = _("Solde au {day}").format(day=format_date(account.end, "long"))
    total = row("", last, format_units(account.closing, decimals=2), tone="total")
    lines = (made for line in account.rows for made in _line(line))
    return _grid(iter((*lines, total)), columns)


def _line(line: StatementRow) -> Iterator[Row]:
    amount = "" if line.kind == "note" else format_units(line.amount, decimals=2, signed=True)
    faded = line.kind == "fade"
    what = f"{line.what} · {line.why}" if faded else line.what
    note = "" if faded else " · ".join(part for part in (line.why, line.by) if part)
    tone: Tone = "muted" if faded else "plain"
    label, *others = _cut(format_date(line.day, "short"), what, note, line.marks)
    yield row(*label.cells, amount, tone=tone)
    yield from (row(*more.cells, "") for more in others)


def _records(table: PersonTable) -> Iterator[Row]:
    """A record: its first column, what speaks for itself, then the details, the long ones apart."""
    columns = columns_of(table.name)
    for cells in lines_of(table):
        (first, text), *others = _said(dict(cells), columns) or [(BARE, "–")]
        label = _capital(first.before(text)) if first.words else text
        bare = _capital(" · ".join(text for said, text in others if not said.words))
        titled = [(said, text) for said, text in others if said.words]
        many = not bare and len(titled) > _FEW
        apart = [one for one in titled if many or len(one[1]) > _SHORT]
        short = _capital(
            " · ".join(said.before(text) for said, text in titled if (said, text) not in apart)
        )
        yield from _cut(label, bare or short, short if bare else "")
        for said, text in apart:
            yield from _cut(Cell(_capital(said.words), indented=True), text)


def _said(cells: Mapping[str, object], columns: Mapping[str, Said]) -> list[tuple[Said, str]]:
    """What a record says, in the order of the paper."""
    known = {title: columns[title] for title in columns if title in cells}
    unknown = {title: Said(title) for title in cells if title not in columns}
    told = ((said, said.form(cells[title])) for title, said in (known | unknown).items())
    return [(said, text) for said, text in told if text]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cut(label: str | Cell, text: str, note: str = "", marks: Sequence[Mark] = ()) -> Iterator[Row]:
    """A text over as many rows as it needs, what comes after it under the last one."""
    *whole, last = wrap(text, _CHUNK, replace_whitespace=True) or [""]
    end = Cell(last, note=note, marks=tuple(map(mark_label, marks)))
    for piece in whole:
        yield row(label, piece)
        label = ""
    yield row(label, end)
