"""Keeps the words clients are found by in step with their files."""


def index_client(client_id: int) -> None:
    """Index one client's words anew, inside the caller's transaction."""
