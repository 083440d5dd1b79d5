"""Say which client a request comes from, as far as limits are concerned."""

from __future__ import annotations

import ipaddress

from starlette.types import Scope

# Who owns one IPv6 address owns all of its network.
_IPV6_NETWORK = 64  # bits


def client_of(scope: Scope) -> str:
    """The address of the client; for IPv6, its network."""
    client = scope.get("client")
    host = str(client[0]) if client else "unknown"
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv4Address):
        return host
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, _IPV6_NETWORK), strict=False).network_address)
