"""The password of the mail account, in the system's keyring; asked each time where there is none.

The keyring may ask the person to unlock it: call these in the background.
"""

from contextlib import suppress

from models.mail import Server

_SERVICE = "Compte-Confiance"


def known_password(server: Server) -> str | None:
    """The password kept; None when there is none, or no keyring that answers."""
    import keyring
    from keyring.errors import KeyringError

    with suppress(KeyringError, *_system_errors()):
        return keyring.get_password(_SERVICE, _name(server))
    return None


def keep_password(server: Server, password: str) -> bool:
    """Keep it; False when this system has no keyring that answers."""
    import keyring
    from keyring.errors import KeyringError

    with suppress(KeyringError, *_system_errors()):
        keyring.set_password(_SERVICE, _name(server), password)
        return True
    return False


def forget_password(server: Server) -> None:
    """Keep it no more."""
    import keyring
    from keyring.errors import KeyringError

    with suppress(KeyringError, *_system_errors()):
        keyring.delete_password(_SERVICE, _name(server))


def _system_errors() -> tuple[type[Exception], ...]:
    """What a keyring's own service lets through when it is not there or does not answer."""
    return (OSError, RuntimeError)


def _name(server: Server) -> str:
    return f"{server.user}@{server.host}"
