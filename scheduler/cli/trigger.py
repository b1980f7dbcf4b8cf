"""Send one test post to a channel, for everybody to see.

It says that it is a test.
"""

import asyncio

import click

from scheduler import workspace as files
from scheduler.cli.console.answer import Answer
from scheduler.cli.console.asking import ask
from scheduler.cli.console.checkup.cures import cure
from scheduler.cli.console.desk import Desk, open_desk
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.shapes import instant_json
from scheduler.cli.console.times import city, clock_time
from scheduler.delivery import Trial, try_out
from scheduler.destinations import Endpoint
from scheduler.errors import Problem, Severity, UsageError, did_you_mean
from scheduler.model import Content, Delivered, Unknown

FAILED = 6


@a_command()
@click.argument("channel")
@click.pass_context
def command(context: click.Context, channel: str) -> Answer:
    """Send one test post to a channel: real, signed, and visible to whoever reads there.

    It says that it is a test, and at what time. It goes out at once and past the queue, even where the channel is
    paused, is tried once, and is kept nowhere. Exit code 6 where it was not delivered.
    """
    desk = open_desk(context)
    endpoint = _endpoint(desk, channel)
    content = Content(text=_text(desk))
    paused = _paused(desk, channel)

    def show_question(screen: Screen) -> None:
        screen.line((channel, "bold"), f" · {endpoint.destination.label} at {endpoint.shown}")
        screen.line("  ", content.text)
        for problem in paused:
            screen.line(("⚠ ", "yellow"), problem.message)

    ask(
        desk.options,
        "Post this, for everybody there to see?",
        show_question,
        otherwise="A test post is public, so it is only sent once somebody says yes",
        hint="pass --yes",
    )
    trial = asyncio.run(try_out(endpoint, content, desk.now))
    delivered = isinstance(trial.result.outcome, Delivered)
    return Answer(
        name="trigger",
        data=_data(desk, endpoint, content, trial),
        show=lambda screen: _draw(screen, endpoint, trial),
        problems=paused if delivered else (*paused, _problem(desk, endpoint, trial)),
        exit_code=0 if delivered else FAILED,
    )


def _endpoint(desk: Desk, channel: str) -> Endpoint:
    """Return where a channel's posts go; raise UsageError for a name that no channel has."""
    if channel not in desk.workspace.channels:
        hint = did_you_mean(channel, desk.workspace.channels) or "config/channels.yaml names them"
        raise UsageError.of("channel-unknown", f'There is no channel "{channel}"', hint)
    return files.endpoint(desk.workspace, channel)


def _text(desk: Desk) -> str:
    zone = desk.workspace.zone
    return f"Test post from tminus, {clock_time(desk.now, zone, seconds=True)} {city(zone)}. Please ignore it."


def _paused(desk: Desk, channel: str) -> tuple[Problem, ...]:
    """Return a warning where the queue sends nothing to the channel at the moment."""
    with desk.queue(create=False) as store:
        everything = store.paused_all() if store else None
        channels = store.paused_channels() if store else {}
    if everything is None and channel not in channels:
        return ()
    why = f"everything is, by {everything.user}" if everything else channels[channel] or "by hand"
    message = f"The channel {channel} is paused ({why}): the test post goes out all the same, and it stays paused"
    hint = "tminus queue resume --all" if everything else f"tminus queue resume channel:{channel}"
    return (Problem(code="channel-paused", message=message, hint=hint, severity=Severity.WARNING),)


def _problem(desk: Desk, endpoint: Endpoint, trial: Trial) -> Problem:
    outcome = trial.result.outcome
    reason = "" if isinstance(outcome, Delivered) else outcome.reason
    if isinstance(outcome, Unknown):
        message = f"Nobody knows whether the test post reached {endpoint.host}: {reason}"
        return Problem(code="trigger-unknown", message=message, hint="look there before you send another one")
    message = f"The test post did not reach {endpoint.host}: {reason}"
    hint = cure(desk.workspace, desk.workspace.channels[endpoint.channel], status=trial.result.status, reason=reason)
    return Problem(code="trigger-failed", message=message, hint=hint)


def _data(desk: Desk, endpoint: Endpoint, content: Content, trial: Trial) -> dict[str, object]:
    outcome = trial.result.outcome
    return {
        "channel": endpoint.channel,
        "address": endpoint.shown,
        "key": trial.key,
        "text": content.text,
        "at": instant_json(desk.now),
        "outcome": type(outcome).__name__.lower(),
        "phase": trial.result.phase.value,
        "status": trial.result.status,
        "reason": outcome.note if isinstance(outcome, Delivered) else outcome.reason,
        "receipt": trial.receipt,
        "duration_ms": round(trial.duration.total_seconds() * 1000),
    }


def _draw(screen: Screen, endpoint: Endpoint, trial: Trial) -> None:
    """Say what the receiver answered."""
    outcome = trial.result.outcome
    took = f"{trial.duration.total_seconds() * 1000:,.0f} ms"
    answered = f"answer {trial.result.status}" if trial.result.status else f"no answer ({trial.result.phase.value})"
    if isinstance(outcome, Delivered):
        screen.line(("✓ delivered", "green"), f"  {endpoint.channel}, {answered} in {took}")
        screen.line(f"  {outcome.note or 'look at it there'}", f"; its id is {trial.receipt}" if trial.receipt else "")
    else:
        screen.line(("✗ not delivered", "red"), f"  {endpoint.channel}, {answered} in {took}")
