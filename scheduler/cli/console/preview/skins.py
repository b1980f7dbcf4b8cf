"""How each platform looks, as data: the shape of a post, its colours in light and dark, what stands below it.

No trademark is drawn: a post is recognised by its layout, its letters and its colours. A platform without a skin here
is drawn in the plain one, so that adding a platform stays one file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Skin:
    """The looks of a platform. Colours are pairs for light and dark pages.

    `shape` is `timeline` (avatar beside the text), `feed` (avatar above it), `picture` (the picture first) or `chat` (a
    message of an app in a room). `actions` are names of drawings, or words, below the post. `handle` is how the account
    is written beside the name and `stamp` when it went out, `badge` the mark of an app in a chat.
    """

    shape: str
    paper: tuple[str, str]
    ink: tuple[str, str]
    soft: tuple[str, str]
    line: tuple[str, str]
    accent: tuple[str, str]
    letters: str = "system-ui, sans-serif"
    avatar: str = "50%"
    corner: str = "16px"
    size: str = "15px"
    leading: str = "1.4"
    handle: str = "@{name}"
    stamp: str = "{day}"
    badge: str = ""
    actions: tuple[str, ...] = ()
    bar: str = "transparent"


PLAIN: Final = Skin(
    shape="feed",
    paper=("#ffffff", "#1c1e21"),
    ink=("#1a1a1a", "#ececec"),
    soft=("#667085", "#98a2b3"),
    line=("#e4e7ec", "#344054"),
    accent=("#175cd3", "#84adff"),
)

SKINS: Final[Mapping[str, Skin]] = MappingProxyType(
    {
        "x": Skin(
            shape="timeline",
            paper=("#ffffff", "#000000"),
            ink=("#0f1419", "#e7e9ea"),
            soft=("#536471", "#8b98a5"),
            line=("#eff3f4", "#2f3336"),
            accent=("#0b6fb0", "#1d9bf0"),
            letters='-apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif',
            leading="1.33",
            corner="4px",
            actions=("reply", "repost", "heart", "bars", "bookmark", "share"),
        ),
        "bluesky": Skin(
            shape="timeline",
            paper=("#ffffff", "#161e27"),
            ink=("#0b0f14", "#f1f3f5"),
            soft=("#42576c", "#8c9eb2"),
            line=("#d4dbe2", "#2e4052"),
            accent=("#0560c4", "#4da3ff"),
            letters='"Inter", "InterVariable", system-ui, -apple-system, sans-serif',
            corner="12px",
            size="15.5px",
            actions=("reply", "repost", "heart", "bookmark", "more"),
        ),
        "mastodon": Skin(
            shape="timeline",
            paper=("#ffffff", "#282c37"),
            ink=("#17191f", "#ffffff"),
            soft=("#444b5d", "#9baec8"),
            line=("#c0cdd9", "#393f4f"),
            accent=("#4f3fcf", "#8c8dff"),
            letters='"mastodon-font-sans-serif", Roboto, "Noto Sans", sans-serif',
            avatar="8px",
            corner="8px",
            leading="1.45",
            handle="@{name}@{server}",
            actions=("reply", "repost", "star", "bookmark", "more"),
            bar="linear-gradient(#6364ff, #563acc)",
        ),
        "threads": Skin(
            shape="timeline",
            paper=("#ffffff", "#101010"),
            ink=("#000000", "#f3f5f7"),
            soft=("#6b6b6b", "#8f8f8f"),
            line=("#e0e0e0", "#2b2b2b"),
            accent=("#0064b5", "#5ba7f7"),
            letters='-apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif',
            corner="24px",
            handle="",
            actions=("heart", "reply", "repost", "send"),
        ),
        "linkedin": Skin(
            shape="feed",
            paper=("#ffffff", "#1b1f23"),
            ink=("#191919", "#e9e9ea"),
            soft=("#5e5e5e", "#a5a6a8"),
            line=("#dfdeda", "#38434f"),
            accent=("#0a66c2", "#71b7fb"),
            letters='-apple-system, "Segoe UI", Roboto, "Fira Sans", Ubuntu, sans-serif',
            avatar="2px",
            corner="8px",
            size="14px",
            leading="1.43",
            handle="",
            stamp="{day} · public",
            actions=("like Like", "reply Comment", "repost Repost", "send Send"),
        ),
        "facebook": Skin(
            shape="feed",
            paper=("#ffffff", "#252728"),
            ink=("#080809", "#e2e5e9"),
            soft=("#65686c", "#b0b3b8"),
            line=("#dadde1", "#3e4042"),
            accent=("#0058c9", "#5aa7ff"),
            letters='"Segoe UI Historic", "Segoe UI", Helvetica, Arial, sans-serif',
            corner="8px",
            leading="1.33",
            handle="",
            stamp="{day} at {time} · public",
            actions=("like Like", "reply Comment", "share Share"),
            bar="#0866ff",
        ),
        "instagram": Skin(
            shape="picture",
            paper=("#ffffff", "#000000"),
            ink=("#000000", "#f5f5f5"),
            soft=("#6a6a6a", "#a8a8a8"),
            line=("#dbdbdb", "#262626"),
            accent=("#00376b", "#c9d9ff"),
            letters='-apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif',
            corner="4px",
            size="14px",
            leading="1.3",
            handle="",
            actions=("heart", "reply", "send", "bookmark"),
            bar="linear-gradient(90deg, #fdc468, #fa7e1e, #d62976, #962fbf, #4f5bd5)",
        ),
        "pinterest": Skin(
            shape="picture",
            paper=("#ffffff", "#191919"),
            ink=("#111111", "#efefef"),
            soft=("#5f5f5f", "#b0b0b0"),
            line=("#efefef", "#383838"),
            accent=("#b6001a", "#ff7a86"),
            letters='-apple-system, "Segoe UI", Roboto, "Helvetica Neue", Helvetica, sans-serif',
            corner="32px",
            size="16px",
            handle="",
            actions=("heart", "reply", "share", "more", "Save"),
        ),
        "tiktok": Skin(
            shape="picture",
            paper=("#ffffff", "#121212"),
            ink=("#161823", "#f6f6f6"),
            soft=("#5c5e66", "#a0a1a6"),
            line=("#e3e3e4", "#2f2f2f"),
            accent=("#c4103a", "#ff5c7c"),
            letters='"TikTok Sans", "Proxima Nova", Arial, Tahoma, sans-serif',
            corner="12px",
            handle="",
            stamp="{day}",
            actions=("heart", "reply", "bookmark", "share"),
            bar="linear-gradient(90deg, #25f4ee 50%, #fe2c55 50%)",
        ),
        "slack": Skin(
            shape="chat",
            paper=("#ffffff", "#1a1d21"),
            ink=("#1d1c1d", "#d1d2d3"),
            soft=("#616061", "#ababad"),
            line=("#dddddd", "#35373b"),
            accent=("#1264a3", "#1d9bd1"),
            letters='Lato, "Slack-Lato", "Noto Sans", Arial, sans-serif',
            avatar="6px",
            corner="8px",
            leading="1.46",
            handle="",
            stamp="{time}",
            badge="APP",
            bar="#611f69",
        ),
        "discord": Skin(
            shape="chat",
            paper=("#ffffff", "#313338"),
            ink=("#2e3035", "#dbdee1"),
            soft=("#5c5e66", "#949ba4"),
            line=("#e1e2e4", "#3f4147"),
            accent=("#006ce7", "#4aa8fc"),
            letters='"gg sans", "Noto Sans", "Helvetica Neue", Helvetica, Arial, sans-serif',
            corner="8px",
            size="16px",
            leading="1.375",
            handle="",
            stamp="{day} at {time}",
            badge="APP",
            bar="#5865f2",
        ),
        "teams": Skin(
            shape="chat",
            paper=("#ffffff", "#292929"),
            ink=("#242424", "#ffffff"),
            soft=("#616161", "#adadad"),
            line=("#e0e0e0", "#3d3d3d"),
            accent=("#4f52b2", "#a6a7fa"),
            letters='"Segoe UI", system-ui, "Apple Color Emoji", sans-serif',
            avatar="4px",
            corner="4px",
            size="14px",
            handle="",
            stamp="{time}",
            badge="Workflows",
            actions=("like", "heart", "reply Reply"),
            bar="#5b5fc7",
        ),
        "telegram": Skin(
            shape="chat",
            paper=("#ffffff", "#182533"),
            ink=("#000000", "#ffffff"),
            soft=("#56708a", "#8ba5bd"),
            line=("#c9dbe8", "#0e1621"),
            accent=("#0f72b5", "#6ab7ff"),
            letters='-apple-system, "Open Sans", Roboto, "Helvetica Neue", sans-serif',
            corner="14px 14px 14px 4px",
            handle="",
            stamp="{time}",
            actions=("eye", "share"),
            bar="#2aa1da",
        ),
        "google_chat": Skin(
            shape="chat",
            paper=("#f8fafd", "#1f1f1f"),
            ink=("#1f1f1f", "#e3e3e3"),
            soft=("#5f6368", "#a6a9ad"),
            line=("#dfe3ea", "#444746"),
            accent=("#0b57d0", "#a8c7fa"),
            letters='"Google Sans Text", "Google Sans", Roboto, Arial, sans-serif',
            corner="20px",
            size="14px",
            leading="1.43",
            handle="",
            stamp="{time}",
            badge="App",
            bar="linear-gradient(#1a73e8, #34a853)",
        ),
        "mattermost": Skin(
            shape="chat",
            paper=("#ffffff", "#090a0b"),
            ink=("#3f4350", "#dddfe4"),
            soft=("#62666f", "#9a9fab"),
            line=("#dfe0e3", "#2d2f34"),
            accent=("#1654b8", "#5d9bff"),
            letters='"Open Sans", system-ui, sans-serif',
            corner="4px",
            size="14px",
            leading="1.43",
            handle="",
            stamp="{time}",
            badge="BOT",
            bar="#1e325c",
        ),
    },
)


def skin_of(platform: str) -> Skin:
    """Return how a platform looks; the plain looks for one that has no skin."""
    return SKINS.get(platform, PLAIN)
