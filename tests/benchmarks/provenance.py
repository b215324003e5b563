"""How much of real provenance is read, how rightly, and how fast: `python -m tests.benchmarks.provenance`.

Prints the figures of the 5,787 texts of the Carnegie Museum of Art and four scores against what a person read: of the
240 periods that the parser was mended with and of 125 that it was not, and of texts made up in the manner of other
houses, those that it was mended with and those that it was not. Keeps all in `results/provenance.json`, and fails where
fewer than 2,000 texts a second are read on one core.
"""

import json
import sys
import time
from pathlib import Path

from collection.notation.provenance import dates, parse, places

from ..notation import provenance_houses as houses
from ..notation import provenance_sample as sample

RESULTS = Path(__file__).parent / "results" / "provenance.json"
LEAST = 2_000  # texts a second
ROUNDS = 3


def main() -> int:
    texts = list(sample.texts())
    read = [parse(text) for text in texts]
    figures = {
        "texts": len(texts),
        "come back unchanged": sum(str(provenance) == text for provenance, text in zip(read, texts, strict=True)),
        **sample.shares(read),
        "texts a second": max(_rate(texts) for _ in range(ROUNDS)),
    }
    for what, value in figures.items():
        print(f"{what:>22}  {value:.2%}" if 0 < value < 1 else f"{what:>22}  {value:,.0f}")
    for name, scores in _scores().items():
        print(f"\n{name:>22}  precision  recall  right")
        for field, score in scores.items():
            print(f"{field:>22}  {score.precision:9.3f}  {score.recall:6.3f}  {score.right:5}")
        figures[name] = {
            field: {"precision": score.precision, "recall": score.recall, "right": score.right}
            for field, score in scores.items()
        }
    RESULTS.write_text(json.dumps(_rounded(figures), indent=2) + "\n")
    return int(figures["texts a second"] < LEAST or figures["come back unchanged"] < len(texts))


def _scores() -> dict[str, dict[str, sample.Score]]:
    """The score of each field, by the labels it was counted on."""
    return {
        "sample": sample.scores(sample.LABELS),
        "sample kept apart": sample.scores(sample.HELD_OUT),
        "other houses": houses.scores(houses.texts(kept_apart=False)),
        "houses kept apart": houses.scores(houses.texts(kept_apart=True)),
    }


def _rate(texts: list[str]) -> float:
    """Texts a second of processor time, each read once, in one thread, with nothing remembered of an earlier round."""
    for remembered in (dates.read_phrase, places.is_place):
        remembered.cache_clear()
    start = time.process_time()
    for text in texts:
        parse(text)
    return len(texts) / (time.process_time() - start)


def _rounded(value):
    if isinstance(value, dict):
        return {key: _rounded(part) for key, part in value.items()}
    return round(value, 4) if isinstance(value, float) and value < 10 else round(value)


if __name__ == "__main__":
    sys.exit(main())
