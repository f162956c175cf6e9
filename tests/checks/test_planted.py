"""One changed digit at a time, in a report that is otherwise sound."""

from schemas.record import Project

from .test_reports import summary_report


def test_every_changed_digit_of_an_amount_or_rate_is_noticed() -> None:
    doc = summary_report()
    sound = {"交通站": ("budget", 2, "20"), "补助费": ("executed", 1, "79.78"), "保洁费": ("executed", 1, "814.79")}
    for index, project in enumerate(doc.projects):
        if project.name in sound:
            role, at, printed = sound[project.name]
            doc.projects[index] = changed(project, role, at, printed)
    doc.projects[10] = changed(changed(doc.projects[10], "rate", 0, "45.69"), "rate", 1, "45.69")
    assert doc.findings() == ()
    for index, project in enumerate(doc.projects):
        for role in ("budget", "executed", "rate"):
            for at, figure in enumerate(getattr(project, role)):
                doc.projects[index] = changed(project, role, at, str((int(figure.printed[0]) % 9) + 1) + figure.printed[1:])
                assert doc.findings(), (project.name, role, at)
        doc.projects[index] = project


def changed(project: Project, role: str, at: int, printed: str) -> Project:
    figures = list(getattr(project, role))
    figures[at] = figures[at].model_copy(update={"printed": printed})
    return project.model_copy(update={role: tuple(figures)})
