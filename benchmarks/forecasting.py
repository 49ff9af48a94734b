"""Benchmarks of the forecaster: ranking on temporal knowledge graphs, odds on the last months of one of them.

    python benchmarks/forecasting.py graphs [ICEWS14 ...]     MRR and hits on the valid split
    python benchmarks/forecasting.py odds [--days 7]          Brier score and reliability on ICEWS14's last 60 days

Graphs are looked for in ``data/graphs`` of the folder that REDSHANK_SHARED names (default ../shared).
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import resource
import sys
from pathlib import Path

from redshank.forecasting.backtest import backtest
from redshank.forecasting.evaluation import evaluate
from redshank.forecasting.graph import read_facts
from redshank.forecasting.history import History

SHARED = Path(os.environ.get("REDSHANK_SHARED", Path(__file__).parents[2] / "shared"))
GRAPHS = SHARED / "data" / "graphs"
TYPES = (
    ("ASSAULT", "fight use_conv use_unconv physically kill abduct torture sexually assassinate attempt_to_assass "
                "employ_aerial "
                "conduct_suicide carry_out engage_in_mass_kill detonate use_chemical use_as_human destroy"),
    ("PROTEST", "demonstrate_or demonstrate_for protest conduct_strike conduct_hunger engage_in_pol engage_in_viol "
                "obstruct rally_opp"),
    ("COERCE", "arrest coerce confiscate expel impose_restr impose_block impose_state occupy seize ban "
               "engage_in_mass_exp use_tactics violate impose_admin"),
    ("MOBILIZE", "mobilize increase demonstrate_military"),
    ("SANCTION", "impose_embargo reduce halt"),
    ("THREATEN", "threaten give_ultimatum"),
    ("REJECT", "reject refuse deny defy veto decline"),
    ("ACCUSE", "accuse criticize complain investigate bring_lawsuit"),
    ("REQUEST", "make_an_appeal appeal demand rally_support"),
    ("AGREE", "express_intent"),
    ("CONCEDE", "ease yield accede apologize forgive"),
    ("RETREAT", "retreat return declare_truce demobilize receive_insp receive_depl"),
    ("AID", "provide grant_asylum"),
    ("COOPERATE", "cooperate share engage_in_mat engage_in_jud"),
    ("SUPPORT", "praise defend grant_dip make_emp engage_in_dip sign express_accord"),
    ("CONSULT", "consult make_a_visit host engage_in_neg discuss meet mediate"),
)  # fmt: skip
"""Beginnings of ICEWS's names of relations, by PLOVER's type; relations with another beginning are left out."""


def type_of(relation: str) -> str:
    """The type of PLOVER nearest to one of ICEWS's relations, or nothing."""
    name = relation.lower()
    return next((type_ for type_, starts in TYPES if name.startswith(tuple(starts.split()))), "")


def icews14() -> list[History]:
    """ICEWS14 as a history: its train and valid splits, its relations as types of PLOVER."""
    folder = GRAPHS / "ICEWS14"
    names = [_names(folder / f"{what}2id.txt") for what in ("entity", "relation")]
    begin = datetime.date(2014, 1, 1)
    rows = [fact for split in ("train", "valid") for fact in read_facts(folder / f"{split}.txt").tolist()]
    events = [
        History(begin + datetime.timedelta(days=hour // 24), names[0][s], type_of(names[1][r]), names[0][o])
        for s, r, o, hour in rows
    ]
    return sorted(event for event in events if event.type)


def _names(path: Path) -> dict[int, str]:
    lines = (line.rstrip("\n").split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {int(fields[1]): fields[0] for fields in lines if len(fields) > 1}


def main() -> None:
    """Run one benchmark and print its figures as JSON lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("graphs", "odds"))
    parser.add_argument("names", nargs="*", default=["ICEWS14"])
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--by", default="dyad")
    arguments = parser.parse_args()
    if not GRAPHS.exists():
        sys.exit(f"no graphs at {GRAPHS}: set REDSHANK_SHARED")
    if arguments.what == "graphs":
        for name in arguments.names:
            print(json.dumps(evaluate(GRAPHS / name, "valid")))
    else:
        events = icews14()
        end = events[-1].date
        report = backtest(events, end - datetime.timedelta(days=59), end, arguments.days, by=arguments.by)
        print(json.dumps(report.to_json(), indent=1))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB", file=sys.stderr)


if __name__ == "__main__":
    main()
