"""The language of an article, by its commonest words or its script; what its publisher states counts where they tell
nothing.
"""

import re
from collections.abc import Sequence
from typing import Final

from scheduler.facts.folding import untypeset

_CODE: Final = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")
_UNSPACED: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_ENGLISH: Final = frozenset(
    str.split("""
    the of and to a in is that for it on as with was be by at are this from has have will an its not which who
    his her they you their been but one or we i he she
    """)
)
_OTHERS: Final = {
    "de": frozenset(
        str.split("der die das und ist nicht mit von den dem ein eine im zu auf für sich des auch wird hat")
    ),
    "fr": frozenset(
        str.split("le la les des et est une un du dans pour que qui sur pas au avec par il elle ce sont a")
    ),
    "es": frozenset(str.split("el la los las de y que en un una es por con para se del su al lo no más como fue")),
    "it": frozenset(str.split("il la i gli le di e che in un una è per con del della non si da al sono nel alla")),
    "pt": frozenset(str.split("o a os as de e que em um uma é por com para do da não se no na dos ao mais")),
    "nl": frozenset(str.split("de het een en van in is dat op te met voor niet zijn die aan er om ook als door")),
    "sv": frozenset(str.split("och att det som en ett är på för med av den till inte har de om i var")),
    "pl": frozenset(str.split("i w na z się nie do to że jest o jak po za od przez ale dla")),
}
_SCRIPTS: Final = {
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "zh": re.compile(r"[\u3400-\u9fff\uf900-\ufaff]"),
    "ko": re.compile(r"[\uac00-\ud7af]"),
    "und": re.compile(r"[\u0370-\u1fff\ua000-\uabff]"),
}
_MARKS: Final = {code: " " for code in range(128) if not chr(code).isalpha()}
SAMPLE_CHARACTERS: Final = 1500
FEWEST_WORDS: Final = 8
ENOUGH_WORDS: Final = 20  # of another language, which has fewer words here
MOSTLY: Final = 0.5
SHARE: Final = 0.15  # English prose has about 0.4, other languages written in Latin letters below 0.1


def language_of(text: str) -> str | None:
    """Return the language a text reads as: "en", another one, "und" for one in a script that tells none apart.

    None where the text is too short to tell, or reads as none of them.
    """
    sample = text[:SAMPLE_CHARACTERS]
    plain = untypeset(sample)
    if plain.isascii():
        words = plain.translate(_MARKS).lower().split()
    elif script := _script_of(sample):
        return script
    else:
        words = _WORD.findall(sample.lower())
    if len(words) < FEWEST_WORDS:
        return None
    if _share(words, _ENGLISH) >= SHARE:
        return "en"
    if len(words) < ENOUGH_WORDS:
        return None
    best = max(_OTHERS, key=lambda code: _share(words, _OTHERS[code]))
    return best if _share(words, _OTHERS[best]) >= SHARE else None


def _share(words: Sequence[str], common: frozenset[str]) -> float:
    return len([1 for word in words if word in common]) / len(words)


def _script_of(sample: str) -> str | None:
    """Return the language of a text that is mostly not in Latin letters, None of any other."""
    if sample.isascii():
        return None
    letters = sum(map(str.isalpha, sample))
    counts = {code: len(rule.findall(sample)) for code, rule in _SCRIPTS.items()}
    if letters < FEWEST_WORDS or sum(counts.values()) < MOSTLY * letters:
        return None
    if counts["ja"]:
        return "ja"
    return max(counts, key=lambda code: counts[code])


def word_count(text: str) -> int:
    """Return how many words a text has; two signs of a script without blanks count as one."""
    return len(text.split()) + len(_UNSPACED.findall(text)) // 2


def language_code(stated: str | None) -> str | None:
    """Return the two or three letters of a language tag (`en-GB` is en), None where there are none."""
    found = _CODE.match((stated or "").strip())
    return found[0].lower() if found else None


def settled_language(stated: str | None, prose: str) -> str | None:
    """Return the language of the words: `en` where they read so, else the stated one, else what they read as.

    A stated `en` above words that do not read as English is a template's default, and believed only of a short text.
    """
    found = language_of(prose)
    return found if found == "en" or (stated in {None, "en"} and _is_long(prose)) else stated


def _is_long(prose: str) -> bool:
    return len(prose.split()) >= FEWEST_WORDS or _script_of(prose[:SAMPLE_CHARACTERS]) is not None
