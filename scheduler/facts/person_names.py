"""Names of people and companies in running text: how they are built, and what a name says of its bearer."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from scheduler.facts.given_names import PRONOUN_OF
from scheduler.facts.roles import ROLE_OF_WORD

_UPPER: Final = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĹĻŁŃŅŇŌŐŒŔŘŚŞŠŤŢŪŮŰŲŴŶŹŻŽ"
_WORD: Final = rf"(?:(?:[{_UPPER}]\.){{1,3}}|[{_UPPER}][^\W_]*(?:(?:['’](?!s\b)|-)[^\W_]+)*+)"
_SMALL: Final = r"(?:de la|de|da|del|della|di|du|van der|van den|van|von|der|den|la|le|el|al|bin|ibn|dos|ter|af|zu|ul)"
NAME: Final = rf"{_WORD}(?: (?:{_SMALL} )?{_WORD}){{0,4}}"
"""A run of capitalised words, with initials and particles: J. R. Name, Guillermo del Toro, O'Neill, Anya Taylor-Joy."""

_NAME: Final = re.compile(rf"(?<![\w@#/_.'’-])(?:{NAME})(?![\w@/])")
_OPENERS: Final = frozenset(
    str.split("""
    A About According Across Actually After Again Against Ahead All Along Already Also Although Always Am Among An And
    Another Any Anyone Are As Asked At Away Back Based Because Been Before Behind Being Below Beside Besides Between
    Beyond Both But By Can Clearly Could Currently Despite Did Directed Do Does Doing Don't Don’t During Each Earlier
    Either Else Ever Every Everyone Everything Explaining Eventually Fans Few Finally First Following For Former
    Formerly Fortunately Four From Further Given Had Has Have Having He Hence Her Here Here's Here’s Herself Hi Him
    Himself His How However I If In Indeed Initially Instead Into Is It It's It’s Its Itself Joining Just Last Late
    Later Lastly Latest Least Less Let Let's Let’s Like Like Likewise Look Looking Many Maybe Me Meanwhile Meet More
    Moreover Most Much My Naturally Near Nearly Neither Never Nevertheless New Next No Nobody None Nor Not Nothing
    Notably Now Obviously Of Off Often Oh On Once One Only Onto Or Originally Other Others Our Out Over Perhaps Plus
    Previously Probably Promoting Quite Rather Read Reached Recalling Recently Responding Reportedly Sadly Same See
    Seeing Set She Should Similarly Since Six So Some Someone Something Sometimes Soon Speaking Starring Still Such
    Sure Surely Surprisingly Take Talking Ten Than Thanks That That's That’s The Their Them Themselves Then There
    There's There’s Therefore These They This Those Though Three Through Throughout Thus To Today Together Told
    Tomorrow Tonight Too Toward Towards Two Ultimately Under Unfortunately Unlike Until Up Upon Us Usually Very Via
    Was Watch We Well Were What What's What’s Whatever When Whenever Where Whereas Wherever Whether Which While Who
    Who's Who’s Whoever Whose Why With Within Without Would Written Yes Yesterday Yet You You're You’re Your Five
    Seven Eight Nine Reflecting Asking Writing Posting Describing Discussing Adding Filming Created Produced Featuring
    Co-starring Head Local Senior Chief Veteran Lead Guest Fellow Young Old Top Rising Award-winning Oscar-winning
    Emmy-winning Supporters Residents Critics Viewers Readers Players Visitors Organisers Organizers Researchers
    Scientists Police Officials Experts Analysts Tickets Sporting Assistant Deputy Photo Image Picture Credit Source
    Related Via Exclusive Video
    """)
)
_DAYS: Final = frozenset(
    str.split("""
    january february march april june july august september october november december jan feb mar apr jun jul aug
    sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday
    """)
)
_PEOPLES: Final = frozenset(
    str.split("""
    american british english french german italian spanish portuguese dutch belgian swiss austrian polish russian
    ukrainian swedish norwegian danish finnish irish scottish welsh greek turkish israeli palestinian iranian iraqi
    egyptian indian pakistani chinese japanese korean vietnamese thai australian canadian mexican brazilian argentine
    african asian european latin hispanic arab jewish christian muslim catholic liberian nigerian kenyan republican
    democrat democratic republicans democrats conservative labour liberal
    """)
) - {"christian"}
"""What people are by their country, creed or party: no names, though written with a capital."""
_NOT_NAMES: Final = (
    _DAYS
    | _PEOPLES
    | {"u.s", "u.k", "u.n", "d.c", "e.u", "u.s.a"}
    | frozenset(
        str.split("""
    may christmas easter halloween i ii iii iv part chapter season volume episode vol act series
    """)
    )
)
_NEW_PLACES: Final = ("York", "Zealand", "Orleans", "Jersey", "England", "Mexico", "Delhi", "Hampshire")
_TITLES: Final = {
    "mr": "he", "mrs": "she", "ms": "she", "miss": "she", "sir": "he", "dame": "she", "lord": "", "lady": "she",
    "dr": "", "prof": "", "professor": "", "rev": "", "judge": "", "sgt": "", "captain": "", "capt": "", "gov": "",
    "president": "", "senator": "", "mayor": "", "minister": "", "king": "he", "queen": "she", "prince": "he",
    "princess": "she", "pope": "he", "chef": "", "madame": "she", "mx": "", "detective": "", "sheriff": "",
    "sergeant": "", "officer": "", "father": "he", "sister": "she", "uncle": "he", "aunt": "she",
}  # fmt: skip
ORGANISATION_WORDS: Final = frozenset(
    str.split("""
    games game studios studio entertainment pictures inc corp corporation ltd llc gmbh group company co records media
    press publishing publishers books university college foundation association bank airlines airways motors labs
    laboratories technologies technology software interactive productions network networks television tv council
    ministry department commission committee institute agency authority museum gallery theatre theater orchestra band
    brothers festival academy school club united city fc holdings partners ventures systems digital brewing brewery
    coffee foods restaurants hotels airline railway police party union league society trust magazine times post news
    journal nation films film cinema cinemas animation comics music sports energy health hospital services
    international global worldwide industries manufacturing electronics communications apparel fashion cosmetics team
    house office service association board federation bureau army navy force forces corps marines guard court senate
    congress parliament administration alliance coalition chamber squad crew
    """)
)
_PLACE_WORDS: Final = frozenset(
    str.split("""
    street avenue road park island islands county river lake mountain mount bay beach hills valley north south east
    west northern southern eastern western states kingdom republic arena center centre stadium hall amphitheatre
    amphitheater pavilion garden gardens square airport station bridge church cathedral castle palace harbour harbor
    tower building village town district region province coast ocean sea desert forest canyon springs heights fair
    auditorium award awards prize prizes cup tour world war day week year club open championship trophy edition
    collection app pro max mini plus ultra premium deluxe show us uk un eu usa
    """)
)
_PLACES: Final = frozenset(
    str.split("""
    london paris berlin york rome madrid tokyo beijing moscow sydney melbourne toronto vancouver montreal chicago
    boston angeles francisco vegas miami dallas houston austin seattle denver atlanta philadelphia detroit hollywood
    bollywood broadway manhattan brooklyn england scotland wales ireland britain france germany spain italy japan
    china india canada australia zealand america europe africa asia texas california florida oslo stockholm copenhagen
    vienna dublin edinburgh glasgow manchester birmingham cannes venice sundance mumbai delhi seoul korea brazil
    mexico argentina netflix hulu hbo disney amazon youtube playstation xbox nintendo switch twitter instagram
    facebook tiktok google apple
    """)
)
_SURNAMES_TOO: Final = frozenset(
    str.split("""
    park hall bay law west houston may lake church street day berlin north march paris austin dallas boston chicago
    london young post french english german jordan ireland israel court
    """)
)
_TRADES: Final = frozenset(ROLE_OF_WORD) - {"star", "lead", "leading", "host", "artist", "performer", "president"}
_AGAINST: Final = (ORGANISATION_WORDS | _PLACE_WORDS | _PLACES | _NOT_NAMES) - {"jan", "april", "june", "august"}
_PLAIN: Final = str.maketrans({"’": "'", "‘": "'"})


_OFFICES: Final = frozenset(
    str.split("""
    president secretary minister chancellor senator governor mayor general commissioner ambassador cio cmo ciso cpo
    attorney councillor councilman councilwoman congressman congresswoman analyst correspondent reporter professor
    sen rep gov sheriff sergeant captain farmer officer
    """)
)
_NO_INITIALS: Final = frozenset(str.split("us uk un eu dc la ny usa tv"))
_NO_ENDING: Final = _DAYS | frozenset(str.split("sen rep gov gen dr mr mrs ms prof lt col sgt rev"))
_TITLE_VERBS: Final = frozenset(
    str.split("""
    Is Are Was Were Has Have Says Gets Joins Returns Talks Tells Reveals Wants Who What How Why When That Announces
    Confirms Opens Makes Takes Shares Explains
    """)
)
REMEMBERED: Final = 4096  # names; an article asks for each of its own many times


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it stands at `[start:end]` of the text."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name, titles left out, as they are compared."""
        return words_of(self.text)


def mentions_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
    """Yield the names in a text of one line a block; words that only open a sentence belong to none."""
    for found in _NAME.finditer(text, start, len(text) if end is None else end):
        mention = trimmed(found[0], found.start())
        if mention:
            yield mention


def trimmed(words: str, start: int) -> Mention | None:
    """Return a run of capitalised words without what opens the sentence, or None where no name is left."""
    left = _trimmed(words)
    return Mention(left[1], start + left[0], start + left[0] + len(left[1])) if left else None


@lru_cache(maxsize=REMEMBERED)
def _trimmed(run: str) -> tuple[int, str] | None:
    """Return what is left of a run, and how far it begins from the run's own beginning."""
    words = run
    while words:
        first, _, rest = words.partition(" ")
        if first not in _OPENERS or (first == "Will" and rest) or (first == "New" and rest.startswith(_NEW_PLACES)):
            break
        words = rest
    if words.startswith("Star ") and is_given(words[5:]):
        words = words[5:]
    parts = words.split(" ")
    trades = [at for at, part in enumerate(parts[:-1]) if part.lower().rpartition("-")[2] in _TRADES]
    if trades:
        words = " ".join(parts[trades[-1] + 1 :])
    words = _behind_office(words)
    begin = len(run) - len(words)
    words = _before_verb(words)
    while words.rpartition(" ")[2].lower().rstrip(".") in _NO_ENDING and " " in words:
        words = words.rpartition(" ")[0]
    if not words or all(word.lower().rstrip(".") in _NOT_NAMES for word in words.split()):
        return None
    return begin, words


def _behind_office(words: str) -> str:
    """Return who holds an office named in front: "EDS President Kim Brace", "(Secretary of) State Jane Lee"."""
    parts = words.split(" ")
    offices = [at for at, part in enumerate(parts[:-1]) if at and part.lower().rstrip(".") in _OFFICES]
    if offices and len(parts) - offices[-1] > 1:
        return " ".join(parts[offices[-1] + 1 :])
    return words[6:] if words.startswith("State ") and is_given(words[6:]) else words


def _before_verb(words: str) -> str:
    """Return a name without what a headline in capitals says of it: "Jack Lee Is Like Tea" names Jack Lee."""
    parts = words.split(" ")
    at = next((at for at, part in enumerate(parts) if at and part in _TITLE_VERBS), len(parts))
    return " ".join(parts[:at])


@lru_cache(maxsize=REMEMBERED)
def words_of(name: str) -> tuple[str, ...]:
    """Return a name's words as they are compared: lower case, no accents, no titles in front."""
    words = fold_words(name)
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    return words


@lru_cache(maxsize=REMEMBERED)
def fold_words(name: str) -> tuple[str, ...]:
    """Return words in lower case without accents and full stops."""
    return tuple(_unaccented(name).lower().replace(".", "").split())


def untitled(name: str) -> str:
    """Return a name without the title in front of it: Dr. Jane Lee is Jane Lee, Sir Ian McKellen keeps his."""
    words = name.split()
    while (
        len(words) > 1 and words[0].lower().rstrip(".") in _TITLES and words[0] not in {"Sir", "Dame", "Lord", "Lady"}
    ):
        words = words[1:]
    return " ".join(words)


def pronoun_of(name: str) -> str:
    """Return "he" or "she" where a title or a given name says so, else nothing."""
    words = fold_words(name)
    if len(words) > 1 and words[0] in _TITLES:
        return _TITLES[words[0]] or (pronoun_of(" ".join(words[1:])) if len(words) > 2 else "")  # noqa: PLR2004 - Dr. Jane Lee
    return PRONOUN_OF.get(words[0].split("-")[0], "") if words else ""


@lru_cache(maxsize=REMEMBERED)
def has_given_name(name: str) -> bool:
    """Say whether a name opens like a person's: with a title, or with a given name and more behind it."""
    words = fold_words(name)
    if len(words) < 2:  # noqa: PLR2004 - a single word tells nothing
        return False
    initial = re.match(r"[A-Z]\.", name) and words[0] not in _NO_INITIALS
    return words[0] in _TITLES or words[0].split("-")[0] in PRONOUN_OF or bool(initial)


def is_given(name: str) -> bool:
    """Say whether a name is, or opens with, a given name."""
    words = fold_words(name)
    return bool(words) and words[0].split("-")[0] in PRONOUN_OF


def is_organisation(name: str) -> bool:
    """Say whether a word of the name belongs to companies and institutions."""
    return any(word in ORGANISATION_WORDS for word in fold_words(name))


@lru_cache(maxsize=REMEMBERED)
def could_be_person(name: str) -> bool:
    """Say whether nothing in a name speaks against a person: Jude Law may be one, Virginia Beach is none."""
    if name.isupper() and "." not in name:
        return False
    words = words_of(name)
    given = len(words) > 1 and words[0] in PRONOUN_OF
    against = [word for word in words[given:] if word in _AGAINST or word.isdigit()]
    return not against or (against == [words[-1]] and words[-1] in _SURNAMES_TOO and has_given_name(name))


def _unaccented(words: str) -> str:
    if words.isascii():
        return words
    words = words.translate(_PLAIN)
    return "".join(letter for letter in unicodedata.normalize("NFKD", words) if not unicodedata.combining(letter))
