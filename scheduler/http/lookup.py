"""Names looked up, each on a thread of its own: name servers that hang hold up nobody but who asked for that name.

asyncio shares a handful of threads (six on two cores) among all look-ups, and one that is given up keeps its thread
until the system gives up, too: half a minute or more. Six channels whose name servers are down would keep the others
from every address, and the process from ending.
"""

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import Any
from weakref import WeakKeyDictionary

Found = list[tuple[Any, ...]]
"""What `socket.getaddrinfo` returns."""

_Pending = dict[tuple[str, int], "asyncio.Future[Found]"]
_of_loops: WeakKeyDictionary[asyncio.AbstractEventLoop, _Pending] = WeakKeyDictionary()


async def look_up(host: str, port: int) -> Found:
    """Return what a name stands for; raises what `socket.getaddrinfo` raises.

    Who asks for a name that is being looked up waits for the same answer, so there is one thread a name at most.
    """
    loop = asyncio.get_running_loop()
    pending = _of_loops.setdefault(loop, {})
    answer = pending.get((host, port))
    if answer is None:
        answer = pending[host, port] = loop.create_future()
        answer.add_done_callback(partial(_over, pending, (host, port)))
        Thread(target=_ask, args=(host, port, loop, answer), name=f"look up {host}", daemon=True).start()
    return await asyncio.shield(answer)


def _over(pending: _Pending, name: tuple[str, int], answer: "asyncio.Future[Found]") -> None:
    """Forget an answer that came; that nobody waits for it any more is no error."""
    pending.pop(name, None)
    if not answer.cancelled():
        answer.exception()


def _ask(host: str, port: int, loop: asyncio.AbstractEventLoop, answer: "asyncio.Future[Found]") -> None:
    """Ask the system for a name, on a thread of its own."""
    tell: Callable[[], None]
    try:
        tell = partial(answer.set_result, socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    except Exception as error:  # noqa: BLE001 - whoever waits is told, whatever it is
        tell = partial(answer.set_exception, error)
    with suppress(RuntimeError):  # the loop is over, and with it who waited
        loop.call_soon_threadsafe(_settle, answer, tell)


def _settle(answer: "asyncio.Future[Found]", tell: Callable[[], None]) -> None:
    if not answer.done():
        tell()
