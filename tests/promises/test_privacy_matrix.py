"""The privacy matrix knows every model and every field, each in one list."""

import pytest

from .world import MATRIX, fields_of, own_models

MODELS = {model.__name__: model for model in own_models()}


def test_every_model_is_declared():
    assert set(MATRIX) == set(MODELS)


@pytest.mark.parametrize("name", sorted(MATRIX))
def test_every_field_is_declared_once(name):
    declared = [field for fields in MATRIX[name].values() for field in fields]
    assert len(declared) == len(set(declared))
    assert set(declared) == {field.name for field in fields_of(MODELS[name])}
