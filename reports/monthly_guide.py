"""How the owner's report is read: what the states mean and where its figures come from."""

from models.i18n import _
from models.wording import state_label
from reports.blocks import Heading, Prose
from reports.grid import Grid
from reports.layout import Block
from reports.rows import Column, row
from reports.words import STATES, state_sentence


def reading_guide() -> list[Block]:
    """The states in words, then how movements and advice are made."""
    rows = tuple(row(state_label(state), state_sentence(state)) for state in STATES)
    texts = (
        _(
            "Chaque compte monte de ce que la maison fait bien et baisse de ce qu’elle manque. Les "
            "dépôts s’effacent avec le temps\u00a0: la confiance s’entretient. Le solde du début, "
            "plus les mouvements, donne le solde de la fin."
        ),
        _(
            "Chaque conseil est une règle, avec un seuil\u00a0: s’il n’est pas atteint, rien n’est "
            "écrit. Le rapport juge nos actes, jamais les clients ni les collaborateurs."
        ),
    )
    table = Grid((Column(_("État")), Column(_("Ce qu’il dit"), share=1)), rows, together=True)
    return [Heading(_("Comment lire ce rapport")), table, *(Prose(text) for text in texts)]
