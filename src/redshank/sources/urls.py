"""Articles behind URLs: one page, feed, text or JSON each, fetched within bounds."""

from __future__ import annotations

import contextlib
import io
import time
import urllib.request
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpcore2
import httpx2

from redshank.errors import InputError
from redshank.model import Article
from redshank.settings import settings
from redshank.sources.addresses import CheckedBackend
from redshank.sources.limits import FETCH_ATTEMPTS, MAX_REDIRECTS
from redshank.sources.notices import notice
from redshank.version import __version__

if TYPE_CHECKING:
    import stamina.instrumentation

_PASSING = (429, 502, 503, 504)
_HEADERS = {
    "User-Agent": f"redshank/{__version__}",
    "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, text/plain;q=0.8, */*;q=0.5",
    "Accept-Encoding": "gzip",
    "Accept-Language": "en",
}
_CLOSED = {
    401: "asks for a password",
    402: "asks for payment",
    403: "is not open to programs",
    451: "is blocked by law",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a URL answered: ``url`` is where it was found after redirects, ``kind`` its media type."""

    url: str
    kind: str
    charset: str | None
    raw: bytes


class PassingError(Exception):
    """A server says that it cannot answer now."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(str(status))


class _Transport(httpx2.HTTPTransport):
    """HTTP over connections that ``backend`` makes."""

    def __init__(self, backend: httpcore2.NetworkBackend) -> None:
        self._pool = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(), network_backend=backend, max_connections=4
        )


def read_url(url: str, *, allow_private: bool = False) -> Iterator[Article | InputError]:
    """The article or articles behind ``url``, by the kind of answer. Raises InputError if there is none."""
    fetched = fetch(url, allow_private=allow_private)
    stream = io.BytesIO(fetched.raw)
    if "html" in fetched.kind or not fetched.kind:
        from redshank.sources.pages import page_article

        yield page_article(fetched.raw, url, url=fetched.url, charset=fetched.charset)
    elif "warc" in fetched.kind or fetched.url.endswith((".warc", ".warc.gz")):
        raise InputError("is a web archive", where=url, do="download it and give the file")
    else:
        from redshank.sources.articles import by_media_type

        yield from by_media_type(fetched.kind, stream)(stream, url)


def fetch(url: str, *, allow_private: bool = False, backend: httpcore2.NetworkBackend | None = None) -> Fetched:
    """The answer of ``url``, redirects followed, failures that pass tried again.

    Raises InputError if there is no answer in time, none that is whole, or if any hop leads to an address that is not
    public (unless ``allow_private``). Proxies of the environment are used only with ``allow_private``, as they hide the
    address.
    """
    import stamina

    deadline = time.monotonic() + settings().fetch_seconds
    transport = _transport(deadline, allow_private, backend)
    wait = settings().connect_seconds
    try:
        with _retries_told(url), httpx2.Client(transport=transport, timeout=wait, headers=_HEADERS) as client:
            for attempt in stamina.retry_context(
                on=_passes, attempts=FETCH_ATTEMPTS, timeout=settings().fetch_seconds, wait_initial=0.2, wait_max=5.0
            ):
                with attempt:
                    return _follow(client, url, deadline)
    except InputError as error:
        raise error if error.where.startswith(url) else InputError(error.what, where=url, do=error.do) from None
    except PassingError as error:
        raise InputError(f"answers {_status(error.status)}", where=url, do="try again later") from None
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, httpcore2.TimeoutException) as error:
        raise _failure(url, error) from None
    raise InputError("gave no answer", where=url)


def _transport(
    deadline: float, allow_private: bool, backend: httpcore2.NetworkBackend | None
) -> httpx2.BaseTransport | None:
    """How connections are made; None for httpx2's own way, through the proxies of the environment."""
    if allow_private and backend is None:
        if urllib.request.getproxies().keys() & {"http", "https", "all"}:
            return None
        backend = CheckedBackend(deadline, allowed=lambda _: True)
    return _Transport(backend or CheckedBackend(deadline))


def _passes(error: Exception) -> bool:
    """Whether the same request may succeed a moment later."""
    return isinstance(error, PassingError | httpx2.ConnectError | httpx2.ReadError | httpx2.RemoteProtocolError)


@contextlib.contextmanager
def _retries_told(url: str) -> Iterator[None]:
    """Tell of new tries by a notice rather than in stamina's way, which writes to standard output."""
    import stamina.instrumentation as told

    def hook(details: stamina.instrumentation.RetryDetails) -> None:
        notice("trying again", where=url, because=str(details.caused_by), attempt=details.retry_num + 1)

    before = told.get_on_retry_hooks()
    told.set_on_retry_hooks([hook])
    try:
        yield
    finally:
        told.set_on_retry_hooks(before)


def _follow(client: httpx2.Client, url: str, deadline: float) -> Fetched:
    """The answer at the end of the redirects."""
    at = httpx2.URL(url)
    for _ in range(MAX_REDIRECTS + 1):
        if at.scheme not in ("http", "https"):
            raise InputError(f"leads to {at.scheme}:, not to a page", where=url)
        with client.stream("GET", at, follow_redirects=False) as response:
            if response.has_redirect_location:
                at = at.join(response.headers["Location"])
                continue
            _refuse_status(response, url)
            return Fetched(str(at), _kind(response), response.charset_encoding, _body(response, url, deadline))
    raise InputError(f"redirects more than {MAX_REDIRECTS} times", where=url, do="check the URL in a browser")


def _refuse_status(response: httpx2.Response, url: str) -> None:
    """Raise what fits an answer that is not a success."""
    status = response.status_code
    if status in _PASSING:
        raise PassingError(status)
    if status in _CLOSED:
        raise InputError(f"{_CLOSED[status]} ({status})", where=url, do="save the page and give the file")
    if not response.is_success:
        raise InputError(f"answers {_status(status)}", where=url, do="check the URL in a browser")


def _status(status: int) -> str:
    return f"{status} {httpx2.codes.get_reason_phrase(status)}".strip()


def _kind(response: httpx2.Response) -> str:
    return str(response.headers.get("Content-Type") or "").split(";")[0].strip().lower()


def _body(response: httpx2.Response, url: str, deadline: float) -> bytes:
    """The body, unpacked, up to the size of a page; InputError if it is larger or takes too long."""
    most = settings().max_page
    too_large = InputError(
        f"answers more than {most:,} bytes", where=url, do="save its text, or raise REDSHANK_MAX_PAGE"
    )
    announced = response.headers.get("Content-Length", "")
    if announced.isdigit() and int(announced[:20]) > most:
        raise too_large
    unpacker = _unpacker(response, url)
    body = bytearray()
    for piece in response.iter_raw(65_536):
        body += unpacker.decompress(piece, most + 1 - len(body)) if unpacker else piece
        if len(body) > most:
            raise too_large
        if time.monotonic() > deadline:
            raise httpx2.ReadTimeout("out of time")
    return bytes(body)


def _unpacker(response: httpx2.Response, url: str) -> zlib._Decompress | None:
    """What unpacks the body, bounded at each step; None if it is not packed."""
    encoding = str(response.headers.get("Content-Encoding") or "identity").lower().strip()
    if encoding in ("gzip", "x-gzip", "deflate"):
        return zlib.decompressobj(47)
    if encoding != "identity":
        raise InputError(f"is packed as {encoding[:20]}, which was not asked for", where=url)
    return None


def _failure(url: str, error: Exception) -> InputError:
    """The error of the transport, in words."""
    if isinstance(error, httpx2.TimeoutException | httpcore2.TimeoutException):
        seconds = settings().fetch_seconds
        return InputError(f"did not answer in time ({seconds:g} seconds in all)", where=url, do="try again later")
    if isinstance(error, httpx2.InvalidURL | httpx2.UnsupportedProtocol):
        return InputError(f"is not a URL: {error}", where=url)
    return InputError(f"could not be fetched: {error or type(error).__name__}", where=url, do="check the URL")
