"""A small record of events that several publishers tell, each in its own way."""

from __future__ import annotations

import datetime
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import anyio

from redshank.record import Record, open_record
from tests.record.invented import article, report

Result = TypeVar("Result")

START = datetime.date(2023, 3, 1)
FILLER = (
    "Shops stayed shut while miners walked down the avenue carrying banners, drums and lamps.",
    "Forecasters expect heavy rain over the northern coast until the weekend and warn of floods.",
    "The talks turned on grain, gas prices and the fate of prisoners held since last spring.",
)


def apart(work: Callable[..., Awaitable[Result]], *args: object) -> Result:
    """The result of something asynchronous, in a thread of its own: browsers keep an event loop in the tests' one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(anyio.run, work, *args).result()


def keep_told(path: Path, weeks: int = 12) -> Record:
    """Each week Macron meets Putin in Moscow, as three papers tell; the Courier always lets Macron say so.

    In the first week a fourth paper denies it.
    """
    record = open_record(path, create=True)
    for week in range(weeks):
        day = START + datetime.timedelta(days=7 * week)
        date = (day + datetime.timedelta(days=1)).isoformat()
        for number, paper in enumerate(("Gazette", "Herald", "Courier")):
            said = paper == "Courier"
            line = f"Macron met Putin in Moscow on {day:%A}{', Macron said' if said else ''}, week {week}."
            told = article(f"{paper}-{week}", line, date=date, publisher=paper, more=FILLER[number] + f" {week}")
            about = {"when": day.isoformat(), "where": "Moscow", "mode": "visit"}
            speaker = {"speaker": "Macron"} if said else {}
            record.keep(told, [report(told, "CONSULT", "Macron", "Putin", "met", **about, **speaker)])
    line = "Putin never met Macron in Moscow on Wednesday, week 0."
    told = article("denial", line, date="2023-03-02", publisher="Tribune", more="A spokesman denied all of it.")
    about = {"when": START.isoformat(), "where": "Moscow", "mode": "visit", "factuality": "negated"}
    record.keep(told, [report(told, "CONSULT", "Macron", "Putin", "met", **about)])
    return record
