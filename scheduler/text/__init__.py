"""Text as platforms see it: graphemes, X weights, links, mentions and hashtags. Nothing about posts."""

from scheduler.text.characters import beyond_ascii
from scheduler.text.graphemes import grapheme_count, grapheme_count_before_conjuncts, graphemes
from scheduler.text.late import late, late_regex
from scheduler.text.links import MASTODON_RULE, X_RULE, LinkRule, link_stretches, links
from scheduler.text.spans import Span
from scheduler.text.tags import cashtags, fediverse_mentions, fediverse_stretches, first_come, hashtags, mentions
from scheduler.text.weights import weighted_length

__all__ = [
    "MASTODON_RULE",
    "X_RULE",
    "LinkRule",
    "Span",
    "beyond_ascii",
    "cashtags",
    "fediverse_mentions",
    "fediverse_stretches",
    "first_come",
    "grapheme_count",
    "grapheme_count_before_conjuncts",
    "graphemes",
    "hashtags",
    "late",
    "late_regex",
    "link_stretches",
    "links",
    "mentions",
    "weighted_length",
]
