"""Whether a receiver could be reached, found out without sending it anything."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import httpcore
import httpx

from scheduler.http.faults import why
from scheduler.http.guard import PORTS, connect


async def obstacle(url: str, *, allow_private: Sequence[str] = (), deadline: timedelta) -> str | None:
    """Return what is in the way of a request to an address, None where nothing is; no word of it is secret.

    The name is looked up, the address is checked by the guard, and a connection is made (over TLS where the address
    says so) and closed again: not one byte of HTTP is sent.
    """
    try:
        address = httpx.URL(url)
        port = PORTS.get(address.raw_scheme.lower())
        if port is None or not address.raw_host:
            raise httpx.UnsupportedProtocol("only http:// and https:// with a host")  # noqa: TRY301 - told below
        origin = httpcore.Origin(address.raw_scheme, address.raw_host, address.port or port)
        async with asyncio.timeout(deadline.total_seconds()):
            wire = await connect(origin, allow_private)
        await wire.aclose()
    except TimeoutError:
        return f"no connection within {deadline.total_seconds():g} s"
    except Exception as error:  # noqa: BLE001 - whatever a library raises, a person is told what it means
        return why(error)[1]
    return None
