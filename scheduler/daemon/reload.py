"""SIGHUP: the channels are read again, and the queue stays as it is."""

import asyncio
import logging
from collections.abc import Callable, Mapping

from scheduler.daemon.news import Reloaded
from scheduler.destinations import Endpoint
from scheduler.errors import TminusError

Endpoints = Mapping[str, Endpoint]

log = logging.getLogger(__name__)


class Reload:
    """Reads the channels again with `reread`, in a thread, and has the daemon `use` them.

    Where they cannot be read or used, everything stays as it was, and `tell` says why.
    """

    def __init__(
        self,
        reread: Callable[[], Endpoints] | None,
        use: Callable[[Endpoints], list[str]],
        tell: Callable[[Reloaded], None],
    ) -> None:
        self.worked = True
        self._reread = reread
        self._use = use
        self._tell = tell
        self._under_way: asyncio.Task[None] | None = None
        self._again = False

    def ask(self) -> None:
        """Read the channels again; where that is being done, have it done once more."""
        if self._reread is None:
            log.warning("SIGHUP is passed over: a rehearsal reads its channels once")
        elif self._under_way and not self._under_way.done():
            self._again = True
        else:
            self._under_way = asyncio.get_running_loop().create_task(self._reload(self._reread))

    async def _reload(self, reread: Callable[[], Endpoints]) -> None:
        try:
            endpoints = await asyncio.to_thread(reread)
            changes = self._use(endpoints)
        except TminusError as error:
            self._refuse(tuple(problem.message for problem in error.problems))
        except Exception as error:
            log.exception("the channels could not be read again")
            self._refuse((f"a fault of tminus: {type(error).__name__}",))
        else:
            self.worked = True
            self._tell(Reloaded(changes=tuple(changes)))
        if self._again:
            self._again = False
            await self._reload(reread)

    def _refuse(self, reasons: tuple[str, ...]) -> None:
        self.worked = False
        self._tell(Reloaded(refused=reasons))
