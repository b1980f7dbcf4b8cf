"""The words around a release: auxiliaries, hedges, rumours, moves and limits, as data; every pattern is linear."""

import re
from typing import Final

from scheduler.facts.rare import Rare
from scheduler.facts.release_dates.release_verbs import PLACES

AUXILIARY: Final = (
    r"will|shall|would|should|could|can|cannot|can[’']t|may|might|must|won[’']t|isn[’']t|wasn[’']t|aren[’']t"
    r"|didn[’']t|is|are|was|were|be|been"
    r"|being|has|have|had|do|does|did|not|never|no longer|set|due|slated|scheduled|expected|planned|planning"
    r"|plans|going|poised|ready|tipped"
    r"|rumou?red|reportedly|confirmed|aims|aiming|hopes|hoping|hoped|intended|supposed|meant|to|now|also"
    r"|finally|officially|originally"
    r"|initially|previously|only|first|exclusively|then|still|simultaneously|digitally|theatrically|it[’']ll|it[’']s|they[’']re"
    r"|they[’']ll|we[’']ll|[’']ll|wants"
)
MODIFIER: Final = (
    r"for|in|on|its?|a|an|the|their|his|her|our|worldwide|global|theatrical|digital|world|UK|US|North"
    r"|American|general|wide|official|grand|early"
    r"|full|physical|public|streaming|home|domestic|international|nationwide|European|British|cinema"
    r"|commercial"
)
AUXILIARIES: Final = re.compile(rf"(?:(?<![\w’'-])(?:{AUXILIARY})\s{{1,2}}){{1,8}}$")
"""Asked of a text in lower case, as `WITH_MODIFIERS` is."""
WITH_MODIFIERS: Final = re.compile(rf"(?:(?<![\w’'-])(?:{AUXILIARY}|{MODIFIER.lower()})\s{{1,2}}){{1,8}}$")
FUTURE: Final = re.compile(
    r"\b(?:will|shall|to|set|due|slated|scheduled|expected|planned|going|coming|would|could|may|might|can)\b"
    r"|[’']ll\b",
    re.IGNORECASE,
)
PAST: Final = re.compile(r"\b(?:was|were|has|have|had|been|did|didn[’']t|wasn[’']t)\b", re.IGNORECASE)
HAS_ONE: Final = re.compile(
    r"\b(?:has|have)\s(?:(?:now|finally|also|officially)\s)?"
    r"(?:(?:set|announced|confirmed|revealed|got|received|been given)\s)?(?:an?|the|its)\s(?:[\w-]+\s)?$",
    re.IGNORECASE,
)
"""What leads to a noun that something has now: “has a release date of July 12”."""
OWN_OBJECT: Final = re.compile(
    r"\s(?:its|their|his|her)\s(?P<what>(?:[\w’'-]+\s){0,3}?[\w’'-]+)\s(?:to|in|on|at|for|from)\b"
)
SPAN_BEFORE: Final = re.compile(r"\b(?:days|weeks|months|years|period|week|month|year)\s$", re.IGNORECASE)
GOES_ON: Final = re.compile(
    r"\b(?:will|is|are|goes?|plays?|runs?|tours?|nights|shows|residency|sale|available|streams?|dates)\b", re.IGNORECASE
)
"""What a bare "starting July 12" behind it gives the date to."""
NOUN_ALONE: Final = re.compile(r"(?:^|[.!?:]\s)(?:The|Its|Their|His|Her|This)\s(?:official\s|full\s|new\s)?$")
CHANGE_OF_MIND: Final = re.compile(r"\b(?:but|now|instead|however)\b|;|—", re.IGNORECASE)
ONCE_PLANNED: Final = re.compile(
    r"\b(?:originally|initially|previously)\b|\b(?:was|were|had been)\s(?:(?:\w+\s){0,2}?(?:set|due|slated"
    r"|scheduled|expected|planned|going|supposed|meant|dated|booked)|to)\b"
    r"|\bto have (?:been|come|opened|launched|premiered|started)\b",
    re.IGNORECASE,
)
NEGATED: Final = re.compile(r"\b(?:not|never|no longer|cannot)\b|n[’']t\b", re.IGNORECASE)
HEARSAY: Final = Rare(
    r"\b(?=\w)(?:reportedly|rumou?r\w*|leak(?:ed|s)?|speculat\w*|allegedly|unconfirmed|supposedly"
    r"|insiders?|sources? (?:say|said|claim)\w*"
    r"|according to (?:a )?(?:leak|report|rumou?r)s?)\b",
    "reported rumo leak speculat alleged unconfirmed supposed insider source according",
)
MODAL: Final = re.compile(r"\b(?:may|might|could)\b")
HEDGE: Final = re.compile(
    r"\b(?=\w)(?:if|unless|expected|hop(?:es?|ing|ed)|aim(?:s|ing)?|plan(?:s|ned|ning)?|wants?|would|should"
    r"|tentative\w*|probably|likely|perhaps"
    r"|no earlier than|as early as|week of|provisional\w*|intended|tipped|poised|tbc|subject to|unless)\b",
    re.IGNORECASE,
)
BREAK: Final = re.compile(
    r"[;—?!]|\b(?:that|which|who|while|when|because|but|after|although|where|said|says|told|announced"
    r"|revealed|confirmed|whose|following|days|weeks|before (?:the [a-z]+|it|they|he|she) [a-z]+)\b",
    re.IGNORECASE,
)
LOST_DATE: Final = re.compile(
    r"\b(?:miss(?:es|ed|ing)?|pulled from|vacat(?:es|ed|ing)|abandon(?:s|ed|ing)|scrapp(?:ed|ing)|remov(?:ed|ing) from"
    r"|instead of|from its|from the|off)\s(?:its|the|their|his|her)?\s?(?:original(?:ly)?|planned|previous|old)?\s?$",
    re.IGNORECASE,
)
"""What leads to a release date that no longer holds: “pulled from its July 12 release”."""
CLAUSE_BREAK: Final = re.compile(
    r"[;—?!]|\b(?:that|which|who|while|when|because|but|although|where|whose)\b", re.IGNORECASE
)
PLAIN_GAP: Final = re.compile(
    r"(?>\s|,|:|\(|[–-]\s|\b(?:on|in|at|to|from|into|by|via|with|for|and|the|a|an|its?|date|of|is|of"
    r"|worldwide|final|first|second|third|fourth|fifth|sixth|seventh|run|edition|year|exclusively|theatrically"
    r"|officially"
    r"|digitally|nationwide|globally|internationally|everywhere|across|out|this|starting|beginning|both|only"
    r"|first|early|through|doors|soon|set"
    r"|select|selected|all|theaters|theatres|cinemas|stores|bookstores|bookshops|shops|shelves|demand"
    r"|streaming|sale|view|scheduled|due|slated"
    r"|available|next|new|upcoming|latest|two|three|four|episodes|game|film|movie|series|season|show|album"
    r"|novel|book|own|festival"
    r"|will|be|release[ds]?|released|premiere|general|paperback|hardback|vinyl|digital|screens|big|public)\b"
    r"|(?<!\w)(?:\d{1,2}(?:[:.]\d\d)?(?:/\d{1,2}c)?(?!\w)|(?:i(?=[A-Z]))?[A-Z0-9][\w’'&+.|-]*+)|[ap]\.?m\.?"
    r"|local|time)*+",
)
"""What may stand between a release word and its date and leave no doubt; atomic, so that it is linear."""
VARIANT: Final = re.compile(
    r"\b(wide[r]?|nationwide|limited(?! (?:engagement|run|edition|series|season)\b)|digital(?:ly)?|paperback"
    r"|hardback|physical|vinyl|on demand|Blu-ray|DVD"
    r"|international(?:ly)?|(?:[Pp]art|[Vv]olume|[Vv]ol\.) (?:two|three|four|2|3|4|II|III)"
    r"|(?:second|third|final) (?:part|batch|half|volume)"
    r"|(?:begin|start) playing|[Ee]arly [Aa]ccess(?= to\b)"
    r"|(?:[Pp]remium|[Dd]eluxe|[Uu]ltimate|[Cc]ollector[’']s) [Ee]ditions?"
    r"|alphas?|betas?|demo|[Rr]elease [Cc]andidate|RC ?\d?|previews?|finale|final (?:date|show|stop"
    r"|night))\b|\b(?:players|users"
    r"|owners|subscribers|members)\b"
)
"""Words for another form of the same thing: two dates are no dispute where only one of them has it."""
PLANNED: Final = re.compile(
    r"\b(?:planned|old|original|previous|initial|former|intended)\s(?:\w+\s){0,2}$", re.IGNORECASE
)
NOUN_IS_PAST: Final = re.compile(
    r"\b(?P<word>at|after|during|since|following)\s(?:the|its|a|their|his|her)\s[^.,;]{0,40}$", re.IGNORECASE
)
AT_FRONT: Final = re.compile(
    r"(?:^|[,;:—]\s|\b(?:and|but|then)\s)[\"“‘'(]?(?:(?:[Oo]n|[Ff]rom|[Ss]tarting|[Bb]eginning|[Cc]oming"
    r"|[Aa]rriving|[Aa]nd|[Tt]hen|[Ii]n|[Tt]his)\s){0,2}(?:the\s(?:following|same|next)\s)?$"
)
ITS: Final = re.compile(r"\bits\s(?:(?:[a-z-]{3,14}|U[KS]|[A-Z]\w{3,12})\s){0,2}$")
"""What makes a noun behind it the own one of what was spoken of: “its world premiere”."""
GALA: Final = re.compile(r"\b(?:premi[eè]re|gala|first night)\b", re.IGNORECASE)
AT_FESTIVAL: Final = re.compile(
    r"\b(?:film festival|in competition|out of competition|opening[ -]night (?:film|gala)"
    r"|(?:in|at|to) (?:Cannes|Venice|Sundance|Telluride|Tribeca|SXSW|TIFF|the Berlinale|Fantastic Fest|Fantasia)\b)",
    re.IGNORECASE,
)
"""Where a film is shown before the public can see it."""
NOUN_BEHIND: Final = re.compile(
    r"(?:,?\s(?:at\s)?\d{1,2}(?:[.:]\d\d)?\s?[AaPp]\.?[Mm]\.?(?:\s[A-Z]{2,4}(?:/[A-Z]{2,4})?)?,?)?"
    r"(?:['’]s|\s(?:for|as)\s(?:the|its))?\s(?:(?!(?:and|but|that|which|in|at|for|on|to|as|by|with|from"
    r"|or)\b)[\w-]+\s){0,2}?(?P<noun>(?:re-?)?release|premi[eè]re"
    r"|launch|debut|opening|start|beginning|kick-?off|publication|(?<= as its )(?:date|day)|(?<= as the )(?:date|day))"
    r"(?:\sdate)?(?!\w)"
    r"(?!\s(?:of|for)\s(?:the|a|its)\s(?:\w+\s)?(?:trailer|teaser|footage|clip))"
    r"(?!\s(?:calendar|schedule|slate|strategy|window|plan|cycle|party|trailer|video))"
)
CALLED_OFF: Final = Rare(
    r"\b(?=\w)(?:cancell?ed|cancels|called off|calls off|scrapped|scraps|axed|axes)\b",
    "cancel called_off calls_off scrap axe",
)
LIMIT: Final = re.compile(
    r"\b(?:until|till|through|by|before|no later than)\s(?:the\s)?(?:(?:early|mid|late|at least)[\s-](?:in\s)?)?$",
    re.IGNORECASE,
)
SINCE: Final = re.compile(r"\b(?:since|way\sback\s(?:in|on))\s$", re.IGNORECASE)
"""What makes a date one that is gone: “since July 12”, “way back in April 2019”."""
NOT_THEN: Final = re.compile(
    r"(?:\((?:from|was|instead of|previously|originally)\s(?:the\s)?(?:original\s)?|\b(?:not"
    r"(?:, as (?:planned|announced|expected),)?"
    r"|(?<!earlier )(?<!later )than|earlier|after|(?<!available )(?<!live )[Aa]s of"
    r"|every|each|(?<!the )following|like|born|(?<!\bis )(?<!\bnow )(?<!\bare )(?<!been )dated|days from"
    r"|weeks from)\s(?:(?:on|in)\s)?(?:the\s)?)$",
    re.IGNORECASE,
)
ALREADY: Final = re.compile(
    r"\b(?:after|since|following|upon|began|started|(?:has|have|had)\sbeen)\s(?:\w+ly\s)?$", re.IGNORECASE
)
"""What makes a participle speak of the past: “after opening in June”, “began rolling out on Monday”."""
SHOWN_ON: Final = re.compile(
    r"\b(?:on|via|through|from|at|in)\s(?:the|its|their|his|her|our)\s(?:[\w’'-]+\s){0,2}(?:website|site|app|page|channel)s?\b"
)
"""Where something is shown or sold, which is not what comes out: “available on the company’s website from July 12”."""
TO_ORDER: Final = re.compile(r"\s(?:to|for)\s(?:pre-?(?:order|purchase|save)|reserve|book)\b", re.IGNORECASE)
SAID_THEN: Final = re.compile(
    r"\b(?=\w)(?<!\bbe )(?<!\bbe officially )(?:said|says|announced|confirmed|revealed"
    r"|told\s(?:[\w’'.]+\s){1,3}?|reported"
    r"|wrote|posted|tweeted|ruled|voted"
    r"|decided|reiterated|stated|warned|added|(?:set|sets|unveiled|given|gave)\s(?:an?|its|their)\s(?:[\w-]+\s){1,2}date)"
    r"\s(?:late\s|early\s)?(?P<on>on\s)?$",
    re.IGNORECASE,
)
"""What stands before the day on which something was said: “Moscow announced Friday it will start loading fuel”."""
FORM_GAP: Final = re.compile(
    r"\s(?:in|on|as)\s(?:an?\s)?(?:paperback|hardback|hardcover|vinyl|DVD|Blu-ray|CD|audiobook|e-?book)"
    r"(?:\s(?:and|or)\s[\w-]{2,12})?(?:\s(?:on|from|in|this|next))?\s"
)
"""A form of the thing between "out" and its date: “out in paperback on 30 January”."""
OUTLETS: Final = re.compile(
    r"\s(?:in|on|to|across|via|for|at)\s(?>(?:i?[A-Z0-9+][\w+.’'&|-]*|and|or|the|other|such|as|like|including|both|its?"
    r"|digital|video|streaming|services?|stores?|platforms?|consoles?|retailers?|cinemas|theaters|theatres|around|world"
    r"|worldwide|all|select|major|on|in|from|for),?\s)*+"
)
"""Outlets one after the other: “on services such as iTunes, Google Play and Xbox around the world on April 10”."""
FINITE: Final = re.compile(r"\b(?:will|would|is|are|was|were|has|have|had|can|could)\s", re.IGNORECASE)
"""A verb of its own between a bare participle and a date: “fuel shipped by Russia will be loaded on August 21”."""
BETWEEN: Final = re.compile(r"\bbetween\s(?:the\s)?$", re.IGNORECASE)
RANGE: Final = re.compile(r",?\s?(?:to|through|until|till|[–—-])\s(?:the\s)?")
CHAIN: Final = re.compile(
    r"(?:\sfor\s(?:[\w-]+\s){1,2}(?:days|weeks|months)(?:\sonly)?)?(?:,?\s(?:from|between)\s\d[\w.:]*\s?(?:[ap]\.?m\.?\s)?(?:to|until|and|–|-)\s\d[\w.:]*(?:\s[ap]\.?m\.?)?)?"
    r",?\s(?:(?:in|on|to|at|for|and|or|the|then|from)\s|[A-Z][\w.’'&-]{0,20},?\s"
    r"|(?<=\sthe\s)[a-z]{3,12}(?<!s)(?<!ed)(?<!ing)(?:\s[a-z]{3,12}(?<!s)(?<!ed)(?<!ing))?\s)+"
)
PRESENT: Final = re.compile(r"\b(?:is|are|be|being)\b|\b(?:it|that|they)[’'](?:s|re)\b", re.IGNORECASE)
STILL_AHEAD: Final = re.compile(r"\b(?:will|to|has been set|have been set)\b|[’']ll\b", re.IGNORECASE)
LED_TO_NOUN: Final = re.compile(
    r"(?:\b(?:its|the|a|his|her|their|ahead of|before|for|planned|scheduled)\s){1,3}$", re.IGNORECASE
)
ROUGHLY: Final = re.compile(r"\b(?:around|about|roughly|circa|near)\s(?:the\s)?$", re.IGNORECASE)
OBJECT: Final = re.compile(
    rf"\s(?:the|an?|his|her|their|its|this|our)\s(?!{PLACES}|doors|road|same|next\s(?:day|week|month)"
    rf"|following)(?![A-Z]?\d)",
    re.IGNORECASE,
)
DENIAL: Final = Rare(
    r"\b(?=\w)(?:den(?:y|ies|ied)|untrue|false|wrong|mistaken|whether|no truth|never said|rejects?"
    r"|rejected|dismiss(?:es|ed)?|rumou?rs?"
    r"|speculation|fake|hoax|prank|april fool|not true|unclear|doubts?|supposed)\b",
    "den untrue false wrong mistak whether no_truth never_said reject dismiss rumo speculat fake hoax prank april_fool"
    " not_true unclear doubt supposed",
)
CONDITION: Final = re.compile(
    r"\b(?=\w)(?:if|unless|provided|subject to|depending|permitting|at the earliest|or later|at the latest"
    r"|tentatively|as planned)\b",
    re.IGNORECASE,
)
DEADLINE: Final = re.compile(r"(?:deadline\b|Deadlines? (?:for|to|is|are)\b)")
"""A day by which something has to be done; “according to Deadline” speaks of a magazine."""
