"""Heads of invented local texts, each with who issued it: level, place, body and state."""

from __future__ import annotations

from typing import NamedTuple


class Head(NamedTuple):
    """The first lines of a text and what a reader takes from them. body: words that the name of the body holds."""

    text: str
    level: str
    place: str
    body: str
    state: str = ""


_CLAUSE = "\n\nSection 1. No employee shall light a lamp before dusk.\nSection 2. The clerk shall list all lamps.\n"

HEADS = (
    Head("VILLAGE OF ELMBROOK, ILLINOIS\nORDINANCE NO. 24-7\nAN ORDINANCE ON LAMPS", "city", "Elmbrook", "", "IL"),
    Head(
        "VILLAGE OF ELMBROOK, ILLINOIS\nORDINANCE NO. 24-7\nAN ORDINANCE OF THE VILLAGE BOARD OF ELMBROOK",
        "city",
        "Elmbrook",
        "Village Board",
        "IL",
    ),
    Head("VILLAGE OF ELMBROOK\nORDINANCE NO. 24-7", "city", "Elmbrook", ""),
    Head(
        "ORDINANCE NO. 9\nBe it ordained by the President and Board of Trustees of the Village of Elmbrook:",
        "city",
        "Elmbrook",
        "President and Board of Trustees of the Village of Elmbrook",
    ),
    Head(
        "COUNTY OF ALDER, ILLINOIS\nRESOLUTION NO. 12\nNOW, THEREFORE, BE IT RESOLVED by the Alder County Board that",
        "county",
        "Alder County",
        "Alder County Board",
        "IL",
    ),
    Head(
        "BOARD OF COUNTY COMMISSIONERS, ALDER COUNTY, COLORADO\nRESOLUTION NO. 2024-12\nA RESOLUTION ON LAMPS",
        "county",
        "Alder County",
        "Board of County Commissioners",
        "CO",
    ),
    Head("Alder County Sheriff's Office\nGeneral Order 12\nLamps", "agency", "Alder County", "Sheriff"),
    Head("CITY OF ELMBROOK MUNICIPAL CODE\nChapter 4 Lamps", "city", "Elmbrook", ""),
    Head(
        "Elmbrook Township Board of Supervisors\nRESOLUTION NO. 3\nRESOLVED, that lamps be lit.",
        "city",
        "Elmbrook",
        "Board of Supervisors",
    ),
    Head(
        "TOWN OF ELMBROOK, VERMONT\nRESOLUTION NO. 4\nAt a special town meeting on May 3, 2024, it was RESOLVED that",
        "city",
        "Elmbrook",
        "",
        "VT",
    ),
    Head("PARISH OF ALDER, LOUISIANA\nORDINANCE NO. 31", "county", "Alder Parish", "", "LA"),
    Head(
        "ORDINANCE NO. 31\nBE IT ORDAINED by the Police Jury of Alder Parish, Louisiana, that",
        "county",
        "Alder Parish",
        "Police Jury",
        "LA",
    ),
    Head("ALDER PARISH POLICE JURY\nRESOLUTION NO. 8\nLamps", "county", "Alder Parish", "Police Jury"),
    Head("BOROUGH OF ELMBROOK\nORDINANCE NO. 5", "city", "Elmbrook", ""),
    Head(
        "ORDINANCE 5\nBe it ordained by the Mayor and Council of the Borough of Elmbrook, New Jersey, that",
        "city",
        "Elmbrook",
        "Mayor and Council of the Borough of Elmbrook",
        "NJ",
    ),
    Head("CONSOLIDATED CITY-COUNTY OF ELMBROOK\nORDINANCE NO. 7", "county", "City and County of Elmbrook", ""),
    Head("CITY AND COUNTY OF ELMBROOK\nORDINANCE NO. 7", "county", "City and County of Elmbrook", ""),
    Head(
        "METROPOLITAN GOVERNMENT OF ELMBROOK AND ALDER COUNTY\nORDINANCE NO. BL2024-7",
        "county",
        "Elmbrook and Alder County",
        "",
    ),
    Head("CHARTER TOWNSHIP OF ELMBROOK\nORDINANCE NO. 44\nAlder County, Michigan", "city", "Elmbrook", "", "MI"),
    Head("Alder County Department of Corrections\nPolicy 4.12\nLamps", "agency", "Alder County", "Department of Corr"),
    Head("OFFICE OF THE MAYOR\nEXECUTIVE ORDER NO. 5\nCITY OF ELMBROOK", "city", "Elmbrook", "Mayor of Elmbrook"),
    Head("Elmbrook Police Department\nPolicy Manual\nPolicy 412\nLamps", "agency", "Elmbrook", "Elmbrook Police Dep"),
    Head(
        "ORDER OF THE COMMISSIONERS COURT OF ALDER COUNTY, TEXAS\nRESOLUTION NO. 6\nLamps",
        "county",
        "Alder County",
        "Commissioners Court",
        "TX",
    ),
    Head(
        "RESOLUTION NO. 6\nNOW, THEREFORE, BE IT RESOLVED by the Commissioners' Court of Alder County, Texas, that",
        "county",
        "Alder County",
        "Commissioners' Court",
        "TX",
    ),
    Head(
        "RESOLUTION #6\nBE IT RESOLVED by the Board of Chosen Freeholders of the County of Alder, New Jersey, that",
        "county",
        "Alder County",
        "Board of Chosen Freeholders",
        "NJ",
    ),
    Head(
        "RESOLUTION #6\nBE IT RESOLVED by the Board of County Commissioners of the County of Alder, New Jersey, that",
        "county",
        "Alder County",
        "Board of County Commissioners",
        "NJ",
    ),
    Head(
        "ORDINANCE NO. 3\nBE IT ORDAINED by the Fiscal Court of Alder County, Kentucky, that",
        "county",
        "Alder County",
        "Fiscal Court",
        "KY",
    ),
    Head("ALDER COUNTY BOS\nRESOLUTION NO. 2024-9\nA resolution on lamps", "county", "Alder County", ""),
    Head(
        "POLICY 428\nLamps\nAlder County SO\nPublished with permission by Alder County SO\n",
        "agency",
        "Alder County",
        "Alder County",
    ),
    Head("Elmbrook PD Policy Manual\nPolicy 428\nLamps", "agency", "Elmbrook", "Elmbrook"),
    Head("COUNTY OF ALDER\nORDINANCE NO. 8", "county", "Alder County", ""),
    Head("COUNTY OF ALDER, STATE OF ILLINOIS\nORDINANCE 8", "county", "Alder County", "", "IL"),
    Head("ALDER COUNTY\nRESOLUTION NO. 8", "county", "Alder County", ""),
    Head("TOWNSHIP OF ELMBROOK\nCounty of Alder, New Jersey\nORDINANCE NO. 8", "city", "Elmbrook", "", "NJ"),
    Head(
        "STATE OF ILLINOIS )\n                  ) SS\nCOUNTY OF ALDER )\nVILLAGE OF ELMBROOK\nORDINANCE NO. 8",
        "city",
        "Elmbrook",
        "",
        "IL",
    ),
    Head("CITY OF ELMBROOK\nALDER COUNTY, OHIO\nORDINANCE NO. 8", "city", "Elmbrook", "", "OH"),
    Head(
        "ORDINANCE NO. 8\nAN ORDINANCE OF THE CITY OF ELMBROOK, WASHINGTON, ON LAMPS\n"
        "THE CITY COUNCIL OF THE CITY OF ELMBROOK DOES HEREBY ORDAIN AS FOLLOWS:",
        "city",
        "Elmbrook",
        "City Council",
        "WA",
    ),
    Head(
        "ORDINANCE NO. 8\nThe Board of Supervisors of the County of Alder, State of California, ordains as follows:",
        "county",
        "Alder County",
        "Board of Supervisors",
        "CA",
    ),
    Head(
        "RESOLUTION NO. 8\nBE IT RESOLVED, that the Alder County Board of Commissioners hereby lights lamps",
        "county",
        "Alder County",
        "",
    ),
    Head("Elmbrook City Council\nRESOLUTION NO. 8\nLamps", "city", "Elmbrook", "Elmbrook City Council"),
    Head("ELMBROOK TOWN BOARD\nRESOLUTION NO. 8\nLamps", "city", "Elmbrook", "Elmbrook Town Board"),
    Head(
        "RESOLUTION NO. 8\nBE IT RESOLVED by the Town Council of the Town of Elmbrook, Rhode Island, that",
        "city",
        "Elmbrook",
        "Town Council",
        "RI",
    ),
    Head(
        "RESOLUTION NO. 8\nRESOLVED by the Alder County Legislature of the State of New York, that",
        "county",
        "Alder County",
        "Alder County Legislature",
        "NY",
    ),
    Head(
        "ORDINANCE NO. 8\nBE IT ENACTED AND ORDAINED by the Borough Council of Elmbrook, Pennsylvania, that",
        "city",
        "Elmbrook",
        "Borough Council of Elmbrook",
        "PA",
    ),
    Head("ELMBROOK POLICE DEPARTMENT\nGENERAL ORDER 12\nLamps", "agency", "Elmbrook", "Police Department"),
    Head("OFFICE OF THE SHERIFF\nALDER COUNTY, IOWA\nGENERAL ORDER 3", "agency", "Alder County", "", "IA"),
    Head("COUNTY OF ALDER\nOFFICE OF THE COUNTY EXECUTIVE\nEXECUTIVE ORDER NO. 9", "county", "Alder County", ""),
    Head("CITY OF NORTH ELM FALLS, ILLINOIS\nORDINANCE NO. 8", "city", "North Elm Falls", "", "IL"),
    Head("VILLAGE OF ST. ELM\nORDINANCE NO. 8", "city", "St. Elm", ""),
)

# Heads that name no issuer, or more than one: nothing may be made of them.
UNCLEAR = (
    "ORDINANCE NO. 8\nAN ORDINANCE ON LAMPS",
    "ORDINANCE NO. 8\nThe city of Elmbrook and the village of Oakmere are asked to light lamps.",
    "RESOLUTION NO. 8\nRESOLVED, that the board thanks the County of Alder and the City of Elmbrook for their lamps.",
    "RESOLUTION NO. 8\nWHEREAS the Village of Elmbrook lights lamps; and\nWHEREAS Alder County lights none;",
    "ORDINANCE NO. 8\nWHEREAS the City Council of the City of Oakmere keeps lamps that other towns want;",
    "RESOLUTION NO. 3\nWHEREAS, a resolution of the City of Oakmere asks for lamps;\nRESOLVED, that lamps be lit",
    "RESOLUTION NO. 3\nWHEREAS, Resolution 5 was adopted by the Oakmere City Council;\nRESOLVED, that lamps be lit",
    "CITY OF ELMBROOK\nVILLAGE OF OAKMERE\nORDINANCE NO. 8",
    "AGREEMENT BETWEEN ALDER COUNTY AND THE CITY OF ELMBROOK\nRESOLUTION NO. 8",
)


def whole(head: str) -> str:
    """The head with two sections after it."""
    return head + _CLAUSE
