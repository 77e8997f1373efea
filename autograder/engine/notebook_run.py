"""Runs one notebook: cells beside the learner, tests apart, limits on both."""

import base64
import json
import socket
import time
from dataclasses import dataclass, field
from typing import Any

from autograder.engine.channel import ChannelClosedError
from autograder.engine.jail import Room
from autograder.engine.sandbox import shown_below
from autograder.engine.side import GRACE, Side
from autograder.grade import bubblewrap
from autograder.grade.execution import CellResult, Job, NotebookResult, Outcome, Step
from autograder.grade.outputs import CUT, clean_outputs

__all__ = ["NotebookRun"]

MOST_RESTARTS = 3
# A notebook's outputs together may be as long as those of so many cells.
NOTEBOOK_OUTPUTS = 10
MOST_INCIDENTS = 20  # of one test
ENDED = "the answer's process had ended before this"


class NotebookRun:
    """One job on its way.

    Parameters
    ----------
    worker : socket.socket
        Forks its jails.
    job : Job
    warm_mb : float
        Memory of the process that the jails are forked from, in MiB.
    """

    def __init__(self, worker: socket.socket, job: Job, warm_mb: float) -> None:
        self.worker, self.job, self.warm_mb = worker, job, warm_mb
        self.limits = job.limits
        self.results: list[CellResult] = []
        self.notes: list[str] = []
        self.incidents: list[str] = []
        self.sides: tuple[Side, ...] = ()
        self.restarts = 0
        self.room_for_outputs = NOTEBOOK_OUTPUTS * self.limits.output_bytes
        self.over = False

    def execute(self) -> NotebookResult:
        """Run all steps."""
        self.deadline = time.monotonic() + self.limits.notebook_seconds
        try:
            self._start()
            for step in self.job.steps:
                self.results.append(self._step(step))
        finally:
            self._close()
        return NotebookResult(self.results, tuple(self.notes), tuple(self.incidents))

    def kill(self) -> None:
        """End the run from another thread."""
        self.over = True
        for side in self.sides:
            side.kill()

    def _start(self) -> None:
        room = Room(self.limits.memory_mb, self.limits.file_mb, self.limits.processes,
                    bubblewrap.HOME, bubblewrap.WORK, shown_below("/tmp"))  # fmt: skip
        peers = socket.socketpair()
        made = [
            Side(self.worker, kind, peer, room, self.limits.output_bytes, self.warm_mb)
            for kind, peer in zip(("learner", "tester"), peers, strict=True)
        ]
        self.learner, self.tester = self.sides = tuple(made)
        files = {
            name: base64.b64encode(data).decode()
            for name, data in self.job.files.items()
        }
        self.learner.answer(time.monotonic() + self.limits.start_seconds)
        self.learner.tell(do="files", files=files)
        self.learner.answer(time.monotonic() + self.limits.start_seconds)

    def _close(self) -> None:
        for side in self.sides:
            if side.strays:
                said = f"an answer's process said {side.strays} things unasked"
                self.incidents.append(said)
            side.close()

    def _step(self, step: Step) -> CellResult:
        if step.kind == "skip":
            return CellResult("skipped")
        if self.over:
            return CellResult("crashed", notes=(ENDED,))
        if time.monotonic() >= self.deadline:
            return CellResult("timeout", notes=("the notebook's time was used up",))
        started = time.monotonic()
        ran = self._attempt(step, started)
        seconds = time.monotonic() - started
        return CellResult(ran.outcome, self._outputs(ran), seconds, tuple(ran.notes))

    def _outputs(self, ran: "_Ran") -> list[dict[str, Any]]:
        """Return a cell's outputs: the verdict whole, the rest while there is room."""
        shown = clean_outputs(ran.shown, self.limits.output_bytes)
        size = len(json.dumps(shown))
        if size > self.room_for_outputs:
            shown, size = [], 0
            ran.notes.append(CUT)
        self.room_for_outputs -= size
        return shown + clean_outputs(ran.verdict, self.limits.output_bytes)

    def _attempt(self, step: Step, started: float) -> "_Ran":
        """Run one step; bring the jails back if it ends them."""
        deadline = min(started + self.limits.cell_seconds, self.deadline)
        late = False
        try:
            self._order(step)
            side = self.tester if _is_split(step) else self.learner
            try:
                reply = side.answer(deadline, self.sides)
            except TimeoutError:
                late = True
                self.learner.interrupt()
                reply = side.answer(time.monotonic() + GRACE, self.sides)
            return self._reply(step, reply, late)
        except (ChannelClosedError, TimeoutError) as error:
            ran = self._cause(late or isinstance(error, TimeoutError))
        self._restart(step)
        return ran

    def _order(self, step: Step) -> None:
        if _is_split(step):
            self.tester.tell(do="test", source=step.source)
            return
        self._inform(step)
        self.learner.tell(
            do="guard" if step.kind == "test" else "run", source=step.source
        )

    def _inform(self, step: Step) -> None:
        """Let the tests' side know what stands in the notebook before its tests."""
        if step.kind != "learner":
            return
        if step.given:
            self.tester.tell(do="given", source=step.given)
        self.tester.tell(do="answer", source=step.source, defines=list(step.defines))

    def _reply(self, step: Step, reply: dict[str, Any], late: bool) -> "_Ran":
        """Return what became of a step, from the reply to its order."""
        shown, was_cut = _list(reply.get("outputs")), bool(reply.get("cut"))
        if _is_split(step):
            self.learner.tell(do="flush")
            beside = self.learner.answer(time.monotonic() + GRACE)
            shown = _list(beside.get("outputs")) + shown
            was_cut = was_cut or bool(beside.get("cut"))
        if step.kind == "test":  # a cell of the learner's has none to tell of
            told = _list(reply.get("incidents"))[:MOST_INCIDENTS]
            self.incidents += [one[:300] for one in told if isinstance(one, str)]
        kinds = ["stream", "display_data"]
        if step.kind == "learner":  # in a test, a number that is shown is no score
            kinds.append("execute_result")
        shown = [
            o for o in shown if isinstance(o, dict) and o.get("output_type") in kinds
        ]
        outcome = "timeout" if late else _outcome(reply.get("error"))
        return _Ran(outcome, shown, _verdict(reply), [CUT] if was_cut else [])

    def _cause(self, late: bool) -> "_Ran":
        """Say why the jails have ended or have to."""
        for side in self.sides:
            if side.reason:
                outcome, why = side.reason
                self.incidents.append(f"an answer was ended: {why}")
                return _Ran(outcome, notes=[f"the answer was ended: {why}"])
        if late:
            why = "it took too long and did not stop when asked to"
            return _Ran("timeout", notes=[why])
        return _Ran("crashed", notes=["the answer's process ended"])

    def _restart(self, step: Step) -> None:
        """Start new jails, and bring them to where the old ones were, past `step`."""
        self._close()
        self.restarts += 1
        if self.restarts > MOST_RESTARTS or self.over:
            self.over = True
            return
        try:
            self._start()
            for earlier, result in zip(self.job.steps, self.results, strict=False):
                self._repeat(earlier, ran=result.outcome in ("ok", "error"))
            self._repeat(step, ran=False)
        except (ChannelClosedError, TimeoutError):
            self._close()
            self.over = True

    def _repeat(self, step: Step, *, ran: bool) -> None:
        """Bring new jails past a step; names must be whose they were."""
        self._inform(step)
        if step.kind == "learner" and ran:
            self.learner.tell(do="run", source=step.source)
            self.learner.answer(self.deadline, self.sides)
        elif _is_split(step) and ran:  # later tests use what it binds
            self.tester.tell(do="test", source=step.source)
            self.tester.answer(self.deadline, self.sides)
        elif _is_split(step):  # or else they would ask the learner's side for it
            self.tester.tell(do="claim", source=step.source)


@dataclass
class _Ran:
    """What became of a step: what it showed, and what its verdict rests on."""

    outcome: Outcome
    shown: list[Any] = field(default_factory=list)
    verdict: list[Any] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def _verdict(reply: dict[str, Any]) -> list[Any]:
    """Return error and value of a step as outputs."""
    if reply.get("error") is not None:
        return [reply["error"]]
    if reply.get("value") is None:
        return []
    return [{"output_type": "execute_result", "data": {"text/plain": reply["value"]},
             "metadata": {}, "execution_count": None}]  # fmt: skip


def _is_split(step: Step) -> bool:
    return step.kind == "test" and step.tier == "split"


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _outcome(error: Any) -> Outcome:
    if error is None:
        return "ok"
    known = error if isinstance(error, dict) else {}
    said = f"{known.get('ename')}: {known.get('evalue')}"
    starved = said.startswith("MemoryError") or "can't allocate memory" in said
    return "memory" if starved else "error"
