"""Mappings that come with the program, for collections that are published."""

from importlib import resources

FOLDER = resources.files("collection.interchange").joinpath("mappings")


def names() -> list[str]:
    """By which they are chosen: "carnegie"."""
    files = (file.name for file in FOLDER.iterdir())
    return sorted(name.removesuffix(".toml") for name in files if name.endswith(".toml"))


def text_of(name: str) -> str | None:
    """The mapping of that name; None where none comes along."""
    return FOLDER.joinpath(f"{name}.toml").read_text(encoding="utf-8") if name in names() else None
