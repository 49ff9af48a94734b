from pathlib import Path

import pytest

from redshank.ontology import page

DOCS = Path(__file__).parents[2] / "docs" / "codebook.md"


@pytest.mark.skipif(not DOCS.exists(), reason="the documentation is not here")
def test_the_codebook_page_says_what_the_tables_say() -> None:
    written = DOCS.read_text(encoding="utf-8").partition("-->\n\n")[2]
    assert written == page.markdown(), "run python -m redshank.ontology.page"


def test_the_page_has_every_type_and_context() -> None:
    text = page.markdown()
    assert text.count("\n### ") == 16
    assert "| religion_ethnicity |" in text
    assert "| planned |" in text
