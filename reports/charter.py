"""The charter on paper and on the web: poster (A4, A3), folded leaflet, one static page."""

from models.charter_paper import CharterPaper

FORMS = ("a4", "a3", "leaflet")


def render_charter(paper: CharterPaper, form: str = "a4") -> bytes:
    """A PDF of one of `FORMS`; the same data gives the same bytes.

    What reportlab needs is imported here, not with this module: only making a PDF pays for it.
    """
    from reports.charter_leaflet import render_leaflet
    from reports.charter_poster import render_poster

    if form == "leaflet":
        return render_leaflet(paper)
    return render_poster(paper, large=form == "a3")
