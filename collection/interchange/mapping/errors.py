"""What is wrong with a mapping, and what a step says about a value."""

from collection.interchange.draft import Problem
from collection.interchange.readers.rows import shown


class MappingError(Exception):
    """The mapping cannot be used. key: where in its text, as "fields.title.steps"."""

    def __init__(self, key: str, message: str, mend: str):
        self.key, self.message, self.mend = key, message, mend
        super().__init__(f"{key}: {message} {mend}" if key else f"{message} {mend}")


class Remarks:
    """The problems of one row; `column` and `raw` are what is being read just now."""

    __slots__ = ("column", "problems", "raw")

    def __init__(self, problems: list[Problem]):
        self.problems, self.column, self.raw = problems, "", None

    def add(self, message: str, mend: str, cause: str, severity: str = "warning", value=None) -> None:
        value = self.raw if value is None else value
        if isinstance(value, (dict, list)):
            value = ", ".join(str(each) for each in (value.values() if isinstance(value, dict) else value))
        self.problems.append(
            Problem(self.column, "" if value is None else shown(value), message, mend, severity, cause)
        )
