"""What the columns of somebody's spreadsheet are called, in seven languages, and which of ours each one is."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from scheduler.errors import did_you_mean
from scheduler.workspace.posts import READ
from scheduler.workspace.sheet.dates import Order

MEANINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "key": (
            "key id reference slug identifier post-id postid schlüssel kennung referenz identifiant clé référence "
            "clave identificador chiave identificativo chave sleutel kenmerk"
        ),
        "title": (
            "title name headline topic subject post-title internal-name titel thema betreff überschrift titre sujet "
            "título tema asunto titolo oggetto assunto onderwerp"
        ),
        "when": (
            "when datetime date-time date-and-time schedule scheduled scheduled-at scheduled-for schedule-date "
            "scheduled-date scheduled-datetime post-at publish-at publish-date publishing-date publication-date "
            "publish-datetime posting-date go-live due-date goes-out wann zeitpunkt datum-uhrzeit datum-und-uhrzeit "
            "datum-zeit termin veröffentlichung veröffentlichungsdatum veröffentlichen-am geplant-für quand "
            "date-et-heure date-heure date-de-publication publié-le programmé-pour cuándo fecha-y-hora fecha-hora "
            "fecha-de-publicación programado-para quando data-e-ora data-ora data-di-pubblicazione programmato-per "
            "data-e-hora data-hora data-de-publicação wanneer datum-en-tijd datum-tijd publicatiedatum ingepland-op"
        ),
        "date": "date day post-date datum fecha data dia giorno jour dag",
        "time": (
            "time time-of-day hour post-time posting-time publish-time scheduled-time schedule-time uhrzeit zeit heure "
            "horaire hora horario ora orario horário tijd tijdstip"
        ),
        "channel": (
            "channel channels network networks social-network platform platforms profile profiles account accounts "
            "social-account social-profile where kanal kanäle netzwerk netzwerke plattform plattformen profil konto "
            "réseau réseaux réseau-social canal canaux plateforme compte canales plataforma red redes red-social "
            "perfil cuenta canale canali rete piattaforma profilo canais rede rede-social conta kanaal kanalen netwerk "
            "profiel"
        ),
        "text": (
            "text post post-text message messages caption captions copy content body post-content post-copy "
            "post-message tweet update description social-copy beitrag beitragstext nachricht inhalt texte légende "
            "contenu publication texto mensaje contenido publicación leyenda descripción testo messaggio didascalia "
            "contenuto mensagem legenda conteúdo tekst bericht inhoud bijschrift"
        ),
        "expires": (
            "expires expiry expiration expires-after valid-for läuft-ab ablauf gültig-für expire caduca "
            "caducidad scade scadenza expira validade verloopt geldig"
        ),
        "link": (
            "link links url link-url destination-url landing-page website website-url webseite weblink lien enlace "
            "vínculo collegamento ligação"
        ),
        "image": (
            "image images image-url image-urls image-link image-1 image-url-1 picture picture-url photo photos "
            "photo-url media media-url media-urls bild bilder bild-url bildlink foto fotos foto-url visuel imagen "
            "imágenes immagine imagem afbeelding"
        ),
        "allow": "allow",
        "alt": (
            "alt alt-text image-alt image-alt-text image-description alternativtext bildbeschreibung texte-alternatif "
            "texto-alternativo testo-alternativo alt-tekst"
        ),
    },
)
"""Our columns, and those of which keys and times are made, each with what it is called elsewhere."""

OF_EXPORT: Final = ("post_key", "state", "due", "zone", "audience_due", "audience_zone")
"""The columns that `export csv` adds to ours."""


def folded(header: str) -> str:
    """Return a header without case, accents, blanks and punctuation."""
    plain = unicodedata.normalize("NFKD", header).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


_REMARK: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_FORMS: Final[Mapping[str, Order]] = MappingProxyType(
    {
        "MMDDYY": Order.MONTH_FIRST,
        "DDMMYY": Order.DAY_FIRST,
        "TTMMJJ": Order.DAY_FIRST,
        "JJMMAA": Order.DAY_FIRST,
        "DDMMAA": Order.DAY_FIRST,
        "GGMMAA": Order.DAY_FIRST,
        "DDMMJJ": Order.DAY_FIRST,
    }
)
_KNOWN: Final[Mapping[str, str]] = MappingProxyType(
    {folded(name): meaning for meaning, names in MEANINGS.items() for name in names.split()}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which cell of a row is which of our columns: `at` by meaning; `left_out` are the others that hold something.

    `across` are those headed by a channel or a platform, with that word: a text for it in each cell, or a tick where
    they `are_marks`.
    """

    headers: tuple[str, ...]
    at: Mapping[str, int]
    left_out: tuple[int, ...] = ()
    across: Mapping[int, str] = field(default_factory=dict)
    are_marks: bool = False

    def name(self, meaning: str) -> str:
        """Return what the sheet calls a column of ours; by our own name where the sheet has none."""
        return self.headers[self.at[meaning]] if meaning in self.at else meaning


class ColumnError(ValueError):
    """A person named a column that is not there; the hint says which one was meant."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def meaning_of(header: str) -> str | None:
    """Return what a header means, with or without its remark in brackets; None where nobody knows."""
    return _KNOWN.get(folded(header)) or _KNOWN.get(folded(_REMARK.sub("", header)))


def order_in(header: str) -> Order | None:
    """Return the order of dates that a header tells, as `Date (MM/DD/YYYY)` does."""
    letters = "".join(letter for letter in header.upper() if letter.isalpha())
    return next((order for form, order in _FORMS.items() if form in letters), None)


def known_headers(cells: Iterable[str]) -> int:
    """Return how many cells of a row could head a column of ours."""
    return len({meaning for cell in cells if (meaning := meaning_of(cell))})


def columns_of(headers: Sequence[str], rows: Sequence[Sequence[str]], said: Mapping[str, str]) -> Columns:
    """Return what each column means; `said` maps ours to the headers that a person named for them.

    Of two columns that mean the same, the one with our own name wins, then the first that holds anything. Raises
    ColumnError.
    """
    at = {ours: _named(headers, theirs) for ours, theirs in said.items()}
    used = set(at.values())
    filled = {number for row in rows for number, cell in enumerate(row) if cell.strip()}
    order = sorted(range(len(headers)), key=lambda each: (folded(headers[each]) not in READ, each not in filled))
    for number in order:
        meaning = meaning_of(headers[number])
        if number not in used and meaning and meaning not in at:
            at[meaning] = number
            used.add(number)
    left = tuple(number for number in range(len(headers)) if number not in used and number in filled)
    return Columns(headers=tuple(headers), at=MappingProxyType(at), left_out=left)


def _named(headers: Sequence[str], wanted: str) -> int:
    for number, header in enumerate(headers):
        if header.strip() == wanted.strip() or folded(header) == folded(wanted):
            return number
    names = [header for header in headers if header.strip()]
    raise ColumnError(f'there is no column "{wanted}"', did_you_mean(wanted, names) or f"there are {', '.join(names)}")
