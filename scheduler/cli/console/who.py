"""Who acts: what stands in the queue's events, in overrides and under approvals."""

import getpass
import os


def user_name() -> str:
    """Return who acts: TMINUS_USER, else the login name."""
    try:
        return os.environ.get("TMINUS_USER") or getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
