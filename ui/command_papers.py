"""How the command line writes statements."""

from argparse import Namespace

from models.clock import today
from models.errors import Refused
from models.i18n import _


def statement_as_csv(clients: list[int], options: Namespace) -> None:
    """One client's statement in a file of columns; raises Refused for several."""
    from models.statement_csv import to_csv
    from models.statements import statement_of
    from reports.files import write_atomically

    if len(clients) > 1:
        raise Refused(
            _("Un relevé en CSV est celui d’un seul client\N{NO-BREAK SPACE}: demandez un PDF.")
        )
    found = statement_of(clients[0], options.start, options.end or today(), today())
    write_atomically(options.output, to_csv(found))


def statements_as_pdf(clients: list[int], options: Namespace) -> None:
    """One client's, or several's in one PDF or a folder."""
    from reports.statement_files import Period, write_bound, write_each, write_one

    period = Period(options.start, options.end or today(), today())
    if options.output.suffix.lower() != ".pdf":
        write_each(options.output, clients, period)
    elif len(clients) == 1:
        write_one(options.output, clients[0], period)
    else:
        write_bound(options.output, clients, period)
