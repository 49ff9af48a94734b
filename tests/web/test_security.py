"""Safe by default: who may come in, from where, with how much; what no answer tells; what no article can do."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from redshank.errors import InputError, RecordError, UsageError
from redshank.web import WebSettings, create_app
from redshank.web.problems import problem_of, without_paths
from redshank.web.security import POLICY
from tests.web.conftest import client_of

TOKEN = "a token of twenty characters and more"
PAGES = (
    "/", "/search", "/events", "/articles", "/review", "/add", "/saved", "/judgements", "/article?id=sample-01",
    "/sign-in", "/nowhere", "/api/v1/events", "/healthz", "/static/app.css", "/api/v1/openapi.json",
)  # fmt: skip
CHANGING = ("/add", "/review/x", "/judgements/undo", "/saved", "/notes", "/api/v1/judgements")


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_has_the_headers(client, path):
    headers = client.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere():
    assert "default-src 'self'" in POLICY
    assert "unsafe" not in POLICY
    assert "http" not in POLICY


@pytest.mark.parametrize("path", [path for path in PAGES if not path.startswith(("/api", "/static", "/healthz"))])
def test_no_page_has_scripts_or_styles_of_its_own_or_asks_another_host(client, path):
    page = client.get(path, headers={"accept": "text/html"}).text
    for script in re.findall(r"<script[^>]*>", page):
        assert 'src="/static/' in script or 'type="application/json"' in script
    assert "<style" not in page
    assert " style=" not in page
    assert not re.search(r"\son[a-z]+=", page)
    assert not re.search(r'(src|href|action)="(https?:)?//', page)


# The address


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.org"])
def test_an_address_that_others_reach_needs_a_token_or_read_only(host):
    with pytest.raises(UsageError, match="REDSHANK_TOKEN"):
        WebSettings(host=host)
    WebSettings(host=host, token=TOKEN)
    WebSettings(host=host, read_only=True)


def test_a_short_token_is_refused():
    with pytest.raises(UsageError, match="shorter"):
        WebSettings(token="secret")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_this_machine_needs_none(host):
    assert WebSettings(host=host).is_local


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:8000", "127.0.0.1.nip.io", "", "192.168.1.5"])
def test_names_that_were_made_to_lead_here_read_nothing(client, host):
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 403
    assert "articles" not in answer.text.split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:9", "[::1]:8000", "LOCALHOST"])
def test_our_own_names_are_answered(client, host):
    assert client.get("/", headers={"host": host}).status_code == 200


# Other sites


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:1234"},
    ],
)
@pytest.mark.parametrize(
    "path", ["/add", "/review/x", "/judgements/undo", "/saved", "/notes", "/api/v1/judgements", "/sign-in"]
)
def test_no_other_site_changes_anything(client, path, headers):
    answer = client.post(path, data={"text": "x"}, headers=headers)
    assert answer.status_code == 403
    assert "another site" in answer.text


def test_our_own_pages_and_programs_may(own_client):
    note = {"address": "/", "words": "x", "who": "ana"}
    for headers in ({"sec-fetch-site": "same-origin"}, {"origin": "http://localhost"}, {}):
        assert own_client.post("/notes", data=note, headers=headers).status_code == 303


# The token


@pytest.fixture
def guarded(record_path):
    """A server on an address that others reach, with a token."""
    return client_of(record_path, host="0.0.0.0", token=TOKEN)


@pytest.mark.parametrize("path", [path for path in PAGES if path not in ("/sign-in", "/healthz", "/static/app.css")])
def test_without_the_token_nothing_is_shown(guarded, path):
    answer = guarded.get(path, headers={"accept": "text/html"})
    assert answer.status_code in (303, 401)
    assert "Saudi" not in answer.text
    if answer.status_code == 303:
        assert answer.headers["location"].startswith("/sign-in")


def test_the_token_lets_in_and_leads_back_to_where_one_wanted_to_go(guarded):
    asked = guarded.get("/events?type=AID", headers={"accept": "text/html"})
    form = guarded.get(asked.headers["location"]).text
    assert 'value="/events?type=AID"' in form
    answer = guarded.post("/sign-in", data={"token": TOKEN, "next": "/events?type=AID"})
    assert answer.headers["location"] == "/events?type=AID"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert TOKEN not in cookie
    assert guarded.get("/events?type=AID").status_code == 200


def test_signing_out_shuts_the_door(guarded):
    guarded.post("/sign-in", data={"token": TOKEN})
    assert "Sign out" in guarded.get("/events").text
    guarded.post("/sign-out")
    assert guarded.get("/events").status_code == 303


def test_programs_send_it_in_a_header(guarded):
    assert guarded.get("/api/v1/events", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    refused = guarded.get("/api/v1/events", headers={"authorization": "Bearer no"})
    assert refused.status_code == 401
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("given", ["", "no", TOKEN[:-1], TOKEN + "x", "ä"])
def test_another_token_does_not(guarded, monkeypatch, given):
    monkeypatch.setattr("redshank.web.pages.sign_in.GUESS_SECONDS", 0.0)
    assert guarded.post("/sign-in", data={"token": given}).status_code == 403
    assert guarded.get("/events", headers={"cookie": f"redshank={given.encode().hex()}"}).status_code == 303


@pytest.mark.parametrize(
    "target", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb"]
)
def test_signing_in_leads_to_no_other_site(guarded, target):
    assert guarded.post("/sign-in", data={"token": TOKEN, "next": target}).headers["location"] == "/"


# Reading only


@pytest.mark.parametrize("path", CHANGING)
def test_a_record_that_is_only_read_stays_as_it_is(record_path, path):
    answer = client_of(record_path, read_only=True).post(path, data={"text": "x"})
    assert answer.status_code == 403
    assert "only read" in answer.text


# Sizes and times


def test_a_request_that_is_too_large_is_refused_before_it_is_read(record_path):
    small = client_of(record_path, upload_bytes=10_000)
    assert small.post("/add", data={"text": "x" * 20_000}).status_code == 413


def test_a_request_that_does_not_say_how_large_it_is_is_cut_off(record_path):
    small = client_of(record_path, upload_bytes=10_000)
    pieces = (b"text=" + b"x" * 1000 for _ in range(100))
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert small.post("/add", content=pieces, headers=headers).status_code == 413


def test_a_request_that_comes_in_too_slowly_is_given_up(record_path):
    app = create_app(str(record_path), WebSettings(upload_seconds=0.2))
    sent = []

    async def receive():
        await asyncio.sleep(0.15)
        return {"type": "http.request", "body": b"a", "more_body": True}

    async def send(message):
        sent.append(message)

    headers = [(b"host", b"localhost"), (b"content-type", b"application/x-www-form-urlencoded")]
    scope = {
        "type": "http", "method": "POST", "path": "/add", "raw_path": b"/add", "query_string": b"", "headers": headers,
        "scheme": "http", "server": ("localhost", 80), "client": ("127.0.0.1", 1), "http_version": "1.1",
        "root_path": "",
    }  # fmt: skip
    with ThreadPoolExecutor(1) as apart:  # the browsers of other tests have a loop of their own in this thread
        apart.submit(lambda: asyncio.run(asyncio.wait_for(app(scope, receive, send), 5))).result()
    assert sent[0]["status"] == 408


def test_too_many_files_or_fields_are_refused(record_path):
    one = client_of(record_path, files=2)
    files = [("files", (f"{n}.txt", "x", "text/plain")) for n in range(5)]
    assert one.post("/add", files=files).status_code == 400
    assert one.post("/notes", data={f"f{n}": "x" for n in range(3000)}).status_code in (400, 422)


def test_addresses_of_any_length_and_kind_are_answered_in_words(client):
    for path in ("/search?q=" + "x" * 5000, "/events?type=" + "&type=".join("A" * 60), "/events/" + "x" * 300,
                 "/article?id=%00%ff", "/events?since=%27--", "/articles?after=-1", "/static/../app.py"):  # fmt: skip
        answer = client.get(path, headers={"accept": "text/html"})
        assert answer.status_code in (200, 404, 422), path
        assert "Traceback" not in answer.text


# What no answer tells


def test_no_error_names_a_path_of_the_server(tmp_path):
    for error in (
        InputError("cannot be opened", where="/srv/secret/news.db"),
        UsageError("is no record: /srv/secret/news.db", where="/srv/secret", do="see /srv/secret/readme"),
        RecordError("is damaged", where="/srv/secret/news.db"),
        OSError(2, "No such file", "/srv/secret/news.db"),
        ValueError("/srv/secret"),
    ):
        told = str(problem_of(error).to_json())
        assert "secret" not in told
        assert "srv" not in told
    assert without_paths(r"C:\Users\ana\news.db is gone") == "(a file) is gone"
    assert without_paths("https://example.org/a/b answers 404") == "https://example.org/a/b answers 404"


def test_a_record_that_is_gone_is_told_without_its_path(own_record):
    client = client_of(own_record)
    assert client.get("/events").status_code == 200
    client.app.state.record.close()
    own_record.write_bytes(b"no database at all" * 100)
    for path in ("/events", "/", "/search", "/api/v1/events"):
        answer = client.get(path, headers={"accept": "text/html"})
        assert answer.status_code == 503, path
        assert str(own_record.parent) not in answer.text
        assert "own.db" not in answer.text.split("<main")[-1].split("</main>")[0]


def test_a_fault_of_ours_tells_nothing_of_our_insides(client, monkeypatch):
    def fails(*_, **__):
        raise RuntimeError("secret of /srv/redshank")

    monkeypatch.setattr("redshank.web.pages.events.listing.events", fails)
    page = client.get("/events", headers={"accept": "text/html"})
    assert page.status_code == 500
    assert "fault of the program" in page.text
    assert "secret" not in page.text
    assert page.headers["content-security-policy"] == POLICY


def test_fields_that_are_left_blank_ask_nothing(client):
    blank = "&".join(f"{name}=" for name in ("either", "quad", "type", "since", "until", "confidence", "text", "voice"))
    for path in ("/events", "/search", "/articles", "/map", "/review"):
        assert client.get(f"{path}?{blank}&publisher=%20+").status_code == 200, path


@pytest.mark.parametrize("path", ["/", "/events", "/api/v1/events", "/static/app.css", "/nowhere"])
def test_asking_for_the_headers_alone_gives_them(client, path):
    whole, head = client.get(path), client.head(path)
    assert head.status_code == whole.status_code
    assert head.headers["content-type"] == whole.headers["content-type"]
    assert head.content == b""
