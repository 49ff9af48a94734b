"""How a place's name is written down for look-up: case, accents and punctuation do not count."""

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = re.compile(r"['’‘ʼʻ`´]")
_SEPARATORS = re.compile(r"[\s\-–—‐‑_/]+")
_LONG_FORMS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})


@lru_cache(maxsize=65_536)
def key(name: str) -> str:
    """The look-up key of ``name``: "St. Pölten" and "Saint Polten" share one, and so do "U.S." and "US".

    A full stop is kept only where it closes a single word, so that "Miss." (Mississippi) is not "Miss".
    """
    folded = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in folded if not unicodedata.combining(c)).translate(_LETTERS)
    words = _SEPARATORS.sub(" ", _APOSTROPHES.sub("", plain)).strip().split(" ")
    if len(words) == 1 and words[0].endswith(".") and "." not in words[0][:-1]:
        return words[0]
    bare = (word.replace(".", "").replace(",", "") for word in words)
    return " ".join(_LONG_FORMS.get(word, word) for word in bare if word)
