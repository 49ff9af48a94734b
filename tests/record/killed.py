"""Keeps invented articles as fast as it can until it is killed: run by the tests as a program of its own."""

import sys

from redshank.record import open_record
from tests.record.invented import article, met, report

COUNT = 60


def coded(number: int):
    """An article of many reports, some alike with those of others."""
    told, [one] = met(f"k{number}", publisher=f"Paper {number % 5}", more=f"Number {number} of the series was filed.")
    other = article(f"k{number}", told.text.split("\n")[0], publisher=told.publisher or "")
    return told, [one, report(other, "SUPPORT", "Putin", "Macron", "Moscow")]


if __name__ == "__main__":
    with open_record(sys.argv[1], create=True) as record:
        for at in range(0, COUNT, 3):
            record.keep_many([one for one in map(coded, range(at, at + 3)) if not record.has(one[0])])
            print(at, flush=True)
