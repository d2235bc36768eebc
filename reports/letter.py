"""A letter as a PDF, on the shop's letterhead."""

from models.letters import Letter


def render_letter(letter: Letter) -> bytes:
    """The letter in the language of the program; the same data gives the same bytes.

    What reportlab needs is imported here, not with this module: only making a PDF pays for it.
    """
    from reports.letter_pages import render_pages

    return render_pages(letter)
