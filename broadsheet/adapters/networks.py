"""Addresses of callers, and which of them are one caller's."""

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_BITS_OF_A_SITE = 64
"""Of an IPv6 address, what tells one site from another. The rest is anybody's there to choose."""

_ADDRESSES_KEPT = 10_000


def networks(texts: Sequence[str]) -> tuple[Network, ...]:
    """Read networks: `10.0.0.0/8`, or a single address. Raises ValueError."""
    return tuple(ip_network(text) for text in texts)


@lru_cache(maxsize=_ADDRESSES_KEPT)
def address_in(text: str) -> Address | None:
    """Read an address, which may have a port. One of IPv4 in IPv6 is the former."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


@lru_cache(maxsize=_ADDRESSES_KEPT)
def shown(text: str) -> str | None:
    """Write an address as all are written, without the port. None if it is none."""
    address = address_in(text)
    return None if address is None else str(address)


def is_within(address: Address, among: Sequence[Network]) -> bool:
    return any(address in network for network in among)


@lru_cache(maxsize=_ADDRESSES_KEPT)
def network_of(text: str) -> str:
    """Return what is counted as one caller: an IPv4 address, or an IPv6 network of 64 bits."""
    address = address_in(text)
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, _BITS_OF_A_SITE), strict=False).network_address)
    return text if address is None else str(address)
