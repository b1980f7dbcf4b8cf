"""The vocabulary of the journey: an article becomes facts, a post, a plan, rows, attempts, outcomes.

Values only: frozen, without I/O and without opinions. Instants are aware datetimes in UTC; a local time stands beside
its zone. One word for one thing; docs/glossary.md says what each one means.
"""

from scheduler.model.campaign import Campaign, Channel, Image, OneOff, OnUnknown, Recurrence, Secret, Step, Template
from scheduler.model.content import Content, Entity, compact_json, sha256_of_json
from scheduler.model.decision import Approval, Hand, Override
from scheduler.model.facts import Article, Block, Confidence, EventStatus, Fact, Facts, Release, Review, Source, Subject
from scheduler.model.outcome import Delivered, Outcome, Phase, Rejected, Retry, Unknown
from scheduler.model.plan import APPLIED, Change, Op, Plan
from scheduler.model.post import (
    FROZEN,
    STATE_OF_POST,
    TRANSITIONS,
    WAITING,
    Claim,
    Expiry,
    Part,
    PartState,
    Post,
    part_key,
    selection,
)
from scheduler.model.timing import DayOffset, Elapsed, Event, Every, Moment, QuietHours, WallTime, Weekday, When

__all__ = [
    "APPLIED",
    "FROZEN",
    "STATE_OF_POST",
    "TRANSITIONS",
    "WAITING",
    "Approval",
    "Article",
    "Block",
    "Campaign",
    "Change",
    "Channel",
    "Claim",
    "Confidence",
    "Content",
    "DayOffset",
    "Delivered",
    "Elapsed",
    "Entity",
    "Event",
    "EventStatus",
    "Every",
    "Expiry",
    "Fact",
    "Facts",
    "Hand",
    "Image",
    "Moment",
    "OnUnknown",
    "OneOff",
    "Op",
    "Outcome",
    "Override",
    "Part",
    "PartState",
    "Phase",
    "Plan",
    "Post",
    "QuietHours",
    "Recurrence",
    "Rejected",
    "Release",
    "Retry",
    "Review",
    "Secret",
    "Source",
    "Step",
    "Subject",
    "Template",
    "Unknown",
    "WallTime",
    "Weekday",
    "When",
    "compact_json",
    "part_key",
    "selection",
    "sha256_of_json",
]
