"""The pages for those who come from another system tell what the commands on them do."""

from pathlib import Path

import pytest

from docs.examples import PAGES, ROOT, renewed

FROM = ("docs/from-petrarch2.md", "docs/from-gdelt.md")


@pytest.mark.parametrize("name", FROM, ids=lambda name: Path(name).stem)
def test_the_page_shows_what_its_commands_print(name: str) -> None:
    page = (ROOT / name).read_text("utf-8")
    assert page.count("<!-- run: ") >= 3
    assert renewed(page) == page, f"run: python -m docs.examples {name}"
    assert name in PAGES
