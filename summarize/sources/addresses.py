"""Which addresses of the network may be asked: none that only somebody inside can reach."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Iterator
from typing import TypeAlias

from summarize.errors import SourceRefused, SourceUnavailable

__all__ = ["checked_addresses", "is_public"]

_Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_COMPATIBLE = ipaddress.IPv6Network("::/96")
_INSIDE = tuple(
    map(
        ipaddress.ip_network,
        # What some versions of Python take for public: clouds' own services, the site-local addresses of old, examples.
        ("192.0.0.0/24", "168.63.129.16/32", "fec0::/10", "3fff::/20", "64:ff9b:1::/48"),
    )
)


def is_public(address: str) -> bool:
    """Whether an IP address, and any that it stands for, is one of the public internet.

    >>> is_public("93.184.216.34"), is_public("10.0.0.1"), is_public("::ffff:127.0.0.1"), is_public("fe80::1%eth0")
    (True, False, False, False)
    """
    return all(
        a.is_global and not (a.is_multicast or a.is_reserved or a.is_unspecified or any(a in net for net in _INSIDE))
        for a in _meant(ipaddress.ip_address(address.partition("%")[0]))
    )


def _meant(address: _Address) -> Iterator[_Address]:
    """The address, or in the place of one that carries another that other one too."""
    if isinstance(address, ipaddress.IPv4Address):
        yield address
    elif address.ipv4_mapped:
        yield address.ipv4_mapped
    elif address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    else:
        yield address
        yield from (inner for inner in (address.sixtofour, *(address.teredo or ())) if inner)


async def checked_addresses(host: str, port: int, *, allow_private: bool) -> list[str]:
    """The addresses of a host, which are to be connected to as they stand: asked again, the name may have others.

    Raises:
        SourceRefused: one of them is private, loopback, link-local, reserved or multicast.
        SourceUnavailable: it has none.
    """
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise SourceUnavailable(f"no such host: {host}") from None
    addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
    if not addresses:
        raise SourceUnavailable(f"no such host: {host}")
    if not allow_private and not all(map(is_public, addresses)):
        raise SourceRefused(f"{host} is an address inside a private network; --allow-private reads it all the same")
    return addresses
