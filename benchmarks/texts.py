"""Generated texts: posts as people write them, and nasty ones. The same seed gives the same texts."""

from collections.abc import Iterator
from random import Random

WORDS = (
    "the harbour lights go out one by one and nobody on the quay says a word about it film release theatres new trailer "
    "tickets tonight watch read story cast director first season finally here we are ready for launch today seven days "
    "until it begins don’t miss this what you need to know before Thursday café naïve Zürich señor Łódź it’s they’re"
).split()
ENDS = (". ", ". ", "! ", "? ", ", ", ", ", " — ", "… ", ": ", "; ", ".\n\n", "\n")
EXTRAS = (
    *("🎬", "🔥", "👉", "❤️", "🎉", "📅", "👏🏽", "🇺🇸", "1️⃣", "✨"),
    *("#DeadReckoning", "#NowPlaying", "@alice", "@bob@example.social", "“quoted words”", "$5 million", "20:30"),
    *("https://example.org/film?utm_source=x&utm_campaign=film", "https://example.com/a-long/path/to/it", "example.com"),
)

SCRIPTS = (
    *("日本語のニュース「速報」です。", "한국어도 한글", "映画", "ｆｕｌｌ", "＃全角", "。", "、"),
    *("مرحبا بالعالم", "שלום עולם", "क्षत्रिय", "नमस्ते", "स्त्री", "ক্ষ", "ภาษาไทยกำลัง", "நிமிடம்", "ລາວ", "ខ្មែរ"),
    *("привет", "рф", "ёж", "Việt Nam", "ắ", "straße", "ſſ", "İı", "ß", "e\u0301", "a\u030a\u0323", "각", "ᄀᆨᅡ"),
)
EMOJI = (
    *("👨‍👩‍👧‍👦", "👩🏽‍🚀", "🏳️‍🌈", "🇺🇸", "🇯🇵🇪🇺", "🇺", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "#️⃣", "*⃣", "❤", "❤️", "☺︎", "👍🏿", "🏿", "🐦‍🔥", "🧑‍🚀"),
    *("🫩", "🫪", "©", "©️", "®", "®️", "™", "™️", "‼️", "ℹ️", "㊗️", "🅰", "🀄", "♂️", "⚕", "👨‍❤️‍💋‍👨", "🕵️‍♀️"),
)
MARKS = (
    *("\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u061c", "\u2060", "\ufeff"),
    *("\ufe0f", "\ufe0e", "\u20e3", "\u0301", "\u0300\u0323", "\u094d", "\u0e33", "\u0600", "\u00ad", "\u180e", "\ufffe"),
    *("\u00a0", "\u3000", "\u2028", "\u1680", "\t", "\n", "\r\n", "\r", "\x00", "\x7f", "\x85", "…", "€", "½", "—", "‘’"),
)
DOMAINS = (
    *("example.com", "example.technology", "README.md", "node.js", "example.music", "a.b.c.co.uk", "bücher.de", "x.рф"),
    *("пример.рф", "münchen.de", "日本.jp", "例え.みんな", "xn--bcher-kva.de", "xn--p1ai", "t.co", "a_b.com", "a-.com"),
    *("-a.com", "a_.b.com", "example.co.", "com.com", "a..com", ".com", "EXAMPLE.COM", "example.ﬁt", "ɀx.com", "bⱥ.org", "a.kids", "1.2.3.4"),
    *("a" * 30 + ".com", "b" * 63 + ".org", "c" * 64 + ".org", "é" * 20 + ".fr", "i.ua", "example.tv", "аb.com", "k.sKi"),
)
SCHEMES = (
    *("http://", "https://", "HTTPS://", "https:/", "://", "//", "ftp://", "gemini://", "xhttp://", "https://https://"),
    *("http://www.", "https://t.co/", "mailto:", "https://user@", "HttP://", "ipfs://"),
)
TAILS = (
    *("/", "/path", "/a_(b)", "/Dune_(novel))", "/(a(b)c)", "?q=1&b=2.", "/?q=é", "#frag", ":80", ":8080/x", "/@user/"),
    *("/путь", "/ιδέα", "/straße", "/日本", "/a–b", "/a,b;c", "/%20", "/~x", "/a'b", "!", ",", ")", "(", "/abc/def", "?", "/a?b?"),
)
SIGNS = (
    *("@", "＠", "#", "＃", "$", "&", "_", "-", ".", "/", ":", "'", "~", "+", "@alice", "@bob@mastodon.social", "@a/list"),
    *("#tag", "#日本語", "#1", "#a_b", "#🔥hot", "#rock'n'roll", "$TWTR", "$BRK.A", "joe@example.com", "RT @x:", "#à", "@é"),
)
PLAIN = ("a", "I", "word", "Words", "3.14", "e.g.", "(", ")", "[x](y)", "<b>", "*", "“q”", '"q"', "12 km", "July 12")
KINDS = (PLAIN, PLAIN, SCRIPTS, EMOJI, EMOJI, MARKS, DOMAINS, DOMAINS, SCHEMES, TAILS, SIGNS, SIGNS)
GAPS = (" ", " ", "", "", "", "\n", ", ")
SURROGATES = range(0xD800, 0xE000)


def realistic(count: int, length: int = 280, seed: int = 1) -> list[str]:
    """Return posts of `length` code points: words, some punctuation, a few emoji, tags and links."""
    random = Random(seed)  # noqa: S311 - the same texts every time
    return [_realistic(random, length) for _ in range(count)]


def _realistic(random: Random, length: int) -> str:
    text = ""
    while len(text) < length:
        words = random.sample(WORDS, random.randint(3, 12))
        text += " ".join(words).capitalize()
        text += f" {random.choice(EXTRAS)}" if random.random() < 0.35 else ""  # noqa: PLR2004 - about one in three
        text += random.choice(ENDS)
    return text[:length].strip().ljust(length, "x")


def nasty(count: int, seed: int = 1, pieces: int = 40) -> Iterator[str]:
    """Yield texts of up to `pieces` pieces in which everything that counters trip over touches everything else."""
    random = Random(seed)  # noqa: S311 - the same texts every time
    for _ in range(count):
        yield "".join(_piece(random) + random.choice(GAPS) for _ in range(random.randint(1, pieces)))


def _piece(random: Random) -> str:
    kind = random.random()
    if kind < 0.04:  # noqa: PLR2004 - one in 25: any character there is
        points = [point for point in (random.randrange(0x3000), random.randrange(0x20000)) if point not in SURROGATES]
        return chr(random.choice(points))
    if kind < 0.08:  # noqa: PLR2004 - one in 25: letters glued on
        return random.choice("abcxyzéя") * random.randint(1, 70)
    return random.choice(random.choice(KINDS))
