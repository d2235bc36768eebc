"""What each command does: open the book, call one operation, tell the answer line by line.

No Qt here. What only some commands need is imported when they run: a quick answer stays quick.
"""

import json
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from models.actor import Actor
from models.books import BookDraft, create_book
from models.clock import today
from models.database import Book, open_book
from models.errors import BookError, BookMissing, Refused
from models.i18n import _, format_date, format_units, language, speaking, use_language
from models.settings import Shop, shop
from models.team import first_member
from ui.command_table import Lines, table
from ui.folders import usual_book

if TYPE_CHECKING:
    from models.balances import Balance
    from models.closing_lines import Line
    from models.exchange.report import ImportReport

# The trade of a book that a command has to make, until its owner says otherwise.
TRADE = "garage"
_MOST_HITS = 100


def run(options: Namespace) -> Lines:
    """The answer of the command asked for; raises BookError when it is refused."""
    yield from COMMANDS[options.command](options)


# -- the book ----------------------------------------------------------------------------------


def _place(options: Namespace) -> str | Path:
    return options.book or usual_book()


@contextmanager
def _opened(options: Namespace) -> Iterator[Book]:
    """The book, spoken to in its shop's language unless another was asked for."""
    book = open_book(_place(options))
    try:
        if options.lang is None:
            use_language(shop().language)
        yield book
    finally:
        book.close()


@contextmanager
def _opened_or_made(
    options: Namespace, draft: Callable[[], BookDraft], *, trial: bool = False
) -> Iterator[Book]:
    """The book, or a new one where there is none; it goes again when the command is refused.

    For a trial, a new one that does not stay.
    """
    with ExitStack() as stack:
        try:
            book = stack.enter_context(_opened(options))
        except BookMissing:
            place = Path(_place(options))
            if trial:
                place = Path(stack.enter_context(TemporaryDirectory())) / place.name
            book = stack.enter_context(_made(place, draft()))
        yield book


@contextmanager
def _made(place: Path, draft: BookDraft) -> Iterator[Book]:
    if place == usual_book():
        place.parent.mkdir(parents=True, exist_ok=True)
    book = create_book(place, draft, today())
    try:
        yield book
    except BookError:
        book.close()
        place.unlink()
        raise
    finally:
        book.close()


def _bare_draft() -> BookDraft:
    return BookDraft(Shop(name=_("Ma boutique"), language=language()), TRADE)


def _actor() -> Actor:
    return Actor(first_member().id, today())


def _as_json(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False)


# -- reading -----------------------------------------------------------------------------------


def balance(options: Namespace) -> Lines:
    """Each client's balance, trend and state on a day."""
    from models.balances import balances

    with _opened(options):
        day = options.day or today()
        found = balances(day, options.clients)
        if options.json:
            yield from (_as_json(_balance_fields(row)) for row in found)
        else:
            yield from table([_balance_cells(row) for row in found], right=(2, 3))


def _balance_fields(row: "Balance") -> dict[str, Any]:
    return {
        "client": row.client.key,
        "on": row.on.isoformat(),
        "balance": row.figures.balance,
        "trend": row.figures.trend,
        "state": row.figures.state.value,
    }


def _balance_cells(row: "Balance") -> tuple[str, ...]:
    from models.wording import state_label

    figures = row.figures
    return (
        row.client.key,
        row.client.name,
        format_units(figures.balance, decimals=2),
        format_units(figures.trend, decimals=2, signed=True),
        state_label(figures.state),
    )


def search(options: Namespace) -> Lines:
    """The clients found, best first."""
    from models.search import page, to_json

    with _opened(options):
        hits = page(" ".join(options.words), _MOST_HITS).hits
        if options.json:
            yield from (_as_json(to_json(hit)) for hit in hits)
        elif hits:
            yield from table([(hit.key, hit.name, hit.subtitle) for hit in hits])
        else:
            yield _("Personne ne correspond.")


def todo(options: Namespace) -> Lines:
    """What waits, the most urgent first."""
    from models.cases import todo as rows_on
    from ui.command_todo import other_cells, todo_cells, todo_fields

    with _opened(options):
        day = options.day or today()
        rows = rows_on(day)
        if options.json:
            yield from (_as_json(todo_fields(row)) for row in rows)
            return
        cells = [todo_cells(row, day) for row in rows]
        cells += other_cells(day) if options.everything else []
        yield from table(cells)
        if not cells:
            yield _("Rien n’attend au {day}.").format(day=format_date(day, "long"))


def statement(options: Namespace) -> Lines:
    """A client's statement in a file; those of several in one PDF, or in a folder."""
    from models.balances import find_named
    from ui.command_papers import statement_as_csv, statements_as_pdf

    with _opened(options):
        clients = list(dict.fromkeys(map(find_named, options.clients)))
        if options.output.suffix.lower() == ".csv":
            statement_as_csv(clients, options)
        else:
            statements_as_pdf(clients, options)
    yield _written(options.output)


def report(options: Namespace) -> Lines:
    """A month's report: a PDF, or its figures; those sealed, once the month is closed. A year's
    is a PDF only, and names nobody."""
    from reports.files import write_atomically
    from reports.month_papers import figures, paper
    from reports.year import year_paper

    of_year = isinstance(options.month, int)
    if of_year and options.json:
        raise Refused(_("L’année s’écrit en PDF\u00a0: ajoutez -o FICHIER.pdf."))
    with _opened(options):
        if options.json:
            yield figures(options.month, today()).removesuffix("\n")
            return
        if of_year:
            content = year_paper(options.month, today())
        else:
            content = paper(options.month, today(), options.audience)
        write_atomically(options.output, content)
        yield _written(options.output)


def charter(options: Namespace) -> Lines:
    """A version of the charter on paper, or as a web page; a form already printed is the same."""
    from reports.charter_files import charter_bytes
    from reports.files import write_atomically

    page = options.output.suffix.lower() in (".html", ".htm")
    form = options.form or ("web" if page else "a4")
    if page != (form == "web"):
        raise Refused(
            _("Une page web se nomme en .html, une affiche ou un dépliant en .pdf : rien d’écrit.")
        )
    with _opened(options):
        write_atomically(options.output, charter_bytes(options.version, form))
    yield _written(options.output)


def _written(path: Path) -> str:
    return _("Écrit : {path}").format(path=path)


def export(options: Namespace) -> Lines:
    """Everything in open formats, in a folder."""
    from models.export import export as write_all

    with _opened(options):
        yield from map(_written, write_all(options.folder))


# -- writing -----------------------------------------------------------------------------------


def import_files(options: Namespace) -> Lines:
    """Import each file in its own transaction; those that cannot be read are told at the end."""
    from models.exchange import ImportOptions, import_file, to_json_line, unfolded

    wanted = ImportOptions(
        dry_run=options.dry_run,
        on_duplicate=options.on_duplicate,
        new_clients=options.new_clients,
    )
    faults, files = list[str](), unfolded(options.files)
    with _opened_or_made(options, _bare_draft, trial=options.dry_run):
        for file in files:
            try:
                done = import_file(_actor(), file, wanted)
            except BookError as error:
                faults.append(str(error))
                continue
            yield from [to_json_line(done)] if options.json else _told_import(done)
        if len(faults) == len(files):
            raise Refused("\n".join(faults))
    if faults:
        raise Refused("\n".join(faults))


def _told_import(done: "ImportReport") -> Lines:
    trial = _(" (essai, rien n’est écrit)") if done.dry_run else ""
    yield _(
        "{file}{trial} : lignes lues {read}, créées {created}, complétées {updated}, passées "
        "{skipped}, refusées {refused}"
    ).format(
        file=done.file,
        trial=trial,
        read=done.read,
        created=done.created,
        updated=done.updated,
        skipped=done.skipped,
        refused=len(done.refused),
    )
    for refused in done.refused:
        yield _("  ligne {line} : {reason}").format(line=refused.line, reason=refused.reason)
    for remark in done.remarks:
        yield (
            f"  {remark.text}"
            if remark.line is None
            else _("  ligne {line} : {reason}").format(line=remark.line, reason=remark.text)
        )


def close(options: Namespace) -> Lines:
    """Close a month; what waits to be confirmed is listed, or confirmed with `--yes`."""
    from models import closing
    from models.seals import closed
    from reports.month_papers import papers_of

    with _opened(options):
        actor, month = _actor(), options.month
        lines = closing.waiting(month, actor.today)
        if lines and options.yes:
            closing.confirm(actor, month, lines)
        elif lines:
            yield from table([_line_cells(line) for line in lines])
            raise Refused(_("Ces lignes attendent d’être vues ; « close --yes » les confirme."))
        with speaking(shop().language):
            found = closing.draft(actor, month)
            closing.close(actor, found, papers_of(found.report))
        sealed = closed(month)
        assert sealed is not None, "it was closed just now"
        yield _("Clos : {month}, sceau n° {number}, {seal}").format(
            month=format_date(month, "month"), number=sealed.number, seal=sealed.seal
        )


def _line_cells(line: "Line") -> tuple[str, ...]:
    name = line.client.name if line.client is not None else ""
    return format_date(line.day), name, line.what, line.became


def erase(options: Namespace) -> Lines:
    """What erasing a person would remove; with `--yes`, it is done."""
    from ui.command_erase import erase_person

    with _opened(options):
        yield from erase_person(options, _actor())


def demo(options: Namespace) -> Lines:
    """Fill an empty book with the demonstration garage."""
    from models.demo import demo_draft, fill

    asked = {name: getattr(options, name) for name in ("clients", "years", "seed")}
    with _opened_or_made(options, demo_draft) as book:
        fill(_actor(), today(), **{name: n for name, n in asked.items() if n is not None})
        yield _("Livre de démonstration prêt : {path}").format(path=book.path)


# -- care --------------------------------------------------------------------------------------


def check(options: Namespace) -> Lines:
    """Check the book; its faults one by one."""
    from models.check import check as look_over
    from models.figures import rebuild

    with _opened(options) as book:
        if options.rebuild:
            rebuild(today())
            yield _("Ce qui est gardé des comptes est refait depuis le journal.")
        found = look_over(book)
        yield from found.faults
        if found.rebuildable:
            yield _(
                "Le journal n’a pas de défaut : « check --rebuild » refait ce qui est gardé des "
                "comptes."
            )
        if not found.sound:
            raise Refused(found.summary())
        yield found.summary()


def backup(options: Namespace) -> Lines:
    """A verified copy of the book in a folder."""
    from models.backup import make_backup

    with _opened(options) as book:
        made = make_backup(book, options.folder)
        yield _written(made.file)
        if made.faults:
            raise Refused(
                _("La copie est faite, mais le livre a des défauts : {faults}").format(
                    faults=" ".join(made.faults)
                )
            )


def restore(options: Namespace) -> Lines:
    """A backup put in the book's place."""
    from models.restore import restore as put_back

    place = Path(_place(options))
    yield put_back(options.file, place).summary()


COMMANDS: dict[str, Callable[[Namespace], Lines]] = {
    "import": import_files,
    "balance": balance,
    "statement": statement,
    "report": report,
    "charter": charter,
    "search": search,
    "export": export,
    "todo": todo,
    "close": close,
    "erase": erase,
    "demo": demo,
    "check": check,
    "backup": backup,
    "restore": restore,
}
