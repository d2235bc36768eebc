"""A row of a table of visits: the day, whose visit it was, what was done, what was billed."""

from dataclasses import dataclass, replace
from datetime import date

from models.client_drafts import AssetDraft, ClientDraft
from models.errors import Refused
from models.exchange.amounts import read_cents
from models.exchange.assets import Kinds, mileage
from models.exchange.cells import unprotect
from models.exchange.client_rows import ClientRows
from models.exchange.dates import read_birthday
from models.exchange.known import Known, known_by
from models.exchange.mapping import IDENTITY, VISIT_USES, Column, Mapping, Use
from models.exchange.visit_headers import is_whole_document
from models.i18n import _
from models.rules.folding import clean_text
from models.rules.plates import plate

_TEXT_LIMIT, _WORD_LIMIT = 2_000, 60
_MOST_CLIENTS = 20_000


@dataclass(frozen=True, slots=True)
class Who:
    """Whose visit a row tells; `client` is None when it names nobody.

    `remarks` are about what a new file would take from the row.
    """

    client: ClientDraft | None
    reference: str
    plates: tuple[AssetDraft, ...]
    remarks: tuple[str, ...] = ()

    @property
    def asked(self) -> Known:
        """What the client is recognised by."""
        asked = known_by(self.draft)
        asked.reference = self.reference or None
        return asked

    @property
    def draft(self) -> ClientDraft:
        """The client as far as the row tells."""
        draft = self.client or ClientDraft(reference=self.reference or None)
        return replace(draft, assets=self.plates)


@dataclass(frozen=True, slots=True)
class ReadVisit:
    """What a row says; `cents` is None without an amount.

    `whose` is what the lines of one client have in common, None when a line says nobody.
    """

    line: int
    day: date
    work: str
    document: str
    cents: int | None
    tax_included: bool
    who: Who
    whose: str | tuple[str, ...] | None
    remarks: tuple[str, ...] = ()


class VisitRows:
    """Reads rows by a mapping of visits, on the shop's day `today`."""

    def __init__(self, mapping: Mapping, today: date, region: str, kinds: Kinds) -> None:
        self._places: dict[Use, list[int]] = {}
        for place, column in enumerate(mapping.columns):
            if column.use is not None:
                self._places.setdefault(column.use, []).append(place)
        others = VISIT_USES | {Use.NOTHING}
        self._client_places = [
            at for use, places in self._places.items() if use not in others for at in places
        ]
        self._clients = ClientRows(_of_clients(mapping), today, region, kinds)
        self._met: dict[tuple[str, ...], tuple[Who, str | tuple[str, ...] | None]] = {}
        self._day_first = mapping.day_first
        self._today = today
        amounts = self._places.get(Use.AMOUNT) or self._places.get(Use.NET_AMOUNT) or ()
        self.whole_document = any(is_whole_document(mapping.columns[at]) for at in amounts)
        """Whether the amount is the document's, written on each of its lines."""

    @property
    def tell_documents(self) -> bool:
        """Whether rows say which document they are of."""
        return Use.DOCUMENT in self._places

    def document_of(self, cells: list[str]) -> tuple[str, str] | None:
        """What the lines of one document have in common; None without a document."""
        document = self._first(cells, Use.DOCUMENT)
        return (document, self._first(cells, Use.VISIT_DATE)) if document else None

    def read(self, line: int, cells: list[str]) -> ReadVisit:
        """The visit; raises Refused without a day that can be one."""
        remarks: list[str] = []
        cents, tax_included = self._amount(cells, remarks)
        work = ", ".join(dict.fromkeys(self._all(cells, Use.WORK)))
        if len(work) > _TEXT_LIMIT:
            remarks.append(_("Note trop longue : coupée à 2 000 caractères."))
        day = self._day(cells)
        who, whose = self._who(cells)
        return ReadVisit(
            line=line,
            day=day,
            work=work[:_TEXT_LIMIT],
            document=self._first(cells, Use.DOCUMENT)[:_WORD_LIMIT],
            cents=cents,
            tax_included=tax_included,
            who=who,
            whose=whose,
            remarks=tuple(remarks),
        )

    def _who(self, cells: list[str]) -> tuple[Who, str | tuple[str, ...] | None]:
        """The client of the row; the same cells, met again and again, are read once."""
        key = tuple([cells[at] if at < len(cells) else "" for at in self._client_places])
        found = self._met.get(key)
        if found is None:
            if len(self._met) >= _MOST_CLIENTS:
                self._met.clear()
            who = self._read_who(cells)
            asked = who.asked
            found = self._met[key] = who, asked.reference or asked.name or asked.assets or None
        return found

    def _read_who(self, cells: list[str]) -> Who:
        reference = self._first(cells, Use.REFERENCE)
        if any(self._all(cells, use) for use in IDENTITY):
            read = self._clients.read(cells)
            return Who(read.draft, reference, read.draft.assets, read.remarks)
        plates = tuple(AssetDraft(identifier=plate(text)) for text in self._all(cells, Use.PLATE))
        told = mileage(self._first(cells, Use.MILEAGE))
        if len(plates) == 1 and told is not None:
            plates = (replace(plates[0], mileage=told),)
        return Who(None, reference, plates)

    def _day(self, cells: list[str]) -> date:
        text = self._first(cells, Use.VISIT_DATE)
        if not text:
            raise Refused(_("Cette ligne n’a pas de date."))
        # Next year is read as such, to be refused as one to come and not as a century ago.
        next_year = self._today.year + 1
        found = read_birthday(
            text.removesuffix(".0"), day_first=self._day_first, this_year=next_year
        )
        if found is None or found.day is None or found.month is None or found.year is None:
            raise Refused(
                _("« {text} » n’est pas une date : écrivez 31/12/2026.").format(text=text[:40])
            )
        return date(found.year, found.month, found.day)

    def _amount(self, cells: list[str], remarks: list[str]) -> tuple[int | None, bool]:
        for use, tax_included in ((Use.AMOUNT, True), (Use.NET_AMOUNT, False)):
            for text in self._all(cells, use):
                cents = read_cents(text)
                if cents is not None:
                    return cents, tax_included
                remarks.append(
                    _("Montant à vérifier : « {text} », non repris.").format(text=text[:40])
                )
        return None, True

    def _first(self, cells: list[str], use: Use) -> str:
        return next(iter(self._all(cells, use)), "")

    def _all(self, cells: list[str], use: Use) -> list[str]:
        """The texts of a use, those that are there."""
        places = self._places.get(use)
        if not places:
            return []
        return [text for at in places if at < len(cells) and (text := _tidy(cells[at]))]


def _of_clients(mapping: Mapping) -> Mapping:
    """What is left for the client when the visit has been read."""
    columns = tuple(
        Column(column.header, Use.NOTHING) if column.use in VISIT_USES else column
        for column in mapping.columns
    )
    return replace(mapping, columns=columns)


def _tidy(cell: str) -> str:
    if not (cell.isascii() and cell.isprintable()):
        cell = clean_text(cell, _TEXT_LIMIT * 2)
    text = " ".join(cell.split())
    return unprotect(text) if text.startswith("'") else text
