"""Reading from the network, on real sockets: only public addresses, only pages, never more than an article has."""

import asyncio
import gzip
import socket
import struct
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from scheduler.cli.console.facts.source import find_article, write_found
from scheduler.errors import UsageError
from scheduler.http import Page, fetch, guard
from scheduler.workspace.facts_file import read_facts

HERE = ("127.0.0.0/8", "::1/128")
SELF_SIGNED = Path(__file__).with_name("self-signed.pem")
PROSE = "The boat left the harbour at dawn with nine of the crew on deck. " * 8
HTML = (
    '<html><head><meta charset="utf-8"><title>The Quiet Harbour opens</title>{head}</head><body><article>'
    "<h1>The Quiet Harbour opens</h1><p>The film opens in cinemas on July 10, 2027, its makers said.</p>"
    "<p>{prose}</p></article></body></html>"
)
Answers = dict[str, bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]]


@pytest.fixture(autouse=True)
def walled_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Let no test open a connection that leaves this machine, even where the guard it tests is broken."""
    outside: list[str] = []
    connect = socket.socket.connect

    def connect_here(self: socket.socket, where: Any) -> None:
        if isinstance(where, tuple) and not str(where[0]).startswith(("127.", "::1")):
            outside.append(str(where[0]))
            raise ConnectionError("kept inside")
        connect(self, where)

    monkeypatch.setattr(socket.socket, "connect", connect_here)
    yield outside
    assert outside == []


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stand in for the name service, the edge of the world: every name stands for 127.0.0.1; return those asked for."""
    asked: list[str] = []

    def getaddrinfo(host: str | bytes, port: int, **_: object) -> list[tuple[Any, ...]]:
        asked.append(host if isinstance(host, str) else host.decode())
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr("socket.getaddrinfo", getaddrinfo)
    return asked


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Trust the test certificate, as an operator trusts an authority of their own."""
    monkeypatch.setenv("SSL_CERT_FILE", str(SELF_SIGNED))
    guard._tls.cache_clear()
    yield
    guard._tls.cache_clear()


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """Make an answer with a length, so that its end is known."""
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    if "transfer_encoding" not in headers and "content_length" not in headers:
        lines.append(f"content-length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def page(head: str = "", prose: str = PROSE) -> bytes:
    return answer(HTML.format(head=head, prose=prose).encode(), content_type="text/html; charset=utf-8")


def moved(to: str, status: str = "302 Found") -> bytes:
    return answer(b"", status, location=to)


class Site:
    """A site of this machine: what it answers at which path, and what it was asked."""

    def __init__(self, wire: Any, answers: Answers) -> None:
        self.asked: list[bytes] = []
        self.answers = answers
        self.wire = wire(self._behave)

    async def _behave(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await reader.readuntil(b"\r\n\r\n")
        self.asked.append(request)
        path = request.split()[1].decode()
        said = self.answers.get(path, answer(b"no", "404 Not Found", content_type="text/html"))
        if callable(said):
            await said(writer)
        else:
            writer.write(said.replace(b"PORT", str(self.wire.port).encode()))
            await writer.drain()
        writer.close()

    def fetch(self, path: str = "/", host: str = "127.0.0.1", *, tls: bool = False, **options: Any) -> Page:
        """Fetch one page of the site."""

        async def work() -> Page:
            async with self.wire.serve(tls=tls):
                url = self.wire.url(path, host=host, scheme="https" if tls else "http")
                return await fetch(url, **{"allow_private": HERE, "deadline": timedelta(seconds=20), **options})

        return asyncio.run(work())

    def refused(self, path: str = "/", **options: Any) -> str:
        """Return the code of the problem that fetching a page ends with; its hint helps."""
        with pytest.raises(UsageError) as caught:
            self.fetch(path, **options)
        (problem,) = caught.value.problems
        assert problem.hint
        assert problem.place
        assert caught.value.exit_code == 2
        return problem.code


@pytest.fixture
def site(wire: Any) -> Callable[..., Site]:
    """Return the maker of a site out of its answers."""
    return lambda **answers: Site(wire, {f"/{name}" if name != "root" else "/": said for name, said in answers.items()})


def test_a_page_is_fetched_with_its_type_its_charset_and_its_last_address(site: Any) -> None:
    """Redirects are followed, every kind of them, and the fragment is nobody's business."""
    shop = site(
        root=moved("/a", "301 Moved Permanently"), a=moved("b?x=1"), **{"b?x=1": moved("//127.0.0.1:PORT/c")}, c=page()
    )
    found = shop.fetch("/#part")
    assert found.content == page().partition(b"\r\n\r\n")[2]
    assert (found.media_type, found.charset) == ("text/html", "utf-8")
    assert found.address == shop.wire.url("/c")
    assert [asked.split()[1] for asked in shop.asked] == [b"/", b"/a", b"/b?x=1", b"/c"]
    assert all(b"accept-encoding: identity" in asked.lower() for asked in shop.asked)
    assert not any(b"cookie" in asked.lower() for asked in shop.asked)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{port}/",
        "http://localhost:{port}/",
        "http://127.1:{port}/",
        "http://2130706433:{port}/",
        "http://0x7f000001:{port}/",
        "http://[::1]:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
        "http://0.0.0.0:{port}/",
        "http://10.0.0.1/",
        "http://192.168.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.100.100.200/",
        "http://[fd00::1]/",
        "http://[64:ff9b::7f00:1]/",
    ],
)
def test_no_private_address_is_contacted(site: Any, address: str) -> None:
    """An article is public; there is no exception, and not one connection."""
    shop = site(root=page())

    async def work() -> None:
        async with shop.wire.serve("0.0.0.0"):  # noqa: S104 - so that every spelling of this machine would arrive
            await fetch(address.format(port=shop.wire.port))

    with pytest.raises(UsageError) as caught:
        asyncio.run(work())
    assert [problem.code for problem in caught.value.problems] == ["article-blocked"]
    assert shop.wire.connections == 0


@pytest.mark.parametrize(
    "location",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/",
        "//192.168.0.1/",
        "http://[::ffff:10.0.0.1]/",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "gopher://127.0.0.1:70/_x",
    ],
)
def test_every_hop_is_judged_anew(site: Any, location: str) -> None:
    """What a public page may not be, it may not lead to either."""
    assert site(root=moved(location)).refused() == "article-blocked"


def test_a_redirect_to_this_machine_is_refused_where_the_first_hop_was_not(site: Any, names: list[str]) -> None:
    """The guard has no memory: what was allowed for one address says nothing of the next."""
    shop = site(root=moved("http://[::1]:PORT/"))
    assert shop.refused(allow_private=("127.0.0.0/8",)) == "article-blocked"
    assert names == []


@pytest.mark.usefixtures("trusted")
def test_https_does_not_lead_to_http(site: Any) -> None:
    """What was asked for over a safe way is not fetched over an unsafe one."""
    shop = site(root=moved("http://127.0.0.1:PORT/a"), a=page())
    assert shop.refused(host="localhost", tls=True) == "article-blocked"
    assert len(shop.asked) == 1


def test_a_certificate_nobody_trusts_is_refused(site: Any) -> None:
    """A page is as good as the site that is proved to send it."""
    assert site(root=page()).refused(host="localhost", tls=True) == "article-unreachable"


def test_redirects_in_a_circle_and_without_end_stop(site: Any) -> None:
    """A circle is noticed, and so is a page that was moved too often."""
    assert site(root=moved("/a"), a=moved("/")).refused() == "article-unreachable"
    endless = site(root=moved("/1"), **{str(n): moved(f"/{n + 1}") for n in range(1, 20)})
    assert endless.refused() == "article-unreachable"
    assert len(endless.asked) == 6


@pytest.mark.parametrize(
    "location", ["http://[::1", "https://a b/", "http://x:99999/", "http://", "http://u:p@x.example/"]
)
def test_a_redirect_that_leads_nowhere_is_a_clear_problem(site: Any, location: str) -> None:
    """Half an address is none, and nobody's password is sent."""
    assert site(root=moved(location)).refused() in {"article-address", "article-unreachable", "article-blocked"}


async def endless(writer: asyncio.StreamWriter) -> None:
    """Send a body without end, in chunks."""
    writer.write(answer(content_type="text/html", transfer_encoding="chunked"))
    chunk = b"10000\r\n" + b"a" * 65536 + b"\r\n"
    while True:
        writer.write(chunk)
        await writer.drain()


def test_a_body_without_end_is_cut(site: Any) -> None:
    """Five mebibytes are read, and no more."""
    assert site(root=endless).refused() == "article-too-large"


def test_a_stated_length_beyond_five_mebibytes_is_not_even_begun(site: Any) -> None:
    """Its headers say enough."""
    said = answer(content_type="text/html", content_length=str(6 * 1024 * 1024))
    assert site(root=said).refused() == "article-too-large"


@pytest.mark.parametrize("packing", ["gzip", "br", "deflate", "x-gzip, identity"])
def test_a_packed_body_is_not_unpacked(site: Any, packing: str) -> None:
    """A bomb of ten kilobytes stays one of ten kilobytes."""
    bomb = gzip.compress(bytes(10_000_000))
    said = answer(bomb, content_type="text/html", content_encoding=packing)
    assert site(root=said).refused() == "article-format"


async def dripping(writer: asyncio.StreamWriter) -> None:
    """Send a byte now and then, for ever."""
    writer.write(answer(content_type="text/html", content_length="1000000"))
    while True:
        writer.write(b"a")
        await writer.drain()
        await asyncio.sleep(0.01)


async def silent(writer: asyncio.StreamWriter) -> None:
    """Say nothing."""
    await asyncio.sleep(3600)
    writer.close()


async def dripping_headers(writer: asyncio.StreamWriter) -> None:
    """Send headers without end."""
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"x-y: z\r\n")
        await writer.drain()
        await asyncio.sleep(0.001)


@pytest.mark.parametrize("behave", [dripping, silent, dripping_headers])
def test_one_deadline_bounds_the_whole(site: Any, behave: Any) -> None:
    """A site that dawdles ends with the deadline, whatever it sends meanwhile."""
    assert site(root=moved("/slow"), slow=behave).refused(deadline=timedelta(seconds=0.3)) == "article-unreachable"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (answer(b"%PDF-1.7", content_type="application/pdf"), "article-format"),
        (answer(b"{}", content_type="application/json"), "article-format"),
        (answer(b"\x89PNG", content_type="image/png"), "article-format"),
        (answer(b"PK", content_type="application/octet-stream"), "article-format"),
        (answer(b"no", "404 Not Found", content_type="text/html"), "article-refused"),
        (answer(b"no", "403 Forbidden", content_type="text/html"), "article-refused"),
        (answer(b"no", "401 Unauthorized", content_type="text/html"), "article-refused"),
        (answer(b"no", "429 Too Many Requests", content_type="text/html"), "article-refused"),
        (answer(b"no", "500 Internal Server Error", content_type="text/html"), "article-refused"),
        (answer(b"", "304 Not Modified"), "article-refused"),
        (answer(b"", "302 Found"), "article-refused"),
        (b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 100\r\n\r\nhalf", "article-unreachable"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "article-unreachable"),
        (b"", "article-unreachable"),
    ],
)
def test_what_is_no_page_is_a_clear_problem(site: Any, said: bytes, code: str) -> None:
    """The wrong type, a page that is not there or not for us, half a page, another protocol."""
    assert site(root=said).refused() == code


def test_a_connection_that_is_cut_is_a_clear_problem(site: Any) -> None:
    """In the middle of a page, without a farewell."""

    async def cut(writer: asyncio.StreamWriter) -> None:
        writer.write(answer(content_type="text/html", content_length="1000") + b"half")
        await writer.drain()
        connection = writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()

    assert site(root=cut).refused() == "article-unreachable"


def test_nobody_listening_is_a_clear_problem(free_port: int) -> None:
    """The address may be mistyped."""
    with pytest.raises(UsageError) as caught:
        asyncio.run(fetch(f"http://127.0.0.1:{free_port}/", allow_private=HERE))
    assert caught.value.problems[0].code == "article-unreachable"


def test_a_name_in_other_letters_is_asked_for_as_the_name_service_knows_it(site: Any, names: list[str]) -> None:
    """`bücher.example` is xn--bcher-kva.example on the wire."""
    shop = site(root=page())
    found = shop.fetch(host="bücher.example")
    assert names == ["xn--bcher-kva.example"]
    assert f"host: xn--bcher-kva.example:{shop.wire.port}".encode() in shop.asked[0].lower()
    assert found.address.startswith("http://xn--bcher-kva.example")


@pytest.mark.parametrize(
    "address", ["http://", "https:///x", "http://a..b/", "http://x:99999/", "http://[::1", "http://u:pw@x.example/"]
)
def test_an_address_that_is_none_is_a_clear_problem(address: str) -> None:
    """Nothing is contacted, and a password that was typed is not repeated."""
    with pytest.raises(UsageError) as caught:
        asyncio.run(fetch(address))
    (problem,) = caught.value.problems
    assert problem.code in {"article-address", "article-unreachable"}
    assert "pw" not in f"{problem.message}{problem.hint}{problem.place}"


# ---------------------------------------------------------------- from the address to the facts file


def extracted(shop: Site, path: str = "/", output: Path | None = None) -> Any:
    """Fetch and read a page of a site as `tminus facts extract URL --online` does."""
    shop_is_open, address = asyncio.Event(), ""

    async def work() -> Any:
        nonlocal address
        async with shop.wire.serve():
            address = shop.wire.url(path)
            shop_is_open.set()
            return await asyncio.to_thread(find_article, address, online=True, output=output, allow_private=HERE)

    return asyncio.run(work())


def test_the_address_of_an_article_is_its_canonical_one_on_the_same_site(site: Any) -> None:
    """Relative or with another host of the site; one on another site is that site's article."""
    shop = site(
        root=moved("/story?from=mail"),
        **{"story?from=mail": page('<link rel="canonical" href="/story">')},
        elsewhere=page('<link rel="canonical" href="https://other.example/story">'),
        none=page(),
    )
    assert extracted(shop).article.url == shop.wire.url("/story")
    assert extracted(shop, "/elsewhere").article.url == shop.wire.url("/elsewhere")
    assert extracted(shop, "/none#comments").article.url == shop.wire.url("/none")


@pytest.mark.parametrize(
    ("body", "header"),
    [
        ("The café opens on July 10. ".encode("cp1252"), "text/plain; charset=windows-1252"),
        ("The café opens on July 10. ".encode("utf-16"), "text/plain"),
        ("The café opens on July 10. ".encode(), "text/plain; charset=nonsense"),
        ("<p>The café opens on July 10. </p>".encode("cp1252") * 8, "text/html; charset=ISO-8859-1"),
        ('<meta charset="windows-1252"><p>The café opens on July 10. </p>'.encode("cp1252") * 8, "text/html"),
        ('<meta charset="windows-1252"><p>The café opens on July 10. </p>'.encode() * 8, "text/html; charset=utf-8"),
        (b"\xef\xbb\xbf" + "<p>The café opens on July 10. </p>".encode() * 8, "text/html; charset=iso-8859-1"),
    ],
)
def test_the_encoding_is_that_of_the_mark_then_of_the_header_then_of_the_page(
    site: Any, body: bytes, header: str
) -> None:
    """The same words, however they are sent, and the same from the page that is kept."""
    assert "The café opens" in extracted(site(root=answer(body, content_type=header))).article.text


def test_a_login_page_and_a_page_without_words_are_said(site: Any) -> None:
    """What a browser would show to a reader, tminus did not get."""
    login = b'<html><body><form>Please log in <input type="password"></form></body></html>'
    with pytest.raises(UsageError) as caught:
        extracted(site(root=answer(login, content_type="text/html")))
    assert caught.value.problems[0].code == "article-no-text"


def test_a_feed_is_read_by_its_address_and_number(site: Any) -> None:
    """`feed.xml#2` is its second entry; of a page `#2` is a place in it."""
    item = "<item><title>Story {0}</title><description>The film opens on July {0}. {1}</description></item>"
    rss = "<rss version='2.0'><channel>" + item.format(1, PROSE) + item.format(2, PROSE) + "</channel></rss>"
    shop = site(feed=answer(rss.encode(), content_type="application/rss+xml"), root=page())
    assert extracted(shop, "/feed#2").article.headline == "Story 2"
    assert extracted(shop, "/#2").article.headline == "The Quiet Harbour opens"


def test_a_fetched_page_is_kept_beside_its_facts(site: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its proofs can be read without a network; fetching again keeps what a person wrote."""
    monkeypatch.chdir(tmp_path)
    output = Path("config/facts/harbour.yaml")
    shop = site(root=page())
    written = write_found(output, extracted(shop, output=output))
    kept = Path("config/articles/harbour.online.html")
    assert "opens in cinemas on July 10, 2027" in kept.read_text(encoding="utf-8-sig")
    assert written.article.file == "../articles/harbour.online.html"
    assert written.article.url == shop.wire.url("/")
    assert all(
        written.article.text[fact.source.start : fact.source.end] == fact.source.exact
        for members in written.kinds.values()
        for fact in members
        if fact.source
    )
    before = output.read_text(encoding="utf-8")
    write_found(output, find_article(str(kept), online=False))
    assert output.read_text(encoding="utf-8") == before
    output.write_text(before.replace("review: proposed", "review: accepted  # by Mia", 1), encoding="utf-8")
    shop.answers["/"] = page(prose=PROSE + "It is free.")
    write_found(output, extracted(shop, output=output))
    assert "review: accepted  # by Mia" in output.read_text(encoding="utf-8")
    assert "It is free." in kept.read_text(encoding="utf-8-sig")
    assert read_facts(output, tmp_path).releases[0].start_date


def test_another_story_at_the_address_leaves_page_and_facts_alone(
    site: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that replaced the article does not take its proofs away unseen: they are marked."""
    monkeypatch.chdir(tmp_path)
    output = Path("facts.yaml")
    write_found(output, extracted(site(root=page()), output=output))
    other = answer(
        f"<html><body><h1>Soup</h1><p>{PROSE.replace('boat', 'soup')}</p></body></html>".encode(),
        content_type="text/html",
    )
    written = write_found(output, extracted(site(root=other), output=output))
    assert all(fact.stale for fact in written.releases)
