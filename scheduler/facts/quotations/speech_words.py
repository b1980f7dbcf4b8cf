"""The words that say who speaks, as data: verbs of speech, and nouns that stand for a person or a company."""

import re
from collections.abc import Iterable
from typing import Final

_VERBS: Final = """
said says say saying|told tells telling|added adds adding|explained explains explaining|wrote writes writing posted
posts posting|tweeted tweets tweeting|recalled recalls recalling|joked jokes joking|continued continues continuing
noted notes noting|revealed reveals revealing|admitted admits admitting|insisted insists insisting confirmed confirms
confirming|announced announces announcing|commented comments commenting|quipped quips quipping shared shares
sharing|stated states stating|replied replies replying|responded responds responding answered answers answering|asked
asks asking|remarked remarks remarking|observed observes observing argued argues arguing|warned warns warning|claimed
claims claiming|declared declares declaring concluded concludes concluding|laughed laughs laughing|mused muses
musing|reflected reflects reflecting enthused enthuses enthusing|gushed gushes gushing|described describes
describing|called calls calling dubbed dubs dubbing|teased teases teasing|promised promises promising|suggested
suggests suggesting acknowledged acknowledges acknowledging|conceded concedes conceding|stressed stresses stressing
emphasized emphasizes emphasizing|emphasised emphasises emphasising|elaborated elaborates elaborating confessed
confesses confessing|exclaimed exclaims exclaiming|lamented laments lamenting|boasted boasts boasting captioned
captions captioning|clarified clarifies clarifying|countered counters countering|pointed points pointing complained
complains complaining|praised praises praising|hailed hails hailing|remembered remembers remembering thinks
thought|believes believed|feels felt|hopes hoped|agreed agrees agreeing|offered offers offering predicted predicts
predicting|urged urges urging|vowed vows vowing|chimed chimes chiming|assured assures assuring mentioned mentions
mentioning|testified testifies testifying|summed sums summing|put puts putting outlined outlines outlining|expressed
expresses expressing|reasoned reasons reasoning|opined opines opining rhapsodized|cautioned cautions cautioning|hinted
hints hinting|interjected interjects|began begins|went goes smiled smiles smiling|grinned grins grinning|shrugged
shrugs shrugging|sighed sighs sighing|reckons reckoned discussed discusses discussing|signed signs|shouted shouts
shouting|cried|whispered|yelled|dished dishes dishing|raved raves raving|recounted recounts recounting|disclosed
discloses disclosing|echoed echoes echoing|affirmed affirms affirming|reiterated reiterates reiterating|wondered wonders
wondering|trailed|spilled|beamed beams beaming|hyped hypes hyping
"""
_WORDS: Final = [word for line in _VERBS.split() for word in line.split("|")]
_FINITE: Final = sorted({word for word in _WORDS if not word.endswith("ing")}, key=len, reverse=True)
_PARTICIPLES: Final = sorted({word for word in _WORDS if word.endswith("ing")}, key=len, reverse=True)


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of some words, by their first letter, so that most are not even tried."""
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[0], []).append(word[1:])
    return "(?:" + "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items()) + ")"


VERB: Final = _any_of(_FINITE)
"""A verb of speech behind its subject."""
PARTICIPLE: Final = _any_of(_PARTICIPLES)
INVERTED: Final = (
    "(?:said|says|added|adds|explained|explains|wrote|writes|posted|tweeted|recalled|recalls|joked|jokes|continued"
    "|noted|notes|revealed|reveals|admitted|admits|insisted|confirmed|announced|commented|comments|quipped|stated"
    "|states|replied|responded|answered|asked|asks|remarked|observed|argued|argues|warned|warns|claimed|declared"
    "|concluded|laughed|mused|reflected|enthused|enthuses|teased|explains|shared|shares|recounted|reads|read|quips"
    "|agrees|agreed|insists|jokes|suggests|suggested|reckons|laughs|sighs|smiles|muses|continues|confirms"
    "|announces|declares|replies"
    "|responds|concludes|reveals|offers|offered|recalled|urged|urges|dished|dishes|raved|raves|echoed|echoes|wondered"
    "|affirmed|reiterated|gushed|gushes|exclaimed|exclaims|recounts|disclosed|chimed|beamed|hyped)"
)
"""A verb of speech that may stand before its subject: "…," said the director."""

INVERTED_WORDS: Final = frozenset(INVERTED.strip("(?:)").split("|"))
_LINKS: Final = frozenset(
    str.split("""
    in at on during of to that about after before when while as and but for from with he she they it how by via last
    this next
    """)
)
LONGEST_EPITHET: Final = 6
_OFFICES: Final = frozenset(
    str.split("""
    President Secretary Minister Chancellor Senator Governor Mayor General Commissioner Ambassador Chief Director
    Chairman Chairwoman Chair Attorney Professor Analyst Officer Executive Vice Deputy Prime Defense Defence State
    Foreign Head Coach Captain Farmer Sheriff Judge Justice Manager Editor Producer Spokesman Spokeswoman
    """)
)


def said_before(words: str) -> bool:
    """Say whether words end with a verb of speech and what may stand between it and a name ("said actor ", say)."""
    if not words.endswith(" "):
        return False
    last = words.split()[-LONGEST_EPITHET - 1 :]
    if INVERTED_WORDS.isdisjoint(last):
        return False
    for word in reversed(last):
        if word in INVERTED_WORDS:
            return True
        office = word in _OFFICES or (word.isupper() and len(word) > 1)  # "said ODS President"
        if word in _LINKS or (word[0].isupper() and not office) or word[-1] in ".:;!?)":
            return False
    return False


SAYS_NEXT: Final = re.compile(rf"(?:,[^,.;\n]{{1,90}},)? (?:(?:also|then|later|[a-z]+ly) )?{VERB}\b")

PERSON_NOUNS: Final = frozenset(
    str.split("""
    director filmmaker actor actress star singer songwriter musician author writer novelist screenwriter producer
    creator showrunner composer founder co-founder cofounder ceo chief executive president chair chairman chairwoman
    chef owner designer architect curator editor publisher-in-chief artist painter illustrator photographer host
    presenter comedian comic rapper guitarist drummer bassist frontman frontwoman vocalist dj poet playwright
    professor scientist researcher engineer developer-in-chief manager coach player captain midfielder striker
    goalkeeper driver rider wrestler boxer athlete champion minister senator mayor governor congressman congresswoman
    politician spokesman spokeswoman spokesperson spokespeople lawyer attorney judge doctor physician analyst
    economist critic journalist historian biographer activist campaigner teacher student mother father dad mum mom
    wife husband sister brother daughter son man woman veteran legend icon duo-head entrepreneur investor billionaire
    executive head boss leader librarian baker brewer farmer pilot astronaut cinematographer choreographer dancer
    winner nominee alum alumna native
    model influencer youtuber streamer-host columnist
    """)
)
PRONOUN_OF_NOUN: Final = {
    **dict.fromkeys(
        str.split("""
        actress spokeswoman frontwoman chairwoman congresswoman mother mum mom wife sister daughter woman
        """),
        "she",
    ),
    **dict.fromkeys(
        str.split("""
        spokesman frontman chairman congressman father dad husband brother son man
        """),
        "he",
    ),
}
COMPANY_NOUNS: Final = frozenset(
    str.split("""
    studio company publisher developer maker manufacturer carmaker automaker brand label network streamer firm band
    group organisation organization team distributor retailer startup start-up broadcaster outlet magazine newspaper
    agency museum gallery festival theatre theater university charity foundation club league union airline bank giant
    ministry department police committee commission authority trust platform service press bookshop bookstore
    restaurant brewery promoter hackers collective orchestra marque subsidiary
    """)
)
ANONYMOUS: Final = re.compile(
    r"(?i:an?|one|another|some|many|several|two|other) (?:[\w’'-]+ ){0,4}"
    r"(?:source|insider|fan|user|person|viewer|reader|critic|commenter|commentator|spokesperson|spokesman|spokeswoman"
    r"|representative|rep|official|employee|analyst|statement|reviewer|resident|customer|passer-by|witness)s?\b"
    r"(?: (?:for|from|at|of) (?:the )?(?:[A-Z][\w&.’'-]*(?: [A-Z][\w&.’'-]*){0,3}"
    r"|(?!(?:the|a|an|his|her)\b)[a-z][\w’'-]*"
    r"(?: (?!(?:in|on|at|and|who|to|by|after|said|told|when|as)\b)[a-z][\w’'-]*)?))?"
)
FICTION: Final = re.compile(
    r"(?i)\b(?:lines?|lyrics?|tagline|slogan|motto|logline|synopsis|songs?|track|single|episode|chapter|poem"
    r"|chants?|chanting"
    r"|signs?|poster|banner|prayer|proverb|saying goes|inscription|titles?|titled|entitled|called|named|dubbed|plaque"
    r"|voice-?over|narrator|narration|dialogue|character|catchphrase|refrain|chorus|verse|nicknamed?|phrase|term"
    r"|labell?ed"
    r"|known as|so-called|category|headlines?|headlined|subtitled|albums?|novels?|books?|films?|movies?|series"
    r"|hits?|game)"
    r"(?: (?:is|was|are|were|reads?|says?|of|goes|like|such as|including|that reads|for|from))?[ ,:]{0,3}$"
)
"""What stands before words that no living person says here: a line, a lyric, a sign, a title."""
