"""The words around a name that tell a work from a person or a place, as data; every pattern is linear."""

import re
from collections.abc import Iterable
from typing import Final

from scheduler.facts.first_letters import by_first_letter
from scheduler.facts.rare import Rare

NOUNS_OF_TYPE: Final = {
    "Movie": "film films movie movies feature thriller blockbuster documentary biopic rom-com romcom",
    "TVSeries": "series anime season show sitcom miniseries episodes episode drama docuseries",
    "VideoGame": "game games videogame gameplay remaster remake dlc rpg shooter players",
    "MusicAlbum": "album albums ep lp record mixtape tracklist tracks",
    "MusicRecording": "single song",
    "Book": "book books novel novels memoir novella audiobook audiobooks paperback hardback anthology cookbook"
    " biography",
    "Festival": "festival festivals",
    "MusicEvent": "tour concert concerts gig gigs jaunt trek",
    "ExhibitionEvent": "exhibition exhibit retrospective",
    "TheaterEvent": "musical staging opera ballet play",
    "Event": "event conference tournament match race summit fair marathon convention expo solstice eclipse ceremony",
    "Product": "phone smartphone headphones headset console device gadget camera laptop tablet watch"
    " speaker earbuds bike toy keyboard lamp",
    "Vehicle": "car suv convertible coupe sedan pickup motorcycle",
    "SoftwareApplication": "app apps software firmware browser toolkit framework pre-release",
    "Store": "store shop shops bookshop bookstore boutique bakery supermarket",
    "Restaurant": "restaurant cafe café bar bistro brewery",
    "Museum": "museum gallery",
    "PodcastSeries": "podcast",
    "Place": "bridge footbridge park pool station stadium arena hotel library market zoo aquarium rollercoaster",
}
"""A schema.org type for the nouns that name it in English prose."""

TYPE_OF_NOUN: Final = {noun: kind for kind, nouns in NOUNS_OF_TYPE.items() for noun in nouns.split()}
NOUN: Final = "|".join(sorted(map(re.escape, TYPE_OF_NOUN), key=len, reverse=True))


_NOUN: Final = by_first_letter(NOUN)


def opening(nouns: Iterable[str]) -> str:
    """Return a pattern of the two letters that words begin with: asked before the words are, which takes longer."""
    begun = [(noun[0], noun[1]) for noun in nouns]
    first, second = ("".join(sorted(set(letters))) for letters in zip(*begun, strict=True))
    return f"(?=[{first}][{second}])"


_OPENING: Final = opening(TYPE_OF_NOUN)

TYPE_OF_LAST_WORD: Final = {
    "week": "Festival", "weekend": "Festival", "weekender": "Festival", "con": "Event", "awards": "Event",
    "prize": "Event", "cup": "Event", "championship": "Event", "championships": "Event", "games": "Event",
    "day": "Event", "days": "Event", "conf": "Event", "forum": "Event", "congress": "Event", "festival": "Festival",
    "tour": "MusicEvent", "marathon": "Event", "showcase": "Event", "expo": "Event", "election": "Event",
    "elections": "Event", "referendum": "Event", "fair": "Event", "conference": "Event", "summit": "Event",
}  # fmt: skip
"""What a name is by its last word, which "film" in "Film Week" is not."""
OCCASIONS: Final = frozenset(
    str.split(
        "festival week weekend weekender con showcase awards conference summit expo fair biennale convention forum"
    )
)
"""Last words of what a headline is about when it opens with it, whatever else it names."""
THINGS_BY_LAST_WORD: Final = frozenset(TYPE_OF_LAST_WORD) | {
    "exhibition", "museum", "musical", "app", "game", "series", "fair", "classic", "regatta", "carnival", "parade",
    "showcase", "sale", "marathon", "season", "biennale", "biennial", "trail", "rally", "summit", "expo",
}  # fmt: skip

NAMED_BY_NOUN: Final = re.compile(
    rf"\b{_OPENING}(?<!-)(?P<what>{_NOUN})"
    rf"(?: (?:by|from) [A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){{0,3}})?,?(?: called"
    rf"| titled| entitled)?,?\s[\"'“‘*_]?$"
)
IS_CALLED: Final = re.compile(r"\b(?:is|it[’']s|be|it) (?:called|titled|entitled) [“\"'‘]?$")
OF_OLD: Final = re.compile(
    r"\b(?:author|director|creator|maker|makers|star|writer|team|studio|people) (?:of"
    r"|behind) (?:the )?(?:[a-z-]+ )?[\"“‘'*_]?$"
)
"""What leads to a work by which somebody is known, and which the article is not about."""
KNOWN_FOR: Final = re.compile(
    r"^[\"'”’*_]? (?:alum|alumna|alumnus|star|creator|director|writer|actor|actress|producer|showrunner|author|breakout"
    r"|favou?rite|filmmaker|scribe|prequel|sequel|spin-?off|universe|franchise|veteran)s?\b",
    re.IGNORECASE,
)
"""What stands behind a work by which somebody is known: “from ‘Succession’ alum Jane Lee”."""
LEAD_TO_NAMES: Final = frozenset(TYPE_OF_NOUN) | {"called", "titled", "entitled"}
"""The last words in front of a name that `NAMED_BY_NOUN` may end with, unless a maker stands in between."""
FORMER_NOUN: Final = re.compile(
    r"\b(?:previous|earlier|last|first|debut|original|older|old|another|second|single|song|episode|since|after"
    r"|\d{4})\b"
)
EXPLAINED_BY_NOUN: Final = re.compile(
    rf"^[\"'”’*_]?,? (?:is |was )?(?:an?|the|its|his|her|their|one of)"
    rf"(?: [\w'’-]+){{0,6}} {_OPENING}(?:{_NOUN})(?![\w-])",
    re.IGNORECASE,
)
PERSON_BEFORE: Final = re.compile(
    r"(?:\b(?:by|starring|stars?|director|author|actor|actress|singer|writer|novelist|producer|composer"
    r"|creator|with|Mr\.?|Ms\.?|Mrs\.?|Dr\.?|feature(?=\s)|features|featuring|founder|chef|owner|designer|curator|CEO"
    r"|president|chief|editor|artist|host|manager|Manager|developer|and),?\s)$",
    re.IGNORECASE,
)
_MAKES: Final = (
    r"announc\w+|unveil\w*|reveal\w*|confirm\w*|teas(?:es|ed)|shar(?:es|ed)|said|says|told|tells|adds?\b|added"
    r"|explain\w*|recalls?|wrote|writes|plays|directed|directs|signed|finished|written|made|completed|begun|pushes"
    r"|pushed(?! (?:to|back|until|from))|delays|delayed(?! (?:to|until|by|again|for|indefinitely))|moved(?! (?:to"
    r"|from|in|out|by))|moves(?! (?:to|from|in|out|up|back))|is moving|is holding|is set to launch|shows?\b|showed"
    r"|unveiled|today unveiled"
    r"|declined|joins\b|joined|makes|will make|will star|will play|is set to (?:star|play)|is stepping|to star"
    r"|returns as|co-stars\b|launches (?:its|a|an|the)"
    r"|publishes\b|releases (?:its|a|an|the)|released (?:its|a|an|the|two|data|footage)"
    r"|thanked|in (?:early |final |advanced )?talks|to (?:direct|write|play|produce|adapt|lead|voice)|boards|eyes"
    r"|cast as"
    r"|posted|tweeted|wants you|holds|held|shuffles|removed|removes|dates\b(?= [A-Z])|will (?:release|launch"
    r"|publish|report|tour)\b(?! (?:on|in))|can sleep"
)
PERSON_AFTER: Final = re.compile(
    rf"^: [‘“'\"]|^(?:[\"”’']|\.(?= has| un| re| an| te))?,? (?:who\b|as [A-Z]"
    rf"|(?:has |have |had |also |today |is )?(?:{by_first_letter(_MAKES)})"
    r"\b(?! (?:its|the|their) (?:programme|program|line-?up|dates?|return|schedule|comeback|edition|\d{4}))"
    r"|(?:\w+ )?(?:shares|stock)\b"
    r"|(?:is|are) (?:proud|pleased|delighted|excited|thrilled) to\b|the (?:director|author|writer|founder|owner"
    r"|producer|composer)|(?:stars|starred) (?:as|in))"
)
DOES: Final = re.compile(
    r"['’]?s? (?:announces|unveils|reveals|confirms|teases|shares|says|plays|signs|writes|pushes|delays|moves|makes"
    r"|joins|returns as|releases|launches|promises|gives|sets|casts|dates|details|discusses|talks|explains|debuts"
    r"|spills|shows|brings|adds|plans|wants|opens up|finally shares|finally reveals"
    r"|posts|(?:is )?(?:set )?to (?:launch|release|publish|bring|develop|remake|adapt)"
    r"|will (?:launch|release|publish))\b"
    r"(?! (?:on|in|to|at|back|from|until|into)\b)",
    re.IGNORECASE,
)
"""What somebody does in a headline, of whatever case, that a work seldom does."""
OWNER: Final = re.compile(
    rf"^['’]s\s(?:[“‘\"'](?=[A-Z0-9])|(?:[\w-]+\s){{0,3}}(?:{NOUN}|first|new|next|upcoming|[A-Z“‘\"'])(?![\w-]))"
)
PLACE_BEFORE: Final = re.compile(r"\b(?:in|(?<!look\s)at|from|near|to|across|into|on|via)\s(?:the\s)?$", re.IGNORECASE)
WORKED_AT: Final = re.compile(
    r"\b(?:star|stars|starred|starring|leads?|roles?|cast|part|parts|appears?|appeared|seen|performance|turn|work|works"
    r"|working|worked|production|filming|shooting) (?:in|on) (?:the )?$",
    re.IGNORECASE,
)
"""What leads to a work that somebody acts in or works on, and not to a place."""
BEFORE_PLACES: Final = frozenset(str.split("in at from near to across into on via the"))
"""The last words of what makes a place of a name, asked before the pattern is."""
BEFORE_PERSONS: Final = frozenset(
    str.split("""
    by starring star stars director author actor actress singer writer novelist producer composer creator with mr ms mrs
    dr feature features featuring founder chef owner designer curator ceo president chief editor artist host manager
    developer and
    """)
)
PLACE_AFTER: Final = re.compile(r"^, (?:[A-Z][a-z]+(?: [A-Z][a-z]+)?|[A-Z]{2}|[A-Z][a-z]{2,4}\.)(?=[.,;)]|$| )")
COMES_OUT: Final = re.compile(
    r"\b(?=[adfhikloprst][aehinpruv])(?:releas|premier|debut|launch|open|arriv|out on|in cinemas"
    r"|in theat|on sale|publish|ship|available|take place|takes place|kick|reach|return|falls on|hits?\b|drop)"
)
"""What a sentence in lower case says of something that comes out."""
COMES_OUT_ITSELF: Final = Rare(
    r"^[\"”’*_]{0,2},?(?: [\w,’'-]+){0,5}?"
    r" (?:releas|premier|debut|launches\b|launch (?:on|in)|open|arriv|is out|be out|out on|in cinemas|in theat|on sale"
    r"|publish|ships?\b|is available|be available|takes? place|kicks? off|reach(?:es)? end|returns?\b|falls on|hits?\b"
    r"|drops?\b|comes? (?:to|out)|coming to|runs? from|is slated|is scheduled)",
    "releas premier debut launch open arriv _out in_cinemas in_theat on_sale publish ship available take kick reach"
    " return falls_on hit drop come coming run_ runs_ is_slated is_scheduled",
)
"""What follows a name that comes out; its letters are those of `COMES_OUT` too."""
CODE: Final = re.compile(r"[A-Z]{1,4}[a-z]{0,6}\d{1,4}[A-Za-z]?(?=\s)")
"""A product's code at the head of a headline: PS5."""
TOPIC: Final = re.compile(
    r"(?:know|guide to|learn(?:ed)?|questions|facts|things|all|everything) (?:about"
    r"|on) (?-i:the )?(?P<x>[^:?,–—|]{3,60})"
    r"|^(?:how to watch|hands[- ]on with|first look at|review|preview|explained|when is|watch) ?:? (?-i:the )?"
    r"(?P<y>[^:?,–—|]{3,60})"
    r"|(?:trailer|teaser|first look|clip|footage|posters?) (?:for|at|of|from) (?-i:the )?"
    r"(?P<z>(?-i:[A-Z0-9])[^:?,–—|]{2,60})",
    re.IGNORECASE,
)
"""What a headline of a known pattern speaks of: "What you need to know about X"."""
