"""What people do, as data: the words of a trade and the one role that each of them means."""

import re
from typing import Final

_ROLES: Final = {
    "actor": "actor actress star co-star costar leading lead performer voice-actor voice-actress",
    "director": "director filmmaker helmer co-director",
    "writer": "writer screenwriter co-writer scriptwriter scenarist playwright head-writer dramatist",
    "author": "author novelist co-author memoirist biographer",
    "creator": "creator co-creator showrunner",
    "producer": "producer co-producer",
    "composer": "composer",
    "singer": "singer vocalist frontman frontwoman singer-songwriter songwriter rapper crooner popstar",
    "musician": "musician guitarist drummer bassist pianist violinist cellist saxophonist dj",
    "CEO": "ceo",
    "executive": "executive officer",  # of a kind: see role_of
    "CFO": "cfo",
    "CTO": "cto",
    "COO": "coo",
    "founder": "founder co-founder cofounder",
    "president": "president",
    "chair": "chair co-chair chairman chairwoman chairperson",
    "host": "host co-host presenter anchor",
    "comedian": "comedian comic comedienne",
    "chef": "chef",
    "designer": "designer",
    "architect": "architect",
    "curator": "curator",
    "editor": "editor",
    "cinematographer": "cinematographer",
    "choreographer": "choreographer",
    "illustrator": "illustrator",
    "photographer": "photographer",
    "artist": "artist painter sculptor",
    "poet": "poet",
    "developer": "developer",
    "engineer": "engineer",
    "manager": "manager",
    "conductor": "conductor",
    "coach": "coach",
    "spokesperson": "spokesperson spokesman spokeswoman",
    "minister": "minister",
    "mayor": "mayor",
    "senator": "senator",
    "governor": "governor",
    "secretary": "secretary",
    "head": "head",
    "translator": "translator",
    "lyricist": "lyricist",
    "owner": "owner",
    "historian": "historian",
    "publisher": "publisher",
    "narrator": "narrator",
    "interviewer": "interviewer",
}
ROLE_OF_WORD: Final = {word: role for role, words in _ROLES.items() for word in words.split()}
"""A role for each word that names it; the role is what the document says."""

KINDS_OF: Final = frozenset(
    str.split("""
    executive managing creative art artistic casting music musical photography marketing athletic technical deputy
    associate assistant program programme finance regional research project product general senior chief brand
    communications design game lead-design head vice stage staff features news sales operations studio tour sporting
    festival museum gallery theatre theater club school company hotel medical clinical policy commercial digital
        prime home foreign defence defense justice environment treasury shadow security editorial financial legal
    national state campaign funeral centre center line co-executive supervising sound visual
        jury costume production narrative level event race site fundraising parking flavour flavor safety transport
    festivals cgi vfx animation stunt action fight dance voice unit video effects intimacy second-unit
    events development education learning programming
    """)
)
"""Words that make another trade of a role: an art director directs no film."""

_OFFICES: Final = {
    kind: f"chief {kind} officer"
    for kind in str.split("""
    financial operating technology technical marketing product creative design content commercial revenue people
    information security medical scientific strategy
""")
}
_OTHER_STARS: Final = frozenset(
    str.split("""
    nfl nba mlb nhl wnba ufc wwe f1 football soccer basketball baseball hockey tennis golf rugby cricket boxing
    wrestling sports sport track olympic reality tv-reality youtube tiktok instagram twitch internet social porn adult
    all rising-football guest-dj chess racing nascar premier league fast
    """)
)
_SINGING: Final = frozenset(str.split("pop rock rap country k-pop r&b hip-hop soul jazz opera grime folk dance reggae"))
"""What stars are known for that act in nothing, and for singing."""
_OF_KINDS: Final = frozenset({"head", "secretary"})
"""Words that name a trade only behind another word: the studio head, the transport secretary."""
SCREEN_ROLES: Final = frozenset({"actor", "director", "writer", "author", "creator", "producer", "composer"})
ROLE_WORD: Final = "|".join(sorted(map(re.escape, ROLE_OF_WORD), key=len, reverse=True))


def role_of(word: str, before: str = "") -> str | None:
    """Return the role a word names, with the word before it where that makes another trade of it: "art director"."""
    role = ROLE_OF_WORD.get(word.lower())
    if role is None:
        return None
    kind = before.lower().rstrip(",")
    if role in _OF_KINDS and kind not in KINDS_OF:
        return None
    if role == "actor" and word.lower() == "star" and kind in _OTHER_STARS | _SINGING:
        return "singer" if kind in _SINGING else None
    if role == "executive":
        return (
            "CEO" if (kind, word.lower()) in {("chief", "executive"), ("executive", "officer")} else _OFFICES.get(kind)
        )
    if (
        kind in KINDS_OF
        and not (kind == "executive" and role == "producer")
        and not (kind == "stage" and role == "actor")
        and not (kind == "head" and role == "writer")
    ):
        return f"{kind} {word.lower()}"
    return role
