"""D1, the weights of a score table against the rule profiles; D2, the grade that a score gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.context import Context
from extractor.checks.groups import points_of
from extractor.checks.headline import firm, project_of
from extractor.checks.numbers import plain
from extractor.checks.profiles import Profile, first_match
from extractor.checks.tables import score_tables
from schemas.result import CheckResult, Outcome

GRADES: tuple[re.Pattern[str], ...] = (
    re.compile(r"^优秀?$"), re.compile(r"^良好?$"), re.compile(r"^(?:中等?|合格|一般)$"), re.compile(r"^(?:较?差|不合格)$"),
)  # fmt: skip
LETTERS = ("优", "良", "中", "差")


def profile_name(ctx: Context, profile: Profile) -> str:
    """What a reviewer calls a profile."""
    return profile.zh if ctx.lang == "zh" else profile.en


def weight_profiles(ctx: Context) -> Iterator[CheckResult]:
    """D1 for every score table: which profile its weights follow, and which is in force."""
    for table in score_tables(ctx.book):
        rows = [row.weight for row in table.leaves if row.weight]
        points = points_of(table)
        words = {"who": ctx.who(table.pointer), "profile": profile_name(ctx, ctx.profile)}
        if len(table.leaves) < 2:
            continue
        if points is None:
            yield ctx.result("D1", "skipped", rows, ctx.say("weights.open", **words))
            continue
        told = "、".join(f"{ctx.role(f'group.{group}')} {plain(value)}" for group, value in points.items())
        matched = first_match(points)
        if ctx.profile.admits(points):
            yield ctx.result("D1", "ok", rows, ctx.say("weights.ok", points=told, **words), weak=True)
        else:
            key = "weights.other" if matched else "weights.none"
            other = profile_name(ctx, matched) if matched else ""
            result = ctx.result("D1", "skipped", rows, ctx.say(key, points=told, other=other, **words))
            whole = any(row.is_execution for row in table.leaves)  # else the rows may be a part of the form
            yield result.model_copy(update={"note": whole})


def grades(ctx: Context) -> Iterator[CheckResult]:
    """D2 for every project that prints a grade."""
    for subject in ctx.book.subjects():
        project = project_of(ctx, subject.pointer)
        if project is None or project.grade is None:
            continue
        score, stated = firm(subject.role("score")), _stated(project.grade)
        if score is None:
            yield ctx.missing("D2", subject.pointer, "score")
        elif stated is not None:
            due = sum(score.value < bound for bound in ctx.profile.grades)
            outcome: Outcome = "ok" if due == stated else "warn"
            said = ctx.say(f"grade.{outcome}", who=ctx.who(subject.pointer), score=score.text, grade=project.grade, due=LETTERS[due])
            yield ctx.result("D2", outcome, [score], said, expected=LETTERS[due], weak=True)


def _stated(grade: str) -> int | None:
    text = re.sub(r"\s|[“”\"]", "", grade)
    return next((index for index, pattern in enumerate(GRADES) if pattern.match(text)), None)
