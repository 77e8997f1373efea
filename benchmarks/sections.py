"""Makes the lines of the table from timed runs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import median

from benchmarks.commands import Ran
from benchmarks.figures import Figure, Goal, Spread, marginal, spread
from benchmarks.plan import Plan

__all__ = [
    "Runs",
    "comparison",
    "memory",
    "module_whole",
    "over_submissions",
    "over_workers",
    "parts",
]

# Number of submissions -> the runs of that size.
Runs = dict[int, list[Ran]]


def comparison(stock: Runs, ours: Runs, plan: Plan) -> Iterator[Figure]:
    """Yield the headline: all in, and what one more submission costs."""
    number, section = plan.common, "smallest torch notebook"
    all_in = _each(stock[number], _seconds), _each(ours[number], _seconds)
    goal = _goal(plan, 7.0, "at most") if number == 10 else None
    yield Figure(section, f"{number} submissions, all in", "s", all_in[1], all_in[0],
                 goal=goal)  # fmt: skip
    yield _rate(section, f"{number} submissions, all in", all_in, number)
    costs = (
        _marginal(stock, plan.stock_submissions[0], plan.common),
        _marginal(ours, plan.few, plan.many),
    )
    yield Figure(section, "one more submission", "s", costs[1], costs[0])
    goal = _goal(plan, 10.0, "at least")
    yield _rate(section, "after imports", costs, 1, goal)


def parts(
    taken: Mapping[str, list[float]], one_worker: Runs | None, plan: Plan
) -> Iterator[Figure]:
    """Yield what each part of a submission costs, from the milliseconds of rooms."""
    part = _Parts(taken)
    jail = part.of("trivial", less="bare")
    yield Figure("once a run", "engine ready and one submission graded", "s",
                 spread([part.taken["start"][0] / 1000]))  # fmt: skip
    yield part.figure("jail: a trivial notebook less its bare cells", jail,
                      _goal(plan, 80.0, "at most"))  # fmt: skip
    yield part.figure("jail, 95 of 100 are below", spread([jail.p95]),
                      _goal(plan, 150.0, "at most"))  # fmt: skip
    yield part.figure("  of it: the learner's process alone",
                      part.of("learner_only", less="bare"))  # fmt: skip
    yield part.figure("the submission's own cells", part.of("engine", less="trivial"))
    yield part.figure("sanitise and save", part.of("sanitise", "save"),
                      _goal(plan, 20.0, "at most"))  # fmt: skip
    yield part.figure("  of it: save", part.of("save"))
    yield part.figure("read the submission", part.of("intake"))
    yield part.figure("feedback page", part.of("feedback"))
    whole = part.of("intake", "engine", "sanitise", "save", "feedback").median
    cost = _marginal(one_worker, plan.few, plan.many) if one_worker else None
    if cost:
        rest = spread(1000 * value - whole for value in cost.values)
        yield part.figure("the rest: one worker's cost less the above", rest)


class _Parts:
    """Adds and takes off milliseconds, repeat by repeat."""

    def __init__(self, taken: Mapping[str, list[float]]) -> None:
        self.taken = taken

    def of(self, *names: str, less: str = "") -> Spread:
        """Return the sum of some parts, less another part's median."""
        off = median(self.taken[less]) if less else 0.0
        columns = zip(*(self.taken[name] for name in names), strict=True)
        return spread(sum(values) - off for values in columns)

    def figure(self, name: str, value: Spread, goal: Goal | None = None) -> Figure:
        """Return a line of this section."""
        return Figure("parts of a submission", name, "ms", value, goal=goal)


def over_submissions(stock: Runs, ours: Runs, plan: Plan) -> Iterator[Figure]:
    """Yield the curve over the number of submissions."""
    section, costs = "seconds a submission", []
    for number in sorted({*stock, *ours}):
        yield Figure(
            section, f"{number}, all in", "s",
            _each(ours.get(number, []), lambda ran: ran.seconds / number),  # noqa: B023
            _each(stock.get(number, []), lambda ran: ran.seconds / number),  # noqa: B023
        )  # fmt: skip
    steps = list(zip(plan.submissions, plan.submissions[1:], strict=False))
    for few, many in steps:
        costs.append(_marginal(ours, few, many))
        yield Figure(section, f"from {few} to {many}", "s", costs[-1])
    if len(costs) > 1 and costs[0] and costs[-1]:
        (_, first), (_, last) = steps[0], steps[-1]
        ratio = spread([costs[-1].median / costs[0].median])
        goal = _goal(plan, 1.1, "at most")
        yield Figure(section, f"up to {last} against up to {first}", "x", ratio,
                     goal=goal)  # fmt: skip


def over_workers(by_workers: Mapping[int, Runs], plan: Plan) -> Iterator[Figure]:
    """Yield the curve over the number of workers."""
    section = "submissions a second, after imports"
    costs = {
        workers: _marginal(runs, plan.few, plan.many)
        for workers, runs in by_workers.items()
    }
    alone = costs.get(1)
    for workers, cost in costs.items():
        yield _rate(section, f"{workers} at a time", (None, cost), 1)
    for workers, cost in costs.items():
        if workers > 1 and cost and alone:
            share = spread([alone.median / cost.median / workers])
            yield Figure(section, f"{workers} at a time, of {workers} times one", "x",
                         share, more_is_better=True)  # fmt: skip


def memory(stock: Runs, ours: Runs, plan: Plan) -> Iterator[Figure]:
    """Yield peak memory over the number of submissions."""
    section = "peak memory"
    kinds: dict[str, Callable[[Ran], float]] = {
        "the command itself": lambda ran: ran.memory.coordinator,
        "it and its descendants": lambda ran: ran.memory.tree,
        "the same, shared pages once": lambda ran: ran.memory.tree_once,
    }
    for name, read in kinds.items():
        for number in sorted({plan.common, *plan.submissions}):
            ran = ours.get(number, []), stock.get(number, [])
            yield Figure(section, f"{name}, {number}", "MiB", _each(ran[0], read),
                         _each(ran[1], read))  # fmt: skip
    few, many = plan.submissions[-2:]
    pair = (
        _each(ours[few], kinds["the command itself"]),
        _each(ours[many], kinds["the command itself"]),
    )
    if pair[0] and pair[1] and pair[0].median:
        ratio = spread([pair[1].median / pair[0].median])
        yield Figure(section, f"the command itself, {many} against {few}", "x", ratio,
                     goal=_goal(plan, 1.1, "at most"))  # fmt: skip


def module_whole(stock: Ran, ours: Ran, plan: Plan) -> Iterator[Figure]:
    """Yield what grading a whole module costs, all in."""
    number, section = plan.module_submissions, f"{plan.module}, whole"
    seconds = spread([stock.seconds]), spread([ours.seconds])
    goal = _goal(plan, 30.0, "at least", "times better") if number >= 40 else None
    yield Figure(section, f"{number} submissions, all in", "s", seconds[1], seconds[0],
                 goal=goal)  # fmt: skip
    yield _rate(section, f"{number} submissions, all in", seconds, number)
    yield Figure(section, "it and its descendants", "MiB",
                 spread([ours.memory.tree]), spread([stock.memory.tree]))  # fmt: skip


def _seconds(ran: Ran) -> float:
    return ran.seconds


def _each(runs: Sequence[Ran], read: Callable[[Ran], float]) -> Spread | None:
    """Return a figure of each run; None where there is no run."""
    return spread(read(ran) for ran in runs) if runs else None


def _marginal(runs: Runs, few: int, many: int) -> Spread | None:
    seconds = {n: [ran.seconds for ran in runs.get(n, [])] for n in (few, many)}
    return marginal(seconds[few], seconds[many], few, many)


def _rate(
    section: str,
    name: str,
    costs: tuple[Spread | None, Spread | None],
    number: int,
    goal: Goal | None = None,
) -> Figure:
    """Return submissions a second, from seconds of stock and of ours."""
    stock, ours = (
        spread(number / value for value in cost.values) if cost else None
        for cost in costs
    )
    return Figure(section, name, "1/s", ours, stock, more_is_better=True, goal=goal)


def _goal(plan: Plan, limit: float, *what: str) -> Goal | None:
    """Return a goal; a quick run is held against none."""
    return None if plan.quick else Goal(limit, *what)  # type: ignore[arg-type]
