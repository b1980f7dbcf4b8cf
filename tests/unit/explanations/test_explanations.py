"""Every problem is explained, shown by a faulty file or a test, and nothing that is explained is gone."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from problem_codes import codes, files_of
from problem_fixtures import CASES, cases, problems_of, read, shown, write
from scheduler.explanations import GROUPS, explanation, names, reference
from scheduler.explanations.explanation import Explanation

TESTS = Path(__file__).parents[2]
PAGE = TESTS.parent / "docs/reference/problems.md"
OTHER_CASES = ("workspace/*.yaml", "compose/problems.yaml")


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    """Adding a problem is adding its page: scheduler/explanations/pages/CODE.md."""
    without = {code: [str(path) for path in files_of(code)] for code in set(codes()) - set(names())}
    assert without == {}
    assert set(names()) - set(codes()) == set()


@pytest.mark.parametrize("code", names())
def test_a_page_reads_as_one(code: str) -> None:
    """Meaning, example and cure, in whole sentences."""
    page = explanation(code)
    assert page.summary.endswith((".", "?"))
    assert page.cure.endswith((".", "`", ")"))
    assert page.example.strip()


def test_no_group_is_empty() -> None:
    """A group that is listed has pages."""
    assert {explanation(code).group for code in names()} == set(GROUPS)


def test_a_page_that_is_none_is_refused() -> None:
    """A fault of whoever wrote it, told when it is read."""
    with pytest.raises(ValueError, match="the page of some-code"):
        Explanation.read("some-code", "severity: odd\ngroup: YAML\n\nWhat.\n\n## Example\n\nThis\n\n## Cure\n\nThat\n")


def test_the_reference_is_current() -> None:
    """Whoever changes a page writes it anew: python -m scheduler.explanations.reference > (the page)."""
    assert PAGE.read_text("utf-8") == reference.page() + "\n"


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in cases()])
def test_a_faulty_file_is_told_at_its_very_place(case: dict[str, object], tmp_path: Path) -> None:
    """Code, file, line and column, and nothing beside them."""
    write(tmp_path, case)
    found = problems_of(tmp_path, str(case.get("now", "2027-01-01T12:00Z")))
    assert [shown(problem) for problem in found] == case["problems"]


def _by_files() -> set[str]:
    """Return the codes that a faulty file shows, here or in the cases of a room."""
    met = {str(each).split()[0] for case in cases() for each in case["problems"]}
    for pattern in OTHER_CASES:
        for path in (CASES.parent).glob(pattern):
            for case in YAML(typ="safe", pure=True).load(path.read_text("utf-8")):
                told = case.get("problems", [case.get("code") or case.get("problem") or ""])
                met |= {str(each).split()[0] for each in told if each}
    return met


def test_every_code_is_shown_by_a_faulty_file_or_a_test() -> None:
    """What no file can show (a network, a terminal) names its test; there is no third way."""
    elsewhere = read("elsewhere.yaml")
    for code, test in elsewhere.items():
        assert code in (TESTS / test).read_text("utf-8"), f"{test} does not show {code}"
    assert sorted(set(codes()) - _by_files() - set(elsewhere)) == []
    assert sorted(set(elsewhere) - set(codes())) == []
