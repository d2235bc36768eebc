"""The right-of-access file on paper: what the book holds of a person, for that person to read.

PDF/A-3b, the same data attached as JSON.
"""

import re
from collections.abc import Iterator
from datetime import date
from textwrap import wrap

from models.access_file import AccessFile, PersonTable, access_json, lines_of
from models.i18n import _, format_date, format_units
from models.month_data import ShopIdentity
from reports.archived import Attachment, archived
from reports.blocks import Heading, Letterhead, Prose
from reports.grid import Grid
from reports.layout import Block, Frame, build
from reports.rows import Column, Row, row
from reports.style import SMALL

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CHUNK = 360
"""A longer text is cut over several rows, so that none of it is lost: cells are limited."""


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
        blocks += [Heading(_("Ce qui a été noté")), _grid(_account(found))]
    for table in found.tables:
        blocks += [Heading(_title(table.name)), _grid(_records(table))]
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


def _grid(rows: Iterator[Row]) -> Grid:
    columns = (Column(share=1, most=8), Column(share=3.4, most=12))
    return Grid(columns, tuple(rows), pad=2.6, size=SMALL + 0.8)


def _facts(found: AccessFile) -> Iterator[Row]:
    """The file's own fields; assets and memory come with their tables."""
    for file in found.files:
        for field, label in _labels().items():
            value = file.get(field)
            if value:
                text = " · ".join(value) if isinstance(value, list) else _said(str(value))
                yield from _cut(label, text)
        for reach in file["reaches"]:
            yield row(reach["label"] or _("Pour vous joindre"), reach["value"])


def _labels() -> dict[str, str]:
    return {
        "number": _("Numéro"),
        "reference": _("Référence"),
        "civility": _("Civilité"),
        "first_name": _("Prénom"),
        "last_name": _("Nom"),
        "company": _("Société"),
        "address_form": _("Tutoiement ou vouvoiement"),
        "street": _("Adresse"),
        "postcode": _("Code postal"),
        "town": _("Ville"),
        "country": _("Pays"),
        "birth_day": _("Jour de naissance"),
        "birth_month": _("Mois de naissance"),
        "birth_year": _("Année de naissance"),
        "since": _("Client depuis"),
        "how_came": _("Provenance"),
        "recommended_by": _("Recommandé par (numéro)"),
        "notes": _("Notes"),
        "tags": _("Étiquettes"),
        "created_on": _("Fiche ouverte le"),
    }


def _account(found: AccessFile) -> Iterator[Row]:
    for line in found.account.rows:
        amount = format_units(line.amount, decimals=2, signed=True) if line.amount else ""
        parts = (line.what, amount, line.why, line.by)
        yield from _cut(format_date(line.day, "short"), " · ".join(part for part in parts if part))


def _records(table: PersonTable) -> Iterator[Row]:
    for cells in lines_of(table):
        (_name, first), *others = cells or (("", "–"),)
        told = " · ".join(f"{title}\u00a0: {_said(cell)}" for title, cell in others)
        yield from _cut(_said(first), told)


def _said(cell: str) -> str:
    """A day as people write it; any other text as it is."""
    if not _DAY.fullmatch(cell):
        return cell
    try:
        return format_date(date.fromisoformat(cell), "short")
    except ValueError:  # « 2026-02-30 », typed by a person
        return cell


def _cut(label: str, text: str) -> Iterator[Row]:
    first, *others = wrap(text, _CHUNK, replace_whitespace=True) or [""]
    yield row(label, first)
    yield from (row("", more) for more in others)


def _title(name: str) -> str:
    """What a table of the export is called here; one not named yet keeps its file's name."""
    return {
        "comptes.csv": _("Où en est la relation"),
        "biens.csv": _("Vos biens"),
        "memoire.csv": _("Ce que nous nous rappelons"),
        "dossiers.csv": _("Vos dossiers"),
        "passages.csv": _("Vos passages"),
        "couts.csv": _("Gestes à nos frais"),
        "reclamations.csv": _("Vos dossiers, en entier"),
        "reparations.csv": _("Réparation de la relation"),
        "paroles.csv": _("Ce que vous nous avez dit"),
        "lettres.csv": _("Lettres"),
        "distances.csv": _("Distances prises"),
        "rappels.csv": _("Rappels voulus"),
        "champs-des-biens.csv": _("Détails de vos biens"),
        "releves.csv": _("Kilométrages relevés"),
        "entretiens.csv": _("Entretiens faits"),
        "consentements.csv": _("Ce que vous acceptez de recevoir"),
        "messages.csv": _("Messages et appels"),
        "demandes-vie-privee.csv": _("Ce que vous avez demandé de vos données"),
        "fiches-gardees.csv": _("Décisions sur votre fiche"),
        "registre.csv": _("Registre du livre"),
    }.get(name, name.removesuffix(".csv").replace("-", " ").capitalize())
