"""Where a value comes from: the first of several places that says something."""

import pytest

from tests.interchange.mappings import drafted

pytestmark = pytest.mark.without_database


def test_the_first_of_several_that_says_something_each_with_its_steps():
    text = (
        '[fields]\naccession_number = "number"\n'
        'made = ["shown", { from = { first = "begin", last = "end" }, steps = ["years"] }, { value = "undated" }]\n'
        '[[parties]]\nsplit = "|"\nname = ["who", { from = "people", steps = ["name_order"] }]\n'
    )
    for given, made in (
        ({"shown": "c. 1860", "begin": "1855"}, "c. 1860"),
        ({"shown": "NULL", "begin": "-500", "end": "-450"}, "500–450 BCE"),
        ({}, "undated"),
    ):
        assert drafted(text, **given).fields["made"] == made
    assert [party.name for party in drafted(text, who="NULL", people="Cup, Ann|Plate, Ben").parties] == [
        "Ann Cup",
        "Ben Plate",
    ]
