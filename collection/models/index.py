"""The tables of the search index: what `indexing` derives from the records, and `collection.search` reads.

Everything here can be made anew from the records by `manage.py reindex`; nothing here is a record.
There are two sides. PUBLIC is what a visitor may find; PRIVATE is only what staff find beyond that, so that staff read
the union of both and the public side never holds a word, a value or a count of anything hidden.
"""

from django.db import models

from collection.search.codes import Facet, Order, Side
from collection.search.half import stored

from .fields import UNDATED

OPEN, DECIDED = 1, 2  # values of CONTRADICTION
# Restriction.Kind in the order of its values; new kinds go to the end.
RESTRICTION_KINDS = (
    "un_sanctions",
    "cites",
    "firearms",
    "hazard",
    "cultural_sensitivity",
    "restitution_claim",
    "donor_embargo",
)
# What the analysis of a provenance finds, in the order of its values; new kinds go to the end.
PROVENANCE_KINDS = ("gap", "overlap", "impossible", "indirect", "unresolved_1933_1945", "export_ban")


class LexemesField(models.TextField):
    """The words of one side in order, as `search.words.stream` makes them: a tsvector on PostgreSQL, text on SQLite.

    Takes a list of words; a string is taken for what `search.half.stored` made of one, and is what is read back.
    """

    def db_type(self, connection):
        return "tsvector" if connection.vendor == "postgresql" else super().db_type(connection)

    def get_prep_value(self, value):
        return value if isinstance(value, list) else super().get_prep_value(value)

    def get_db_prep_value(self, value, connection, prepared=False):
        value = super().get_db_prep_value(value, connection, prepared)
        return stored(connection, value) if isinstance(value, list) else value


class KeyField(models.CharField):
    """A sort key compared by code point on either database."""

    def db_parameters(self, connection):
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


class IndexEntry(models.Model):
    """What the index knows of one exhibit. Short columns first: SQLite reads a row from its front."""

    recorded = False  # derived: the records it is made from leave the history

    exhibit = models.OneToOneField(
        "collection.Exhibit", on_delete=models.CASCADE, primary_key=True, related_name="entry"
    )
    generation = models.BigIntegerField(db_index=True, help_text="The generation that last wrote it.")
    digest = models.CharField(max_length=32, help_text="Of all that a visitor is shown of it; empty: nothing.")
    number = KeyField(max_length=200)
    title = KeyField(max_length=200)
    made = models.BigIntegerField(default=UNDATED)
    received = models.BigIntegerField(default=UNDATED)
    published = models.BigIntegerField(default=UNDATED, help_text="Microseconds since 1970.")
    made_latest = models.BigIntegerField(default=UNDATED)
    received_latest = models.BigIntegerField(default=UNDATED)
    card = models.BinaryField(help_text="JSON: what lists show of it to the public; empty: nothing.")
    record = models.BinaryField(default=b"", help_text="All that is shown of it to the public, see `public_record`.")
    public_texts = models.BinaryField(default=b"", help_text="What the public words were read from: see `texts_of`.")
    private_texts = models.BinaryField(default=b"")
    public_values = models.TextField(help_text="Pairs facet.value with blanks between, sorted.")
    private_values = models.TextField()
    public_words = LexemesField()
    private_words = LexemesField()

    class Meta:
        # For exact and prefix matches of numbers and titles, and for making the runs anew.
        indexes = [
            models.Index(fields=["number", "exhibit"], name="entry_by_number"),
            models.Index(fields=["title", "exhibit"], name="entry_by_title"),
        ]

    def __str__(self):
        return self.number


class BitmapQuerySet(models.QuerySet):
    def of(self, facet: Facet, value):
        """The public bitmaps of `value` of `facet` that hold something: for Exists()."""
        return self.filter(side=Side.PUBLIC, facet=facet, value=value, size__gt=0)


class Bitmap(models.Model):
    """The ids of the exhibits under `value` of `facet`: those with id >> 16 == chunk, as a serialized roaring bitmap.

    An emptied one stays, with size 0, so that other processes learn of it.
    """

    recorded = False

    pk = models.CompositePrimaryKey("side", "facet", "value", "chunk")
    side = models.PositiveSmallIntegerField(choices=Side)
    facet = models.PositiveSmallIntegerField(choices=Facet)
    value = models.BigIntegerField()
    chunk = models.IntegerField()
    size = models.IntegerField(help_text="How many ids.")
    generation = models.BigIntegerField(help_text="The generation that last changed it.")
    bits = models.BinaryField()

    objects = BitmapQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["generation"], name="bitmap_by_generation")]

    def __str__(self):
        return f"{Facet(self.facet).label} {self.value}"


class Run(models.Model):
    """About a thousand exhibits that follow each other in one order: their ids, 4 bytes each, little-endian.

    `key` and `exhibit` are the first one's place. Runs of an order follow each other without gap or overlap and hold
    every exhibit, whatever its status.
    """

    recorded = False

    order = models.PositiveSmallIntegerField(choices=Order)
    key = KeyField(max_length=220, help_text="The first one's key; a number in decimals.")
    exhibit_id = models.BigIntegerField()
    generation = models.BigIntegerField()
    ids = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["order", "generation"], name="run_by_generation")]

    def __str__(self):
        return f"{Order(self.order).label} from {self.key}"


class Word(models.Model):
    """A word of the index, tagged with its field or plain, and how many exhibits have it on either side.

    One that COMMON or more exhibits have on a side keeps a bitmap there (facet WORD); the others are looked up.
    """

    recorded = False

    text = KeyField(max_length=200, unique=True)
    public = models.IntegerField(default=0)
    private = models.IntegerField(default=0)

    def __str__(self):
        return self.text


class PartyName(models.Model):
    """One of the other names of a party, as it is compared; triggers keep it, see `party_names`."""

    recorded = False

    party = models.ForeignKey("collection.Party", on_delete=models.CASCADE, related_name="+")
    name_sort = KeyField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["name_sort", "party"], name="party_by_other_name")]

    def __str__(self):
        return self.name_sort


class Stale(models.Model):
    """An exhibit whose entry is out of date, queued by the triggers of `stale_triggers`; `stale_queue` says what
    numbers below 1 stand for."""

    recorded = False

    exhibit_id = models.BigIntegerField()


class Generation(models.Model):
    """One row. `latest` grows with every change of the index.

    `public` is the sum of all entries' digests: it names what visitors are shown, and what they were shown before only
    if that is shown again. A copy of the museum that is put back does not count through old numbers again.

    `token` is random and changes with `latest`, so that a rolled back change is never mistaken for another; `epoch` is
    random and changes when all is made anew. `choices` is a digest of the rooms, terms and countries.
    """

    recorded = False

    latest = models.BigIntegerField(default=0)
    public = models.BigIntegerField(default=0)
    token = models.CharField(max_length=16, default="")
    epoch = models.CharField(max_length=16, default="")
    choices = models.CharField(max_length=32, default="")
