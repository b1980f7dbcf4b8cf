"""Facts that somebody put right by hand, and that no post uses: the correction has no effect."""

from collections.abc import Iterator

from scheduler.errors import Problem, Severity
from scheduler.model import Review
from scheduler.plan.gates import name_of
from scheduler.plan.warnings.ahead import Ahead, Keys
from scheduler.plan.warnings.post_warning import PostWarning


def find(ahead: Ahead) -> Iterator[tuple[Problem, Keys]]:
    """Yield the edited facts of campaigns whose posts were made and use none of them."""
    for campaign in ahead.material.campaigns:
        posts = [post for post in ahead.drafted if post.campaign == campaign.name]
        if campaign.facts is None or not posts:
            continue
        used = {place for post in posts for place in post.facts_used}
        for members in campaign.facts.kinds.values():
            for fact in members:
                if fact.review is Review.EDITED and fact.place and fact.place not in used:
                    message = f"{name_of(fact, campaign.facts)} was put right by hand, and no post of it tells it"
                    hint = 'use it in a template, or write  allow: {fact-unused: "why"}  into the campaign'
                    yield (
                        Problem(
                            code="fact-unused",
                            message=message.replace("of it", f"of {campaign.name}"),
                            hint=hint,
                            severity=Severity.WARNING,
                            place=fact.place,
                        ),
                        (campaign.name,),
                    )


WARNING = PostWarning("fact-unused", find)
