// The platforms' own code, asked over JSON lines: {"ask": NAME, "texts": [...]} gives {"answers": [...]}, and with
// "seconds": S it gives {"rate": texts per second} instead, the best of five runs of that length.
"use strict";

const found = (name) => {
  try {
    return require(name);
  } catch (error) {
    if (error.code !== "MODULE_NOT_FOUND") throw error;
    return null;
  }
};
const twitter = found("twitter-text");
const bluesky = found("@atproto/api");
const segmenter = new Intl.Segmenter();

const graphemes = (text) => {
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
};

const entities = (text) => {
  const normal = text.normalize();
  const seen = {
    link: twitter.extractUrlsWithIndices(normal),
    mention: twitter.extractMentionsOrListsWithIndices(normal).filter((each) => !each.listSlug),
    hashtag: twitter.extractHashtagsWithIndices(normal),
    cashtag: twitter.extractCashtagsWithIndices(normal),
  };
  return Object.fromEntries(Object.entries(seen).map(([kind, each]) => [kind, each.map((one) => one.indices)]));
};

const richText = (text) => {
  const rich = new bluesky.RichText({ text });
  return [rich.graphemeLength, rich.length];
};

const ASKED = {
  versions: () => ({
    node: process.versions.node,
    unicode: process.versions.unicode,
    "twitter-text": twitter && require("twitter-text/package.json").version,
    "@atproto/api": bluesky && require("@atproto/api/package.json").version,
  }),
  graphemes,
  ...(twitter && { weighted: (text) => twitter.parseTweet(text).weightedLength, entities }),
  ...(bluesky && { "rich-text": richText }),
};

const rate = (ask, texts, seconds) => {
  let best = 0;
  for (let run = 0; run < 5; run += 1) {
    const started = performance.now();
    let count = 0;
    while (performance.now() - started < seconds * 1000) {
      for (const text of texts) ask(text);
      count += texts.length;
    }
    best = Math.max(best, (count * 1000) / (performance.now() - started));
  }
  return best;
};

require("readline")
  .createInterface({ input: process.stdin })
  .on("line", (line) => {
    const { ask, texts, seconds } = JSON.parse(line);
    const answer = seconds ? { rate: rate(ASKED[ask], texts, seconds) } : { answers: texts.map(ASKED[ask]) };
    process.stdout.write(JSON.stringify(answer) + "\n");
  });
