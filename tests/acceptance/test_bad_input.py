"""Bad input gets one clear problem with its place and a cure, the right exit code, and nothing is queued."""

import gzip
import json
import os
import resource
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from driving import COMMAND_SECONDS, TMINUS, Desk, Ran

CAMPAIGN = "config/campaigns/quiet-harbour.yaml"
FACTS = "config/facts/quiet-harbour.yaml"


def replaced(name: str, old: str, new: str) -> Callable[[Desk], object]:
    """Change one file of the workspace."""

    def change(desk: Desk) -> None:
        path = desk.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


def with_template(text: str) -> Callable[[Desk], object]:
    return lambda desk: desk.write("templates/countdown.j2", text)


def coarse(desk: Desk) -> None:
    path = desk.folder / FACTS
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line if not line.strip().startswith("start_date:") else "  start_date: 2027-02" for line in lines]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


FAULTS = {
    "undefined fact": (
        with_template("Out {{ facts.relase.start_date }}\n"),
        "fact-missing",
        "templates/countdown.j2",
        1,
    ),
    "undefined variable": (with_template("a\nOut {{ hastags }}\n"), "template-undefined", "templates/countdown.j2", 2),
    "template syntax": (with_template("a\n{% if %}\n"), "template-syntax", "templates/countdown.j2", 2),
    "unknown platform": (
        replaced("config/channels.yaml", "platform: bluesky", "platform: blusky"),
        "platform-unknown",
        "config/channels.yaml",
        None,
    ),
    "unknown zone": (
        replaced(CAMPAIGN, "America/New_York", "America/New_Yrok"),
        "zone-unknown",
        CAMPAIGN,
        None,
    ),
    "missing template": (
        replaced(CAMPAIGN, "template: out-now", "template: out-nwo"),
        "template-unknown",
        CAMPAIGN,
        None,
    ),
    "missing facts file": (
        replaced(CAMPAIGN, "quiet-harbour.yaml", "quiet-harbor.yaml"),
        "facts-missing",
        CAMPAIGN,
        None,
    ),
    "coarse date": (coarse, "date-coarse", FACTS, None),
    "too long": (with_template("{{ facts.about.name }}" + " and on and on" * 60), "length-over", None, None),
    "broken YAML": (lambda desk: desk.write(CAMPAIGN, "steps: [\n"), None, CAMPAIGN, None),
    "secret missing": (lambda desk: (desk.folder / ".env").unlink(), "secret-missing", "config/channels.yaml", None),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_workspace_is_one_clear_problem_and_nothing_is_queued(desk: Desk, fault: str) -> None:
    """`apply` names the fault with its place and a cure, ends with code 3, and leaves no post in the queue."""
    break_it, code, file, line = FAULTS[fault]
    break_it(desk)
    applied = desk.tminus("apply", "--yes", "--json")
    assert applied.code == 3, applied.out
    errors = [problem for problem in applied.document["problems"] if problem["severity"] == "error"]
    assert errors
    assert applied.document["ok"] is False
    if code:
        assert {problem["code"] for problem in errors} == {code}
    if file:
        assert {problem["file"] for problem in errors} == {file}
    if line:
        assert {problem["line"] for problem in errors} == {line}
    assert all(problem["message"] and problem["hint"] for problem in errors)
    assert desk.tminus("queue", "list", "--json").data == {"posts": []}


def test_a_missing_secret_stops_apply_and_is_a_warning_before(desk: Desk) -> None:
    """Looking needs no secret; sending does, and the problem names the variable, not a value."""
    (desk.folder / ".env").unlink()
    for looking in ("validate", "preview", "plan"):
        ran = desk.tminus(looking, "--json")
        assert ran.code == 0, ran.out
        assert [p["severity"] for p in ran.document["problems"] if p["code"] == "secret-missing"] == ["warning"]
    assert desk.tminus("rehearse", "--json").code == 0


ARTICLES = {
    "missing": (None, "article-missing"),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200), "article-binary"),
    "empty": (b"", "article-empty"),
    "blank": (b" \n\n\t\n", "article-empty"),
}


PROSE = "The Glass Field will open in cinemas on July 10, its makers said on Tuesday, and the town is glad. " * 4
LAUGHS = (
    "<?xml version='1.0'?><!DOCTYPE lolz [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><rss version='2.0'><channel><item><title>&i;</title><description>&i;</description></item></channel></rss>"
)
FILES = {
    "bomb.xml": (LAUGHS.encode(), "article-entities"),
    "bomb-16.xml": (LAUGHS.encode("utf-16"), "article-entities"),
    "local.xml": (
        b"<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/group'>]><rss><item><title>&x;</title></item></rss>",
        "article-entities",
    ),
    "packed.xml": (gzip.compress(bytes(20_000_000)), "article-format"),
    "packed.txt.gz": (gzip.compress(PROSE.encode()), "article-format"),
    "latin.txt": ((PROSE + "caf\u00e9").encode("cp1252"), "article-encoding"),
    "mixed.txt": (PROSE.encode() + "caf\u00e9 ".encode("cp1252") + "na\u00efve".encode(), "article-encoding"),
    "sixteen.txt": (PROSE.encode("utf-16"), "article-encoding"),
    "sixteen-without-mark.txt": (PROSE.encode("utf-16-le"), "article-binary"),
    "declared.html": (b'<meta charset="zlib_codec"><p>' + (PROSE + "\u00e9").encode("cp1252"), "article-encoding"),
    "nul.txt": (PROSE.encode() + bytes(1) + PROSE.encode(), "article-binary"),
    "nul.html": (b"<p>" + PROSE.encode() + bytes(1), "article-binary"),
    "escape.txt": (b"\x1b[2J" + PROSE.encode(), "article-binary"),
    "signs.txt": (b". . .\n!!! ???\n12 34\n", "article-empty"),
    "nothing.html": (b"<html></html>", "article-no-text"),
    "login.html": (b"<form><p>Please log in to continue reading</p><input type=password></form>", "article-no-text"),
    "links.html": (b"<ul>" + b"<li><a href=/1>A story of the town</a></li>" * 60 + b"</ul>", "article-no-text"),
    "deep.html": (b"<html><body>" + b"<div>" * 40_000 + PROSE.encode(), "article-no-text"),
    "attributes.html": (
        b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">" + PROSE.encode(),
        "article-too-large",
    ),
    "attributes-behind-a-sign.html": (
        b"<html><body><p x='>' y='<' " + b" ".join(b"a%d" % n for n in range(200_000)) + b">" + PROSE.encode(),
        "article-too-large",
    ),
    "brackets.md": (b"[" * 100_000 + PROSE.encode(), "article-too-large"),
    "a.pdf": (b"%PDF-1.7\n\x00\x01", "article-format"),
    "pdf.txt": (b"%PDF-1.7\n\x00\x01", "article-format"),
    "a.docx": (b"PK\x03\x04" + bytes(50), "article-format"),
    "docx.txt": (b"PK\x03\x04" + bytes(50), "article-format"),
    "a.jpg": (b"\xff\xd8\xff\xe0" + bytes(50), "article-binary"),
    "none.xml": (b"<rss version='2.0'><channel><title>N</title></channel></rss>", "article-no-entry"),
    "broken.xml": (b"<rss version='2.0'><channel><title>N<item>", "article-no-entry"),
    "catalogue.xml": (
        b"<?xml version='1.0'?><catalog><book>" + PROSE.encode() + b"</book></catalog>",
        "article-format",
    ),
}
MEMORY = 1 << 30


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_article_is_one_clear_problem_in_bounded_memory(bare: Desk, name: str) -> None:
    """Bombs, other encodings, other formats: exit code 2, its cause and a cure; nobody has to guess."""
    content, code = FILES[name]
    (bare.folder / name).write_bytes(content)
    ran = _bounded(bare, name)
    assert (ran.code, ran.codes) == (2, [code])
    assert ran.document["problems"][0]["hint"]
    assert name in ran.document["problems"][0]["file"]


def _bounded(desk: Desk, *arguments: str, stdin: object = subprocess.DEVNULL) -> Ran:
    """Extract in at most a gigabyte of memory and half a minute of work."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (30, 30))

    done = subprocess.run(
        [TMINUS, "facts", "extract", *arguments, "--json"],
        cwd=desk.folder,
        env=desk.environment,
        stdin=stdin,  # type: ignore[arg-type] # a file or a number
        capture_output=True,
        text=True,
        timeout=COMMAND_SECONDS,
        check=False,
        preexec_fn=limit,
    )
    assert "Traceback" not in done.stderr + done.stdout, done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)


def test_a_gigabyte_is_not_read(bare: Desk) -> None:
    """Neither from a file nor from standard input, which need not end."""
    for name in ("giant.txt", "giant.html", "giant.xml"):
        with (bare.folder / name).open("wb") as file:
            file.truncate(1 << 30)
        assert _bounded(bare, name).codes == ["article-too-large"]
    with Path("/dev/zero").open("rb") as endless:
        assert _bounded(bare, "-", stdin=endless).codes == ["article-too-large"]


def test_a_pipe_that_nobody_writes_to_is_not_waited_for(bare: Desk) -> None:
    """A named pipe may stay silent for ever; standard input is the way to read one."""
    os.mkfifo(bare.folder / "pipe")
    ran = _bounded(bare, "pipe")
    assert (ran.code, ran.codes) == (2, ["article-unreadable"])
    assert "< pipe" in ran.document["problems"][0]["hint"]


def test_an_article_in_another_language_keeps_its_metadata_and_asks_for_the_rest(bare: Desk) -> None:
    """English is read for now, and that is said; nothing is made of the words."""
    bare.write(
        "artikel.txt",
        "title: Der stille Hafen kommt ins Kino\ndate: 2027-03-02\n\nDer stille Hafen startet am 10. Juli. "
        "Das sagte der Verleih am Dienstag in Berlin, und die Stadt freut sich dar\u00fcber sehr.\n",
    )
    ran = bare.tminus("facts", "extract", "artikel.txt", "--json")
    assert ran.code == 0
    assert ran.data["article"]["headline"] == "Der stille Hafen kommt ins Kino"
    assert (ran.data["article"]["date_published"], ran.data["article"]["language"]) == ("2027-03-02", "de")
    assert any("English" in question for question in ran.data["questions"])
    assert [ran.data[kind] for kind in ("releases", "key_points", "quotations", "people")] == [[], [], [], []]


def test_an_article_cannot_paint_the_terminal(bare: Desk) -> None:
    """Control characters that markup can name are taken out, and what would turn a line around is shown as a sign."""
    bare.write(
        "evil.html",
        f"<title>A&#27;[31m red&#x9b;2J &#x202e;dlo</title><body><p>&#27;[2J{PROSE}</p><p>&#27;]0;own&#7;{PROSE}</p>",
    )
    ran = bare.tminus("facts", "extract", "evil.html")
    assert ran.code == 0
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(ran.out + ran.err)
    assert bare.tminus("facts", "extract", "evil.html", "-o", "evil.yaml").code == 0
    assert "\\e" not in (bare.folder / "evil.yaml").read_text(encoding="utf-8")


def test_the_network_is_asked_only_where_it_is_allowed(bare: Desk) -> None:
    """An address needs --online, a file never does, and this machine is not on the web."""
    ran = bare.tminus("facts", "extract", "http://127.0.0.1:9/a.html", "--json")
    assert (ran.code, ran.codes) == (2, ["article-online"])
    assert "--online" in ran.document["problems"][0]["hint"]
    ran = bare.tminus("facts", "extract", "http://127.0.0.1:9/a.html", "--online", "--json")
    assert (ran.code, ran.codes) == (2, ["article-blocked"])
    bare.write("a.txt", PROSE)
    assert bare.tminus("facts", "extract", "a.txt", "--online").code == 0


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_that_cannot_be_read_ends_with_code_2(bare: Desk, name: str) -> None:
    """A file named on the command line that is missing or unreadable is a usage error with a cure."""
    content, code = ARTICLES[name]
    if content is not None:
        (bare.folder / "article.txt").write_bytes(content)
    ran = bare.tminus("facts", "extract", "article.txt", "--json")
    assert (ran.code, ran.codes) == (2, [code])
    assert ran.document["problems"][0]["hint"]
    assert ran.data is None


def test_an_article_without_a_date_is_a_question(bare: Desk) -> None:
    """No date is no failure: exit code 0, no release, and a question a person can answer."""
    bare.write(
        "article.txt", "The film is about a harbour.\n\nIt has no date at all, and nobody knows why that is so.\n"
    )
    ran = bare.tminus("facts", "extract", "article.txt", "--json")
    assert ran.code == 0
    assert ran.data["releases"] == []
    assert any("date" in question.lower() for question in ran.data["questions"])


USAGES = (
    ["nothing"],
    ["plan", "--bogus"],
    ["status", "--at", "2026-01-01T00:00"],
    ["preview", "--at", "someday"],
    ["preview", "nobody/here"],
    ["apply"],
    ["apply", "nowhere.plan"],
    ["measure", "--platform", "x", "-f", "nowhere.txt"],
)


@pytest.mark.parametrize("arguments", USAGES, ids=" ".join)
def test_wrong_usage_ends_with_code_2_and_one_json_document(desk: Desk, arguments: list[str]) -> None:
    """Also on failure `--json` prints one document, with a problem in it."""
    ran = desk.tminus(*arguments, "--json")
    assert ran.code == 2, ran.out
    assert list(ran.document) == ["schema", "ok", "data", "problems"]
    assert len(ran.codes) == 1


def test_an_unknown_platform_is_guessed(desk: Desk) -> None:
    """`measure` suggests the platform that was meant."""
    ran = desk.tminus("measure", "-p", "blusky", "hi", "--json")
    assert ran.codes == ["platform-unknown"]
    assert "bluesky" in ran.document["problems"][0]["hint"]


def test_outside_a_workspace_the_cure_is_init(bare: Desk) -> None:
    """A folder that is none says so and how to make one."""
    for command in ("plan", "status", "run", "preview"):
        ran = bare.tminus(command, "--json")
        assert (ran.code, ran.codes) == (3, ["workspace-missing"])
        assert "tminus init" in ran.document["problems"][0]["hint"]


def test_init_overwrites_nothing(desk: Desk) -> None:
    """A second `init` in the same folder is refused."""
    before = (desk.folder / "config" / "workspace.yaml").read_text()
    assert desk.tminus("init", "--json").codes == ["workspace-exists"]
    assert (desk.folder / "config" / "workspace.yaml").read_text() == before


def test_people_see_the_line_and_a_caret(desk: Desk) -> None:
    """The screen shows where it is, the line itself, and what to do; without colour where there is no terminal."""
    replaced(CAMPAIGN, "America/New_York", "America/New_Yrok")(desk)
    ran = desk.tminus("validate")
    assert ran.code == 3
    assert f"--> {CAMPAIGN}:" in ran.err
    assert "^^^^" in ran.err
    assert "America/New_York" in ran.err
    assert "\x1b" not in ran.err + ran.out


def test_json_is_json_even_when_tminus_itself_fails(desk: Desk) -> None:
    """A database that is none is a clear problem, not a traceback."""
    (desk.folder / ".tminus").mkdir(exist_ok=True)
    (desk.folder / ".tminus" / "queue.db").write_bytes(b"this is no database, whatever its name says" * 100)
    ran = desk.tminus("queue", "list", "--json")
    assert ran.code != 0
    assert json.loads(ran.out)["problems"]
