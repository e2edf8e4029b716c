"""Where connections may go. A name is resolved once, every address is checked, and the checked one is connected to.

So neither a literal (decimal, octal, IPv6-mapped), nor a redirect, nor a name server that changes its answer leads a
request to this machine or its network, unless the source says `allow_private`.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from itertools import zip_longest

import httpcore

_NAT64 = ip_network("64:ff9b::/96")  # RFC 6052
_COMPATIBLE = ip_network("::/96")  # RFC 4291 section 2.5.5.1
_UNICAST = ip_network("2000::/3")  # all that IANA gives out of IPv6
_SPECIAL = (ip_network("3fff::/20"), ip_network("192.88.99.0/24"), ip_network("192.0.0.0/24"))  # RFC 9637, 7526, 6890
MOST_ADDRESSES = 4  # of one name that are tried
RESOLVERS = 16  # threads: a name server that hangs holds up one of them, and nothing else


class ForbiddenAddressError(httpcore.ConnectError):
    """A name leads to an address that is not public."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public Internet, seen through every way to write an IPv4 address in IPv6."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        ip = _embedded(ip) or ip
    if isinstance(ip, IPv6Address) and ip not in _UNICAST:
        return False
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in _SPECIAL)


def _embedded(ip: IPv6Address) -> IPv4Address | None:
    if ip.ipv4_mapped or ip.sixtofour:
        return ip.ipv4_mapped or ip.sixtofour
    if ip.teredo:
        return ip.teredo[1]
    return IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 or ip in _COMPATIBLE else None


class Resolver:
    """Names to addresses, on threads of its own."""

    def __init__(self) -> None:
        self._threads: ThreadPoolExecutor | None = None

    async def addresses(self, host: str, port: int) -> list[str]:
        """The addresses of `host`. Raises ConnectError where it has none."""
        try:
            return [str(ip_address(host))]  # no thread for what is an address already
        except ValueError:
            pass
        if self._threads is None:
            self._threads = ThreadPoolExecutor(RESOLVERS, thread_name_prefix="feeder-resolver")
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(self._threads, _look_up, host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} cannot be resolved: {error}") from error
        return list(dict.fromkeys(found))

    def close(self) -> None:
        """Let the threads go."""
        if self._threads is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)


def _look_up(host: str, port: int) -> list[str]:
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Connects to checked addresses only."""

    def __init__(self, resolver: Resolver, *, allow_private: bool) -> None:
        self._resolver = resolver
        self._allow_private = allow_private
        self._backend = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address of `host` that answers. Raises ForbiddenAddressError before any connection."""
        found = await self._resolver.addresses(host, port)
        if not self._allow_private and not all(is_public(address) for address in found):
            told = ", ".join(address for address in found[:MOST_ADDRESSES] if address != host.strip("[]"))
            raise ForbiddenAddressError(f"{host} is a private address" + (f" ({told})" if told else ""))
        failure: Exception | None = None
        tried = _by_turns(found)[:MOST_ADDRESSES]
        share = timeout / len(tried) if timeout and tried else timeout
        for address in tried:
            try:
                return await self._backend.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError(f"{host} has no address")

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Never: no URL leads to a socket file."""
        raise ForbiddenAddressError(path)

    async def sleep(self, seconds: float) -> None:
        """As httpcore asks for it."""
        await self._backend.sleep(seconds)


def _by_turns(addresses: list[str]) -> list[str]:
    """One family after the other, the first one's first: a machine without IPv6 still gets to the second (RFC 8305)."""
    first = [address for address in addresses if (":" in address) == (":" in addresses[0])]
    second = [address for address in addresses if address not in first]
    return [address for pair in zip_longest(first, second) for address in pair if address is not None]
