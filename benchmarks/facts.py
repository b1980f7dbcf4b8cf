"""Facts against the labels of real pages, and how fast articles are read; trafilatura alone runs in the same run.

    python -m benchmarks facts [FOLDER] [--verbose] [--adversarial]

FOLDER holds pages and labels.yaml; the scorer stands in the folder above it. They are no part of the repository, since
pages belong to their publishers.
"""

import argparse
import importlib.util
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from ruamel.yaml import YAML

from scheduler import articles, facts
from scheduler.articles.plain import parse

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "articles" / "dev"
HTML = "HTML: read"
WITH_METADATA = "trafilatura alone, with metadata"
BODY_ONLY = "trafilatura alone, body only"
SECONDS_A_ROUND = 2.0
ROUNDS = 3
NASTY = Path(__file__).resolve().parents[1] / "tests" / "cases" / "facts" / "adversarial.yaml"
SHORT_CHARACTERS = 100_000
MOST_TIMES_MORE = 2.5
REMEMBERING = type(cache(len))


def main(arguments: Sequence[str] = ()) -> int:
    """Score every page of the folder and print the table, then articles per second."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks facts", description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help="pages and labels.yaml")
    parser.add_argument("--verbose", action="store_true", help="list every error with its page")
    parser.add_argument("--adversarial", action="store_true", help="time 100 kB and 200 kB of each nasty text too")
    options = parser.parse_args(list(arguments))
    if not (options.folder / "labels.yaml").is_file():
        print(f"{options.folder} has no labels.yaml: name a folder with pages and their labels")
        return 2
    score = _scorer(options.folder.parent / "score.py")
    labels = score.load_yaml(options.folder / "labels.yaml")["articles"]
    tally = score.Tally()
    for label in labels:
        score.score_page(label, _document(options.folder / label["page"]), tally)
    score.table(tally, len(labels), [])
    if options.verbose:
        score.report_errors(tally)
    _print_rates([options.folder / label["page"] for label in labels])
    return _print_growth() if options.adversarial else 0


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _document(page: Path) -> dict[str, Any]:
    """Return the document of a page's facts, as the command line prints it."""
    found = facts.extract(articles.read(page))
    document: dict[str, Any] = json.loads(json.dumps({**facts.to_document(found), "text": found.article.text}))
    return document


def _print_rates(pages: Sequence[Path]) -> None:
    """Print articles per second of processor time, so that another job on the machine counts least."""
    import trafilatura  # noqa: PLC0415 - plain text needs none of it

    html = [page for page in pages if page.suffix == ".html"]
    sources = [page.read_text(encoding="utf-8", errors="replace") for page in html]
    texts = [articles.read(page).text for page in pages]
    read = [articles.read(page) for page in html]
    number = len(html)
    works: dict[str, tuple[Callable[[], object], int]] = {
        "text: read": (lambda: [parse(text, file="a.txt", sha256="") for text in texts], len(texts)),
        "text: read and extract": (
            lambda: [facts.extract(parse(text, file="a.txt", sha256="")) for text in texts],
            len(texts),
        ),
        HTML: (lambda: [articles.read(page) for page in html], number),
        "HTML: read and extract": (lambda: [facts.extract(articles.read(page)) for page in html], number),
        "HTML: extract alone": (lambda: [facts.extract(replace(each)) for each in read], number),
        WITH_METADATA: (
            lambda: [trafilatura.bare_extraction(each, with_metadata=True) for each in sources],
            number,
        ),
        BODY_ONLY: (
            lambda: [trafilatura.bare_extraction(each, include_comments=False) for each in sources],
            number,
        ),
    }
    rates = _rates(works)
    print("\narticles a second of processor time (one process, libraries loaded, best of the rounds)")
    for name, rate in rates.items():
        print(f"{name:<34} {rate:8.1f}")
    print("\nHTML: read, as a share (the first is the yardstick, since we read metadata too)")
    for name in (WITH_METADATA, BODY_ONLY):
        print(f"{name:<34} {rates[HTML] / rates[name]:8.2f}")


def _print_growth() -> int:
    """Time each nasty text at two lengths; return 1 where twice the text takes more than its share."""
    pieces = YAML(typ="safe", pure=True).load(NASTY.read_text(encoding="utf-8"))
    print(f"\nseconds for {SHORT_CHARACTERS // 1000} kB and for twice as much, of what is repeated")
    slow = 0
    for piece in pieces:
        once, twice = (_seconds(piece, characters) for characters in (SHORT_CHARACTERS, 2 * SHORT_CHARACTERS))
        growth = twice / max(once, 1e-9)
        slow += growth > MOST_TIMES_MORE
        print(f"{once:8.2f} {twice:8.2f}  x{growth:4.2f}  {'SLOW ' if growth > MOST_TIMES_MORE else ''}{piece!r}")
    print(f"{len(pieces)} texts, {slow} above {MOST_TIMES_MORE} times")
    return 1 if slow else 0


def _seconds(piece: str, characters: int) -> float:
    """Return the processor time that extracting takes, the better of two tries."""
    article = parse("The film " + piece * (characters // len(piece)), file="a.txt", sha256="")
    tries = []
    for _ in range(2):
        started = time.process_time()
        facts.extract(article)
        tries.append(time.process_time() - started)
    return min(tries)


def _rates(works: Mapping[str, tuple[Callable[[], object], int]]) -> dict[str, float]:
    """Return how many articles a second each work gets through: in turns, so that a busy machine slows all alike."""
    best = dict.fromkeys(works, 0.0)
    for work, _ in works.values():
        work()
    for _ in range(ROUNDS):
        for name, (work, number) in works.items():
            best[name] = max(best[name], _rate(work, number))
    return best


def _rate(work: Callable[[], object], number: int) -> float:
    """Return how many articles a second a work gets through, none of which it has read before."""
    done, passed = 0, 0.0
    while passed < SECONDS_A_ROUND / ROUNDS or not done:
        _forget()
        start = time.process_time()
        work()
        passed += time.process_time() - start
        done += number
    return done / max(passed, 1e-9)


def _forget() -> None:
    """Forget what the program remembers of the sentences and names it has seen: a new article brings new ones."""
    for name, module in list(sys.modules.items()):
        if name.startswith("scheduler."):
            for value in vars(module).values():
                if isinstance(value, REMEMBERING) and value.cache_parameters()["maxsize"] is not None:
                    value.cache_clear()
