"""The grammar of dates in news English: which words give away a date, and the forms it can have around them.

A clue ("March", "2014", "week") says which family of patterns to try, in a small window around it. A pattern's named
groups are handed to its reader; the group ``w``, where there is one, holds the words to be marked. The patterns have no
nested repeats, so that matching takes time in proportion to the text.
"""

from __future__ import annotations

import re

from redshank.reading import date_readers as readers
from redshank.reading.date_readers import MONTHS, WEEKDAYS, Reader

Rules = tuple[tuple[str, Reader], ...]

_S = r"\s{1,3}"
_FULL = "|".join(m.title() for m in MONTHS) + "|" + "|".join(m.upper() for m in MONTHS if m != "may")
_MONTH = rf"(?:{_FULL}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
_DOTTED = r"(?:Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec)\."
_LONE_MONTH = "(?:" + "|".join(m.title() for m in MONTHS) + f"|{_DOTTED})"
_PLAIN_MONTH = "(?:" + "|".join(m.title() for m in MONTHS if m not in {"may", "march"}) + f"|{_DOTTED})"
_MEASURE = r"\s?(?:percent|per\scent|pct|million|billion|p\.m|a\.m|pm\b|am\b|km\b|kilomet|miles|meters|metres|degrees)"
_DAY = rf"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\w:%]|\.\d|,\d{{3}}\b|{_MEASURE})"
_YEAR = rf"(?:1[5-9]|20)\d\d(?![\d%]|[.,]\d|-\d|-year|(?<=0)s|{_MEASURE})"
_WEEKDAY = "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_ON = rf"(?:(?:{_WEEKDAY}|(?:Mon|Tues?|Wed|Thu|Thurs?|Fri|Sat|Sun)\b\.?)\s?,?{_S}(?:the{_S})?)?"
_PART = r"(?:[Ee]arly(?:\sin)?|[Mm]id|[Ll]ate(?:\sin)?|(?:the\s)?(?:beginning|start|middle|end)\sof(?:\sthe)?)(?:\s|-)"
_TO = rf"(?:{_S}(?:to|until|till|through|thru){_S}|\s?[-–—]\s?)"
_TO_AND = rf"(?:{_S}(?:to|until|till|through|thru|and){_S}|\s?[-–—]\s?)"
_FROM = rf"(?:[Ff]rom|[Bb]etween){_S}"
_COUNT = (
    r"(?i:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|fifty"
    r"|several|(?:a\s)?few|(?:a\s)?couple(?:\sof)?)"
)
_UNIT = "(?:day|week|fortnight|month|year|decade)"
_NO_YEAR = rf"(?!\w|\s?,?{_S}(?:of{_S})?(?:(?:1[5-9]|20)\d\d\b|(?:this|last|next|that|the{_S}\w+){_S}year\b))"
_NO_DAY = rf"(?!{_S}(?:the{_S})?\d)"
_THINGS = r"(?!\s+(?:[a-z]+(?:s|men|ren)|people|troops|police)\b)"
_OF_YEAR = rf"(?:\s?,?{_S}(?:of{_S})?(?P<y>{_YEAR}))?"
_WHICH_YEAR = (
    rf",?{_S}(?:of{_S}|in{_S})?(?P<whose>this|last|next|that|the{_S}same|the{_S}previous|the{_S}following){_S}year"
)


_DAYS: Rules = (
    (rf"\bSept(?:ember|\.)?{_S}11(?:th)?(?:,?{_S}2001)?(?=,?{_S}(?:terror(?:ist)?\s)?attacks)", readers.september_11),
    (rf"\b{_FROM}{_ON}(?P<d1>{_DAY}){_TO_AND}(?P<d2>{_DAY}){_S}(?P<m>{_MONTH}){_OF_YEAR}", readers.days),
    (rf"\b(?P<d1>{_DAY}){_TO}(?P<d2>{_DAY}){_S}(?P<m>{_MONTH}){_OF_YEAR}", readers.days),
    (rf"\b{_FROM}(?P<m>{_MONTH}){_S}(?P<d1>{_DAY}){_TO_AND}(?P<d2>{_DAY}){_OF_YEAR}", readers.days),
    (rf"\b(?P<m>{_MONTH}){_S}(?P<d1>{_DAY}){_TO}(?P<d2>{_DAY}){_OF_YEAR}", readers.days),
    (
        rf"\b{_FROM}{_ON}(?P<m>{_MONTH}){_S}(?P<d1>{_DAY})(?:,?{_S}(?P<y1>{_YEAR}),?)?{_TO_AND}"
        rf"{_ON}(?P<m2>{_MONTH}){_S}(?P<d2>{_DAY}){_OF_YEAR}",
        readers.days,
    ),
    (
        rf"\b(?P<m>{_MONTH}){_S}(?P<d1>{_DAY})(?:,?{_S}(?P<y1>{_YEAR}),?)?{_TO}"
        rf"(?P<m2>{_MONTH}){_S}(?P<d2>{_DAY}){_OF_YEAR}",
        readers.days,
    ),
    (
        rf"\b{_FROM}{_ON}(?P<d1>{_DAY}){_S}(?P<m>{_MONTH})(?:,?{_S}(?P<y1>{_YEAR}))?{_TO_AND}"
        rf"{_ON}(?P<d2>{_DAY}){_S}(?P<m2>{_MONTH}){_OF_YEAR}",
        readers.days,
    ),
    (
        rf"\b(?P<d1>{_DAY}){_S}(?P<m>{_MONTH})(?:,?{_S}(?P<y1>{_YEAR}))?{_TO}(?P<d2>{_DAY}){_S}(?P<m2>{_MONTH}){_OF_YEAR}",
        readers.days,
    ),
    (rf"(?<![\w$€£.,/-]){_ON}(?P<d>{_DAY}){_S}(?:of{_S})?(?P<m>{_MONTH})(?!\w){_OF_YEAR}", readers.day),
    (rf"\b{_ON}(?P<m>{_MONTH}){_S}(?:the{_S})?(?P<d>{_DAY})\s?,?{_S}(?P<y>{_YEAR})", readers.day),
    (rf"\b{_ON}(?<!in\s)(?<!In\s)(?P<m>{_MONTH}){_S}(?:the{_S})?(?P<d>{_DAY}){_OF_YEAR}", readers.day),
)

_NUMERIC: Rules = (
    (r"(?<![\d/.$])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>(?:19|20)\d\d|\d\d)(?![\d/]|\.\d)", readers.numeric),
    (r"(?<![\d/.$])(?P<a>\d{1,2})\.(?P<b>\d{1,2})\.(?P<y>(?:19|20)\d\d)(?![\d/]|\.\d)", readers.dotted),
    (r"\b9/11\b(?!/)", readers.september_11),
)

_MONTHS: Rules = (
    (rf"\b{_FROM}(?P<m1>{_MONTH})(?:,?{_S}(?P<y1>{_YEAR}))?{_TO_AND}(?P<m2>{_MONTH})(?!\w){_OF_YEAR}", readers.months),
    (rf"\b(?P<m1>{_LONE_MONTH})(?:,?{_S}(?P<y1>{_YEAR}))?{_TO}(?P<m2>{_LONE_MONTH})(?!\w){_OF_YEAR}", readers.months),
    (
        rf"\b(?P<name>Christmas{_S}Eve|Christmas(?:{_S}Day)?|Boxing{_S}Day|May{_S}Day|New{_S}Year['’]s(?:{_S}(?:Day|Eve)))"
        rf"\b{_OF_YEAR}",
        readers.named_day,
    ),
    (rf"\b(?P<part>{_PART})?(?P<m>{_MONTH})\s?,?{_S}(?:of{_S})?(?P<y>{_YEAR})", readers.month),
    (rf"\b(?P<part>{_PART})?(?P<m>{_MONTH}){_WHICH_YEAR}\b", readers.month_of_year),
    (rf"\b(?P<which>[Ll]ast|[Nn]ext){_S}(?P<m>{_LONE_MONTH}){_NO_YEAR}{_NO_DAY}", readers.which_month),
    (rf"\b(?P<part>{_PART})(?P<m>{_LONE_MONTH})(?!\w)", readers.month),
    (
        rf"\b[Ii]n{_S}(?P<w>(?P<m>{_LONE_MONTH})){_NO_YEAR}(?!{_S}\d\d?,\s)(?!['’]s{_S}[A-Z]|{_S}(?:for|on|of|against)\b)",
        readers.month,
    ),
    (
        rf"\b(?:[Ss]ince|[Uu]ntil|[Tt]ill|[Dd]uring|[Tt]his|[Tt]hrough){_S}(?P<w>(?P<m>{_LONE_MONTH}))"
        rf"{_NO_YEAR}{_NO_DAY}(?!['’]s{_S}[A-Z]|{_S}(?:for|on|of|against)\b)",
        readers.month,
    ),
    (
        rf"\b(?:[Bb]y|[Ff]rom|[Oo]f|[Bb]efore|[Aa]fter|[Ff]or|[Tt]o|[Aa]nd|the|an?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|['’]s){_S}"
        rf"(?P<w>(?P<m>{_PLAIN_MONTH})){_NO_YEAR}{_NO_DAY}(?!['’]|{_S}[A-Z])",
        readers.month,
    ),
    (rf"\b(?:weeks?|days?|half|part|month){_S}of{_S}(?P<w>(?P<m>{_LONE_MONTH})){_NO_YEAR}{_NO_DAY}", readers.month),
    (
        rf"\b(?:the|an?|[Ii]ts|[Tt]heir|['’]s){_S}(?P<w>(?P<m>March))(?={_S}(?!on\b|for\b|against\b|of\b)[a-z])",
        readers.month,
    ),
)

_WEEKDAYS: Rules = (
    (rf"\b(?P<weekday>{_WEEKDAY}){_S}(?:of{_S})?(?P<which>last|this|next){_S}week\b", readers.weekday_of_week),
    (rf"\b{_FROM}(?P<weekday>{_WEEKDAY}){_TO_AND}(?P<weekday2>{_WEEKDAY})\b", readers.weekdays),
    (rf"\b(?P<weekday>{_WEEKDAY}){_TO}(?P<weekday2>{_WEEKDAY})\b", readers.weekdays),
    (
        rf"(?<!Bloody\s)(?<!Black\s)(?<!Good\s)(?<!Easter\s)(?<!Super\s)(?<!Palm\s)(?<!Ash\s)(?<!Holy\s)(?<!Cyber\s)\b"
        rf"(?P<which>(?:[Tt]his{_S})?(?:[Ll]ast|[Nn]ext|past|coming){_S})?(?P<weekday>{_WEEKDAY})\b"
        rf"(?!{_S}(?:Times|Telegraph|Mirror|Express|Mail|Herald|Night|Independent|World))",
        readers.weekday,
    ),
)

_YEARS: Rules = (
    (
        r"(?<![\w-])(?P<y>(?:1[5-9]|20)\d\d)[-/.](?P<m>0[1-9]|1[0-2])[-/.](?P<d>0[1-9]|[12]\d|3[01])(?!\d|[-.]\d)",
        readers.iso,
    ),
    (rf"\b{_FROM}(?P<y1>(?:1[5-9]|20)\d\d){_TO_AND}(?P<y2>(?:(?:1[5-9]|20)\d\d|\d\d)(?![\d%]))", readers.years),
    (
        rf"(?<![\d$€£-])\b(?P<y1>(?:1[5-9]|20)\d\d){_TO}(?P<y2>(?:(?:1[5-9]|20)\d\d|\d\d)(?![\d%-]|\s-)){_THINGS}",
        readers.years,
    ),
    (rf"\b(?P<part>{_PART})?(?:the{_S})?(?P<y>(?:1[5-9]|20)\d0)['’]?s\b", readers.decade),
    (rf"\bthe{_S}(?P<w>(?P<part>early{_S}|mid-|late{_S})?(?P<y>['’][2-9]0)s)\b", readers.decade),
    (rf"\b(?P<part>{_PART})(?P<y>{_YEAR})", readers.year),
    (
        rf"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Dd]uring|[Tt]he{_S}year|[Ff]iscal(?:{_S}year)?|[Tt]hroughout){_S}"
        rf"(?P<w>(?P<y>{_YEAR}))(?!['’]?\w)",
        readers.year,
    ),
    (
        rf"\b(?:[Bb]y|[Ff]rom|[Oo]f|[Bb]efore|[Aa]fter|[Ff]or|[Tt]o|[Aa]nd|[Oo]r|[Aa]s{_S}early{_S}as){_S}"
        rf"(?P<w>(?P<y>{_YEAR})){_THINGS}(?!\w)",
        readers.year,
    ),
    (
        rf"(?:\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Tt]hat)|['’]s){_S}(?P<w>(?P<y>{_YEAR}))(?={_S}[A-Za-z])",
        readers.year,
    ),
    (rf"\((?P<w>(?P<y>{_YEAR}))(?=\))", readers.year),
)

_SEASONS: Rules = (
    (
        rf"\b(?P<part>{_PART})?(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
        rf"{_S}(?:of{_S})?(?P<y>{_YEAR})(?:-\d\d\b)?",
        readers.season,
    ),
    (rf"\b(?P<season>spring|summer|autumn|fall|winter){_WHICH_YEAR}\b", readers.season_of_year),
    (rf"\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext){_S}(?P<season>spring|summer|autumn|fall|winter)\b", readers.season),
    (
        rf"\b[Ii]n{_S}(?:the{_S})?(?P<w>(?P<part>early{_S}|late{_S})?(?P<season>spring|summer|autumn|winter))\b(?!{_S}of\b)",
        readers.season,
    ),
)

_UNITS: Rules = (
    (
        rf"\b(?P<n>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast){_S}(?P<unit>quarter|half){_S}of{_S}"
        rf"(?:(?P<y>{_YEAR})|(?:the{_S}|(?P<which>last|this|next){_S})year)",
        readers.part_of_year,
    ),
    (rf"\b(?P<part>{_PART})?(?:the{_S})?(?P<n>1[5-9]th|20th|21st){_S}century\b", readers.century),
    (rf"\b(?P<words>(?:the{_S})?day{_S}before{_S}yesterday|(?:the{_S})?day{_S}after{_S}tomorrow)\b", readers.near_day),
    (
        rf"\b(?P<words>(?:[Ll]ast|[Tt]o)(?:{_S})?night|[Yy]esterday|[Tt]omorrow"
        rf"|(?<!USA\s)(?<!Russia\s)(?<!India\s)[Tt]oday(?!\s?\.\s?com)"
        rf"|[Tt]his{_S}(?:morning|afternoon|evening))\b",
        readers.near_day,
    ),
    (rf"\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Tt]his{_S}coming|[Cc]oming|[Tt]he|[Pp]ast){_S}weekend\b", readers.weekend),
    (rf"\b(?P<side>[Ee]arlier|[Ll]ater){_S}(?:in{_S}the|this){_S}(?P<unit>week|month|year|decade)\b", readers.so_far),
    (rf"\b(?P<n>{_COUNT}){_S}(?P<unit>{_UNIT}|hour|minute)s?{_S}ago\b", readers.ago),
    (rf"\b(?P<n>)(?P<unit>hour|minute)s{_S}ago\b", readers.ago),
    (
        rf"\b(?:the{_S})?(?P<which>[Ll]ast|[Pp]ast|[Nn]ext|[Cc]oming|[Ff]ollowing){_S}"
        rf"(?P<n>{_COUNT}){_S}(?P<unit>{_UNIT})s?\b",
        readers.stretch_of_units,
    ),
    (
        rf"\b(?P<part>{_PART})?(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Tt]his{_S}coming|[Tt]he{_S}coming"
        rf"|[Tt]he{_S}current){_S}(?P<unit>week|month|year|decade)\b(?!{_S}of\b)",
        readers.which_unit,
    ),
    (
        rf"\b(?P<part>(?:the{_S})?(?:end|start|beginning|middle){_S}of{_S})(?P<which>the){_S}(?P<unit>year|month)\b",
        readers.which_unit,
    ),
    (
        rf"\b[Tt]h(?:e|is){_S}(?P<which>past|last){_S}(?P<unit>day|week|month|year|decade)\b(?!{_S}of\b)",
        readers.last_unit,
    ),
    (rf"\b[Tt]he{_S}(?P<which>next){_S}(?P<unit>week|month|year|decade)\b(?!{_S}of\b)", readers.last_unit),
    (
        rf"\b(?:the{_S})?(?P<which>[Cc]oming|[Rr]ecent|[Pp]ast|[Ll]ast|[Nn]ext){_S}(?P<n>)"
        rf"(?P<unit>day|week|month|year|decade)s\b",
        readers.stretch_of_units,
    ),
    (rf"\b(?:[Tt]he{_S}(?:very{_S})?same|[Tt]hat(?:{_S}same)?){_S}(?P<unit>day|week|month|year)\b", readers.same),
    (
        rf"\b[Tt]he{_S}(?P<side>following|next|previous|preceding|prior){_S}(?P<n>)(?P<unit>day|week|month|year)\b(?!{_S}of\b)",
        readers.from_anchor,
    ),
    (rf"\b[Tt]he{_S}(?P<n>)(?P<unit>day){_S}(?P<side>before|after)(?!{_S}\w)", readers.from_anchor),
    (
        rf"\b(?P<n>{_COUNT}){_S}(?P<unit>{_UNIT})s?{_S}(?P<side>later|earlier|before)\b(?!{_S}(?:than|the|a)\b)",
        readers.from_anchor,
    ),
)

FAMILIES: dict[str, Rules] = {
    "numeric": _NUMERIC,
    "month": (*_DAYS, *_MONTHS),
    "weekday": (*_DAYS, *_WEEKDAYS),
    "year": _YEARS,
    "season": _SEASONS,
    "unit": _UNITS,
}
"""The forms a date can have around each kind of clue; the first that matches at a place wins: longer before short."""

REACH = {"numeric": 2, "month": 32, "weekday": 16, "year": 28, "season": 32, "unit": 34}
"""How many characters before its clue a date may begin, in longest use: "at the beginning of this past week"."""

CLUE = re.compile(
    r"\b(?=[\dABCDFJMNOSTWYacdefhmnqstwy])(?:\d{1,2}[/.]\d{1,2}[/.]\d\d|9/11|(?:1[5-9]|20)\d\d"
    r"|Jan(?:uary|\b)|Feb(?:ruary|\b)|Mar(?:ch|\b)|Apr(?:il|\b)|May\b|Jun(?:e|\b)|Jul(?:y|\b)|Aug(?:ust|\b)"
    r"|Sep(?:tember|t|\b)|Oct(?:ober|\b)|Nov(?:ember|\b)|Dec(?:ember|\b)|Christmas|Boxing\sDay|New\sYear"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|Mon(?:day)?\b|Tues?(?:day)?\b|Wed(?:nesday)?\b|Thu(?:rs?)?(?:day)?\b|Fri(?:day)?\b|Sat(?:urday)?\b|Sun(?:day)?\b"
    r"|[Ss]pring\b|[Ss]ummer\b|[Aa]utumn\b|[Ff]all\b|[Ww]inter\b"
    r"|days?\b|weekend\b|(?:week|month|year|decade|hour|minute|fortnight)s?\b|century\b|(?:quarter|half)\sof\b"
    r"|[Yy]esterday\b|[Tt]oday\b|[Tt]omorrow\b|[Tt]onight\b|night\b|morning\b|afternoon\b|evening\b)"
    r"|['’][2-9]0s\b"
)
"""Without one of these there is no date in a text."""

_KINDS = {
    **dict.fromkeys(
        [*MONTHS, *(month[:3] for month in MONTHS), "sept", "christmas", "boxing day", "new year"], "month"
    ),
    **dict.fromkeys([*WEEKDAYS, "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"], "weekday"),
    **dict.fromkeys(["spring", "summer", "autumn", "fall", "winter"], "season"),
}


def kind(clue: str) -> str:
    """The family that a clue points to."""
    if clue[0].isdigit() or clue[0] in "'’":
        return "numeric" if "/" in clue or "." in clue else "year"
    return _KINDS.get(clue.lower(), "unit")
