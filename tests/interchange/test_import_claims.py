"""Notes that an import brings are weighed against those that are there; its undo takes that back as well."""

import pytest

from collection.models import Disagreement, Exhibit, ImportRun
from tests import factories as make
from tests.interchange.importing import load, undo

pytestmark = pytest.mark.django_db

MAPPING = """
[fields]
accession_number = "number"
title = "title"
[[notes]]
kind = { value = "made_by" }
statement = "mark"
source = { value = "Register" }
[[notes]]
kind = { value = "made_by" }
statement = "label"
source = { value = "Label" }
"""


def test_what_an_import_says_otherwise_is_found_until_it_is_undone(tmp_path):
    make.make_note(exhibit=make.make_exhibit(accession_number="1"), answer="Korean craftsmen")
    file = tmp_path / "objects.csv"
    file.write_text("number,title,mark,label\n1,Rifle,Made in Tula,\n2,Bowl,Made in Bern,Geneva\n")
    run = load(file, MAPPING)
    assert run.status == ImportRun.Status.DONE, run.message
    found = {tuple(disagreement.answers) for disagreement in Disagreement.objects.all()}
    assert found == {("Korean craftsmen", "Made in Tula"), ("Made in Bern", "Geneva")}
    undo(run)
    assert list(Exhibit.objects.values_list("accession_number", flat=True)) == ["1"]
    assert not Disagreement.objects.exists()
