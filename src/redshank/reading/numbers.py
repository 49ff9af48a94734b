"""Numbers as news writes them: 1,200; 3.5bn; twenty-three; two dozen; tens of thousands."""

from __future__ import annotations

import re

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {
    **{word: number for number, word in enumerate(f"{_UNITS} seventeen eighteen nineteen".split())},
    **{word: number * 10 for number, word in enumerate(_TENS.split(), 2)},
}
_VAGUE = {"a": 1, "an": 1, "several": 3, "few": 3, "couple": 2, "half": 0.5}
_FULL_SCALES = {
    "dozen": 12,
    "score": 20,
    "hundred": 100,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mm": 1e6, "mln": 1e6, "bn": 1e9, "tn": 1e12, "crore": 1e7, "lakh": 1e5}
_SCALES = _FULL_SCALES | _SHORT_SCALES
_MANY = {"tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2e3, "millions": 2e6, "billions": 2e9}

_SCALE = "(?:hundred|thousand|million|billion|trillion|crore|lakh)"
_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(?:\.\d{1,4})?"
_WORD = "(?:" + "|".join(sorted(_SMALL, key=len, reverse=True)) + ")"
_PLURAL = "(?:dozens|scores|hundreds|thousands|millions|billions)"
NUMBER = re.compile(
    r"(?<![\w.,/:-])(?P<sign>(?:US|AU|CA|HK|NZ|NT|A|C|S|R)?\$|[€£¥₹₽₪₩₺₴]|Rs\.?\s?"
    r"|(?:USD|EUR|GBP|CHF|JPY|CNY|RMB|INR|AUD|CAD)\s?)?"
    r"(?P<number>(?i:"
    rf"{_DIGITS}(?:(?:\s{{0,12}}|-){_SCALE}\b|\s?(?:bn|tn|mln|mm|mn|m|k)\b|\sdozen\b)?"
    rf"|(?:tens|hundreds)\sof\s(?:thousands|millions)\b|{_PLURAL}\b"
    rf"|(?:half\sa|an?|several|(?:a\s)?few|a\scouple(?:\sof)?)\s(?:dozen|{_SCALE})(?:\s{_SCALE})?\b"
    rf"|{_WORD}(?:(?:-|\s(?:and\s)?)(?:{_WORD}|{_SCALE}|dozen)){{0,8}}\b"
    r"|(?:several|a\sfew|a\scouple(?:\sof)?)\b))"
)
"""A number, with the sign of a currency before it."""

_RANGE = re.compile(
    rf"\s?(?P<link>to|and|-|–|—)\s?[$€£]?(?P<upper>{_DIGITS})(?P<scale>(?:\s|-){_SCALE}\b|\s?(?:bn|tn|mn|m|k)\b)?"
)

_BETWEEN = re.compile(r"\b[Bb]etween\s$")


def value_of(words: str) -> float:
    """What a number comes to; the lower bound where it is vague."""
    total, current = 0.0, 0.0
    for token in re.findall(r"[\d,]*\.?\d+|[a-z]+", words.lower()):
        if token[0].isdigit() or token[0] == ".":
            current += float(token.replace(",", ""))
        elif token in _MANY:
            current = _MANY[token] if not current else current * _MANY[token] / 2
        elif token in _SCALES:
            current = (current or 1) * _SCALES[token]
            if _SCALES[token] >= 1e3:
                total, current = total + current, 0.0
        else:
            current = _joined(current, token)
    return total + current


def _joined(current: float, token: str) -> float:
    """A number with one more word: "half a" is a half, "a few" three, "twenty-three" a sum."""
    if token not in _VAGUE:
        return current + _SMALL.get(token, 0)
    return current if token in {"a", "an"} and current else float(_VAGUE[token])


def range_after(text: str, match: re.Match[str]) -> tuple[int, float]:
    """Where a number ends, an upper end included ("20 to 30"), and the scale that lends it ("1.5 to 2 billion")."""
    number = match.group("number")
    upper = _RANGE.match(text, match.end(), match.end() + 40)
    if not upper or not number[-1].isdigit() or float(upper.group("upper").replace(",", "")) <= value_of(number):
        return match.end(), 1.0
    if upper.group("link") == "and" and not _BETWEEN.search(text, max(0, match.start() - 9), match.start()):
        return match.end(), 1.0
    return upper.end(), _SCALES.get((upper.group("scale") or "").strip(" -").lower(), 1.0)
