"""Marginal cost, ratios and goals; scores that differ are found and named."""

import pytest

from benchmarks.errors import BenchError
from benchmarks.figures import Figure, Goal, marginal, spread
from benchmarks.plan import Plan
from benchmarks.scores import Comparison


def test_marginal_cost_leaves_out_what_every_run_costs_once():
    imports, each = 6.0, 0.25
    few = [imports + each * 10, imports + each * 10 + 0.9]
    many = [imports + each * 100, imports + each * 100]
    cost = marginal(few, many, 10, 100)
    assert cost.values == pytest.approx((each, each - 0.01))


def test_marginal_cost_is_left_out_where_noise_is_larger():
    assert marginal([6.0, 6.0], [6.4, 5.9], 1, 2) is None
    assert marginal([], [], 1, 2) is None


def test_spread_of_repeats():
    plain = spread([3.0, 1.0, 2.0, 10.0]).plain()
    assert plain == {"median": 2.5, "low": 1.0, "high": 10.0, "repeats": 4}
    assert spread(range(100)).p95 == 94


@pytest.mark.parametrize(
    ("more_is_better", "times"), [(False, 4.0), (True, 0.25)], ids=["time", "rate"]
)
def test_ratio_both_ways(more_is_better, times):
    figure = Figure("a", "b", "s", ours=spread([2.0]), stock=spread([8.0]),
                    more_is_better=more_is_better)  # fmt: skip
    assert figure.ours_of_stock == 0.25
    assert figure.times_better == times


def test_goals():
    figure = Figure("a", "b", "s", ours=spread([2.0, 3.0, 9.0]), stock=spread([60.0]))
    assert Goal(3.0, "at most").met(figure)
    assert not Goal(2.9, "at most").met(figure)
    assert Goal(20.0, "at least", "times better").met(figure)
    assert not Goal(20.1, "at least", "times better").met(figure)
    assert not Goal(1.0, "at most").met(Figure("a", "b", "s"))


def test_marginal_cost_needs_two_sizes():
    with pytest.raises(BenchError, match="two different sizes"):
        Plan.usual(2).with_changes(submissions=(10, 10))
    plan = Plan.usual(4).with_changes(submissions=(50, 5, 20))
    assert (plan.few, plan.many, plan.common) == (5, 20, 10)
    assert plan.workers == (1, 2, 4)


def scores(*students: str, hidden: float) -> dict[tuple[str, str, str], float]:
    return {
        (student, "p", name): points
        for student in students
        for name, points in (("visible", 1.0), ("hidden", hidden))
    }


def test_same_scores_are_counted():
    comparison = Comparison()
    comparison.add("ps1", "stock", 1, scores("right-0000", hidden=1.0))
    ours = scores("right-0000", "right-0005", hidden=1.0)
    comparison.add("ps1", "ours", 2, ours)
    assert (comparison.compared, comparison.different) == (4, [])


def test_scores_that_differ_are_named():
    comparison = Comparison()
    comparison.add("ps1", "stock", 1, scores("right-0000", hidden=1.0))
    ours = scores("right-0000", "right-0005", hidden=1.0)
    ours["right-0005", "p", "hidden"] = 0.5
    del ours["right-0000", "p", "visible"]
    comparison.add("ps1", "ours", 3, ours)
    assert comparison.different == [
        "ps1: ours graded 2 of 3 learners",
        "ps1, right-0000/p/visible: stock 1.0, ours None",
        "ps1, right-0005/p/hidden: stock 1.0, ours 0.5",
    ]
