def test_a(book, actor, today):
    from models.client_drafts import ClientDraft
    from models.clients import open_account

    open_account(actor, ClientDraft(last_name="Durand"))
