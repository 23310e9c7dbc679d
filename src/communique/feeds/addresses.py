"""Which addresses may be asked: public ones over HTTP, never a file, this machine or its private neighbours."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

from communique.errors import FetchError

PORTS = {"http": 80, "https": 443}
NAT64 = IPv6Network("64:ff9b::/96")  # addresses of IPv4 within IPv6 (RFC 6052): what is in them is not seen
Lookup = Callable[[str, int], Sequence[str]]


class Target(NamedTuple):
    """Where a request goes: the checked address itself, so that a second look-up cannot lead elsewhere."""

    scheme: str
    host: str
    port: int
    address: str
    path: str


def look_up(host: str, port: int) -> Sequence[str]:
    """The addresses of a host."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def target_of(url: str, *, loopback: bool, lookup: Lookup = look_up) -> Target:
    """Where ``url`` leads, if that may be asked. ``loopback``: this machine may be asked too (for tests).

    Raises:
        FetchError: it is no address of the web, cannot be found, or is not public.
    """
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname or parts.username is not None:
        raise FetchError(f"{url!r} is no plain address of the web (http or https): refused", lasting=True)
    try:
        port = parts.port or PORTS[parts.scheme]
        addresses = lookup(parts.hostname, port)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{parts.hostname} cannot be found: {error}") from None
    except ValueError:
        raise FetchError(f"{url!r} has a port that is none: refused", lasting=True) from None
    refused = [address for address in addresses if not _may_be_asked(address, loopback)]
    if refused or not addresses:
        raise FetchError(f"{url!r} leads to {refused[0] if refused else 'nowhere'}, no public address: refused")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, parts.hostname, port, addresses[0], path)


def _may_be_asked(address: str, loopback: bool) -> bool:
    ip: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        if ip in NAT64:
            return False
        ip = ip.ipv4_mapped or ip.sixtofour or ip
    return (ip.is_global and not ip.is_multicast) or (loopback and ip.is_loopback)
