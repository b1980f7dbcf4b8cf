"""The platforms' own code, where it is installed."""

from collections.abc import Iterator

import pytest

from benchmarks.peers import Peers, PeersMissingError


@pytest.fixture(scope="session")
def peers() -> Iterator[Peers]:
    """Return npm twitter-text, @atproto/api and Intl.Segmenter in one process; skips without them."""
    try:
        found = Peers()
    except PeersMissingError as error:
        pytest.skip(str(error))
    with found:
        try:
            found.need("twitter-text", "@atproto/api", unicode=17)
        except PeersMissingError as error:
            pytest.skip(str(error))
        yield found
