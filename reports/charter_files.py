"""A version of the charter as a file: the one kept when it was printed, or a new one."""

from models.charter import charters, paper
from models.charter_paper import charter_paper
from models.errors import Refused
from models.i18n import _, language
from models.settings import shop
from reports.charter import render_charter
from reports.charter_web import render_web_page

WEB = "web"


def charter_bytes(number: int | None, form: str) -> bytes:
    """The charter of that number, the latest when None, in « a4 », « a3 », « leaflet » or « web ».

    A form kept in the shop's language is given again as it was printed. Raises Refused before
    the first charter, and for a number no charter has.
    """
    known = charters()
    if not known:
        raise Refused(_("Aucune charte n’est publiée : elle se publie dans Privilèges."))
    found = next((one for one in known if number in (None, one.number)), None)
    if found is None:
        text = _("Il n’y a pas de charte n° {number} : la dernière est la n° {last}.")
        raise Refused(text.format(number=number, last=known[0].number))
    kept = paper(found.id, form) if language() == shop().language else None
    if kept is not None:
        return kept
    printed = charter_paper(found)
    if form == WEB:
        return render_web_page(printed).encode("utf-8")
    return render_charter(printed, form)
