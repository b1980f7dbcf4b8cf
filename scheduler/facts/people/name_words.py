"""The words by which a name is told from what only looks like one, as data: openers of sentences, places, offices."""

from typing import Final

from scheduler.facts.people.roles import ROLE_OF_WORD

OPENERS: Final = frozenset(
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
    Newcomer Newcomers Leads Co-stars Costars Brothers Sisters Siblings Helmer Filmmakers Castmates Returning
    Related Via Exclusive Video Campaigner Investor Activist Resident Candidate
    """)
)


DAYS: Final = frozenset(
    str.split("""
    january february march april june july august september october november december jan feb mar apr jun jul aug
    sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday
    """)
)


PEOPLES: Final = frozenset(
    str.split("""
    american british english french german italian spanish portuguese dutch belgian swiss austrian polish russian
    ukrainian swedish norwegian danish finnish irish scottish welsh greek turkish israeli palestinian iranian iraqi
    egyptian indian pakistani chinese japanese korean vietnamese thai australian canadian mexican brazilian argentine
    african asian european latin hispanic arab jewish christian muslim catholic liberian nigerian kenyan republican
    democrat democratic republicans democrats conservative labour liberal
    """)
) - {"christian"}
"""What people are by their country, creed or party: no names, though written with a capital."""


NOT_NAMES: Final = (
    DAYS
    | PEOPLES
    | {"u.s", "u.k", "u.n", "d.c", "e.u", "u.s.a"}
    | frozenset(
        str.split("""
    may christmas easter halloween i ii iii iv part chapter season volume episode vol act series
    """)
    )
)


NEW_PLACES: Final = ("York", "Zealand", "Orleans", "Jersey", "England", "Mexico", "Delhi", "Hampshire")


TITLES: Final = {
    "mr": "he", "mrs": "she", "ms": "she", "miss": "she", "sir": "he", "dame": "she", "lord": "", "lady": "she",
    "dr": "", "prof": "", "professor": "", "rev": "", "judge": "", "sgt": "", "captain": "", "capt": "", "gov": "",
    "president": "", "senator": "", "mayor": "", "minister": "", "king": "he", "queen": "she", "prince": "he",
    "princess": "she", "pope": "he", "chef": "", "madame": "she", "mx": "", "detective": "", "sheriff": "",
    "sergeant": "", "officer": "", "councillor": "", "cllr": "", "governor": "", "chancellor": "", "sen": "", "rep": "",
    "secretary": "", "coach": "", "father": "he", "sister": "she", "uncle": "he", "aunt": "she",
}  # fmt: skip


SHORT_TITLES: Final = frozenset(
    str.split("""
    Mr Mrs Ms Mx Dr Drs Prof Rev Hon Fr Sr Sgt Cpl Capt Cmdr Lt Col Maj Gen Adm Gov Sen Rep Cllr Supt Insp Det
    """)
)
"""Titles that are written with a full stop, which ends no sentence; alone they name nobody."""


ORGANISATION_WORDS: Final = frozenset(
    str.split("""
    games game studios studio entertainment pictures inc corp corporation ltd llc gmbh group company co records media
    press publishing publishers books university college foundation association bank airlines airways motors labs
    laboratories technologies technology software interactive productions network networks television tv council
    ministry department commission committee institute agency authority museum gallery theatre theater orchestra band
    brothers bros festival academy school club united city fc holdings partners ventures systems digital brewing brewery
    coffee foods restaurants hotels airline railway police party union league society trust magazine times post news
    journal nation films film cinema cinemas animation comics music sports energy health hospital services
    international global worldwide industries manufacturing electronics communications apparel fashion cosmetics team
        house office service screen features point pics vision originals collective association board federation
    bureau army navy force forces corps marines guard court senate
    congress parliament administration alliance coalition chamber squad crew
    """)
)


PLACE_WORDS: Final = frozenset(
    str.split("""
    street avenue road park island islands county river lake mountain mount bay beach hills valley north south east
    west northern southern eastern western states kingdom republic arena center centre stadium hall amphitheatre
    amphitheater pavilion garden gardens square airport station bridge church cathedral castle palace harbour harbor
    tower building village town district region province coast ocean sea desert forest canyon springs heights fair
    auditorium award awards prize prizes cup tour world war day week year club open championship trophy edition
    collection app pro max mini plus ultra premium deluxe show us uk un eu usa
    """)
)


PLACES: Final = frozenset(
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


SURNAMES_TOO: Final = frozenset(
    str.split("""
    park hall bay law west houston may lake church street day berlin north march paris austin dallas boston chicago
    london young post french english german jordan ireland israel court
    """)
)


TRADES: Final = frozenset(ROLE_OF_WORD) - {"star", "lead", "leading", "host", "artist", "performer", "president"}


AGAINST: Final = (ORGANISATION_WORDS | PLACE_WORDS | PLACES | NOT_NAMES) - {"jan", "jun", "april", "june", "august"}


OFFICES: Final = frozenset(
    str.split("""
    president secretary minister chancellor senator governor mayor general commissioner ambassador cio cmo ciso cpo
    attorney councillor councilman councilwoman congressman congresswoman analyst correspondent reporter professor
    sen rep gov sheriff sergeant captain farmer officer
    """)
)


NO_INITIALS: Final = frozenset(str.split("us uk un eu dc la ny usa tv"))


NO_ENDING: Final = DAYS - {"jan", "jun"} | frozenset(str.split("sen rep gov gen dr mr mrs ms prof lt col sgt rev"))


TITLE_VERBS: Final = frozenset(
    str.split("""
    Is Are Was Were Has Have Says Gets Joins Returns Talks Tells Reveals Wants Who What How Why When That Announces
    Confirms Opens Makes Takes Shares Explains
    """)
)
