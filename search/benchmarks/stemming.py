"""How well the Kazakh stemmer brings the forms of a word together.

    python -m search.benchmarks.stemming FILE.conllu [--half 0|1] [--show N]

FILE is a treebank in CoNLL-U. Over the distinct (form, lemma) of its content words, every pair of forms counts:
precision is the share of pairs with one stem that have one lemma, recall the share of pairs with one lemma that have
one stem. Without `--half` both halves (every second sentence) are printed: the stemmer was tuned on half 0, so half 1
is what it does to words it was not made for. Speed is that of new words, none of them remembered, by processor time.
"""

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from search.analysis import kazakh

CONTENT = {"NOUN", "VERB", "ADJ", "PROPN"}


def pairs_in(groups: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in groups)


def read(path: Path, half: int | None = None) -> set[tuple[str, str]]:
    """The distinct (form, lemma) of the content words, in lower case; of every second sentence if `half` is given."""
    found, sentence = set(), 0
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if not line:
            sentence += 1
        elif len(cells) > 3 and cells[0].isdigit() and cells[3] in CONTENT and half in (None, sentence % 2):
            form, lemma = cells[1].casefold(), cells[2].casefold()
            if form.isalpha() and lemma.isalpha():
                found.add((form, lemma))
    return found


def score(words: set[tuple[str, str]], stem: Callable[[str], str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of forms."""
    stems = {form: stem(form) for form, _ in words}
    by_stem = Counter(stems[form] for form, _ in words)
    by_lemma = Counter(lemma for _, lemma in words)
    both = Counter((stems[form], lemma) for form, lemma in words)
    together = pairs_in(both.values())
    precision = together / max(pairs_in(by_stem.values()), 1)
    recall = together / max(pairs_in(by_lemma.values()), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--show", type=int, default=0, help="print so many lemmas whose forms fall apart")
    options = parser.parse_args()
    for half in (0, 1) if options.half is None else (options.half,):
        measure(read(options.file, half), half, options.show)
    forms = sorted({form for form, _ in read(options.file)})
    sys.stdout.write(f"speed    {speed(forms):,.0f} new words a second, folded too {speed(forms, folded=True):,.0f}\n")


def speed(forms: list[str], *, folded: bool = False) -> float:
    """How many of `forms` are stemmed in a second when none is remembered; the best of five runs."""
    best = 0.0
    for _ in range(5):
        kazakh.stem.cache_clear()
        kazakh.stem_folded.cache_clear()
        start = time.process_time()
        for form in forms:
            kazakh.stem(form)
            if folded:
                kazakh.stem_folded(form)
        best = max(best, len(forms) / (time.process_time() - start))
    return best


def measure(words: set[tuple[str, str]], half: int, show: int) -> None:
    """Prints the figures of one half, and so many as `show` of the lemmas and stems that are wrong."""
    for name, stem in (("surface", str), ("stemmed", kazakh.stem), ("folded", kazakh.stem_folded)):
        precision, recall, f1 = score(words, stem)
        sys.stdout.write(
            f"half {half}, {name:8} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  ({len(words)} forms)\n"
        )
    apart: dict[str, set[str]] = defaultdict(set)
    together: dict[str, set[str]] = defaultdict(set)
    for form, lemma in words:
        apart[lemma].add(f"{form}→{kazakh.stem(form)}")
        together[kazakh.stem(form)].add(f"{form}={lemma}")
    split = [forms for forms in apart.values() if len({f.split("→")[1] for f in forms}) > 1]
    merged = [forms for forms in together.values() if len({f.split("=")[1] for f in forms}) > 1]
    for title, groups in (("one lemma, several stems", split), ("one stem, several lemmas", merged)):
        for forms in sorted(groups, key=len, reverse=True)[:show]:
            sys.stdout.write(f"{title}: {' '.join(sorted(forms))}\n")


if __name__ == "__main__":
    main()
