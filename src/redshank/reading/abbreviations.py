"""Abbreviations of English news, by what a capital letter after their full stop means."""


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


NEVER_FINAL = _words(
    """Mr Mrs Ms Mx Messrs Mme Mlle Dr Prof Gen Sen Sens Rep Reps Gov Govs Lt Col Sgt Capt Cpt Maj Adm Adml Brig Cmdr
    Cmdt Cpl Pvt Pfc Spc Rev Hon Pres Amb Supt Det Insp Atty Asst Dep Min Sec Sir Fr Bro Sr Sra Srta Sheikh Hajj Mt Ft
    vs v viz cf e.g i.e eg ie ca approx Ph M Lieut Comdr Ald Del Treas Sgts Drs Profs Gens Cols Maj.-Gen Lt.-Col
    Vice-Adm Cllr Ste"""
)
"""Titles and link words: a name or more of the sentence always follows."""

COUNTED = _words("No Nos Art Arts Vol Ch Chap Fig Figs p pp para paras Sec Sect Nr Op Pt Sch art no vol ed")
"""These go on only before a number: ``No. 5``, but ``Would he go? No. Trump stayed``."""

CLOCK = _words("a.m p.m am pm")
"""A capital after these starts a sentence unless it names a time zone or a day."""

SELDOM_FINAL = _words(
    """Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun St Jr Inc Corp Co
    Cos Ltd Bros LLC Plc plc Ave Blvd Rd Hwy Bldg Dept Univ Assn Assoc Natl Intl Ala Ariz Ark Calif Colo Conn Del Fla Ga
    Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo Ont Que Alta
    Man Sask al est Est Gov't Int'l Ret ret Esq Bhd Pty Pvt GmbH S.A Comm Cmte Rt Bat Batt Div Reg Regt Bn"""
)
"""Months, states, companies, streets: they end a sentence only if a word that likes to start one follows."""

LETTERED = _words("War Plan Vitamin Group Class Type Part Hepatitis Title Section Phase Category Annex")
"""After these a single capital is a letter or a numeral, and its full stop is a full stop."""

SENTENCE_STARTERS = _words(
    """The He She It They We I You But And In On At A An This That These Those There His Her Its Their Our My If When
    While As After Before For However Meanwhile Also Since So Yet Or One Some Many What Who Why How Where Although
    Though Despite According By With From To During Such Here Both Now Then Still Even Instead Earlier Later Until
    Because Like Unlike Nor Perhaps Nearly Between Among Through Whether Once Just Only Not It's He's She's They're
    We're I'm That's There's Moreover Furthermore Additionally Nevertheless Asked Another Other Others Several Each
    Every Most Few Today Yesterday Last Next Thus Therefore Indeed It’s He’s She’s They’re We’re I’m That’s
    There’s"""
)
"""Words whose capital is almost always that of a first word."""

TIME_ZONES = _words(
    """ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT BST CET CEST EET MSK UTC IST JST AEST Eastern Central Mountain
    Pacific Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs Fri Sat Sun January
    February March April May June July August September October November December Jan Feb Aug Sept Oct Nov Dec Moscow
    Beijing London Greenwich New"""
)
"""What may follow ``3 p.m.`` within a sentence."""
