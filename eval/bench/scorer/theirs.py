"""Run by an environment of its own, never imported by ours: stickler-eval and anls-star over cases from standard input.

In: one JSON object (``items``: fields of each section, ``lists``: those that are lists, ``head``, ``golds``), then one JSON line a case
(``gold``: which, ``predicted``). Out: one JSON line a case: stickler's F1, overall score and counts of leaves
(right, wrong, missed, invented), and ANLS*.
"""

from __future__ import annotations

import importlib
import json
import sys
from typing import Any

NAMES = frozenset({"name", "key", "claim", "relation"})


def main() -> None:
    """Scores every case."""
    anls = importlib.import_module("anls_star").anls_score
    setting = json.loads(sys.stdin.readline())
    model = _model(setting)
    golds = [model(**gold) for gold in setting["golds"]]
    for line in sys.stdin:
        case = json.loads(line)
        said = golds[case["gold"]].compare_with(model(**case["predicted"]), include_confusion_matrix=True)
        leaves = said["confusion_matrix"]["aggregate"]
        score = anls(setting["golds"][case["gold"]], case["predicted"])
        counts = [leaves[name] for name in ("tp", "fd", "fn", "fa")]
        print(json.dumps({"f1": leaves["derived"]["cm_f1"], "overall": said["overall_score"], "counts": counts, "anls": score}), flush=True)


def _model(setting: dict[str, Any]) -> Any:
    """Stickler's model of a record: values exact, names alike from 0.75 on, the name three times as heavy in the pairing."""
    stickler = importlib.import_module("stickler")
    exact = importlib.import_module("stickler.comparators.exact").ExactComparator
    near = importlib.import_module("stickler.comparators.levenshtein").LevenshteinComparator

    def field(name: str) -> tuple[Any, Any]:
        if name in NAMES:
            return str | None, stickler.ComparableField(default=None, comparator=near(), threshold=0.75, weight=3.0, alias=name)
        kind: Any = list[str] | None if name in setting["lists"] else str | None
        return kind, stickler.ComparableField(default=None, comparator=exact(), threshold=1.0, alias=name)

    def shape(title: str, fields: dict[str, tuple[Any, Any]]) -> Any:
        body = {"__annotations__": {key: kind for key, (kind, _) in fields.items()}, "__module__": __name__}
        return type(title, (stickler.StructuredModel,), {**body, **{key: made for key, (_, made) in fields.items()}})

    items = {
        section: shape(section, {name.replace(" ", "_"): field(name) for name in names}) for section, names in setting["items"].items()
    }
    head = {name: field(name) for name in setting["head"]}
    lists = {section: (list.__class_getitem__(item), stickler.ComparableField(default=None)) for section, item in items.items()}
    return shape("record", {**head, **lists})


if __name__ == "__main__":
    main()
