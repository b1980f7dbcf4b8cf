"""From campaigns to posts with their times, and from posts to the difference with the queue."""

from scheduler.plan.diff import plan, resent
from scheduler.plan.draft import Drafted, draft
from scheduler.plan.material import Material

__all__ = ["Drafted", "Material", "draft", "plan", "resent"]
