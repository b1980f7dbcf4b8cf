"""The forms of attribution around quoted words, as patterns: what stands before a verb of speech and behind it."""

import re
from typing import Final

from scheduler.facts.quotations.speech_words import INVERTED as INVERTED_VERB
from scheduler.facts.quotations.speech_words import PARTICIPLE
from scheduler.facts.quotations.speech_words import VERB as VERB_WORDS

_AUX: Final = (
    r"(?: (?:has|have|had|also|then|later|once|further|previously|recently|would|will|did|just|even|went on to"
    r"|goes on to"
    r"|continues to|continued to|[a-z]{2,14}ly|again|now|still|first|both|all))+"
)


_LEAD: Final = r"[ ,;—–-]{0,3}"


GAP: Final = re.compile(
    rf"{_LEAD}(?:(?:[Hh]ead|[Pp]resident|[Dd]irector|[Cc]hief|[Bb]oss|[Cc]hair|[Mm]anager"
    rf"|[Ee]ditor|[Vv]ice-president|[SE]?VP) of "
    rf"|(?!(?:and|but|while|which|that|who|or|because|so|where|to|for|of|than|with|is|was|are|were|had"
    rf"|has|into|from|by"
    rf"|about|in|on|at|as|when|if)\b)[^\W_][\w’'/.&-]*,? ){{0,6}}"
)


_STOPS: Final = (
    r"(?!(?:in|on|at|to|during|when|while|as|with|about|after|before|via|from|for|by|last|this|earlier|who|that"
    r"|it|is|was|how|why"
    r"|through)\b|and (?![A-Z]))"
)


INVERTED: Final = re.compile(
    rf"{_LEAD}{INVERTED_VERB}(?: [a-z]+ly| also| too| in)? (?P<phrase>(?:{_STOPS}[^\W_][\w’'.&/-]*(?: |(?=[,;:(_\n]"
    rf"|$))){{1,9}})"
)


ACCORDING: Final = re.compile(
    rf"{_LEAD}(?:according to|in the words of) (?P<phrase>(?:{_STOPS}[^\W_][\w’'.&/-]*(?: |(?=[,;:(_\n]|$))){{1,9}})",
    re.IGNORECASE,
)


VERB: Final = re.compile(rf"\b(?=\w)(?<!-){VERB_WORDS}(?![\w-])")


AUX_END: Final = re.compile(rf"(?<=[\w,)]){_AUX} ?$")


BRACKETED: Final = re.compile(r" \([^()\n]{1,60}\)$")


WHO: Final = re.compile(r",? who$")


PRONOUN: Final = re.compile(r"(?:^|[\s,;(—–-])(?P<pronoun>[Hh]e|[Ss]he|[Tt]hey|[Ii]t)$")


DEFINITE: Final = re.compile(
    r"(?:^|[\s,(—–-])(?P<whole>(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[\w’'.-]+['’]s)) (?:[\w’'/.-]+"
    r" ){0,6}?(?P<noun>[\w-]+)(?: (?:of|behind|at|for) [^,.;:_\n]{1,40})?$"
)


ADDING: Final = re.compile(rf"\b{PARTICIPLE}(?: [\w’'-]+){{0,6}}[,:]? ?$")


OF_STATEMENT: Final = re.compile(
    r"\b(?:statement|tweet|post|message|letter|email|e-mail|note|press release|release|memo|caption|interview)s?"
    r" (?:from|by|of|with) (?P<phrase>(?:[\w’'.&/-]+ ){1,7}?)(?:(?:reads?|said|says|posted|published|shared|on"
    r"|to|in)\b[^.]{0,80})?[,:]? ?$"
)


STATEMENT_OF: Final = re.compile(
    r"(?P<phrase>(?:[\w’'.&-]+ ){0,4}[\w’'.&-]+)['’]s? (?:[\w-]+ ){0,3}(?:statement|tweet|post|message|letter"
    r"|reply|response|answer|words|note|caption|reaction|verdict|advice|explanation)[^.]{0,60}$"
)


OPENING_PRONOUN: Final = re.compile(r"\s*(?:[A-Z][^,_\n]{1,60}, )?(?P<pronoun>[Hh]e|[Ss]he|[Tt]hey|[Ii]t)\b")


OPENING_NOUN: Final = re.compile(r"\s*The (?:[\w’'-]+ ){0,3}?(?P<noun>[a-z-]+) (?=[a-z]+(?:ed|s|d)\b)")


TITLED: Final = re.compile(r"(?:['’]s)? (?:(?!(?:of|at|from|in|for|with|on|and)\b)[a-z][\w-]* ){1,5}")


EXPLAINED: Final = re.compile(r",? (?=[A-Z])")


SHORT_ROLE: Final = re.compile(r"(?:the|its|his|her|their) (?:[\w’'-]+ ){0,3}[a-z-]+")


WRITTEN: Final = frozenset(str.split("statement post tweet message letter note caption email e-mail thread"))
"""What somebody's words stand in: "Jane Lee’s statement reads" tells of her."""


STATED: Final = re.compile(
    r"(?:an?|the|this) (?:[a-z-]+ ){0,2}(?:statement|post|tweet|message|letter|note|memo|release) (?:from|by|of) "
)


SIGNED: Final = re.compile(r" ?[—–-]{1,2} ?(?=[A-Z])")


SCREENED: Final = ("trailer", "teaser", "scene", "promo")


ON_SCREEN: Final = re.compile(
    rf"\b{VERB_WORDS}(?: to [\w’' -]{{1,40}})? (?:in|during|at the (?:start|end|beginning|close) of) (?:the|a|this|its)"
    r" (?:(?!behind)[\w’'-]+ ){0,3}?(?:trailer|teaser|scene|promo)\b"
)
"""What tells that words are a part's and nobody's own: "says in the trailer"."""


SENTENCE_ENDS: Final = re.compile(r"\b[a-z][\w’'-]{2,}(?=\. )")
"""Where a phrase behind its verb ends: "said the director. Jane Lee" is about the director."""


LABELLED: Final = re.compile(r"(?: (?:on|about) [^:\n]{1,80})?: ?$")
"""What stands between a name that opens a sentence and its bearer's words: "Jane Lee: …", "Jane Lee on it: …"."""
