"""The platforms' own code, in one long-lived Node process: npm twitter-text, @atproto/api and Intl.Segmenter."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

INSTALL = "npm install --prefix . --no-save --no-package-lock --ignore-scripts twitter-text@3.1.0 @atproto/api@0.19.19"
"""The command that installs the packages into `node_modules/` beside this package; nothing else reads them."""


class PeersMissingError(Exception):
    """Node, or a package it needs, is not installed; the message says which and how to install it."""


class Peers:
    """A Node process that answers for the platforms. Use it as a context manager: it ends with the block."""

    def __init__(self) -> None:
        node = shutil.which("node")
        if node is None:
            raise PeersMissingError("Node is not installed: apt-get install nodejs npm")
        self._process = subprocess.Popen(  # noqa: S603 - our own script
            [node, str(Path(__file__).with_name("peers.cjs"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        (self.versions,) = self._ask({"ask": "versions", "texts": [""]})["answers"]

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        self.close()

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

    def need(self, *packages: str, unicode: int = 0) -> None:
        """Raise PeersMissingError unless the npm packages are installed and Node knows that version of Unicode."""
        missing = [name for name in packages if not self.versions[name]]
        if missing:
            raise PeersMissingError(f"{' and '.join(missing)} not installed: {INSTALL}")
        if int(self.versions["unicode"].partition(".")[0]) < unicode:
            raise PeersMissingError(
                f"Node {self.versions['node']} knows Unicode {self.versions['unicode']} only: update it"
            )

    def answers(self, ask: str, texts: Sequence[str]) -> list[Any]:
        """Return what the platform's code says of each text. `ask` is a name in peers.cjs."""
        found: list[Any] = self._ask({"ask": ask, "texts": list(texts)})["answers"]
        return found

    def rate(self, ask: str, texts: Sequence[str], seconds: float = 0.2) -> float:
        """Return how many texts a second the platform's code does, measured inside the process; the best of five."""
        return float(self._ask({"ask": ask, "texts": list(texts), "seconds": seconds})["rate"])

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        if (
            self._process.stdin is None or self._process.stdout is None
        ):  # pragma: no cover - Popen was told to open them
            raise AssertionError
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer
