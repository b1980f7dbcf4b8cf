"""Log lines for machines: one JSON object a line, where nobody looks at a terminal."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import TextIO

from scheduler.cli.console.discretion import Discreet


def listen(stream: TextIO = sys.stderr, *, as_json: bool) -> None:
    """Send what is logged to a stream, without the secrets: as JSON lines, or as text for people."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Discreet(JsonLines() if as_json else logging.Formatter("%(levelname)s %(message)s")))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


class JsonLines(logging.Formatter):
    """A record as one line: `time` (RFC 3339, UTC), `level`, `event`, `logger`, `message`, `traceback` if there is one.

    The event is `log`, unless the record has one of its own.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = {
            "time": at,
            "level": record.levelname.lower(),
            "event": getattr(record, "event", "log"),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)
