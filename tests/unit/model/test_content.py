"""What content and its hash promise."""

import hashlib
import json
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from posts import post_in
from scheduler.model import (
    Content,
    Entity,
    Image,
    PartState,
    compact_json,
    sha256_of_json,
)

S = PartState


entities = st.builds(
    Entity,
    kind=st.sampled_from(["link", "mention", "hashtag"]),
    text=st.text(),
    start=st.integers(0, 9),
    end=st.integers(0, 9),
    byte_start=st.integers(0, 9),
    byte_end=st.integers(0, 9),
    url=st.none() | st.text(),
)
contents = st.builds(
    Content,
    text=st.text(),
    entities=st.lists(entities, max_size=3).map(tuple),
    link=st.none() | st.text(),
    image=st.none() | st.builds(Image, url=st.text(), alt=st.none() | st.text()),
)


@given(contents)
def test_content_is_read_back_as_it_was_written(content: Content) -> None:
    """Through JSON, as the queue keeps it."""
    assert Content.from_json(json.loads(compact_json(content.to_json()))) == content


@given(contents)
def test_a_contents_hash_is_what_anybody_computes_from_its_json(content: Content) -> None:
    """SHA-256 of compact UTF-8 JSON with sorted keys: a receiver can check it."""
    document = {
        "text": content.text,
        "entities": [
            {name: getattr(each, name) for name in ("kind", "text", "start", "end", "byte_start", "byte_end", "url")}
            for each in content.entities
        ],
        "link": content.link,
        "image": None if content.image is None else {"url": content.image.url, "alt": content.image.alt},
    }
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert content.hash == hashlib.sha256(text.encode("utf-8")).hexdigest()


def test_a_hash_is_the_same_in_every_process() -> None:
    """It was computed once with `sha256sum`, and does not depend on Python's own hash seed."""
    expected = "6d925afc17beb9c2cf38f8fe497fcd972a76c16f920679cbacd04fee3ce68513"
    program = (
        "from scheduler.model import Content; print(Content(text='In 7 Tagen: \\u00dcber Nacht \\U0001f319').hash)"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, check=True, env={"PYTHONHASHSEED": seed}, text=True
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert found == {Content(text="In 7 Tagen: Über Nacht 🌙").hash} == {expected}


def test_a_posts_hash_is_that_of_the_list_of_its_parts_hashes() -> None:
    """Order counts."""
    post = post_in(S.SCHEDULED, S.SCHEDULED)
    hashes = [part.content.hash for part in post.parts]
    text = json.dumps(hashes, separators=(",", ":"))
    assert post.content_hash == hashlib.sha256(text.encode()).hexdigest() != sha256_of_json(hashes[::-1])


def test_every_field_of_content_counts() -> None:
    """What a reader would see differently is another hash."""
    plain = Content(text="Hello")
    others = (
        Content(text="Hello "),
        Content(text="Hello", link="https://example.org"),
        Content(text="Hello", image=Image(url="https://example.org/p.png")),
        Content(text="Hello", image=Image(url="https://example.org/p.png", alt="A harbour")),
        Content(text="Hello", entities=(Entity(kind="link", text="a", start=0, end=1, byte_start=0, byte_end=1),)),
    )
    assert len({plain.hash, *(other.hash for other in others)}) == 6
