"""Whether a filled form is about the place of a study: by its name and its state."""

from __future__ import annotations

from dataclasses import dataclass

from pincite.model.place import Place
from pincite.model.place_names import fold_name
from pincite.packs.us import load_agency_rules, load_places


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPlace:
    """Whether a form counts for a study. told: what a person should know of that, "" for nothing."""

    ours: bool
    told: str = ""


def judge_form_place(said: str, place: Place) -> FormPlace:
    """Whether a form whose place is ``said`` ("Orange County, CA") is about ``place``.

    A state that is told must be the study's. Where none is told, the form counts only if no other place has the name.
    """
    said = " ".join(said.split())
    full = f"{place.name}, {place.state}"
    if not said:
        return FormPlace(ours=True, told=f"it names no place; it was taken to be about {full}.")
    if said in (place.geoid, place.ocd_id):
        return FormPlace(ours=True)
    name, comma, state = said.rpartition(",")
    if comma and fold_name(name) == fold_name(place.name) and _is_state(state, place.state):
        return FormPlace(ours=True)
    if fold_name(said) != fold_name(place.name):
        return FormPlace(ours=False, told=f"it is about {said}.")
    if _is_alone(place):
        return FormPlace(ours=True, told=f"it names no state; it was taken to be about {full}.")
    return FormPlace(ours=False, told=f'it does not say in which state {said} is; write "{full}" if that is meant.')


def _is_state(text: str, state: str) -> bool:
    """Whether ``text`` is the code or the name of a state (USPS code)."""
    names = {item.name for item in load_places().states() if item.state == state}
    return fold_name(text) in {fold_name(item) for item in (state, *names)}


def _is_alone(place: Place) -> bool:
    """Whether no other place has its name. Cities and towns need not be in the registry, so of them it is not known."""
    if place.state in load_agency_rules().made_up:
        return True
    return [item.state for item in load_places().find(place.name)] == [place.state]
