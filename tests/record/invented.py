"""Invented articles and reports: short to write, with real offsets."""

from __future__ import annotations

from redshank.model import Article, Attribution, Mention, Period, Place, Report, Span
from redshank.ontology.conversion import cameo, goldstein
from redshank.ontology.plover import quad, score

PEOPLE = {
    "Macron": ("person:emmanuel-macron", "Emmanuel Macron", "FRA", "GOV"),
    "France": ("state:fra", "France", "FRA", None),
    "Putin": ("person:vladimir-putin", "Vladimir Putin", "RUS", "GOV"),
    "Russia": ("state:rus", "Russia", "RUS", None),
    "Germany": ("state:deu", "Germany", "DEU", None),
    "Scholz": ("person:olaf-scholz", "Olaf Scholz", "DEU", "GOV"),
    "Japan": ("state:jpn", "Japan", "JPN", None),
    "Peru": ("state:per", "Peru", "PER", None),
    "protesters": (None, "protesters", "PER", "CVL"),
    "police": (None, "police", "PER", "COP"),
}
CITIES = {
    "Moscow": Place("Moscow", "RUS", 55.75, 37.62, 524901, "city"),
    "Paris": Place("Paris", "FRA", 48.85, 2.35, 2988507, "city"),
    "Lima": Place("Lima", "PER", -12.04, -77.03, 3936456, "city"),
    "Cusco": Place("Cusco", "PER", -13.53, -71.97, 3941584, "city"),
}


def mention(sentence: str, word: str) -> Mention:
    """A mention of someone in a sentence."""
    start = sentence.index(word)
    return Mention(start, start + len(word), word, *PEOPLE[word])


def report(
    article: Article,
    type_: str,
    actors: str,
    recipients: str,
    verb: str,
    *,
    when: str | None = None,
    where: str | None = None,
    factuality: str = "asserted",
    mode: str | None = None,
    speaker: str | None = None,
    confidence: float = 0.8,
    coder: str = "coder 1",
    sentence: int = 0,
) -> Report:
    """A report of the article's first (or another) line; ``when`` is a day, else it is the article's, inferred."""
    lines = article.text.split("\n")
    line = lines[sentence]
    start = sum(len(one) + 1 for one in lines[:sentence])
    at = line.index(verb)
    code = cameo(type_, mode, (), factuality)
    day = when or (article.date or "2020-01-01")[:10]
    return Report(
        article=article.id,
        sentence=Span(start, start + len(line), line),
        trigger=Span(start + at, start + at + len(verb), verb),
        type=type_,
        mode=mode,
        contexts=("diplomatic",),
        cameo=code,
        quad=quad(type_),
        goldstein=goldstein(code),
        score=score(type_, mode),
        actor=tuple(mention(line, word) for word in actors.split()),
        recipient=tuple(mention(line, word) for word in recipients.split()),
        when=Period(day, day, "day" if when else "inferred"),
        where=CITIES[where] if where else None,
        factuality=factuality,
        attribution=Attribution(mention(line, speaker), "said", False) if speaker else None,
        confidence=confidence,
        coder=coder,
    )


FILLER = {
    "visit": "The talks turned on grain exports, gas prices and the fate of prisoners held since last spring.",
    "march": "Shops stayed shut while columns of miners walked down the avenue carrying banners and drums.",
    "storm": "Forecasters expect heavy rain over the northern coast until the weekend and warn of floods.",
}


def article(
    key: str, line: str, *, date: str = "2023-03-08", publisher: str = "Gazette", more: str = "visit"
) -> Article:
    """An article of two lines."""
    return Article(key, f"{line}\n{FILLER.get(more, more)}", line, date, publisher, f"https://example.org/{key}", "en")


def met(key: str, **about: str) -> tuple[Article, list[Report]]:
    """Macron met Putin in Moscow on 7 March 2023, as an article of the 8th tells it."""
    told = article(key, "Macron met Putin in Moscow on Tuesday.", **about)
    return told, [report(told, "CONSULT", "Macron", "Putin", "met", when="2023-03-07", where="Moscow", mode="visit")]
