"""What was read and what became of it: the records made so far, by the keys the files use for them."""

from collections import Counter, defaultdict
from contextlib import contextmanager

from django.core.exceptions import ValidationError

from collection.models import Country

from .reading import Book, Entry

HOMES = {  # kind of record → where its keys are declared
    "acquisition": "acquisitions.toml",
    "classification": "terms.toml",
    "country": "the countries of ISO 3166",
    "exhibit": "exhibits.toml",
    "material": "terms.toml",
    "note": "a file of notes/",
    "occasion": "occasions.toml",
    "party": "parties.toml",
    "place": "museum.toml",
    "source": "sources.toml",
    "stop": "occasions.toml",
    "theme": "terms.toml",
}


class Register:
    """One run over one book. A record the museum has already is used as it stands and never changed."""

    def __init__(self, book: Book):
        self.book = book
        self.added = Counter()  # model → how many are new
        self._records = defaultdict(dict)  # kind → key → record
        self._records["country"] = {country.code: country for country in Country.objects.all()}

    def add(self, entry: Entry, model, present: dict, values: dict):
        """The record that matches `present`, or a new one; and whether it is new."""
        record = model.objects.filter(**present).first()
        if record:
            return record, False
        record = model(**values)
        with self.checking(entry):
            record.full_clean()
            record.save()
        self.added[model] += 1
        return record, True

    @contextmanager
    def checking(self, entry: Entry):
        """What the models refuse inside the block is told with the place in the file."""
        try:
            yield
        except ValidationError as error:
            raise entry.fault(_sentence(error)) from error

    def remember(self, entry: Entry, kind: str, key: str, record) -> None:
        if key in self._records[kind]:
            raise entry.fault(f"“{key}” is used twice. Give one of the two another key.")
        self._records[kind][key] = record

    def look_up(self, entry: Entry, kind: str, key: str):
        """The record that `key` stands for, or an error that says what is close to it."""
        return entry.find(self._records[kind], key, kind, HOMES[kind])

    def refer(self, entry: Entry, name: str, kind: str):
        """The record an optional field of `entry` points to, or None."""
        key = entry.take(name)
        return None if key is None else self.look_up(entry, kind, key)


def _sentence(error: ValidationError) -> str:
    if hasattr(error, "error_dict"):
        return " ".join(
            " ".join(texts) if field == "__all__" else f"{field}: {' '.join(texts)}"
            for field, texts in error.message_dict.items()
        )
    return " ".join(error.messages)
