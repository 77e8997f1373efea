"""One run: prepares the courses, times both graders in turns, compares scores."""

import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from benchmarks.commands import Commands, Ran
from benchmarks.courses import Course, hand_in, module_course, toy_course
from benchmarks.figures import Figure
from benchmarks.plan import Plan
from benchmarks.scores import Comparison
from benchmarks.sections import (
    Runs,
    comparison,
    memory,
    module_whole,
    over_submissions,
    over_workers,
    parts,
)

__all__ = ["Session"]

REPOSITORY = Path(__file__).resolve().parents[1]
Side = Literal["stock", "ours"]


class Session:
    """Measures what a plan says.

    Parameters
    ----------
    folder : Path
        A temporary folder.
    plan : Plan
    tell : callable
        Takes a line about what runs.
    """

    def __init__(self, folder: Path, plan: Plan, tell: Callable[[str], None]) -> None:
        self.folder, self.plan, self.tell = folder, plan, tell
        self.commands = Commands(folder, plan.sandbox)
        self.comparison = Comparison()

    def measure(self) -> list[Figure]:
        """Measure everything; `comparison` tells of scores that differ."""
        plan = self.plan
        self.tell("the smallest torch course; a first run of each is not counted")
        toy = toy_course(self.commands, self.folder / "toy")
        self._run(toy, "stock", 1)  # bytecode is written, files are in memory
        self._run(toy, "ours", 1)
        stock, ours = self._in_turns(toy)
        taken = self._parts(toy)
        by_workers = {number: self._workers(toy, number) for number in plan.workers}
        for number in plan.submissions[2:]:
            ours[number] = [self._run(toy, "ours", number)]
        return [
            *comparison(stock, ours, plan),
            *parts(taken, by_workers.get(1), plan),
            *over_submissions(stock, ours, plan),
            *over_workers(by_workers, plan),
            *memory(stock, ours, plan),
            *self._module(),
        ]

    def _in_turns(self, toy: Course) -> tuple[Runs, Runs]:
        """Run both in turns, every other round backwards; return stock's and ours."""
        plan = self.plan
        turns: list[tuple[Side, int]] = [
            ("stock", plan.stock_submissions[0]), ("ours", plan.few),
            ("stock", plan.common), ("ours", plan.many),
        ]  # fmt: skip
        if plan.common not in (plan.few, plan.many):
            turns.append(("ours", plan.common))
        runs: dict[Side, Runs] = {"stock": defaultdict(list), "ours": defaultdict(list)}
        for repeat in range(plan.repeats):
            for side, number in turns[:: -1 if repeat % 2 else 1]:
                runs[side][number].append(self._run(toy, side, number))
        return runs["stock"], runs["ours"]

    def _workers(self, toy: Course, workers: int) -> Runs:
        """Run few and many submissions with a number of workers."""
        return {
            number: [self._run(toy, "ours", number, workers)]
            for number in (self.plan.few, self.plan.many)
        }

    def _parts(self, toy: Course) -> dict[str, list[float]]:
        """Time each room in a process of its own."""
        plan = self.plan
        self.tell(f"the parts of a submission, {plan.parts} times each")
        output = self.folder / "parts"
        output.mkdir()
        printed = self.commands.prepare(
            "benchmarks.rooms", str(toy.root), toy.module,
            str(hand_in(toy, plan.few)), str(output), str(plan.parts), plan.sandbox,
            cwd=REPOSITORY,
        )  # fmt: skip
        taken: dict[str, list[float]] = json.loads(printed.splitlines()[-1])
        return taken

    def _module(self) -> list[Figure]:
        """Compare both on a whole module of this course."""
        plan, number = self.plan, self.plan.module_submissions
        if not number:
            self.tell(f"{plan.module} is left out")
            return []
        self.tell(f"building {plan.module}")
        course = module_course(self.commands, self.folder / "module", plan.module)
        stock = self._run(course, "stock", number)
        return list(module_whole(stock, self._run(course, "ours", number), plan))

    def _run(
        self, course: Course, side: Side, number: int, workers: int | None = None
    ) -> Ran:
        submitted = hand_in(course, number)
        at_once = f", {workers} at a time" if workers else ""
        self.tell(f"{course.module}, {number} submissions, {side}{at_once} ...")
        if side == "stock":
            ran = self.commands.stock(course.root, course.module, submitted)
        else:
            ran = self.commands.ours(course.root, course.module, submitted, workers)
        self.tell(f"    {ran.seconds:.1f} s")
        self.comparison.add(course.module, side, number, ran.scores)
        return ran
