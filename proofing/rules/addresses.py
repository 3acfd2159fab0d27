"""Which machines may be asked from here: only those that anybody on the internet could ask."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

PORTS: Final = {"http": 80, "https": 443}
# Ways to write an IPv4 address as an IPv6 one: what is inside counts, and nobody publishes such a link.
_WRAPPED: Final = tuple(ip_network(each) for each in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"))


def is_public(text: str) -> bool:
    """Whether `text` is the address of a machine on the open internet: no loopback, no local network, no cloud's
    own services, nothing reserved."""
    try:
        address: IPv4Address | IPv6Address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(str(address.ipv4_mapped))
        if any(address in network for network in _WRAPPED):
            return False
    return address.is_global and not address.is_multicast


def verdict(status: int) -> str:
    """What an answer says of a page: "" it is there (or will not be read by programs), "gone", "refused"."""
    if status in {404, 410}:
        return "gone"
    if status in {401, 402, 403, 405, 406, 429, 451, 999} or status < 400:
        return ""
    return "refused"
