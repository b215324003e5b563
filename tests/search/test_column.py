"""Values by exhibit: a column that was changed counts as one that was made anew."""

from collections import Counter, defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from collection.search.bitmaps import CHUNK_BITS
from collection.search.column import LARGEST_VALUE, Column

ids = st.sampled_from([1, 2, 3, 4, (1 << CHUNK_BITS) - 1, 1 << CHUNK_BITS, (1 << CHUNK_BITS) + 1, 3 << CHUNK_BITS])
values = st.sampled_from([1, 2, 3, 70_000, LARGEST_VALUE])
holdings = st.dictionaries(values, st.sets(ids), max_size=5)


def counted(sets, found):
    return {value: len(of & found) for value, of in sets.items() if of & found}


@settings(max_examples=200)
@given(before=holdings, after=holdings, found=st.sets(ids))
def test_a_changed_column(before, after, found):
    """Those values that `after` names are changed, in every chunk where they are or were."""
    chunks = defaultdict(dict)
    for value, now in after.items():
        for chunk in {pk >> CHUNK_BITS for pk in now | before.get(value, set())}:
            chunks[chunk][value] = BitMap(pk for pk in now if pk >> CHUNK_BITS == chunk)
    column, grown = Column.of((value, BitMap(of)) for value, of in before.items()).changed(chunks)
    expected = before | after
    assert dict(column.count(BitMap(found))) == counted(expected, found)
    assert dict(column.count(column.ids)) == {value: len(of) for value, of in expected.items() if of}
    sizes = Counter({value: len(of) for value, of in before.items()})
    sizes.update(grown)
    assert +sizes == +Counter({value: len(of) for value, of in expected.items()})


def test_a_value_in_parts():
    column = Column.of([(7, BitMap([1, 2])), (8, BitMap([2])), (7, BitMap([9]))])
    assert column.count(BitMap([2, 9])) == {7: 2, 8: 1}
    assert set(column.ids) == {1, 2, 9}
