"""A redline: present words against proposed words, struck and inserted, told in words as well as by strokes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from pincite.model.outline import RedlineRun, RunMark

_ALIKE = 0.45  # below it the old words are struck as one run, which reads better than scraps


def compare_words(present: str, proposed: str) -> tuple[RedlineRun, ...]:
    """The runs that turn ``present`` into ``proposed``, word by word; white space within is of no account.

    Without its inserted runs it is the one, without its struck runs the other.
    """
    old, new = present.split(), proposed.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return tuple(_runs([(RunMark.STRUCK, old), (RunMark.INSERTED, new)]))
    pairs: list[tuple[RunMark, Sequence[str]]] = []
    for tag, left, right, start, end in matcher.get_opcodes():
        if tag == "equal":
            pairs.append((RunMark.KEPT, old[left:right]))
        else:
            pairs += [(RunMark.STRUCK, old[left:right]), (RunMark.INSERTED, new[start:end])]
    return tuple(_runs(pairs))


def _runs(pairs: Sequence[tuple[RunMark, Sequence[str]]]) -> Iterator[RedlineRun]:
    for mark, words in pairs:
        if words:
            yield RedlineRun(mark, " ".join(words))
