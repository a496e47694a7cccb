"""pincite places: states and counties looked up, with the agencies that they are taken to have."""

from __future__ import annotations

import click

from pincite.cli.say import say_json


@click.command(
    epilog="""\b
Examples:
  pincite places "Orange County"
  pincite places "Baltimore, MD"          the county and the city are two places
  pincite places 06059                    by GEOID
  pincite places ocd-division/country:us/state:ca/county:orange
  pincite places --state CT --json        all of a state

\b
Exit codes: 0 found, 2 no such place (it says what may be meant)."""
)
@click.argument("query", required=False, default="", metavar="[QUERY]")
@click.option("--state", default="", metavar="XX", help="Only in this state: two letters or its name.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def places(query: str, state: str, as_json: bool) -> None:
    """Look up a state or county by name, GEOID or Open Civic Data id.

    It shows what kind of place it is, what contains it, and the agencies that it is taken to have until a person
    confirms them, each with its source. Without QUERY, --state lists a state's counties and their equals.
    """
    from pincite.workflow.places_shown import describe_place, find_places, render_place_list, render_places

    found = find_places(query, state=state)
    if as_json:
        say_json({"places": [describe_place(place) for place in found]})
    else:
        click.echo(render_places(found) if query else render_place_list(found), nl=False)
