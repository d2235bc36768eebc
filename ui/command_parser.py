"""What the command line understands, and how it says what it does not."""

import argparse
import gettext
import locale
import os
import re
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from models.errors import Refused
from models.i18n import LANGUAGES, _, language, use_language

BOOK_VARIABLE = "COMPTE_CONFIANCE_BOOK"
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
CHARTER_FORMS = ("a4", "a3", "leaflet", "web")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

_FRENCH_COUNT = "il faut {number} valeurs"
# argparse's own texts; those that are not here stay in English.
_FRENCH = {
    "usage: ": "usage : ",
    "options": "options",
    "positional arguments": "arguments",
    "show this help message and exit": "montrer cette aide",
    "%(prog)s: error: %(message)s\n": "%(prog)s : %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s : %(message)s",
    "expected one argument": "il faut une valeur",
    "expected at least one argument": "il faut au moins une valeur",
    "expected at most one argument": "une seule valeur au plus",
    "ignored explicit argument %r": "cette option ne prend pas de valeur (%r)",
    "invalid %(type)s value: %(value)r": "valeur impossible : %(value)r",
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "%(value)r n’existe pas (au choix : %(choices)s)"
    ),
    "not allowed with argument %s": "ne va pas avec %s",
    "one of the arguments %s is required": "il faut une de ces options : %s",
    "the following arguments are required: %s": "il manque : %s",
    "unrecognized arguments: %s": "non compris : %s",
}


def parse_command(arguments: Sequence[str]) -> Namespace:
    """The command and its options; from then on the program speaks the language chosen.

    `command` is None when the window is asked for; `book` None for the usual place; `lang` None
    when the book's own language is to be used. Leaves by SystemExit on wrong usage (status 2)
    and after `--help` (status 0).
    """
    use_language(_asked_language(arguments) or system_language())
    _translate_argparse()
    options = _of_the_window(arguments) or _parser().parse_args(arguments)
    options.book = options.book or os.environ.get(BOOK_VARIABLE) or None
    return options


def system_language() -> str:
    """English on a system that speaks English, else French."""
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    spoken = next((value for name in names if (value := os.environ.get(name))), "")
    if sys.platform == "win32" and not spoken:
        spoken = locale.getlocale()[0] or ""
    return "en" if spoken.lower().startswith("en") else "fr"


def _asked_language(arguments: Sequence[str]) -> str | None:
    """The value of `--lang`, read before all else: wrong usage is told in it."""
    words = " ".join(arguments).partition(" -- ")[0]
    found = re.search(r"(?:^| )--lang[ =](\w+)", words)
    return found[1] if found and found[1] in LANGUAGES else None


def _translate_argparse() -> None:
    """argparse has no way to be given a translation: its own two functions are replaced."""
    french = language() == "fr"
    known = _FRENCH if french else {}
    names = vars(argparse)
    names["_"] = lambda text: known.get(text, text)
    names["ngettext"] = (
        (lambda _one, _many, number: _FRENCH_COUNT.format(number=number))
        if french
        else gettext.ngettext
    )


def _of_the_window(arguments: Sequence[str]) -> Namespace | None:
    """The options when no command is given; None when there is more to understand, or to refuse.

    A window that starts does not wait for a dozen commands to be described.
    """
    try:
        options, rest = _global_options(None).parse_known_args(arguments)
    except argparse.ArgumentError:
        return None
    options.command = None
    return None if rest else options


class _Parser(ArgumentParser):
    """Whole option names only, so that a new option never changes what a script means."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, **options)


def _parser() -> ArgumentParser:
    parser = _Parser(
        prog="main.py",
        description=_("Le compte-confiance de chaque client. Sans commande : la fenêtre."),
        parents=[_global_options(None)],
    )
    commands = parser.add_subparsers(dest="command", metavar=_("COMMANDE"), title=_("commandes"))
    anywhere = _global_options(argparse.SUPPRESS)

    def add(name: str, what: str) -> ArgumentParser:
        return commands.add_parser(name, help=what, description=what, parents=[anywhere])

    _add_import(add)
    _add_reading(add)
    _add_documents(add)
    _add_care(add)
    return parser


Add = Callable[[str, str], ArgumentParser]


def _global_options(default: str | None) -> _Parser:
    """What may stand before the command, where the help tells it, and after it as well."""
    shown = default is None

    def told(text: str) -> str:
        return text if shown else argparse.SUPPRESS

    options = _Parser(add_help=False, exit_on_error=False)
    options.add_argument(
        "--book",
        metavar=_("LIVRE"),
        default=default,
        help=told(
            _("le livre : un fichier, ou postgresql://… (sinon {variable}, sinon la place usuelle)")
        ).format(variable=BOOK_VARIABLE),
    )
    options.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=default,
        help=told(_("la langue (celle du livre sinon)")),
    )
    options.add_argument("--today", type=_day, default=default, help=argparse.SUPPRESS)
    return options


def _add_import(add: Add) -> None:
    command = add(
        "import", _("importer des clients (CSV, XLSX, vCard), des passages ou un journal")
    )
    command.add_argument("files", nargs="+", type=Path, metavar=_("FICHIER"))
    command.add_argument("--dry-run", action="store_true", help=_("dire sans rien écrire"))
    command.add_argument(
        "--on-duplicate",
        choices=("skip", "update", "new"),
        default="skip",
        help=_("un client déjà là : le passer (skip), le compléter (update), ou un autre (new)"),
    )
    command.add_argument(
        "--new-clients",
        action="store_true",
        help=_("journal : ouvrir la fiche des clients inconnus"),
    )
    _add_json(command)


def _add_reading(add: Add) -> None:
    balance = add("balance", _("le solde des comptes un jour donné"))
    balance.add_argument(
        "clients", nargs="*", metavar="CLIENT", help=_("référence ou numéro ; tous sinon")
    )
    _add_day(balance)
    _add_json(balance)
    search = add("search", _("chercher un client : nom, téléphone, plaque…"))
    search.add_argument("words", nargs="+", metavar=_("TEXTE"))
    _add_json(search)
    todo = add("todo", _("ce qui attend, le plus urgent d’abord"))
    _add_day(todo)
    form = todo.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=_json_help())
    form.add_argument(
        "--all",
        dest="everything",
        action="store_true",
        help=_("aussi les mercis, les anniversaires, les nouvelles à prendre"),
    )


def _add_documents(add: Add) -> None:
    statement = add(
        "statement", _("le relevé d’un client, en PDF ou en CSV, ou ceux de plusieurs, en PDF")
    )
    statement.add_argument("clients", nargs="+", metavar="CLIENT", help=_("référence ou numéro"))
    statement.add_argument("--from", dest="start", type=_day, metavar="DATE")
    statement.add_argument("--to", dest="end", type=_day, metavar="DATE")
    statement.add_argument(
        "-o",
        dest="output",
        required=True,
        type=_pdf_csv_or_folder,
        metavar=_("FICHIER.pdf|.csv|DOSSIER/"),
        help=_(
            "un fichier, ou un dossier (qui finit par une barre oblique) pour un PDF par client"
        ),
    )
    report = add("report", _("le rapport d’un mois, en PDF ou en JSON, ou d’une année, en PDF"))
    report.add_argument("month", type=_month_or_year, metavar=_("AAAA-MM|AAAA"))
    report.add_argument(
        "--for",
        dest="audience",
        choices=("owner", "accountant"),
        default="owner",
        help=_("pour le responsable (avec les noms) ou le comptable (sans)"),
    )
    form = report.add_mutually_exclusive_group(required=True)
    form.add_argument("-o", dest="output", type=Path, metavar=_("FICHIER.pdf"))
    form.add_argument("--json", action="store_true", help=_("les chiffres du mois, sans les noms"))
    charter = add("charter", _("la charte des privilèges : affiche, dépliant ou page web"))
    charter.add_argument(
        "-o", dest="output", required=True, type=Path, metavar=_("FICHIER.pdf|.html")
    )
    charter.add_argument(
        "--form",
        choices=CHARTER_FORMS,
        help=_("affiche A4 (sinon), affiche A3, dépliant, ou page web (.html sinon)"),
    )
    charter.add_argument(
        "--version",
        type=_number(1, 1_000_000),
        metavar="N",
        help=_("une version passée de la charte (la dernière sinon)"),
    )
    export = add("export", _("tout écrire dans un dossier, en formats ouverts"))
    export.add_argument("folder", type=Path, metavar=_("DOSSIER"))


def _add_care(add: Add) -> None:
    close = add("close", _("clore un mois : figer ses chiffres, ses rapports et son journal"))
    close.add_argument("month", type=_month, metavar=_("AAAA-MM"))
    close.add_argument(
        "--yes",
        action="store_true",
        help=_("confirmer d’un coup les dossiers échus, les coûts à chiffrer, les jours sans note"),
    )
    erase = add("erase", _("effacer une personne du livre, pour toujours"))
    erase.add_argument("client", metavar="CLIENT", help=_("référence ou numéro"))
    sure = erase.add_mutually_exclusive_group()
    sure.add_argument("--dry-run", action="store_true", help=_("dire sans rien écrire"))
    sure.add_argument("--yes", action="store_true", help=_("effacer, sans retour possible"))
    demo = add("demo", _("remplir un livre vide avec un garage de démonstration"))
    demo.add_argument("--clients", type=_number(1, 1_000_000), metavar="N")
    demo.add_argument("--years", type=_number(1, 30), metavar="N")
    demo.add_argument("--seed", type=_number(0, 2**31), metavar="N")
    check = add("check", _("vérifier le livre : fichier, comptes, mois clos"))
    check.add_argument(
        "--rebuild",
        action="store_true",
        help=_("refaire d’abord, depuis le journal, ce qui est gardé des comptes"),
    )
    backup = add("backup", _("copier le livre dans un dossier, et vérifier la copie"))
    backup.add_argument("folder", type=Path, metavar=_("DOSSIER"))
    restore = add("restore", _("remettre une sauvegarde à la place du livre"))
    restore.add_argument("file", type=Path, metavar=_("FICHIER"))


def _add_day(command: ArgumentParser) -> None:
    command.add_argument(
        "--on", dest="day", type=_day, metavar="DATE", help=_("le jour (aujourd’hui sinon)")
    )


def _add_json(command: ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help=_json_help())


def _json_help() -> str:
    return _("une ligne JSON par réponse")


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise ArgumentTypeError(_("une date s’écrit ainsi : 2026-10-31"))
    return _within_reach(day)


def _month(text: str) -> date:
    from models.month import parse_month

    try:
        return _within_reach(parse_month(text))
    except Refused as error:
        raise ArgumentTypeError(str(error)) from error


def _month_or_year(text: str) -> date | int:
    """A month as its first day, or a year of four digits as a number."""
    if len(text) == 4 and text.isascii() and text.isdigit():
        return _within_reach(date(max(int(text), 1), 1, 1)).year
    return _month(text)


def _within_reach(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ArgumentTypeError(_("cette date est trop loin : de 1900 à 2199"))
    return day


def _pdf_csv_or_folder(text: str) -> Path:
    folder = text.endswith(("/", os.sep))
    if not folder and Path(text).suffix.lower() not in (".pdf", ".csv"):
        raise ArgumentTypeError(_("le nom du fichier finit par .pdf ou .csv"))
    return Path(text)


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text[:12]) <= most):
            raise ArgumentTypeError(
                _("un nombre entier, de {least} à {most}").format(least=least, most=most)
            )
        return int(text)

    return read
