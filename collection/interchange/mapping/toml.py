"""Mappings as TOML text that a curator can read: a section each, a line a value."""

import json
import re

_BARE = re.compile(r"[A-Za-z0-9_-]+")
WIDTH = 110  # characters; a longer list takes a line for each member


def dumps(document: dict) -> str:
    """The text of a mapping; `tomllib.loads(dumps(x)) == x` for tables, lists, texts, numbers and truths."""
    lines: list[str] = []
    _table(document, (), lines)
    return "\n".join(lines).strip() + "\n"


def _table(table: dict, path: tuple[str, ...], lines: list[str]) -> None:
    inner = {key: value for key, value in table.items() if _is_section(value, path)}
    for key, value in table.items():
        if key not in inner:
            lines.append(f"{_key(key)} = {_value(value)}")
    for key, value in inner.items():
        heading = ".".join(map(_key, (*path, key)))
        for each in value if isinstance(value, list) else [value]:
            lines += ["", f"[[{heading}]]" if isinstance(value, list) else f"[{heading}]"]
            _table(each, (*path, key), lines)


def _is_section(value, path: tuple[str, ...]) -> bool:
    """Whether a value gets a heading of its own: sections and lists of them do, and a field with long steps."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(each, dict) for each in value) and (not path or path == ("acquisition",))
    if not isinstance(value, dict):
        return False
    return not path or path == ("lookups",) or (path == ("fields",) and len(_value(value)) > WIDTH - 30)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _text(text: str) -> str:
    if "\\" in text and "'" not in text and text.isprintable():
        return f"'{text}'"  # a pattern, readable as it is
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        return (
            "{ " + ", ".join(f"{_key(key)} = {_value(each)}" for key, each in value.items()) + " }" if value else "{}"
        )
    members = [_value(each) for each in value]
    line = f"[{', '.join(members)}]"
    return line if len(line) <= WIDTH else "[\n" + "".join(f"  {member},\n" for member in members) + "]"
