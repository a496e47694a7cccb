"""English texts and sentences into another language, from pairs that are data. What has no pair stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from importlib.resources import files

import msgspec

from pincite.errors import PackError

ENGLISH = "en"
LANGUAGES = (ENGLISH, "es")
_HOLE = re.compile(r"\{(\w+)(?::([dwne]))?\}")
# d: digits and hyphens; w: a word; n: a name; e: one entry of a list.
_IN_HOLE = {None: r".+?", "d": r"[\d-]+", "w": r"\S+", "n": r"[^:;,()]+?", "e": r"(?:(?!\); ).)+?"}
_SENTENCE_END = re.compile(r"(?:(?<=[.!?])|(?<=\.\))) (?=[^\sa-z0-9§])")
# A translation of several sentences, one of which a hole may end.
_SEVERAL = re.compile(r"[.!?}] \(?[A-ZÁÉÍÓÚÑ¿¡]")
_LISTS = ("; ", ", ")
_HEADS = (": ", " (")


class Pair(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text in English and in another language; both have the same holes."""

    en: str
    es: str


class PairFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """texts: as they stand. sentences: with holes. fragments: pieces of sentences. templates: of the pages."""

    texts: list[Pair] = []
    sentences: list[Pair] = []
    fragments: list[Pair] = []
    templates: list[Pair] = []


@dataclass(frozen=True, kw_only=True, eq=False)
class Catalogue:
    """All pairs of one language. exact: without holes; patterns, fragments: what fills the holes is translated too.

    names: those of the patterns that hold a name and nothing else.
    """

    language: str
    exact: Mapping[str, str] = field(default_factory=dict)
    patterns: tuple[tuple[re.Pattern[str], str], ...] = ()
    fragments: tuple[tuple[re.Pattern[str], str], ...] = ()
    names: tuple[tuple[re.Pattern[str], str], ...] = ()
    templates: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_english(self) -> bool:
        """Whether nothing is to be translated."""
        return self.language == ENGLISH

    def translate(self, text: str) -> str:
        """The text in this language: as a whole, by a sentence with holes, sentence by sentence, or piece by piece."""
        return text if self.is_english or not text else _translate(self, text)

    def translate_pieces(self, text: str) -> str:
        """The text with each known fragment in it replaced; for sentences that are put together from many."""
        if self.is_english:
            return text
        for pattern, to in self.fragments:
            text = pattern.sub(partial(_fill, self, to), text)
        return text


def _fill(catalogue: Catalogue, to: str, found: re.Match[str]) -> str:
    """A translation with what stands in its holes translated too."""
    return to.format(**{name: catalogue.translate(said) for name, said in found.groupdict().items()})


def _translate(catalogue: Catalogue, text: str) -> str:
    sentences = _SENTENCE_END.split(text)
    whole = _as_whole(catalogue, text) if len(sentences) == 1 else catalogue.exact.get(text)
    if whole is not None:
        return whole
    for mark in _HEADS:
        head, found, tail = text.partition(mark)
        if found and head in catalogue.exact and _is_closed(tail, mark):
            inner, close = (tail[:-1], ")") if mark == " (" and tail.endswith(")") else (tail, "")
            return f"{catalogue.exact[head]}{mark}{catalogue.translate(inner)}{close}"
    return _by_sentence(catalogue, sentences) if len(sentences) > 1 else _as_list(catalogue, text)


def _is_closed(tail: str, mark: str) -> bool:
    """Whether a bracket that a head opened stays open to the end of the tail; so it is for every other head."""
    depth = 1
    for place, char in enumerate(tail if mark == " (" else "", start=1):
        depth += {"(": 1, ")": -1}.get(char, 0)
        if depth == 0 and place < len(tail):
            return False
    return True


def _as_whole(catalogue: Catalogue, text: str, *, several: bool = False) -> str | None:
    """The text by one pair; several: by a pair of several sentences alone, so that no hole takes in a sentence."""
    if text in catalogue.exact:
        return catalogue.exact[text]
    for pattern, to in catalogue.patterns:
        if several and not _SEVERAL.search(to):
            continue
        found = pattern.fullmatch(text)
        if found:
            return _fill(catalogue, to, found)
    return None


def _by_sentence(catalogue: Catalogue, sentences: list[str]) -> str:
    """The longest runs that are known as they stand, else the shortest that one pair of several sentences makes."""
    told, start = [], 0
    while start < len(sentences):
        said, end = _next_run(catalogue, sentences, start)
        told.append(said)
        start = end
    return " ".join(told)


def _next_run(catalogue: Catalogue, sentences: list[str], start: int) -> tuple[str, int]:
    """What the sentences from ``start`` on become, and where the next ones begin."""
    ends = range(start + 1, len(sentences) + 1)
    for end in reversed(ends):
        run = " ".join(sentences[start:end])
        if run in catalogue.exact:
            return catalogue.exact[run], end
    for end in ends[1:]:
        said = _as_whole(catalogue, " ".join(sentences[start:end]), several=True)
        if said is not None:
            return said, end
    for end in ends:
        said = _as_whole(catalogue, " ".join(sentences[start:end]))
        if said is not None:
            return said, end
    single = sentences[start]
    return catalogue.translate(single) if len(sentences) > 1 else single, start + 1


def _as_list(catalogue: Catalogue, text: str) -> str:
    for mark in _LISTS:
        pieces = text.split(mark)
        told = [_as_piece(catalogue, piece, long=mark == "; ") for piece in pieces]
        if len(pieces) > 1 and any(said is not None for said in told):
            return mark.join(piece if said is None else said for piece, said in zip(pieces, told, strict=True))
    return text


def _as_piece(catalogue: Catalogue, piece: str, *, long: bool) -> str | None:
    """One entry of a list: a short one by a pair without holes or as a name given by rule, a long one by any pair."""
    if piece in catalogue.exact or long:
        return _as_whole(catalogue, piece)
    found = next(((to, match) for pattern, to in catalogue.names if (match := pattern.fullmatch(piece))), None)
    return _fill(catalogue, *found) if found else None


def parse_catalogue(language: str, texts: Mapping[str, str]) -> Catalogue:
    """The pairs of these files (name -> YAML) with the reporting's own.

    Raises PackError for a wrong shape, holes that differ, or one text with two translations.
    """
    if language == ENGLISH:
        return Catalogue(language=ENGLISH)
    own = {f"reporting/words/sentences.{language}.yaml": _read_own(language)}
    parsed = {name: _parse(text, name) for name, text in (own | dict(texts)).items()}
    for name, found in parsed.items():
        _check_holes(found, name)
    phrases = [pair for found in parsed.values() for pair in (*found.texts, *found.sentences)]
    holed = sorted((pair for pair in phrases if _HOLE.search(pair.en)), key=_literal_length, reverse=True)
    return Catalogue(
        language=language,
        exact=_exact([pair for pair in phrases if not _HOLE.search(pair.en)]),
        patterns=tuple(_compile(pair) for pair in holed),
        names=tuple(_compile(pair) for pair in holed if [kind for _, kind in _HOLE.findall(pair.en)] == ["n"]),
        fragments=tuple(_compile(pair) for found in parsed.values() for pair in found.fragments),
        templates={pair.en: pair.es for found in parsed.values() for pair in found.templates},
    )


def _read_own(language: str) -> str:
    return files("pincite.reporting.words").joinpath(f"sentences.{language}.yaml").read_text("utf-8")


def _parse(text: str, name: str) -> PairFile:
    try:
        return msgspec.yaml.decode(text, type=PairFile)
    except msgspec.DecodeError as error:
        raise PackError(str(error), where=name, way_out="Mend that field.") from None


def _check_holes(found: PairFile, name: str) -> None:
    for pair in (*found.texts, *found.sentences, *found.fragments):
        if {hole[0] for hole in _HOLE.findall(pair.en)} != {hole[0] for hole in _HOLE.findall(pair.es)}:
            raise PackError(f"other holes in the translation of {pair.en!r}.", where=name, way_out="Use the same ones.")


def _exact(pairs: list[Pair]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in pairs:
        if found.setdefault(pair.en, pair.es) != pair.es:
            raise PackError(
                f"{pair.en!r} is translated in two ways.", where="translations", way_out="Keep one of them."
            )
    return found


def _literal_length(pair: Pair) -> int:
    return len(_HOLE.sub("", pair.en))


def _compile(pair: Pair) -> tuple[re.Pattern[str], str]:
    """The English as a pattern whose holes are named groups, and the translation as a format string."""
    pattern, end = "", 0
    for hole in _HOLE.finditer(pair.en):
        pattern += re.escape(pair.en[end : hole.start()]) + f"(?P<{hole[1]}>{_IN_HOLE[hole[2]]})"
        end = hole.end()
    return re.compile(pattern + re.escape(pair.en[end:]), re.DOTALL), _HOLE.sub(r"{\1}", pair.es)


_PLACE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_SPLIT = re.compile(r"(<[^<>]*>|\{%.*?%\}|\{#.*?#\})", re.DOTALL)
_ATTRIBUTE = re.compile(r"""(?<=[ ])(aria-label|title|alt)="([^"]*)\"""")


def split_template(source: str) -> list[str]:
    """A page template as pieces: every other one is a tag or a statement; "{{ }}" stays within the text around it."""
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        held.append(found[0])
        return f"\x00{len(held) - 1}\x01"

    pieces = _SPLIT.split(_PLACE.sub(hold, source))
    return [re.sub("\x00(\\d+)\x01", lambda found: held[int(found[1])], piece) for piece in pieces]


def translate_template(source: str, catalogue: Catalogue) -> str:
    """A page template with its texts, labels and language in that of the catalogue."""
    if catalogue.is_english:
        return source
    pieces = split_template(source)
    told = [_tell(piece, catalogue) if number % 2 == 0 else _tell_tag(piece, catalogue)
            for number, piece in enumerate(pieces)]  # fmt: skip
    return "".join(told)


def _tell(piece: str, catalogue: Catalogue) -> str:
    bare = " ".join(piece.split())
    said = catalogue.templates.get(bare)
    if said is None:
        return piece
    before = piece[: len(piece) - len(piece.lstrip())]
    after = piece[len(piece.rstrip()) :]
    return f"{before}{said}{after}"


def _tell_tag(piece: str, catalogue: Catalogue) -> str:
    if piece.startswith("<html "):
        return piece.replace('lang="en"', f'lang="{catalogue.language}"')
    return _ATTRIBUTE.sub(lambda found: f'{found[1]}="{catalogue.templates.get(found[2], found[2])}"', piece)
