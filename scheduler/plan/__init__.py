"""From campaigns to posts with their times, to the difference with the queue, and what a hand does to posts."""

from scheduler.plan.allowing import Allowances
from scheduler.plan.corrections import Correction, corrections
from scheduler.plan.diff import plan, resent
from scheduler.plan.draft import draft
from scheduler.plan.drafted import Drafted
from scheduler.plan.hands import approve, cancel, pause, release, resume
from scheduler.plan.material import Material
from scheduler.plan.missing import missed
from scheduler.plan.moving import move
from scheduler.plan.rekeyed import rekeyed

__all__ = [
    "Allowances",
    "Correction",
    "Drafted",
    "Material",
    "approve",
    "cancel",
    "corrections",
    "draft",
    "missed",
    "move",
    "pause",
    "plan",
    "rekeyed",
    "release",
    "resent",
    "resume",
]
