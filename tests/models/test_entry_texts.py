"""Texts come out of an entry as they went in, names first."""

from hypothesis import given
from hypothesis import strategies as st

from collection.models.entry_texts import packed, unpacked
from collection.search.words import Field

texts = st.lists(
    st.tuples(st.sampled_from(list(Field)), st.text(st.characters(exclude_categories=["Cs"]))), max_size=20
)


@given(texts=texts)
def test_nothing_is_lost(texts):
    kept = [(of, text.replace("\0", "")) for of, text in texts]
    assert list(unpacked(packed(texts))) == sorted(kept, key=lambda one: one[0] is Field.TEXT)


def test_what_is_packed_otherwise_is_left_out():
    assert list(unpacked(b"")) == list(unpacked(b"x\1\2")) == []
