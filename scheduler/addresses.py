"""Which network addresses may be contacted: the rule of the guard, for deliveries and for reading articles.

Public addresses may. Private ones (this machine, the LAN) only where a channel names their network in `allow_private`;
metadata services, link-local and addresses that are no single host never, whatever a channel says. An IPv6 address that
carries an IPv4 address inside is judged by the inner one, because that is where its packets end.

The networks are those of IANA's special-purpose registries (RFC 6890 and its successors; read 2026-11-22).
"""

from collections.abc import Mapping, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


class AddressRefused(ValueError):  # noqa: N818 - what it says, in the words of the guard
    """An address that must not be contacted; `reason` says why, in words that fit behind the address.

    `private` is true where `allow_private` could allow it.
    """

    def __init__(self, address: str, reason: str, *, private: bool = False) -> None:
        super().__init__(f"{address} {reason}")
        self.address = address
        self.reason = reason
        self.private = private


def _table(words: Mapping[str, str]) -> tuple[tuple[Network, str], ...]:
    return tuple((ip_network(network), why) for networks, why in words.items() for network in networks.split())


NEVER = _table(
    {
        "169.254.169.254/32 fd00:ec2::254/128 fd20:ce::254/128 100.100.100.200/32 168.63.129.16/32 192.0.0.192/32": (
            "is a cloud's metadata service"
        ),
        "169.254.0.0/16 fe80::/10": "is a link-local address",
        "0.0.0.0/8 ::/128": "is no address of a host",
        "224.0.0.0/4 ff00::/8": "is a multicast address",
        "240.0.0.0/4": "is a reserved address",
        "2001::/32 fec0::/10": "is of a kind that is not used any more",
    }
)
"""Refused whatever `allow_private` says."""

PRIVATE = _table(
    {
        "127.0.0.0/8 ::1/128": "is this machine",
        "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7": "is on a private network",
        "100.64.0.0/10": "is on a carrier's private network",
        "192.0.0.0/24 192.88.99.0/24 198.18.0.0/15 64:ff9b:1::/48 100::/64 5f00::/16": "is reserved for special use",
        "192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 2001:db8::/32 3fff::/20": "is reserved for documentation",
    }
)
"""Refused unless `allow_private` has a network with the address in it."""

SIXTO4 = IPv6Network("2002::/16")
IPV4_AT_THE_END = (
    IPv6Network("::/96"),
    IPv6Network("::ffff:0:0/96"),
    IPv6Network("::ffff:0:0:0/96"),
    IPv6Network("64:ff9b::/96"),
)
"""IPv4-compatible, IPv4-mapped, IPv4-translated and NAT64 addresses: the last four bytes are an IPv4 address."""

OWN_WORDS = frozenset({IPv6Address("::"), IPv6Address("::1")})
"""Inside ::/96, yet IPv6's own words for "no address" and "this machine"."""


def check(address: str, allow_private: Sequence[str] = ()) -> None:
    """Return if `address` (a literal, not a name) may be contacted; raise AddressRefused if not.

    `allow_private` holds networks such as `127.0.0.0/8`; one that cannot be read refuses, it never opens.
    """
    try:
        inner = _unwrap(ip_address(address))
        allowed = [ip_network(network, strict=False) for network in allow_private]
    except ValueError:
        raise AddressRefused(address, "cannot be judged (a literal address and networks are expected)") from None
    for network, why in NEVER:
        if inner in network:
            raise AddressRefused(address, why)
    if any(inner in network for network in allowed):
        return
    for network, why in PRIVATE:
        if inner in network:
            raise AddressRefused(address, why, private=True)
    if not inner.is_global:
        raise AddressRefused(address, "is no public address")


def _unwrap(address: Address) -> Address:
    """Return the IPv4 address inside an IPv6 address that carries one, else the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in SIXTO4:
        return IPv4Address(address.packed[2:6])
    if address not in OWN_WORDS and any(address in network for network in IPV4_AT_THE_END):
        return IPv4Address(address.packed[12:])
    return address
