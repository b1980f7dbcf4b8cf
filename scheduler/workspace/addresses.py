"""What counts as a web address in files and in the environment."""

import re
from urllib.parse import urlsplit


def is_address(text: str) -> bool:
    """Return whether a text is an http or https address with a host, and nothing but that."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", text)
    except ValueError:
        return False
