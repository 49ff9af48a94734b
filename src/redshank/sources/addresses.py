"""Which addresses of the network a URL may lead to, checked on the very connection that is used."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore2

from redshank.errors import InputError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: Address) -> bool:
    """Whether ``address`` is one of the open internet, also when it is an IPv4 address in an IPv6 dress."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        if inner is not None:
            return is_public(inner)
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def resolve(host: str, port: int) -> list[Address]:
    """The addresses that ``host`` has now; the system also reads ``2130706433`` and ``0x7f.1`` as addresses."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ipaddress.ip_address(entry[4][0]) for entry in found))


class CheckedBackend(httpcore2.NetworkBackend):
    """Connects only to addresses that are ``allowed``, and not after ``deadline``.

    A name is resolved once and the connection goes to the address that was checked, so that a name server which gives
    another answer the second time gains nothing. Redirects open connections here too.
    """

    def __init__(
        self,
        deadline: float,
        allowed: Callable[[Address], bool] = is_public,
        resolver: Callable[[str, int], list[Address]] = resolve,
    ) -> None:
        self._deadline = deadline
        self._allowed = allowed
        self._resolver = resolver
        self._inner = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to the first of the host's allowed addresses that answers."""
        failure: Exception = httpcore2.ConnectError("no address answers")
        for address in self._checked(host.strip("[]"), port):
            try:
                stream = self._inner.connect_tcp(
                    str(address), port, _left(self._deadline, timeout), local_address, socket_options
                )
                return TimedStream(stream, self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure

    def _checked(self, host: str, port: int) -> list[Address]:
        """The host's allowed addresses, two at most; InputError if it has none."""
        try:
            found = self._resolver(host, port)
        except (OSError, UnicodeError, ValueError) as error:
            raise httpcore2.ConnectError(f"{host} cannot be found: {error}") from None
        good = [address for address in found if self._allowed(address)]
        if not good:
            raise InputError("leads to an address that is not public", where=host, do="--allow-private permits it")
        return good[:2]

    def sleep(self, seconds: float) -> None:
        """Wait between two tries to connect."""
        time.sleep(seconds)


class TimedStream(httpcore2.NetworkStream):
    """A connection that is given up at ``deadline``, however steadily the other side sends single bytes."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes."""
        return self._inner.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes."""
        self._inner.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        """End the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """The same connection, encrypted; the certificate is checked against the host's name."""
        inner = self._inner.start_tls(ssl_context, server_hostname, _left(self._deadline, timeout))
        return TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """Facts about the connection."""
        return self._inner.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    """Seconds that the next step may take; raises ReadTimeout if none are left."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout("out of time")
    return left if timeout is None else min(left, timeout)
