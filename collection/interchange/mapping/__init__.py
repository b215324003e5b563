"""Mappings: how a museum's columns become the catalogue's fields, as one readable text."""

from pathlib import Path

from collection.interchange.mapping import (  # noqa: F401  each registers its steps
    countries,
    credit_lines,
    measure_steps,
    nobody,
    party_steps,
    rights_steps,
    text_steps,
    value_steps,
)
from collection.interchange.mapping.checks import RULES
from collection.interchange.mapping.errors import MappingError
from collection.interchange.mapping.mapping import Mapping
from collection.interchange.mapping.propose import propose
from collection.interchange.mapping.propose_files import propose_for
from collection.interchange.mapping.registry import step_help

_SHIPPED = Path(__file__).parent.parent / "mappings"


def shipped_mappings() -> dict[str, str]:
    """The texts of the mappings that come with the system, by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(_SHIPPED.glob("*.toml"))}


__all__ = ["Mapping", "MappingError", "RULES", "propose", "propose_for", "shipped_mappings", "step_help"]
