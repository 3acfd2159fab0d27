"""How well the Kazakh stemmer brings the forms of a word together.

    python -m search.benchmarks.stemming FILE.conllu [--half 0|1] [--show N]

FILE is a treebank in CoNLL-U. Over the distinct (form, lemma) of its content words, every pair of forms counts:
precision is the share of pairs with one stem that have one lemma, recall the share of pairs with one lemma that have
one stem.
"""

import argparse
import sys
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
    words = read(options.file, options.half)
    for name, stem in (("surface", str), ("stemmed", kazakh.stem), ("folded", kazakh.stem_folded)):
        precision, recall, f1 = score(words, stem)
        sys.stdout.write(
            f"{name:8} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  ({len(words)} forms)\n"
        )
    apart: dict[str, set[str]] = defaultdict(set)
    together: dict[str, set[str]] = defaultdict(set)
    for form, lemma in words:
        apart[lemma].add(f"{form}→{kazakh.stem(form)}")
        together[kazakh.stem(form)].add(f"{form}={lemma}")
    split = [forms for forms in apart.values() if len({f.split("→")[1] for f in forms}) > 1]
    merged = [forms for forms in together.values() if len({f.split("=")[1] for f in forms}) > 1]
    for title, groups in (("one lemma, several stems", split), ("one stem, several lemmas", merged)):
        for forms in sorted(groups, key=len, reverse=True)[: options.show]:
            sys.stdout.write(f"{title}: {' '.join(sorted(forms))}\n")


if __name__ == "__main__":
    main()
