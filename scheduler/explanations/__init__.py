"""What each problem code means: one page a code, read by `tminus explain`, the reference and `allow:`."""

from scheduler.explanations.explanation import GROUPS, Explanation
from scheduler.explanations.table import explanation, names

__all__ = ["GROUPS", "Explanation", "explanation", "names"]
