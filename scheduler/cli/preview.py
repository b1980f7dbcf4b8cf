"""See every post as it will arrive.

Nothing is sent or changed.
"""

from pathlib import Path

import click

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.desk import Desk, lenient, open_desk
from scheduler.cli.console.options import options_of
from scheduler.cli.console.preview.shown import is_over
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.selecting import is_file, is_named, matching
from scheduler.cli.console.shapes import post_json
from scheduler.errors import Problem, Severity, TminusError, UsageError
from scheduler.model import Post

NOTHING = "Nothing was sent or changed."


@a_command()
@click.argument("select", nargs=-1)
@click.option("--wire", is_flag=True, help="Show the exact requests too, secrets as ***.")
@click.option("--html", type=click.Path(path_type=Path), metavar="FILE", help="Write a page for the browser.")
@click.option("--watch", is_flag=True, help="Show it again after each save, until Ctrl-C.")
@click.pass_context
def command(
    context: click.Context, select: tuple[str, ...], *, wire: bool, html: Path | None, watch: bool
) -> Answer | int:
    """See every post as it will arrive; nothing is sent or changed.

    SELECT is a post's key or how it starts, such as quiet-harbour/three-things; `*` stands for one segment, and several
    may be named. --html writes one page that looks like each platform and needs nothing else: no script, no picture, no
    network.
    """
    if not watch:
        return _looked(open_desk(context, takes_at=True), select, wire=wire, html=html)
    options = options_of(context)
    if options.json:
        message = "--watch draws for people, and --json is one document"
        raise UsageError.of("usage", message, "leave one of them out")
    from scheduler.cli.console.preview.watch import again_after_each_save  # noqa: PLC0415 - only who watches

    screen = Screen(options)

    def draw() -> None:
        screen.clear()
        try:
            answer = _looked(open_desk(context, takes_at=True), select, wire=wire, html=html)
        except TminusError as error:  # a file that is half typed: said, and looked at again when it is saved
            screen.problems(error.problems)
        else:
            answer.show(screen)
            screen.problems(answer.problems)
        screen.talk("Watching config/ and templates/; stop with Ctrl-C")

    try:
        again_after_each_save(options.workspace or Path.cwd(), draw)
    except KeyboardInterrupt:
        screen.talk()
    return 0


def _looked(desk: Desk, select: tuple[str, ...], *, wire: bool, html: Path | None) -> Answer:
    """Return the posts that were asked for, as they are now."""
    problems = desk.drafted.told(lenient(desk.problems, "campaign-past"))
    failed = any(problem.severity is Severity.ERROR for problem in problems)
    blocked = desk.drafted.blocked
    posts = desk.approved(_chosen(desk, select, problems))
    unmade = [key for key in blocked if is_named(key, select)]
    if html:
        _write(desk, html, posts, wire=wire)

    def show(screen: Screen) -> None:
        if html:
            screen.line(_counted(posts, unmade, desk), NOTHING)
            screen.line(f"The page is in {html}: open it in a browser.")
            return
        from scheduler.cli.console.preview.cards import draw_posts  # noqa: PLC0415 - people alone need it

        draw_posts(screen, desk, posts, wire=wire)
        screen.line(_counted(posts, unmade, desk), NOTHING)

    data: dict[str, object] = {"posts": [_post_json(desk, post, wire=wire) for post in posts]}
    if html:
        data["page"] = str(html)
    return Answer(name="preview", data=data, show=show, problems=problems, exit_code=3 if failed else 0)


def _chosen(desk: Desk, select: tuple[str, ...], problems: tuple[Problem, ...]) -> tuple[Post, ...]:
    """Return the posts that are named; where there is no such post the files may say why, so their errors are told."""
    try:
        return matching(desk.drafted.posts, select, failed=desk.drafted.blocked)
    except UsageError as error:
        wrong = [each for each in problems if each.severity is Severity.ERROR]
        named = [each for each in wrong if each.place and any(is_file(name, each.place.file) for name in select)]
        raise UsageError(*error.problems, *(named if named or desk.drafted.posts else wrong)) from None


def _post_json(desk: Desk, post: Post, *, wire: bool) -> dict[str, object]:
    if not wire:
        return post_json(post)
    from scheduler.cli.console.preview.wire import wire_of  # noqa: PLC0415 - only who asks for it

    return {**post_json(post), "requests": [each.to_json() for each in wire_of(desk, post)]}


def _write(desk: Desk, path: Path, posts: tuple[Post, ...], *, wire: bool) -> None:
    from scheduler.cli.console.preview.page import page_of  # noqa: PLC0415 - only who asks for it

    try:
        path.write_text(page_of(desk, posts, wire=wire), encoding="utf-8")
    except OSError as error:
        raise UsageError.of("page-unwritable", f"{path} cannot be written: {error.strerror}") from None


def _counted(posts: tuple[Post, ...], blocked: list[str], desk: Desk) -> str:
    """Return how many posts there are, and how many of them would not go out."""
    made = {post.key for post in posts}
    over = sum(is_over(post, desk.now) for post in posts if post.key not in blocked)
    words = [f"{len(posts)} post{'' if len(posts) == 1 else 's'}"] if posts else []
    words += [f"{sum(key in made for key in blocked)} blocked"] if made & set(blocked) else []
    words += [f"{sum(key not in made for key in blocked)} that could not be made"] if set(blocked) - made else []
    words += [f"{over} whose time is over"] if over else []
    if not words:
        return "No posts. "
    return ", ".join(words) + (
        ". " if len(words) > 1 else ", all within their limits. " if len(posts) > 1 else ", within its limits. "
    )
