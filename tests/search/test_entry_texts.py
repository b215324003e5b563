"""Texts come out of an entry as they went in, names first; and those with a word are found among them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from collection.search.entry_texts import packed, parts, texts_in
from collection.search.words import Field

texts = st.lists(
    st.tuples(st.sampled_from(list(Field)), st.text(st.characters(exclude_categories=["Cs"]))), max_size=20
)
plain = st.lists(st.tuples(st.sampled_from(list(Field)), st.text("abLX 1é", max_size=6)), max_size=20)


def unpacked(stored):
    return [one for part in parts(stored) for one in texts_in(part)]


@given(texts=texts)
def test_nothing_is_lost(texts):
    kept = [(of, text.replace("\0", "")) for of, text in texts]
    assert unpacked(packed(texts)) == sorted(kept, key=lambda one: one[0] is Field.TEXT)


@given(texts=plain, word=st.text("abl1", min_size=1, max_size=3))
def test_no_text_with_the_word_is_passed_over(texts, word):
    for part in parts(packed(texts)):
        found = list(texts_in(part, re.compile(word)))
        there = list(texts_in(part))
        assert [one for one in there if word in one[1].lower()] == [one for one in found if word in one[1].lower()]
        assert len(found) <= len(there)


def test_what_is_packed_otherwise_is_left_out():
    assert unpacked(b"") == unpacked(b"x\1\2") == []
