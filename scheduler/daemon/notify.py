"""What systemd wants to know (sd_notify(3), Type=notify): a datagram of lines to the socket that NOTIFY_SOCKET names.

Without that variable there is nobody to tell, and nothing happens.
"""

import os
import socket
import time
from collections.abc import Mapping

ABSTRACT = "@"


class Notifier:
    """Tells the service manager. It must never end a daemon that it cannot be reached."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        name = environment.get("NOTIFY_SOCKET", "")
        self._address = f"\0{name[1:]}" if name.startswith(ABSTRACT) else name
        usec = environment.get("WATCHDOG_USEC", "")
        mine = environment.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        self.watched = bool(self._address and mine and usec.isdecimal() and int(usec))

    def ready(self, status: str) -> None:
        """Say that the daemon sends what is due."""
        self._tell("READY=1", f"STATUS={status}")

    def reloading(self) -> None:
        """Say that settings are read again; `ready` says that it is over."""
        self._tell("RELOADING=1", f"MONOTONIC_USEC={time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000}")

    def stopping(self) -> None:
        """Say that the daemon ends what is on its way."""
        self._tell("STOPPING=1")

    def alive(self) -> None:
        """Give the sign of life that WatchdogSec= asks for, where it does."""
        if self.watched:
            self._tell("WATCHDOG=1")

    def _tell(self, *lines: str) -> None:
        if not self._address:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | getattr(socket, "SOCK_CLOEXEC", 0)) as sender:
                sender.settimeout(1)
                sender.sendto("\n".join(lines).encode(), self._address)
        except OSError:
            return
