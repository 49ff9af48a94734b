"""The main ways through the application in a browser: by mouse, by keys alone, without scripts."""

from __future__ import annotations

import re

import pytest

from redshank.record import open_record
from tests.web.conftest import serve

TEXT = (
    "PARIS, March 7 (Sample Wire) - French President Emmanuel Macron met German Chancellor Olaf Scholz in Paris on "
    "Tuesday to discuss aid for Ukraine, the Elysee said."
)
PAGES = (
    "/", "/search?q=border", "/articles", "/article?id=sample-06", "/review", "/add", "/saved", "/judgements",
    "/saved/new?address=/events",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(server, page, axe, path, theme):
    page.emulate_media(color_scheme=theme)
    page.goto(server + path, wait_until="networkidle")
    assert axe(page) == []


def test_axe_finds_nothing_where_the_token_is_asked_for(own_record, page, axe):
    for address in serve(own_record, token="a token of twenty characters"):
        page.goto(f"{address}/events")
        assert axe(page) == []
        page.get_by_label("Token").fill("a token of twenty characters")
        page.get_by_role("button", name="Come in").click()
        page.wait_for_url(re.compile("/events$"))
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url(re.compile("/sign-in$"))


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_a_phone(server, page, path):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(server + path, wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_from_a_pasted_text_to_its_evidence(empty_server, page):
    page.goto(empty_server)
    page.get_by_label("The article").fill(TEXT)
    page.get_by_label("Published on").fill("2023-03-08")
    page.get_by_role("button", name="Code it").click()
    page.get_by_role("status").first.wait_for()
    page.wait_for_url(re.compile(r"/article\?"), timeout=120_000)
    assert page.locator(".text mark[data-role~=actor]").first.inner_text() != ""
    assert page.locator(".reports li").count() >= 1


def test_dropped_files_are_coded(empty_server, page, tmp_path):
    (tmp_path / "one.txt").write_text(TEXT)
    (tmp_path / "two.txt").write_text(TEXT.replace("Scholz", "Merz"))
    page.goto(empty_server)
    page.locator("#files").set_input_files([tmp_path / "one.txt", tmp_path / "two.txt"])
    page.get_by_role("button", name="Code them").click()
    page.get_by_text("2 articles in the record").wait_for(timeout=120_000)


def test_from_home_to_the_sentence_in_three_clicks(server, page):
    page.goto(server)
    page.locator("main .rows .say a").first.click()
    page.wait_for_url(re.compile("/events/"))
    page.locator("a[href^='/article?']").first.click()
    page.wait_for_url(re.compile(r"/article\?"))
    page.locator(".text mark[data-role~=action]").first.wait_for(state="attached")


def test_j_and_k_walk_through_the_reports_and_light_their_words(server, page):
    page.goto(f"{server}/article?id=sample-06", wait_until="networkidle")
    first, second = (page.locator(".reports li").nth(n) for n in (0, 1))
    page.keyboard.press("j")
    assert first.evaluate("e => e === document.activeElement")
    key = first.get_attribute("data-report")
    page.locator(f"mark.lit[data-report~='{key}']").first.wait_for(state="attached")
    page.keyboard.press("j")
    assert second.evaluate("e => e === document.activeElement")
    page.locator(f"mark.lit[data-report='{key}']").first.wait_for(state="detached")
    page.keyboard.press("k")
    assert first.evaluate("e => e === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/events/"))
    page.go_back()
    page.wait_for_url(re.compile(r"/article\?"))


def test_words_under_the_pointer_light_their_report(server, page):
    page.goto(f"{server}/article?id=sample-06", wait_until="networkidle")
    mark = page.locator(".text mark[data-role~=action]").first
    mark.hover()
    key = mark.get_attribute("data-report").split()[0]
    page.locator(f".reports li.lit[data-report='{key}']").wait_for()


def test_words_that_have_the_focus_light_their_report(server, page):
    page.goto(f"{server}/article?id=sample-06", wait_until="networkidle")
    mark = page.locator(".text mark[data-role~=action]").first
    mark.locator("a").focus()
    key = mark.get_attribute("data-report").split()[0]
    page.locator(f".reports li.lit[data-report='{key}']").wait_for()


def test_reviewing_by_keys_alone(own_server, own_record, page):
    page.goto(f"{own_server}/review")
    claim = page.locator("#claim").inner_text()
    page.get_by_label("Your name").first.fill("ana")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("w")
    page.get_by_text("Kept.").wait_for()
    with open_record(own_record) as record:
        assert [(one.verdict["right"], one.who) for one in record.judgements()] == [(False, "ana")]
        wrong = record.report(record.judgements()[0].target)
        assert not wrong.current
    page.keyboard.press("r")
    page.get_by_text("1 right, 1 wrong").wait_for()
    page.keyboard.press("u")
    page.get_by_text("0 right, 1 wrong").wait_for()
    page.goto(f"{own_server}/review")
    page.keyboard.press("s")
    page.wait_for_url(re.compile("skipped=1"))
    assert page.locator("#claim").inner_text() != claim


def test_a_corrected_report_is_respected(own_server, page):
    page.goto(f"{own_server}/article?id=sample-06")
    page.locator(".reports li").first.get_by_role("link", name="Correct it").click()
    page.get_by_label("Type").select_option("THREATEN")
    page.get_by_label("Your name").last.fill("ana")
    page.get_by_role("button", name="Keep the correction").click()
    page.get_by_text("Kept.").wait_for()
    page.goto(f"{own_server}/article?id=sample-06")
    first = page.locator(".reports li").first
    assert "THREATEN" in first.inner_text()
    assert "judged" in first.inner_text()


def test_reading_needs_no_scripts(server, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server)
    page.locator("main .rows .say a").first.click()
    page.wait_for_url(re.compile("/events/"))
    page.locator("a[href^='/article?']").first.click()
    page.wait_for_url(re.compile(r"/article\?"))
    page.locator(".text mark[data-role~=action]").first.wait_for(state="attached")
    page.locator(".text mark[data-role~=action] a").first.click()
    page.wait_for_url(re.compile("#report-"))
    page.goto(f"{server}/search?q=border")
    page.locator("main mark").first.wait_for(state="attached")
    context.close()


def test_adding_needs_no_scripts(empty_server, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(empty_server)
    page.get_by_label("The article").fill(TEXT)
    page.get_by_role("button", name="Code it").click()
    page.wait_for_url(re.compile(r"/article\?"), timeout=120_000)
    context.close()
