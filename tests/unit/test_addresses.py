"""Which network addresses may be contacted."""

import pytest

from scheduler.addresses import AddressRefused, check

EVERYTHING = ("0.0.0.0/0", "::/0")

PUBLIC = ["93.184.216.34", "1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1", "2002:101:101::1"]

PRIVATE = [
    "127.0.0.1",
    "127.255.255.254",
    "::1",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "fd12:3456::1",
    "100.64.0.1",
    "198.18.0.1",
    "192.0.2.1",
    "2001:db8::1",
    "64:ff9b:1::a00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "::ffff:0:127.0.0.1",
    "5f00::1",
    "192.88.99.1",
    "64:ff9b::7f00:1",
    "64:ff9b::10.0.0.1",
    "2002:7f00:1::",
    "2002:a00:1::1",
]

NEVER = [
    "169.254.169.254",
    "169.254.0.1",
    "168.63.129.16",
    "100.100.100.200",
    "192.0.0.192",
    "fd00:ec2::254",
    "fd20:ce::254",
    "::ffff:0:169.254.169.254",
    "fe80::1",
    "fe80::1%1",
    "0.0.0.0",  # noqa: S104 - nothing is bound: it is refused
    "0.1.2.3",
    "::",
    "224.0.0.1",
    "ff02::1",
    "255.255.255.255",
    "240.0.0.1",
    "2001::1",
    "::ffff:169.254.169.254",
    "::ffff:0.0.0.0",
    "::ffff:0.0.0.1",
    "64:ff9b::a9fe:a9fe",
    "2002:a9fe:a9fe::1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_may_be_contacted(address: str) -> None:
    """Also one that travels inside an IPv6 address."""
    check(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_may_be_contacted_only_where_the_channel_says_so(address: str) -> None:
    """Refused by default, in every disguise; allowed by a network that holds it."""
    with pytest.raises(AddressRefused) as refused:
        check(address)
    assert refused.value.private
    check(address, EVERYTHING)


@pytest.mark.parametrize("address", NEVER)
def test_metadata_and_link_local_are_never_contacted(address: str) -> None:
    """Not even where a channel allows everything."""
    with pytest.raises(AddressRefused) as refused:
        check(address, EVERYTHING)
    assert not refused.value.private


def test_a_channel_allows_the_networks_it_names_and_no_others() -> None:
    """`allow_private: [10.0.0.0/8]` opens neither this machine nor the rest of the LAN."""
    check("10.1.2.3", ("10.0.0.0/8",))
    check("::ffff:10.1.2.3", ("10.0.0.0/8",))
    for address in ("127.0.0.1", "192.168.0.1", "::1"):
        with pytest.raises(AddressRefused):
            check(address, ("10.0.0.0/8",))


def test_a_network_may_be_given_by_one_of_its_addresses() -> None:
    """`192.168.1.7/24` and a bare address are what people type."""
    check("192.168.1.1", ("192.168.1.7/24",))
    check("192.168.1.1", ("192.168.1.1",))


@pytest.mark.parametrize("address", ["", "localhost", "127.1", "2130706433", "0x7f000001", "example.org", "1.2.3.4:80"])
def test_what_is_no_literal_address_is_refused(address: str) -> None:
    """The guard judges what was resolved, never a name."""
    with pytest.raises(AddressRefused):
        check(address, EVERYTHING)


def test_a_network_that_cannot_be_read_opens_nothing() -> None:
    """A slip in `allow_private` refuses even public addresses rather than letting anything through."""
    with pytest.raises(AddressRefused):
        check("1.1.1.1", ("localhost",))


def test_a_refusal_says_which_address_and_why() -> None:
    """The words fit into one line of a problem."""
    with pytest.raises(AddressRefused, match=r"^127\.0\.0\.1 is this machine$"):
        check("127.0.0.1")
