"""Plots of a run as SVG, the same bytes for the same scores."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from eval.command.show import report_f1
from eval.scores import Calibration, FieldScore, ReportScore, RunScore

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, RIGHT, OFF, GREY = "#1c2733", "#2f7d6b", "#b4552d", "#9aa5b1"
_STYLE = {
    "svg.fonttype": "none", "svg.hashsalt": "eval", "font.family": "sans-serif", "font.size": 9,
    "axes.edgecolor": GREY, "axes.labelcolor": INK, "xtick.color": INK, "ytick.color": INK,
    "axes.spines.top": False, "axes.spines.right": False, "figure.facecolor": "none", "axes.facecolor": "none",
}  # fmt: skip


def plots(score: RunScore, reports: Sequence[ReportScore]) -> list[tuple[str, str]]:
    """(caption, SVG) of every plot that there is data for."""
    made = [
        ("F1 of each field, the part of it that has leaves in the gold", _drawn(lambda axes: _fields(axes, score.fields), _height(score)))
    ]
    values = sorted(value for one in reports if (value := report_f1(one)) is not None)
    if len(values) > 1:
        made.append(("F1 of each report, the worst first", _drawn(lambda axes: _reports(axes, values), 2.4)))
    if score.calibration is not None:
        one = score.calibration
        made.append(("Stated confidence against the part that is right", _drawn(lambda axes: _reliability(axes, one), 2.8, 3.2)))
        made.append(("Risk when only the surest figures are kept", _drawn(lambda axes: _risk(axes, one), 2.8, 3.2)))
    return made


def _drawn(draw: Callable[[Any], None], height: float, width: float = 7.0) -> str:
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context(_STYLE):  # type: ignore[arg-type]
        figure = Figure(figsize=(width, height), layout="constrained")
        draw(figure.subplots())
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    text = out.getvalue()
    return text[text.index("<svg") :]


def _height(score: RunScore) -> float:
    return 0.6 + 0.19 * len(_counted(score.fields))


def _counted(fields: Sequence[FieldScore]) -> list[FieldScore]:
    return [one for one in fields if one.f1 is not None]


def _fields(axes: Axes, fields: Sequence[FieldScore]) -> None:
    shown = _counted(fields)[::-1]
    names = [f"{one.count.section}.{one.count.field}" for one in shown]
    values = [100 * (one.f1 or 0) for one in shown]
    axes.barh(names, values, color=RIGHT, height=0.7)
    for at, (one, value) in enumerate(zip(shown, values, strict=True)):
        axes.text(value + 1, at, f"{value:.0f}  ({one.count.right} right)", va="center", fontsize=7, color=INK)
    axes.set_xlim(0, 118)
    axes.set_ylim(-0.6, len(shown) - 0.4)
    axes.set_xlabel("F1 %")
    axes.tick_params(axis="y", labelsize=7, length=0)


def _reports(axes: Axes, values: Sequence[float]) -> None:
    axes.bar(range(len(values)), [100 * value for value in values], color=RIGHT, width=0.8)
    axes.set_ylim(0, 100)
    axes.set_ylabel("F1 %")
    axes.set_xticks([])


def _reliability(axes: Axes, one: Calibration) -> None:
    filled = [(bin_.confidence, bin_.right) for bin_ in one.bins if bin_.confidence is not None and bin_.right is not None]
    axes.plot([0, 1], [0, 1], color=GREY, linewidth=0.8)
    axes.plot([at for at, _ in filled], [right for _, right in filled], "o-", color=OFF, markersize=4)
    axes.set(xlim=(0, 1.02), ylim=(0, 1.02), xlabel="confidence", ylabel="right")


def _risk(axes: Axes, one: Calibration) -> None:
    axes.plot([at for at, _ in one.curve], [risk for _, risk in one.curve], "-", color=OFF)
    axes.set(xlim=(0, 1.02), xlabel="coverage", ylabel="wrong")
    axes.set_ylim(bottom=0)
