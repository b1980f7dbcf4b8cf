"""The words of a move: what puts a release off or brings it forward, from which day and to which."""

import re
from typing import Final

from scheduler.facts.rare import Rare

MOVED: Final = Rare(
    r"\b(?=\w)(?:jump(?:s|ed|ing)?|(?:chang|revis)(?:es|ed|ing)(?= (?:from|to)\b"
    r"| (?:[\w-]+ ){0,3}(?:date|release|launch|premiere|opening)\b)|bring(?:s|ing)? (?:[^.;,:]{2,60} )?forward|put off"
    r"|(?:correct(?:s|ed|ing)?|amend(?:s|ed|ing)?)(?= (?:[\w-]+ ){0,3}(?:date|release|launch|premiere|opening)\b)"
    r"|postpon(?:es|ing)"
    r"|postponed|delayed|pushed|moved(?! (?:on|in|into|out)\b)|moves(?! (?:on|in|into|out)\b)"
    r"|brought (?:[^.;,:]{2,60} )?forward"
    r"|reschedul\w+|shifted|bumped|put (?:[^.;,:]{2,60} )?back|slip(?:s"
    r"|ped)|delay(?:s|ing)?|push(?:es|ing)|moving(?! (?:on|in|into|out)\b))\b",
    "jump chang revis bring brought put_ correct amend postpon delay push mov reschedul shift bump slip",
)
FORWARD: Final = Rare(
    r"\b(?:brought forward|bringing forward|move[sd]? (?:.{1,60} )?(?:up|forward)"
    r"|earlier than (?:planned|expected|scheduled|announced)|(?:days?|weeks?|months?) earl(?:y|ier))\b",
    "forward mov earlier early",
)
"""What moves a release to an earlier day."""
MOVED_ELSEWHERE: Final = Rare(
    r"\b(?:moved|shifted|moving|moves)\s(?:indoors|outdoors|inside|outside|online|to\s(?:a|an|the|its)\s(?!\d|new\sdate"
    r"|later|different\sday|date)[^.\d]{3,60}(?:\.|$))",
    "mov shift",
)
"""A move to another place, which leaves the day as it was."""
MOVED_BEFORE: Final = re.compile(r"\b(?:had|before being|earlier|already|again|twice)\b", re.IGNORECASE)
"""A move that may not have been the last one."""
MOVED_ON: Final = re.compile(
    r",?\s(?:(?:and|but|only)\s)?(?:before|then|to then|and again|later)\s(?:being|moving|moved|slipping|shifting|this"
    r"|that|its|the|a|again|settling|landing|finally|to|was|it)\b"
    r"|,?\s(?:and|but)\s(?:(?:is|are)\s)?now\s(?:the|it|this|its|will|has|due|set|arriv|open|debut|premier|launch|drop)",
    re.IGNORECASE,
)
"""What follows a date that a later move left behind: “delayed to July 12, before settling on August 3”."""
MOVED_TO: Final = re.compile(
    r"\b(?:to|until|till|for|is|of)\s(?:the\s)?(?:(?:no earlier than|at least|as late as)\s(?:the\s)?)?"
    r"(?:(?:early|mid|late)[-\s](?:in\s)?)?$",
    re.IGNORECASE,
)
MOVED_FROM: Final = re.compile(
    r"\b(?:from|instead of|rather than|not|planned for|original)\s(?:the\s|its\s)?$", re.IGNORECASE
)
