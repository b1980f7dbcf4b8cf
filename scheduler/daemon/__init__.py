"""The daemon: APScheduler keeps time, the queue decides, delivery sends.

A job is only a hint, "look at part 42 now": the fenced statement that begins a part decides whether it is sent. Lost
hints are filled in again from the queue, doubled ones find nothing, and cancelling needs no job to be removed. On the
stepping clock time stands still while anything is due or on its way, and otherwise jumps to the next instant at which
something can happen.
"""

from scheduler.daemon.daemon import Daemon
from scheduler.daemon.handoff import Handoff, LocalHandoff
from scheduler.daemon.news import ClockJumped, News, Pulse, Reloaded
from scheduler.daemon.stepping import CLOCK

__all__ = [
    "CLOCK",
    "ClockJumped",
    "Daemon",
    "Handoff",
    "LocalHandoff",
    "News",
    "Pulse",
    "Reloaded",
]
