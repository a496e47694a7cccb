"""Numbers as lists show them: 4 -> "4", "d", "D", "iv", "IV"."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MAX_ROMAN = 3999

# What HTML's type attribute, CSS and WordprocessingML call the same five ways of counting.
_STYLES = {
    "1": "decimal", "a": "lower-letter", "A": "upper-letter", "i": "lower-roman", "I": "upper-roman",
    "lower-alpha": "lower-letter", "lower-latin": "lower-letter", "upper-alpha": "upper-letter",
    "upper-latin": "upper-letter", "lowerLetter": "lower-letter", "upperLetter": "upper-letter",
    "lowerRoman": "lower-roman", "upperRoman": "upper-roman", "none": "none", "bullet": "bullet",
    "disc": "bullet", "circle": "bullet", "square": "bullet", "ordinal": "ordinal",
    "decimal-leading-zero": "leading-zero", "decimalZero": "leading-zero",
}  # fmt: skip


def get_count_style(word: str) -> str:
    """The house name of a way of counting, "lower-roman" for "i" or "lowerRoman"; "decimal" if unknown."""
    return _STYLES.get(word, word if word in _STYLES.values() else "decimal")


def render_number(value: int, style: str) -> str:
    """``value`` in the given way of counting (a house name); "" for none, "•" for bullets."""
    style = get_count_style(style)
    if style == "none":
        return ""
    if style == "bullet":
        return "•"
    if style.endswith("letter"):
        return _case(_letters(value), style)
    if style.endswith("roman"):
        return _case(_roman(value), style)
    return {"ordinal": _ordinal(value), "leading-zero": f"{value:02d}"}.get(style, str(value))


def _case(text: str, style: str) -> str:
    return text.upper() if style.startswith("upper") else text


def _letters(value: int) -> str:
    """1 -> a, 26 -> z, 27 -> aa, 28 -> bb, as statutes and Word count on."""
    if value < 1:
        return str(value)
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value <= 26 * 5 else str(value)


def _roman(value: int) -> str:
    if not 0 < value <= _MAX_ROMAN:
        return str(value)
    text = ""
    for size, letters in _ROMAN:
        text += letters * (value // size)
        value %= size
    return text


def _ordinal(value: int) -> str:
    ending = "th" if 10 <= value % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"
