"""How the command line erases a person: said first, done with `--yes`."""

from argparse import Namespace

from models.actor import Actor
from models.balances import find_named
from models.clients import number_text
from models.erasing import erase, preview
from models.erasing_words import going, staying, warnings
from models.errors import Refused
from models.i18n import _
from ui.command_table import Lines


def erase_person(options: Namespace, actor: Actor) -> Lines:
    """What erasing would remove and leave; done, or refused without `--yes` or `--dry-run`."""
    client = find_named(options.client)
    found = preview(client)
    if options.yes:
        erase(actor, client)
        yield _("Effacée\u00a0: la fiche {number} ne nomme plus personne.").format(
            number=number_text(found.number)
        )
        return
    yield from (going(found), staying(found), *warnings(found))
    if not options.dry_run:
        raise Refused(
            _("Rien n’est effacé\u00a0; «\u00a0erase --yes\u00a0» efface, sans retour possible.")
        )
