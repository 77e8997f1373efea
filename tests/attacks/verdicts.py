"""What must hold after a class run: for the class, and for each attack."""

import sqlite3

from class_result import ClassResult
from harness import NEIGHBOURS, Attack, Earned
from surroundings import left_behind, snapshot


def assert_class_is_sound(room: ClassResult, *attacks: Attack) -> None:
    """Check what holds for a whole class, whoever is in it."""
    assert room.ran is not None
    assert room.ran.returncode == 0, room.ran.stdout + room.ran.stderr
    assert "Traceback" not in room.ran.stdout + room.ran.stderr
    assert_neighbours_keep_full_marks(room)
    graded = {student for student, _ in room.rows()}
    assert graded >= {attack.student for attack in attacks} | set(NEIGHBOURS)
    assert room.callers == []
    assert snapshot(room) == room.before
    assert left_behind(room) == []
    assert_database_agrees(room)
    assert_pages_keep_secrets(room, attacks)


def assert_neighbours_keep_full_marks(room: ClassResult) -> None:
    """Check the marks of the honest, graded before, between and after attackers."""
    for name in NEIGHBOURS:
        for one in room.exercises:
            assert room.score(name, one.name) == one.points, (name, one.name)
            assert room.status(name, one.name) == "ok", (name, one.name)


def assert_database_agrees(room: ClassResult) -> None:
    """Check that gradebook.db says what grades.csv says, with nothing added."""
    with sqlite3.connect(room.out / "gradebook.db") as book:
        odd = book.execute(
            "select count(*) from grade where manual_score is not null "
            "or coalesce(extra_credit, 0) != 0"
        ).fetchone()[0]
    assert odd == 0
    rows = room.rows()
    for student in {student for student, _ in rows}:
        scores = room.database_scores(student)
        for (who, cell), row in rows.items():
            if who == student:
                assert scores[cell] == float(row["score"]), (student, cell)


def assert_pages_keep_secrets(room: ClassResult, attacks: tuple[Attack, ...]) -> None:
    """Check that learners get pages, nothing but pages, and no secret in them."""
    known = {attack.student for attack in attacks if attack.known_loss}
    for path in (room.out / "feedback").rglob("*"):
        assert not path.is_symlink(), f"{path} is a link"
        if path.is_file():
            assert path.suffix == ".html", f"{path} was handed out"
            student = path.relative_to(room.out / "feedback").parts[0]
            own = {"neighbour"} if student in NEIGHBOURS else set()
            allowed = own | ({"hidden"} if student in known else set())
            text = path.read_text(errors="replace")
            found = [n for n in room.secrets.found_in(text) if n not in allowed]
            assert found == [], f"{path} holds a secret: {found}"


def assert_right(room: ClassResult, attack: Attack) -> None:
    """Check what has to become of one attack."""
    row = room.rows()[attack.student, f"{attack.exercise}-tests"]
    score, said = float(row["score"]), f"{row['score']} points, {row['status']}"
    if attack.known_loss:
        won = f"{said}: stopped now? Then strike it off the list of known losses"
        assert earned(room, attack) == "credit", won
    elif attack.score is not None:
        assert score == attack.score, f"{attack.row}: {said}"
    if not attack.known_loss and attack.statuses:
        assert row["status"] in attack.statuses, f"{attack.row}: {said}"
    page = room.page(attack.student)
    assert f"{attack.exercise}-tests" in page
    shown = page + (room.outputs(attack.student) if attack.silent else "")
    allowed = {"hidden"} if attack.known_loss else set()
    assert set(room.secrets.found_in(shown)) <= allowed
    if attack.others:
        for one in room.exercises:
            if one.name != attack.exercise:
                assert room.score(attack.student, one.name) == one.points, one.name
    for check in attack.checks:
        check(room, attack)


def earned(room: ClassResult, attack: Attack) -> Earned:
    """Say whether an attack got full marks where it should get none."""
    points = next(e.points for e in room.exercises if e.name == attack.exercise)
    if not attack.known_loss and attack.score in (None, points):
        return "not applicable"
    full = room.score(attack.student, attack.exercise) >= points
    return "credit" if full else "no credit"
