"""Compare the policy rules in the namespaces of one host.

The kernel gives a rule no name: one that differs from any on the other side is the changed
one of the same priority, if there is one.
"""

from collections import Counter
from collections.abc import Iterator

from topograph.diff.context import Context
from topograph.diff.fields import changes_between
from topograph.diff.finding import Finding
from topograph.diff.matching import lone, pair_off
from topograph.diff.model import Place, Thing, Verb
from topograph.diff.things.namespaces import read_on_both_sides
from topograph.facts import Rule
from topograph.tables.rule_text import action_text, selector_text

__all__ = ["compare_rules"]

_Rule = tuple[int, int, str, str]
"""Family, priority, selector and action."""


def compare_rules(context: Context) -> Iterator[Finding]:
    """Yield what is found about policy rules."""
    match = context.match
    for inode, other in read_on_both_sides(context):
        old = match.before.inventory.namespaces[inode].rules
        new = match.after.inventory.namespaces[other].rules
        if old != new:
            yield from _rules_of(
                context, inode, other, (Counter(map(_rule, old)), Counter(map(_rule, new)))
            )


def _rule(rule: Rule) -> _Rule:
    return rule.family, rule.priority, selector_text(rule), action_text(rule)


def _rules_of(
    context: Context, inode: int, other: int, rules: "tuple[Counter[_Rule], Counter[_Rule]]"
) -> Iterator[Finding]:
    old = sorted((rules[0] - rules[1]).elements())
    new = sorted((rules[1] - rules[0]).elements())
    pairs: dict[int, int] = {}
    for size in (3, 2):
        signs = (lambda n: old[n][:size]), (lambda n: new[n][:size])  # noqa: B023
        pair_off(range(len(old)), range(len(new)), pairs, signs)
    for one, two in pairs.items():
        before, after = (
            {"selector": selector, "action": action}
            for _, _, selector, action in (old[one], new[two])
        )
        finding = Finding(
            verb=Verb.CHANGED,
            thing=Thing.RULE,
            key=_rule_key(context, other, new[two], True),
            host=context.host,
            before=_rule_place(context, inode, old[one], False),
            after=_rule_place(context, other, new[two], True),
            changes=changes_between(Thing.RULE, before, after, context.selection),
        )
        finding.container = context.owner(other, True)
        if finding.changes:
            yield finding
    for n, is_after in lone(range(len(old)), range(len(new)), pairs):
        rule, place = (new[n], other) if is_after else (old[n], inode)
        finding = context.lone(
            Thing.RULE,
            _rule_key(context, place, rule, is_after),
            _rule_place(context, place, rule, is_after),
            is_after=is_after,
            changes=[],
            gap=context.hidden[not is_after].inside((inode, other)[not is_after], Thing.RULE),
        )
        finding.container = context.owner(place, is_after)
        yield finding


def _rule_key(context: Context, inode: int, rule: _Rule, is_after: bool) -> str:
    family, priority, selector, _ = rule
    parts = str(family), str(priority), selector
    return context.key_inside(Thing.RULE, inode, is_after, *parts)


def _rule_place(context: Context, inode: int, rule: _Rule, is_after: bool) -> Place:
    family, priority, selector, action = rule
    name = f"{'-6 ' if family == 6 else ''}{priority}: {selector} {action}"
    return context.netns_place(inode, is_after, name)
