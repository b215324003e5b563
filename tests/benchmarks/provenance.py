"""How much of real provenance is read, how rightly, and how fast: `python -m tests.benchmarks.provenance`.

Prints the figures of the 5,787 texts of the Carnegie Museum of Art and of the 200 periods labelled by hand, keeps
them in `results/provenance.json`, and fails where fewer than 2,000 texts a second are read on one core.
"""

import json
import sys
import time
from pathlib import Path

from collection.notation.provenance import dates, parse, places

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
        "sample": {
            field: {"precision": score.precision, "recall": score.recall, "right": score.right}
            for field, score in sample.scores(sample.LABELS).items()
        },
    }
    for what, value in figures.items():
        if what != "sample":
            print(f"{what:>22}  {value:.2%}" if 0 < value < 1 else f"{what:>22}  {value:,.0f}")
    print(f"\n{'field':>22}  precision  recall  right")
    for field, score in figures["sample"].items():
        print(f"{field:>22}  {score['precision']:9.3f}  {score['recall']:6.3f}  {score['right']:5}")
    RESULTS.write_text(json.dumps(_rounded(figures), indent=2) + "\n")
    return int(figures["texts a second"] < LEAST or figures["come back unchanged"] < len(texts))


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
