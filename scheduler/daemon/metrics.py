"""The figures a monitor asks for, in Prometheus' words. No label ever names a post.

What is counted by events starts at zero with the daemon; what the queue knows is asked of it at every scrape, off the
event loop.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from scheduler import __version__
from scheduler.daemon.news import Pulse
from scheduler.delivery import Sent
from scheduler.queue import Store

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
OVERDUE_AFTER = timedelta(minutes=2)
LATENESS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 900, 3600)
DURATION = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40)
KEPT_SECONDS = 5.0
"""How long the counts of posts are good for: who asks more often is told the same again."""


class Metrics:
    """Counts attempts as they end, and tells them with what the queue and the daemon know."""

    def __init__(self, store: Store, pulse: Callable[[], Pulse]) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_Asked(store, pulse))
        self._deliveries = Counter(
            "tminus_deliveries", "Attempts that ended.", ("channel", "outcome"), registry=self._registry
        )
        self._lateness = Histogram(
            "tminus_delivery_lateness_seconds",
            "From when a part was due to when its attempt that was delivered began.",
            buckets=LATENESS,
            registry=self._registry,
        )
        self._duration = Histogram(
            "tminus_delivery_duration_seconds",
            "How long an attempt took.",
            ("channel",),
            buckets=DURATION,
            registry=self._registry,
        )

    def observe(self, sent: Sent) -> None:
        """Count one attempt that ended."""
        self._deliveries.labels(sent.channel, sent.outcome).inc()
        self._duration.labels(sent.channel).observe(sent.duration.total_seconds())
        if sent.outcome == "delivered" and sent.late is not None:
            self._lateness.observe(max(0.0, sent.late.total_seconds()))

    def text(self) -> bytes:
        """Return all figures as Prometheus reads them; it asks the queue, so call it off the event loop."""
        return generate_latest(self._registry)


class _Asked(Collector):
    """What the queue and the daemon know at the moment of a scrape."""

    def __init__(self, store: Store, pulse: Callable[[], Pulse]) -> None:
        self._store = store
        self._pulse = pulse
        self._counts: tuple[float, dict[str, int]] = (-KEPT_SECONDS, {})

    def describe(self) -> Iterable[Metric]:
        """Return nothing: the queue is asked at a scrape, and not before."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """Yield the figures."""
        pulse, now = self._pulse(), datetime.now(UTC)
        yield _gauge("tminus_up", "1 while the daemon begins what is due, 0 while it stops.", not pulse.stopping)
        build = GaugeMetricFamily("tminus_build_info", "The version that runs.", labels=["version"])
        build.add_metric([__version__], 1)
        yield build
        looked = time.time() - pulse.looked_seconds_ago
        yield _gauge("tminus_last_refill_timestamp_seconds", "When the daemon last looked at the queue.", looked)
        worked = pulse.reload_worked
        yield _gauge("tminus_config_last_reload_successful", "0 after a reload that was refused.", worked)
        posts = GaugeMetricFamily("tminus_posts", "Posts in the queue, by state.", labels=["state"])
        for state, number in self._posts().items():
            posts.add_metric([state], number)
        yield posts
        overdue = self._store.overdue(now - OVERDUE_AFTER)
        yield _gauge("tminus_overdue_parts", "Parts that wait and were due more than two minutes ago.", overdue)
        outlook = self._store.outlook(now, 1)
        at = outlook.next.at.timestamp() if outlook.next else float("nan")
        yield _gauge("tminus_next_part_timestamp_seconds", "When the next part is due; NaN if none is.", at)
        paused = GaugeMetricFamily("tminus_channel_paused", "1 for a channel that is paused.", labels=["channel"])
        for name in self._store.paused_channels():
            paused.add_metric([name], 1)
        yield paused
        everything = self._store.paused_all() is not None
        yield _gauge("tminus_queue_paused", "1 while everything is paused by hand.", everything)

    def _posts(self) -> dict[str, int]:
        asked_at, counts = self._counts
        if time.monotonic() - asked_at > KEPT_SECONDS:
            counts = {state.value: number for state, number in self._store.counts().items()}
            self._counts = time.monotonic(), counts
        return counts


def _gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, words, value=float(value))
