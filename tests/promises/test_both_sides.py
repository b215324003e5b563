"""Promise 7: a contradiction goes from both exhibits when either of them is no longer shown."""

import pytest
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", ["withdrawn", "draft", "deaccessioned"])
def test_nothing_is_left_of_a_hidden_exhibit_in_another(status):
    shown, hidden = make.make_exhibit(published=True), make.make_exhibit(published=True)
    pair = make.make_contradiction(
        make.make_note(exhibit=shown), make.make_note(exhibit=hidden), question="Veiledquestion?"
    )
    address, client = f"/api/v1/exhibits/{shown.public_id}/", Client()
    before = client.get(address)
    assert "Veiledquestion" in before.content.decode()

    hidden.status = status
    hidden.save()

    after = client.get(address, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "Veiledquestion" not in after.content.decode()
    assert f"provenance-notes/{pair.second_id}/" not in after.content.decode()
    assert client.get("/api/v1/exhibits/?q=veiledquestion").json()["total"] == 0
    assert client.get("/api/v1/suggest/?q=veiledq").json() == {"suggestions": []}

    hidden.status = "published"
    hidden.save()
    assert client.get(address).content == before.content
