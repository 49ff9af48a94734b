"""The words around a number that say what it counts: persons and what befell them, coins, goods."""

from __future__ import annotations

import re

from redshank.ontology import tables

_S = r"\s{1,3}"

NO_QUANTITY = re.compile(
    r"(?:st|nd|rd|th)\b|[\s-]?(?:%|percent|per\scent|pct|percentage)|-(?:year|month|day|week|hour|member|point|nation|party|man)"
    r"|\s(?:of\s(?:the|its|his|her|their|those|these|them|our)|another|side|more\stime)\b"
    r"|\s(?:years?|months?|weeks?|days?|hours?|minutes?|decades?|times?|points?|km|kilomet\w+|miles?|met(?:er|re)s?|degrees"
    r"|a\.m|p\.m|o['’]clock|seats?|votes?)\b|:\d\d"
)
"""What follows a number that counts nothing of interest here."""

_NO_ADJECTIVE = (
    r"(?!(?:and|or|of|in|on|at|to|the|an?|with|by|for|from|after|before|while|as|people|persons|men|women|who|that|were|was"
    r"|dead|killed|wounded|injured|said|lost|had|have|has|their|is|are|\w+ing)\b)"
)
_DESCRIBED = rf"(?:\s{_NO_ADJECTIVE}[A-Za-z][\w'’-]{{0,20}}){{0,3}}?"
_PERSONS = (
    "people|persons?|civilians?|soldiers?|troops|servicemen|servicewomen|policemen|policewomen|officers?|police|guards?|"
    "children|child|kids|boys?|girls?|women|woman|men|man|others|militants?|rebels?|fighters?|insurgents?|terrorists?|"
    "gunmen|protesters?|protestors?|demonstrators?|marchers|strikers|activists?|residents?|villagers?|workers?|students?|"
    "teachers?|nurses?|doctors?|farmers?|miners?|journalists?|passengers?|migrants?|refugees?|prisoners?|hostages?|"
    "detainees?|inmates?|members?|supporters?|victims?|peacekeepers?|personnel|marines|sailors?|pilots?|pilgrims?|"
    "worshippers?|commandos?|reservists?|mercenaries|volunteers?|observers?|monitors|inspectors?|diplomats?|citizens?|"
    "nationals?|immigrants?|suspects?|militiamen|lawmakers?|followers|families|individuals?|employees?|staff|crew|"
    r"[A-Z][a-z]{2,12}(?:ans|ians|is|ese|ks|nes|ards)"
)
PEOPLE = re.compile(
    rf"(?:\sof(?:\s(?:the|its|their|his))?\b|\smore\b|\sadditional\b)?{_DESCRIBED}\s(?:{_PERSONS})\b"
    r"(?:\s(?:on\sboard|aboard))?"
)
"""A noun for persons after a number, with up to three words that describe them."""

PEOPLE_OF_THEIR_OWN = re.compile(
    r"\b(?:protest[eo]rs?|demonstrators?|marchers|strikers|troops|soldiers|fighters|marines|reservists|peacekeepers|"
    r"mercenaries|commandos|supporters|hostages|prisoners|detainees|refugees|migrants|rebels|militants|personnel)\b"
)
"""Persons whose number is the size of a crowd or a force, whatever they do."""

_BE = r"(?:\s(?:were|was|are|is|have\sbeen|had\sbeen|has\sbeen|being|been|who\swere))?"
_ASIDE = r"(?:,[^,.;]{1,60},)?"
_ALSO = r"(?:\s(?:also|reportedly|confirmed|either|left|then|later|feared|believed|reported|shot|found|burned)){0,2}"
_FEW = r"(?:\d{1,6}|one|two|three|four|five|six|seven|eight|nine|ten|several|dozens\sof)"
_JOINED = rf"(?:,?\s(?:and\s)?{_FEW}\s(?:\w{{2,15}}\s)?(?:{_PERSONS})){{0,2}}"
DEAD_AFTER = re.compile(
    rf"{_JOINED}{_ASIDE}{_BE}{_ALSO}\s(?:have\s|had\s|has\s)?(?:killed|dead|died|slain|executed|massacred|murdered|perished"
    r"|lost\stheir\slives|beheaded|assassinated|drowned)\b"
    r"|\s(?:(?!and\b|or\b)\w{2,15}\s)?(?:deaths|fatalities|lives|bodies|corpses|killings|dead)\b"
)
HURT_AFTER = re.compile(
    rf"{_JOINED}{_ASIDE}{_BE}{_ALSO}\s(?:(?:seriously|badly|critically|severely|slightly)\s)?"
    r"(?:wounded|injured|hurt|hospitali[sz]ed|maimed)\b|\s(?:(?!and\b|or\b)\w{2,15}\s)?(?:injuries|wounded|injured)\b"
)
_ABOUT = (
    r"(?:\s(?:at\sleast|about|around|some|nearly|almost|over|more\sthan|up\sto|an?\sestimated|another|as\smany\sas|all|only"
    r"|approximately|roughly|close\sto|fewer\sthan|the|a\stotal\sof|between|well\sover|what|further|reportedly))*\s?$"
)
_NAMED = r"(?:\s[\w'’-]{2,15}){0,2}?"
DEAD_BEFORE = re.compile(
    r"\b(?:kill(?:ed|ing|s)?|murder(?:ed|ing)|execut(?:ed|ing)|massacr(?:ed|ing)|slaughter(?:ed|ing)|slew|(?:shot|stabbed)\s(?:dead|to\sdeath)"
    r"|claim(?:ed|ing)\sthe\slives\sof|deaths?\sof|behead(?:ed|ing)|assassinat(?:ed|ing)"
    rf"|(?:(?:death\s)?toll|fatalities|number\sof\s(?:the\s)?(?:dead|deaths)){_NAMED}\s(?:of|to|at|stands\sat|reached|rose\sto|hit|passed|is|was|numbered))"
    rf"{_ABOUT}",
    re.IGNORECASE,
)
HURT_BEFORE = re.compile(
    r"\b(?:wound(?:ed|ing|s)|injur(?:ed|ing|es)|maim(?:ed|ing)|hurt(?:ing)?)" + _ABOUT, re.IGNORECASE
)
GATHER_AFTER = re.compile(
    rf"{_ASIDE}{_BE}{_ALSO}(?:\s(?:have|had|has|to|will|also|peacefully))?\s(?:gather|rall(?:y|ied)|march|protest|demonstrat|"
    r"took\sto\sthe\sstreets|take\sto\sthe\sstreets|attend|turned\sout|turn\sout|join|assembl|took\spart|take\spart|"
    r"participat|went\son\sstrike|go\son\sstrike|walked\sout|walk\sout|staged|stag|arrested|detained|jailed|imprisoned|"
    r"displaced|evacuated|flee|fled|rescued|released|freed|deported|expelled|abducted|kidnapped|taken\shostage|missing|"
    r"deployed|mobili[sz]ed|crowd|pack|filled|blocked|rounded\sup|sheltering|stranded|held|captured|in\scustody|homeless)"
)
GATHER_BEFORE = re.compile(
    r"\b(?:(?:crowds?|mob|gathering|rally|protest|march|demonstration|force|convoy|garrison|army|group|total|turnout)"
    r"\s(?:of|by|numbering)|arrest(?:ed|ing)|detain(?:ed|ing)|displac(?:ed|ing)|evacuat(?:ed|ing)|free(?:d|ing)|"
    r"releas(?:ed|ing)|abduct(?:ed|ing)|kidnapp(?:ed|ing)|deport(?:ed|ing)|rescu(?:ed|ing)|attended\sby|captur(?:ed|ing)|"
    r"deploy(?:ed|ing)?)" + _ABOUT,
    re.IGNORECASE,
)

BARE = re.compile(
    r"\s?(?:$|[.,;:)!?—–]|(?:and|in|on|at|near|during|when|after|before|as|who|for|from|to|by|with|since|but|more|over|across"
    r"|while|outside|inside|according|there|so|or)\b)"
)
"""What follows a number whose noun is left out: "a crowd of 8,000 in Carson"."""

_THINGS = (
    "drones?|UAVs?|tanks?|missiles?|rockets?|shells?|rounds|bullets?|grenades?|mines?|bombs?|warheads?|torpedoes|"
    r"launchers?|batteries|howitzers?|mortars?|guns?|rifles?|pistols?|machine\sguns?|weapons?|firearms?|vehicles?|trucks?|"
    r"lorries|buses|ambulances?|bulldozers?|aircraft|fighter\sjets?|jets?|warplanes?|planes?|helicopters?|bombers?|gliders?|"
    "balloons?|warships?|ships?|vessels?|boats?|submarines?|frigates?|destroyers?|tankers?|carriers?|satellites?|radars?|"
    "systems|interceptors?|projectiles?|doses|vaccines|masks|ventilators?|kits|respirators?|tents?|blankets?|generators?|"
    "parcels?|rations|meals|laptops?|computers?|servers?|chips|reactors?|centrifuges?|turbines?|houses?|homes?|buildings?|"
    r"schools?|hospitals?|settlements?|outposts?|airstrikes?|air\sstrikes?|strikes?|sorties|visas?|scholarships?|cows|cattle|"
    "sheep"
)
_MEASURES = (
    r"(?:metric\s)?(?:tonnes?|tons?)|kilograms?|kilos?|kg|grams?|pounds?|barrels(?:\s(?:a|per)\sday)?|bushels|gallons|litres|"
    r"liters|cubic\s(?:met(?:er|re)s|feet)|(?:mega|giga)watts?|MW|GW|hectares|acres|bags|boxes|sacks|truckloads|containers|"
    "pallets|crates|shipments|batches"
)
_STUFF = "oil|gas|supplies|aid|meal|arms|energy|power|fuel|water|flour|rice|wheat|medicine|equipment|weapons|ammunition"
GOODS = re.compile(
    rf"\s(?:of\s)?(?:(?P<measure>(?:{_MEASURES})\b(?:\sof\s[a-z][a-z-]{{2,20}}(?:\s(?:{_STUFF})\b)?)?)"
    rf"|(?:{_NO_ADJECTIVE}[A-Za-z][\w'’-]{{0,20}}\s){{0,3}}?(?P<thing>{_THINGS})\b(?!\saway))"
)
"""Goods after a number: a thing counted, with up to three words that describe it, or a measure and what is measured."""

_COINS = (
    "renminbi|shilling|hryvnia|ringgit|afghani|dollar|rouble|shekel|dirham|rupiah|forint|kronor|"
    "kroner|rupee|ruble|riyal|naira|reais|zloty|tenge|franc|dinar|krone|krona|pound|buck|euro|"
    "yuan|lira|rand|real|rial|taka|baht|dong|birr|cedi|lari|peso|yen|won"
)
CURRENCY_WORD = re.compile(
    rf"[\s-](?:(?P<whose>U\.?S\.?|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?|CFA)\s)?(?P<coin>{_COINS})s?\b(?!\sof\s(?!aid|debt|goods))",
    re.IGNORECASE,
)


def currency(sign: str, coin: str = "") -> str:
    """The ISO 4217 code of a sign or of a coin and whose it is; ``XXX`` where that leaves it open."""
    codes = tables.by("currencies", "name", "redshank.reading")
    names = [f"{sign.lower()} {coin.lower()}", coin.lower()] if coin else [sign.strip()]
    return next((codes[name]["code"] for name in names if name in codes), "XXX" if coin else sign.strip(" ."))
