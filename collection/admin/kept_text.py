"""A text that is kept sign for sign, blanks and line breaks included."""

from django import forms


class KeptText(forms.CharField):
    """Browsers send every line break as CR LF: a text that differs in nothing else has not been touched."""

    def __init__(self, **kwargs):
        super().__init__(**{**kwargs, "strip": False})

    def has_changed(self, initial, data):
        return _lines(initial) != _lines(data)

    @staticmethod
    def kept(initial: str | None, entered: str) -> str:
        """`initial` where nothing was touched, else what was entered with plain line breaks."""
        return initial if initial is not None and _lines(initial) == _lines(entered) else _lines(entered)


def _lines(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").replace("\r", "\n")
