"""What the commands of `tminus queue` share: which posts are meant, what is done with them, and how that is told."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.desk import Desk
from scheduler.cli.console.lay_out import lines_of
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.selecting import matching
from scheduler.cli.console.shapes import post_json
from scheduler.cli.console.times import two_clocks
from scheduler.cli.console.who import user_name
from scheduler.errors import Problem, TminusError, UsageError, did_you_mean
from scheduler.model import Post

if TYPE_CHECKING:
    from scheduler.queue import Overridden, Store

CHANNEL: Final = "channel:"
SHOWN: Final = 8
"""So many posts are listed one by one; of more the rest is counted."""


@contextmanager
def opened(desk: Desk) -> Iterator["Store"]:
    """Open the queue that is there; raises TminusError where there is none."""
    with desk.queue(create=False) as store:
        if store is None:
            raise TminusError.of("queue-missing", "There is no queue yet", "tminus apply makes it")
        yield store


def chosen(desk: Desk, store: "Store", *selects: str) -> tuple[Post, ...]:
    """Return the posts that any SELECT names; raises UsageError where one names none, with what was probably meant."""
    posts = tuple(store.posts())
    try:
        return matching(posts, selects)
    except UsageError:
        for select in selects:
            if not _names_some(posts, select) and select in known_channels(desk, store):
                raise _no_channel(select, f"write {CHANNEL}{select}") from None
        raise


def _names_some(posts: tuple[Post, ...], select: str) -> bool:
    try:
        return bool(matching(posts, (select,)))
    except UsageError:
        return False


def only_one(select: str, posts: tuple[Post, ...]) -> Post:
    """Return the one post that is named; raises UsageError where it is more than one."""
    exact = [post for post in posts if post.key == select.partition("#")[0].strip("/")]
    if len(exact) == 1 or len(posts) == 1:
        return (exact or list(posts))[0]
    hint = f"one of them is {posts[0].key}; see  tminus queue list '{select}'"
    raise UsageError.of("select-many", f'"{select}" names {len(posts)} posts, and one is shown at a time', hint)


def one_of(what: tuple[str, ...], *, everything: bool, verb: str) -> tuple[str, ...]:
    """Return what was named, nothing for everything.

    Raises UsageError where neither or both were given, or a channel beside anything else.
    """
    if bool(what) is everything:
        message = f"{verb} takes SELECTs, a channel:NAME, or --all" + (", and only one of them" if everything else "")
        raise UsageError.of("usage", message, f"see  tminus queue {verb} --help")
    if len(what) > 1 and any(map(channel_named, what)):
        hint = f"run  tminus queue {verb}  once for each of them"
        raise UsageError.of("usage", f"{verb} takes one channel:NAME, and no post beside it", hint)
    return what


def channel_named(what: str) -> str | None:
    """Return NAME of `channel:NAME`, None where something else is named."""
    return what.removeprefix(CHANNEL) if what.startswith(CHANNEL) else None


def known_channels(desk: Desk, store: "Store") -> set[str]:
    """Return the names of the channels of the files, and of those that are paused."""
    return {*desk.workspace.channels, *store.paused_channels()}


def known_channel(desk: Desk, store: "Store", name: str) -> str:
    """Return the name of a channel; raises UsageError for a name nobody knows."""
    known = known_channels(desk, store)
    if not name:
        raise _no_channel(CHANNEL, f"write {CHANNEL}NAME")
    if name not in known:
        raise UsageError.of("channel-unknown", f'There is no channel "{name}"', did_you_mean(name, known))
    return name


def _no_channel(what: str, hint: str) -> UsageError:
    return UsageError.of("channel-expected", f'"{what}" names no post and no channel', hint)


def decide(
    desk: Desk,
    store: "Store",
    posts: Sequence[Post],
    decision: Callable[[Post], Post | str],
    *,
    verb: str,
    whole: bool = False,
) -> "Overridden":
    """Decide about posts in one transaction.

    Raises TminusError where nothing can be done for any of them, or, where `whole`, not for all.
    """
    keys = [post.key for post in posts]
    done = store.override(keys, decision, verb=verb, now=desk.now, user=user_name(), whole=whole)
    if done.refused and (whole or not (done.changed or done.same)):
        begun = {post.key for post in posts if post.frozen}
        raise TminusError(*_refusals(done.refused, begun, others=bool(done.same) or len(done.refused) < len(posts)))
    return done


def _refusals(refused: Mapping[str, str], begun: set[str], *, others: bool) -> Iterator[Problem]:
    """Yield a problem a post that stays as it is, the first few of many."""
    for key, why in list(refused.items())[:SHOWN]:
        hint = f"see  tminus queue show {key}"
        if others:
            hint += "; nothing was changed"
        yield Problem(code="post-begun" if key in begun else "post-refused", message=f"{key} {why}", hint=hint)
    if len(refused) > SHOWN:
        yield Problem(code="post-refused", message=f"{len(refused) - SHOWN} more posts stay as they are")


def told(
    desk: Desk,
    name: str,
    done: "Overridden",
    said: str,
    back: str,
    *,
    same: str = "is so already",
    problems: tuple[Problem, ...] = (),
) -> Answer:
    """Answer with what became of the posts; `{}` in `said` is how many, `back` the command that takes it back."""

    def show(screen: Screen) -> None:
        if done.changed:
            many = len(done.changed)
            screen.line(said.format(f"{many} post{'s' if many > 1 else ''}"))
            draw_named(screen, desk, done.changed)
        for post in done.same[:SHOWN]:
            screen.line(f"{post.key} {same}.")
        if len(done.same) > SHOWN:
            screen.line(f"{len(done.same) - SHOWN} more, too.")
        if done.refused:
            screen.line(f"Left as {'it is' if len(done.refused) == 1 else 'they are'}:")
        for key, why in list(done.refused.items())[:SHOWN]:
            for number, line in enumerate(lines_of(f"{key} {why}", screen.width - 6)):
                screen.line("    " if number else "  ", line)
        if len(done.refused) > SHOWN:
            screen.line(f"  and {len(done.refused) - SHOWN} more")
        if done.changed:
            screen.line(f"Back with:  {back}")

    data = {
        "revision": done.revision,
        "posts": [post_json(post) for post in done.changed],
        "unchanged": [post.key for post in done.same],
        "refused": [{"key": key, "reason": why} for key, why in done.refused.items()],
    }
    return Answer(name=name, data=data, show=show, problems=problems)


def draw_named(screen: Screen, desk: Desk, posts: Sequence[Post]) -> None:
    """Draw posts by key, state and both clocks; each on two lines where one is too short for all."""
    rows = [
        (post, two_clocks(post.due_at, desk.workspace.audience_zone or post.zone, desk.workspace.zone))
        for post in posts[:SHOWN]
    ]
    wide = max((len(post.key) for post, _ in rows), default=0)
    short = all(2 + wide + 2 + 11 + 2 + cell_len(when) <= screen.width for _, when in rows)
    for post, when in rows:
        sign, style = screen.state(post.state)
        if short:
            screen.line(f"  {post.key:<{wide}}  ", (f"{sign:<11}", style), f"  {when}")
        else:
            screen.line(f"  {post.key}")
            screen.line("    ", (f"{sign:<11}", style), f"  {when}")
    if len(posts) > SHOWN:
        screen.line(f"  and {len(posts) - SHOWN} more")
