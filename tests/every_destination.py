"""A channel of every destination, with all that it takes, and values for what they name."""

EVERY = """\
slack-hook: {platform: slack, destination: slack, url: "${SLACK_URL}"}
slack-app: {platform: slack, destination: slack_chat, token: "${SLACK_TOKEN}", chat: C0HARBOUR}
discord: {platform: discord, destination: discord, url: "${DISCORD_URL}", thread: new}
teams: {platform: teams, destination: teams, url: "${TEAMS_URL}"}
space: {platform: google_chat, destination: google_chat, url: "${CHAT_URL}"}
town: {platform: mattermost, destination: mattermost, url: "${MATTERMOST_URL}"}
telegram: {platform: telegram, destination: telegram, token: "${TELEGRAM_TOKEN}", chat: "@harbour"}
mastodon: {platform: mastodon, destination: mastodon, server: "https://social.example", token: "${MASTODON_TOKEN}",
  visibility: unlisted, content_warning: Film news, language: en}
bluesky: {platform: bluesky, destination: bluesky, handle: "@harbour.example", token: "${BLUESKY_TOKEN}", language: en}
log: {platform: x, destination: file, path: out/posts.jsonl}
x: {platform: x, destination: webhook, url: "${X_URL}"}
local: {platform: x, destination: catch}
"""
NAMES = ("SLACK_URL", "DISCORD_URL", "TEAMS_URL", "CHAT_URL", "MATTERMOST_URL", "X_URL")
TOKENS = ("SLACK_TOKEN", "TELEGRAM_TOKEN", "MASTODON_TOKEN", "BLUESKY_TOKEN")
SET = dict.fromkeys(NAMES, "https://hooks.example/in") | dict.fromkeys(TOKENS, "a token")
