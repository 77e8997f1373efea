"""Linear classifiers: one weighted sum, a perceptron and logistic regression."""

from helpers.linear.logistic import (
    LogisticFit,
    fit_logistic_regression,
    logistic_gradient,
)
from helpers.linear.perceptron import (
    PerceptronFit,
    fit_perceptron,
    novikoff_bound,
    perceptron_predict,
    perceptron_step,
)
from helpers.linear.scores import linear_scores, signed_distance

__all__ = [
    "LogisticFit",
    "PerceptronFit",
    "fit_logistic_regression",
    "fit_perceptron",
    "linear_scores",
    "logistic_gradient",
    "novikoff_bound",
    "perceptron_predict",
    "perceptron_step",
    "signed_distance",
]
