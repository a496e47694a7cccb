"""Whether an instrument is law on a date."""

from __future__ import annotations

from pincite.model.law import Binding, Force, Instrument, Level, Status


def judge_force(instrument: Instrument, as_of: str, *, conduct: str = "") -> Force:
    """Why ``instrument`` does or does not count on ``as_of`` (ISO). Bills and superseded texts never do.

    conduct: what it says on that conduct alone, which a court may have enjoined; "" for the instrument as a whole.
    """
    if instrument.status is Status.BILL:
        return Force.BILL
    if instrument.in_force_from and instrument.in_force_from > as_of:
        return Force.NOT_YET
    if instrument.in_force_to and instrument.in_force_to < as_of:
        return Force.ENDED
    if instrument.status is Status.REPEALED and not instrument.in_force_to:
        return Force.SUPERSEDED
    return Force.ENJOINED if instrument.find_injunctions(conduct, as_of) else Force.IN_FORCE


def can_control(instrument: Instrument, as_of: str, *, conduct: str = "") -> bool:
    """Whether the instrument may decide anything here: it binds, is in force, and is neither federal nor a contract.

    conduct: asks for what it says on that conduct alone.
    """
    return (
        instrument.binding is Binding.BINDS
        and instrument.level not in {Level.FEDERAL, Level.UNCLEAR}
        and instrument.status is not Status.AGREEMENT
        and judge_force(instrument, as_of, conduct=conduct) is Force.IN_FORCE
    )
