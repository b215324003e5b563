"""Promise 36: the second of two editors gets a comparison, and never overwrites by accident."""

import pytest

from collection.models import Exhibit
from collection.models.history import history_of, recording
from tests import factories
from tests.admin.forms import complaints, inputs, submit, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def meanwhile(curator):
    """Two people open an exhibit; the curator saves first. Returns the exhibit and what the other has on screen."""

    def meanwhile(client, mine, theirs):
        with recording(curator.user, reason="Catalogued", via="admin"):
            exhibit = factories.make_exhibit(title="Bowl", made="c. 1860", medium="wood")
        seen = inputs(client.get(url(exhibit)))
        submit(curator, url(exhibit), change_reason="Read on the label", **theirs)
        return exhibit, seen | mine

    return meanwhile


def test_the_second_editor_gets_a_comparison_and_nothing_is_saved(cataloguer, meanwhile):
    exhibit, mine = meanwhile(cataloguer, {"title": "Tea bowl"}, {"title": "Rice bowl"})
    response = cataloguer.post(url(exhibit), mine)
    assert response.status_code == 200
    assert "changed by someone else" in complaints(response)[""][0]
    (comparison,) = response.context["comparisons"]
    (difference,) = comparison.differences
    assert (difference.mine, difference.theirs, difference.keep) == ("Tea bowl", "Rice bowl", "mine")
    assert [(change.changeset.actor, change.changeset.reason) for change in comparison.acts] == [
        ("cora", "Read on the label")
    ]
    assert "Tea bowl" in response.context["adminform"].form["title"].value()
    assert Exhibit.objects.get().title == "Rice bowl"


def test_what_only_the_other_changed_is_kept_unless_one_says_otherwise(cataloguer, meanwhile):
    exhibit, mine = meanwhile(cataloguer, {"title": "Tea bowl"}, {"medium": "lacquer on wood", "made": "1862"})
    (comparison,) = cataloguer.post(url(exhibit), mine).context["comparisons"]
    assert {d.key: d.keep for d in comparison.differences} == {"title": "mine", "medium": "theirs", "made": "theirs"}
    answer = {comparison.seen_key: comparison.version, "_save_over": "1"}
    answer |= {f"keep-{d.key}": d.keep for d in comparison.differences}
    assert cataloguer.post(url(exhibit), mine | answer).status_code == 302
    now = Exhibit.objects.get()
    assert (now.title, now.medium, now.made, now.made_edtf) == ("Tea bowl", "lacquer on wood", "1862", "1862")
    assert history_of(now).first().changeset.user == cataloguer.user


def test_saving_over_is_said_in_so_many_words(cataloguer, meanwhile):
    exhibit, mine = meanwhile(cataloguer, {"title": "Tea bowl"}, {"title": "Rice bowl"})
    (comparison,) = cataloguer.post(url(exhibit), mine).context["comparisons"]
    seen = {comparison.seen_key: comparison.version, "keep-title": "mine"}
    assert cataloguer.post(url(exhibit), mine | seen).status_code == 200
    assert Exhibit.objects.get().title == "Rice bowl"
    assert cataloguer.post(url(exhibit), mine | seen | {"_save_over": "1"}).status_code == 302
    assert Exhibit.objects.get().title == "Tea bowl"


def test_a_third_editor_in_between_means_comparing_again(cataloguer, curator, meanwhile):
    exhibit, mine = meanwhile(cataloguer, {"title": "Tea bowl"}, {"title": "Rice bowl"})
    (comparison,) = cataloguer.post(url(exhibit), mine).context["comparisons"]
    submit(curator, url(exhibit), title="Soup bowl")
    answer = {comparison.seen_key: comparison.version, "_save_over": "1", "keep-title": "mine"}
    response = cataloguer.post(url(exhibit), mine | answer)
    assert response.context["comparisons"][0].differences[0].theirs == "Soup bowl"
    assert Exhibit.objects.get().title == "Soup bowl"


def test_a_form_without_a_version_is_no_way_around(cataloguer):
    exhibit = factories.make_exhibit()
    data = inputs(cataloguer.get(url(exhibit))) | {"title": "Mine"}
    del data["record_version"]
    assert cataloguer.post(url(exhibit), data).status_code == 200
    assert Exhibit.objects.get().title == exhibit.title


def test_who_changes_nothing_has_nothing_to_compare(cataloguer, meanwhile):
    exhibit, same = meanwhile(cataloguer, {}, {"title": "Bowl"})
    assert cataloguer.post(url(exhibit), same).status_code == 302


def test_rows_of_a_table_are_compared_too(cataloguer, curator):
    row = factories.make_participation(note="attributed to")
    address = url(row.exhibit)
    mine = inputs(cataloguer.get(address)) | {"participations-0-note": "after"}
    submit(curator, address, **{"participations.0.note": "school of"})
    response = cataloguer.post(address, mine)
    (comparison,) = response.context["comparisons"]
    assert [(d.mine, d.theirs) for d in comparison.differences] == [("after", "school of")]
    row.refresh_from_db()
    assert row.note == "school of"
    answer = {comparison.seen_key: comparison.version, "_save_over": "1", "keep-participations-0-note": "mine"}
    assert cataloguer.post(address, mine | answer).status_code == 302
    row.refresh_from_db()
    assert row.note == "after"


def test_choices_from_a_list_are_compared_by_name(curator, registrar):
    wood, silk, clay = (factories.make_term(name=name) for name in ("Wood", "Silk", "Clay"))
    exhibit = factories.make_exhibit(materials=[wood])
    mine = inputs(registrar.get(url(exhibit))) | {"materials": [wood.pk, silk.pk]}
    submit(curator, url(exhibit), materials=[clay.pk])
    (comparison,) = registrar.post(url(exhibit), mine).context["comparisons"]
    assert [(d.mine, d.theirs) for d in comparison.differences] == [("Wood, Silk", "Clay")]
    answer = {comparison.seen_key: comparison.version, "_save_over": "1", "keep-materials": "theirs"}
    registrar.post(url(exhibit), mine | answer | {"title": "Cup"})
    assert [term.name for term in Exhibit.objects.get().materials.all()] == ["Clay"]
