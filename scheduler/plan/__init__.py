"""From campaigns to posts with their times, to the difference with the queue, and what a hand does to posts."""

from scheduler.plan.diff import plan, resent
from scheduler.plan.draft import Drafted, draft
from scheduler.plan.hands import approve, cancel, pause, release, resume
from scheduler.plan.material import Material
from scheduler.plan.moving import move

__all__ = [
    "Drafted",
    "Material",
    "approve",
    "cancel",
    "draft",
    "move",
    "pause",
    "plan",
    "release",
    "resent",
    "resume",
]
