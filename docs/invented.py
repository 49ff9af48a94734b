"""An invented record to look at the pages with: two and a half years of made-up news beside the sample articles.

    python -m docs.invented RECORD

Who deals with whom, and in what mood, is set below and follows no real course of events; publishers and sentences are
our own. The same arguments give the same record.
"""

from __future__ import annotations

import datetime
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from redshank.knowledge import default
from redshank.model import Article, Attribution, Entity, Mention, Period, Place, Report, Span
from redshank.ontology.conversion import cameo, goldstein
from redshank.ontology.plover import quad, score
from redshank.record import open_record

START, END = datetime.date(2023, 1, 2), datetime.date(2025, 7, 29)
SAMPLES = Path(__file__).parents[1] / "samples" / "articles.jsonl"

PUBLISHERS = {
    "Sample Wire": "",
    "Sample Northern Herald": "USA GBR DEU FRA POL UKR",
    "Sample Gulf Daily": "SAU ARE QAT EGY",
    "Sample Tigris Times": "IRN IRQ SYR",
    "Sample Steppe Courier": "RUS BLR KAZ",
    "Sample Harbour Gazette": "CHN PAK",
    "Sample Island Post": "JPN KOR PHL TWN AUS",
    "Sample Bosporus Review": "TUR AZE",
    "Sample Delta Observer": "IND BGD",
    "Sample Cape Review": "ZAF NGA KEN ETH",
    "Sample Andean Opinion": "VEN COL BRA",
    "Sample Levant Mail": "ISR",
}
"""Publishers, and the countries whose doings they tell first."""

PAIRS = """
state:usa state:chn 15 -3|state:chn state:phl 9 -5|state:usa state:phl 6 6|state:usa state:jpn 7 7
state:chn state:twn 9 -4|state:rus state:ukr 26 -9|state:usa state:ukr 12 7|state:deu state:ukr 7 7
state:pol state:ukr 6 4|state:fra state:ukr 6 6|state:rus state:usa 10 -5|state:rus state:chn 8 6
state:rus state:blr 5 7|state:gbr state:rus 6 -5|state:gbr state:ukr 6 7|state:sau state:irn 9 -2
state:irn state:isr 14 -8|state:usa state:isr 11 4|state:isr group:hamas 16 -9|state:usa state:irn 9 -5
group:houthis state:sau 6 -5|state:usa group:houthis 7 -7|state:qat group:hamas 5 4|state:egy state:isr 5 2
state:irn group:hezbollah 5 7|state:isr group:hezbollah 9 -9|state:tur state:syr 6 -4|state:tur state:grc 5 -2
state:aze state:arm 9 -6|state:tur state:aze 4 7|state:ind state:pak 8 -5|state:ind state:chn 6 -2
state:usa state:ind 6 5|state:pak group:ttp 6 -8|state:afg state:pak 5 -4|state:prk state:kor 8 -6
state:kor state:jpn 6 3|state:usa state:kor 6 7|state:prk state:rus 4 5|state:aus state:chn 5 -1
state:ven state:guy 5 -5|state:usa state:ven 6 -4|state:bra state:ven 4 1|state:col state:ven 4 2
state:bra state:chn 4 5|state:eth state:egy 4 -4|state:rwa state:cod 7 -6|org:ecowas state:ner 6 -6
state:fra state:ner 4 -4|state:zaf state:isr 5 -5|org:united-nations state:isr 6 -3
org:united-nations group:hamas 4 -2|org:nato state:rus 6 -5|org:nato state:ukr 6 6
org:european-union state:rus 6 -6|org:european-union state:ukr 6 7|org:european-union state:chn 5 -1
state:srb state:xkx 5 -4|state:hun org:european-union 5 -2|state:deu state:fra 5 7
person:emmanuel-macron person:vladimir-putin 4 -3|person:joe-biden person:xi-jinping 4 1
person:recep-tayyip-erdogan person:vladimir-putin 5 3|person:narendra-modi person:joe-biden 4 6
person:volodymyr-zelenskyy person:joe-biden 5 6|person:emmanuel-macron person:xi-jinping 3 3
"""
"""Pairs of entities: how many events in two years, and their mood from -10 (war) to 10 (friendship)."""

TURNS = {
    ("state:sau", "state:irn"): (datetime.date(2023, 3, 10), 6),
    ("state:irn", "state:isr"): (datetime.date(2024, 4, 1), -10),
    ("state:aze", "state:arm"): (datetime.date(2024, 1, 15), 3),
    ("state:aus", "state:chn"): (datetime.date(2023, 11, 6), 4),
    ("state:usa", "state:ukr"): (datetime.date(2025, 2, 20), 0),
}
"""Where the mood of a pair turns, and to what."""

CITIES = {
    "USA": "Washington 38.9 -77.04",
    "CHN": "Beijing 39.9 116.4",
    "RUS": "Moscow 55.75 37.62",
    "UKR": "Kyiv 50.45 30.52",
    "GBR": "London 51.5 -0.13",
    "FRA": "Paris 48.85 2.35",
    "DEU": "Berlin 52.52 13.4",
    "POL": "Warsaw 52.23 21.01",
    "BLR": "Minsk 53.9 27.57",
    "SAU": "Riyadh 24.69 46.72",
    "IRN": "Tehran 35.69 51.42",
    "ISR": "Jerusalem 31.77 35.22",
    "EGY": "Cairo 30.06 31.25",
    "QAT": "Doha 25.29 51.53",
    "TUR": "Ankara 39.92 32.85",
    "SYR": "Damascus 33.51 36.29",
    "ARM": "Yerevan 40.18 44.51",
    "AZE": "Baku 40.38 49.89",
    "IND": "New Delhi 28.64 77.22",
    "PAK": "Islamabad 33.72 73.04",
    "AFG": "Kabul 34.53 69.17",
    "PRK": "Pyongyang 39.03 125.75",
    "KOR": "Seoul 37.57 126.98",
    "JPN": "Tokyo 35.69 139.69",
    "PHL": "Manila 14.6 120.98",
    "TWN": "Taipei 25.05 121.53",
    "AUS": "Canberra -35.28 149.13",
    "VEN": "Caracas 10.49 -66.88",
    "GUY": "Georgetown 6.8 -58.16",
    "BRA": "Brasília -15.78 -47.93",
    "COL": "Bogotá 4.61 -74.08",
    "ETH": "Addis Ababa 9.02 38.75",
    "COD": "Goma -1.68 29.22",
    "RWA": "Kigali -1.95 30.06",
    "NER": "Niamey 13.51 2.11",
    "ZAF": "Pretoria -25.74 28.19",
    "SRB": "Belgrade 44.8 20.47",
    "XKX": "Pristina 42.67 21.17",
    "HUN": "Budapest 47.5 19.04",
    "GRC": "Athens 37.98 23.73",
    "YEM": "Sanaa 15.35 44.21",
    "PSE": "Gaza 31.5 34.47",
    "LBN": "Beirut 33.89 35.5",
}

DEEDS = {
    "AGREE": ("", "{a} signed an accord on {x} with {r}", "signed", "{a} and {r} agreed on {x}", "agreed"),
    "CONSULT": ("visit", "{a} visited {r} to speak about {x}", "visited", "{a} came to {r} for talks on {x}", "came"),
    "SUPPORT": ("", "{a} praised {r} over {x}", "praised", "{a} stood by {r} on {x}", "stood by"),
    "CONCEDE": ("", "{a} gave in to {r} on {x}", "gave in", "{a} met a demand of {r} on {x}", "met"),
    "COOPERATE": ("", "{a} began joint work with {r} on {x}", "began", "{a} worked with {r} on {x}", "worked"),
    "AID": ("", "{a} sent aid to {r} for {x}", "sent", "{a} lent money to {r} for {x}", "lent"),
    "RETREAT": (
        "",
        "{a} pulled its forces back from {r} after talks on {x}",
        "pulled",
        "{a} freed detainees of {r} in return for {x}",
        "freed",
    ),
    "REQUEST": ("", "{a} asked {r} for help with {x}", "asked", "{a} called on {r} to act on {x}", "called on"),
    "ACCUSE": (
        "",
        "{a} accused {r} of bad faith over {x}",
        "accused",
        "{a} blamed {r} for the dispute about {x}",
        "blamed",
    ),
    "REJECT": (
        "",
        "{a} turned down a proposal of {r} on {x}",
        "turned down",
        "{a} refused what {r} wanted on {x}",
        "refused",
    ),
    "THREATEN": (
        "",
        "{a} threatened {r} with measures over {x}",
        "threatened",
        "{a} warned {r} of consequences over {x}",
        "warned",
    ),
    "PROTEST": (
        "",
        "{a} lodged a protest against {r} over {x}",
        "lodged",
        "{a} protested to {r} about {x}",
        "protested",
    ),
    "SANCTION": ("", "{a} put sanctions on {r} over {x}", "put", "{a} cut ties with {r} over {x}", "cut"),
    "MOBILIZE": (
        "troops",
        "{a} massed troops against {r} near the line of {x}",
        "massed",
        "{a} moved ships towards {r} because of {x}",
        "moved",
    ),
    "COERCE": (
        "",
        "{a} seized goods of {r} in the quarrel about {x}",
        "seized",
        "{a} closed its border to {r} over {x}",
        "closed",
    ),
    "ASSAULT": (
        "",
        "{a} struck positions of {r} in the fight over {x}",
        "struck",
        "{a} attacked {r} amid the quarrel about {x}",
        "attacked",
    ),
}
"""For each type its mode, and two ways to say it, each with its verb."""

THINGS = (
    "grain|fishing rights|the border|the pipeline|prisoners|the ceasefire|trade|the strait|missiles|water|visas|"
    "the canal|debts|refugees|the election|drones|energy"
).split("|")
FRIENDLY = {"CONSULT": 9, "SUPPORT": 6, "AGREE": 4, "COOPERATE": 4, "AID": 3, "REQUEST": 2, "CONCEDE": 1}
HOSTILE = {
    "ACCUSE": 8,
    "THREATEN": 4,
    "REJECT": 4,
    "SANCTION": 3,
    "PROTEST": 2,
    "COERCE": 2,
    "MOBILIZE": 3,
    "RETREAT": 1,
}


class News:
    """Articles with their reports, the same for the same seed."""

    def __init__(self, seed: int = 7, share: float = 1.0) -> None:
        self.chance, self.share = random.Random(seed), share
        base = default()
        self.pairs: list[tuple[Entity, Entity, float, float]] = []
        for line in PAIRS.strip().replace("\n", "|").split("|"):
            actor, recipient, often, mood = line.split()
            one, other = base.entity(actor), base.entity(recipient)
            if one and other:
                self.pairs.append((one, other, float(often), float(mood)))

    def articles(self) -> Iterator[tuple[Article, list[Report]]]:
        """All articles day by day: up to three events each."""
        told: dict[tuple[str, datetime.date], list[tuple[str, ...]]] = defaultdict(list)
        for day, event in self.events():
            for publisher, delay in self.publishers(event):
                told[publisher, day + datetime.timedelta(days=delay)].append((*event, day.isoformat()))
        number = 0
        for publisher, day in sorted(told, key=lambda key: (key[1], key[0])):
            events = told[publisher, day]
            for some in (events[i : i + 3] for i in range(0, len(events), 3)):
                number += 1
                yield self.article(f"invented-{number:05}", publisher, day, some)

    def events(self) -> Iterator[tuple[datetime.date, tuple[str, ...]]]:
        """Days and what happened on them: type, actor, recipient, thing, city's country."""
        day = START
        while day <= END:
            for one, other, often, mood in self.pairs:
                if self.chance.random() > self.share * often * 5 / 760:
                    continue
                turn = TURNS.get((one.id, other.id))
                feeling = turn[1] if turn and day >= turn[0] else mood
                swapped = self.chance.random() < 0.42
                actor, recipient = (other, one) if swapped else (one, other)
                yield day, self.deed(actor, recipient, feeling)
            day += datetime.timedelta(days=1)

    def deed(self, actor: Entity, recipient: Entity, mood: float) -> tuple[str, ...]:
        """What one does to the other in a mood."""
        kind = FRIENDLY if self.chance.random() < (mood + 10) / 20 else HOSTILE
        weights = dict(kind)
        if kind is HOSTILE and mood < -6:
            weights["ASSAULT"] = 22
        type_ = self.chance.choices(list(weights), list(weights.values()))[0]
        where = self.chance.choice([recipient.country or "", actor.country or "", ""])
        return type_, actor.id, recipient.id, self.chance.choice(THINGS), where if where in CITIES else ""

    def publishers(self, event: tuple[str, ...]) -> Iterator[tuple[str, int]]:
        """Who tells an event, and how many days later: mostly those to whom it matters."""
        countries = {default().entity(key).country for key in event[1:3]}  # type: ignore[union-attr]
        for name, homes in PUBLISHERS.items():
            near = any(country and country in homes for country in countries)
            if self.chance.random() < (0.62 if near else 0.34 if not homes else 0.09):
                yield name, self.chance.choice((0, 0, 0, 1))

    def article(
        self, key: str, publisher: str, day: datetime.date, events: list[tuple[str, ...]]
    ) -> tuple[Article, list[Report]]:
        """One article: a paragraph for each event."""
        text, made = "", []
        for event in events:
            sentence, build = self.sentence(publisher, event)
            start = len(text)
            text += sentence + "\n\n"
            made.append((start, sentence, build))
        title = made[0][1].rstrip(".")
        article = Article(key, text.rstrip(), title[:90], day.isoformat(), publisher, language="en")
        return article, [self.report(article, day, start, sentence, *build) for start, sentence, build in made]

    def sentence(self, publisher: str, event: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
        """A sentence that tells an event, and what the report of it needs."""
        type_, actor, recipient, thing, where, day = event
        base = default()
        one, other = base.entity(actor), base.entity(recipient)
        assert one is not None
        assert other is not None
        way = self.chance.choice((1, 3))
        words = DEEDS[type_][way].format(a=one.name, r=other.name, x=thing)
        city = CITIES[where].rsplit(" ", 2)[0] if where else ""
        date = datetime.date.fromisoformat(day)
        words += f" in {city}" if city else ""
        words += f" on {date.day} {date:%B}" if self.chance.random() < 0.7 else ""
        mine = any(country in PUBLISHERS[publisher] for country in (other.country,) if country)
        tone = self.chance.random()
        told = (type_, actor, recipient, DEEDS[type_][way + 1])
        sided = quad(type_).endswith("conflict") and mine
        if sided and tone < 0.22:
            words = f"{other.name} denied that {words}"
            return f"{words}.", (*told, "negated", recipient, where, day)
        if tone < 0.4:
            speaker = other if tone < 0.3 else one
            return f"{words}, {speaker.name} said.", (*told, "asserted", speaker.id, where, day)
        if tone > 0.95:
            return f"Officials think it possible that {words}.", (*told, "possible", "", where, day)
        return f"{words}.", (*told, "asserted", "", where, day)

    def report(
        self, article: Article, day: datetime.date, start: int, sentence: str, type_: str, actor: str, recipient: str,
        verb: str, factuality: str, speaker: str, where: str, when: str,
    ) -> Report:  # fmt: skip
        """The report of a sentence."""
        body = sentence.partition(" that ")[2] or sentence
        shift = start + len(sentence) - len(body)
        who, whom = (self.mention(body, shift, key) for key in (actor, recipient))
        at = shift + body.index(verb)
        mode = DEEDS[type_][0] or None
        code = cameo(type_, mode, (), factuality)
        said = None
        if speaker:
            words = f"{default().entity(speaker).name} said"  # type: ignore[union-attr]
            said = Attribution(self.mention(sentence, start, speaker, -1 if words in sentence else 0), "said", False)
        date = datetime.date.fromisoformat(when)
        told = f"on {date.day} {date:%B}"
        exact = Span(shift + body.index(told), shift + body.index(told) + len(told), told) if told in body else None
        return Report(
            article=article.id, sentence=Span(start, start + len(sentence), sentence),
            trigger=Span(at, at + len(verb), verb), type=type_, mode=mode, contexts=("diplomatic",), cameo=code,
            quad=quad(type_), goldstein=goldstein(code), score=score(type_, mode), actor=(who,), recipient=(whom,),
            when=Period(when, when, "day" if exact else "inferred", exact), where=self.place(sentence, start, where),
            factuality=factuality, attribution=said, confidence=round(self.chance.uniform(0.42, 0.97), 2),
            coder="invented",
        )  # fmt: skip

    def mention(self, body: str, shift: int, key: str, which: int = 0) -> Mention:
        """The words that name an entity, the last ones where ``which`` says so."""
        one = default().entity(key)
        assert one is not None
        at = body.rindex(one.name) if which else body.index(one.name)
        return Mention(shift + at, shift + at + len(one.name), one.name, key, one.name, one.country, one.sector)

    def place(self, sentence: str, start: int, where: str) -> Place | None:
        """The city named in a sentence."""
        if not where:
            return None
        name, latitude, longitude = CITIES[where].rsplit(" ", 2)
        at = start + sentence.index(f" in {name}") + 4
        return Place(name, where, float(latitude), float(longitude), None, "city", Span(at, at + len(name), name))


def build(path: Path, share: float = 1.0, *, samples: bool = True) -> None:
    """Make the record at ``path``."""
    with open_record(path, create=True) as record:
        if samples:
            from redshank.coding.many import code_articles
            from redshank.sources import read_articles

            read = [one for one in read_articles([str(SAMPLES)]) if isinstance(one, Article)]
            record.keep_many((article, reports) for article, reports in code_articles(read))
        some: list[tuple[Article, list[Report]]] = []
        for coded in News(share=share).articles():
            some.append(coded)
            if len(some) == 200:
                record.keep_many(some)
                some = []
        record.keep_many(some)


if __name__ == "__main__":
    build(Path(sys.argv[1]))
