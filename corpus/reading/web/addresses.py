"""Web addresses: which can be fetched, which are of the public Internet, and which are of one host."""

import ipaddress
from contextlib import suppress
from urllib.parse import urlsplit

# What the IANA's registries of special-purpose addresses hold beyond what Python's `ipaddress` keeps out, as of
# 2025-10: https://www.iana.org/assignments/iana-ipv4-special-registry and .../iana-ipv6-special-registry.
_SPECIAL = tuple(
    map(
        ipaddress.ip_network,
        (
            "0.0.0.0/8",  # this network (RFC 791)
            "192.0.0.0/24",  # protocol assignments (RFC 6890)
            "192.31.196.0/24",  # AS112 (RFC 7535)
            "192.52.193.0/24",  # AMT (RFC 7450)
            "192.88.99.0/24",  # 6to4 relays, withdrawn (RFC 7526)
            "192.175.48.0/24",  # AS112 (RFC 7534)
            "198.18.0.0/15",  # benchmarks (RFC 2544)
            "2001::/23",  # protocol assignments, Teredo among them (RFC 2928)
            "2001:db8::/32",  # documentation (RFC 3849)
            "2620:4f:8000::/48",  # AS112 (RFC 7534)
            "3fff::/20",  # documentation (RFC 9637)
        ),
    )
)
# All that is assigned to hosts of the Internet (https://www.iana.org/assignments/ipv6-unicast-address-assignments):
# what lies outside is local to a machine, link or site (fe80::/10, fc00::/7, fec0::/10), leads elsewhere, or is not in
# use.
_UNICAST = ipaddress.ip_network("2000::/3")
_TELL_KEYS = frozenset(map(ipaddress.ip_address, ("fd00:ec2::254", "fd20:ce::254", "100.100.100.200")))
_LONGEST_HOST = 253  # RFC 1035; Python's codec takes ever longer over longer ones


def is_address(source: str) -> bool:
    """Whether a source is meant to be a web address rather than a file: 'https://...', and also 'ftp://...'."""
    scheme, mark, _ = source.partition("://")
    return bool(mark) and scheme.isalnum()


def web_address(source: str) -> bool:
    """Whether an address is one that can be fetched: http or https, with a host."""
    try:
        parts = urlsplit(source)
        return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def named(source: str) -> bool:
    """Whether an address holds the name or password of a user: `https://name:password@host`."""
    return "@" in urlsplit(source).netloc


def host(url: str | None) -> str:
    """The host of an address in lower case, without `www.`, port and last point; '' where it has none or a port that
    there is not.
    """
    try:
        parts = urlsplit(url or "")
        _ = parts.port  # what stands behind the colon and is no number may be read as a host by others
        name = (parts.hostname or "").rstrip(".")
    except ValueError:
        return ""
    if not name.isascii() and len(name) <= _LONGEST_HOST:
        with suppress(UnicodeError):  # no name that could be looked up, and yet a name of its own
            name = name.encode("idna").decode("ascii")
    return name.removeprefix("www.")


def same_host(one: str | None, other: str | None) -> bool:
    """Whether two addresses are of one host, `www.` and ports aside; no host is the same as none."""
    return bool(host(one)) and host(one) == host(other)


def of_machine(address: str) -> bool:
    """Whether an IP address is link-local, as those are at which a cloud tells a machine its own keys.

    No intranet has pages there. Those that Amazon and Google give IPv6 lie elsewhere, and count too.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    for inner in (getattr(ip, "ipv4_mapped", None), getattr(ip, "sixtofour", None)):
        if inner is not None:
            return of_machine(str(inner))
    return ip.is_link_local or ip in _TELL_KEYS


def public(address: str) -> bool:
    """Whether an IP address is one of the public Internet: not private, loopback, link-local, multicast or reserved."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    for inner in (getattr(ip, "ipv4_mapped", None), getattr(ip, "sixtofour", None)):
        if inner is not None:
            return public(str(inner))
    if isinstance(ip, ipaddress.IPv6Address) and ip not in _UNICAST:
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved) and not any(ip in network for network in _SPECIAL)
