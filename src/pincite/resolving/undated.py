"""Texts that do not say since when they hold, asked about a day long before anybody read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pincite.model.law import Binding, Instrument, Level, Status

_NOT_SHOWN = "whether it stood so on {} is not shown."


def tell_later(what: str, as_of: str) -> str:
    """ "The text is of 2021; whether it stood so on 2019-06-30 is not shown." """
    return f"{what}; {_NOT_SHOWN.format(as_of)}"


def caution_undated(instruments: Iterable[Instrument], known: Mapping[str, str], *, as_of: str) -> Iterator[Instrument]:
    """The instruments, those with a caution that say no day of their own and were looked at in a later year only.

    known: ISO day of the look by document id; a text of another is left as it is.
    """
    for item in instruments:
        look = known.get(item.document, "")
        if look[:4] > as_of[:4] and _is_undated(item):
            caution = tell_later(f"It does not say since when it holds, and is known from {look}", as_of)
            yield replace(item, cautions=(*item.cautions, caution))
        else:
            yield item


def _is_undated(item: Instrument) -> bool:
    law = item.status in (Status.IN_FORCE, Status.UNCLEAR) and item.level is not Level.FEDERAL
    if not law or item.binding is not Binding.BINDS:
        return False
    return not (item.in_force_from or item.text_date or item.worded_since)


def find_doubts(item: Instrument, as_of: str) -> tuple[str, ...]:
    """What was said of whether an instrument stood as it reads on ``as_of``."""
    said = dict.fromkeys((item.why, *item.cautions))
    return tuple(text for text in said if text.endswith(_NOT_SHOWN.format(as_of)))
