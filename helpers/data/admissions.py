"""University admissions, made up: three features, one yes or no."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from helpers.data import _source

__all__ = ["Admissions", "load_admissions"]

_NUM_ROWS = 400
_NUM_ADMITTED = 127
_SEED = 3


@dataclass(frozen=True)
class Admissions:
    """Applications to a university, and which of them were accepted.

    Parameters
    ----------
    features : Tensor, shape (400, 3), float32
        Test score (220 to 800 points), grade average (2.2 to 4.0) and rank of
        the applicant's school (1 is best, 4 is last).
    admitted : Tensor, shape (400,), int64
        1 if the applicant was accepted, otherwise 0.
    feature_names : tuple of str
        Name of each column.
    description : str
        What the data is and where it comes from.
    licence : str
        What may be done with it.

    Examples
    --------
    >>> data = load_admissions()
    >>> data.feature_names
    ('test_score', 'grade', 'rank')
    """

    features: Tensor
    admitted: Tensor
    feature_names: tuple[str, ...]
    description: str
    licence: str


def load_admissions(source: str | None = None) -> Admissions:
    """Return 400 synthetic applications, the same ones every time.

    Nobody real is in them: they are drawn from a fixed seed. Score and grade
    rise together; a better score, a better grade and a better school all help;
    much is left to chance. About 32 % are accepted, so always saying no is
    right in 68 % of the cases. That is the figure to beat.

    Parameters
    ----------
    source : {"embedded"}, optional
        There is no other version; ``COURSE_DATA`` changes nothing here.

    Returns
    -------
    Admissions
        Features, outcome, names, description and licence.

    Raises
    ------
    ValueError
        If `source` is not "embedded" or None.

    Examples
    --------
    >>> data = load_admissions()
    >>> data.features.shape, round(data.admitted.float().mean().item(), 2)
    (torch.Size([400, 3]), 0.32)
    """
    _source.choose(source, downloadable=False)
    # RandomState, because NumPy promises never to change its numbers.
    random = np.random.RandomState(_SEED)
    rank = random.choice(4, size=_NUM_ROWS, p=[0.15, 0.38, 0.30, 0.17]) + 1
    talent, for_grade, for_score = random.standard_normal((3, _NUM_ROWS))
    grade_deviation = 0.55 * talent + 0.835 * for_grade
    score_deviation = 0.55 * talent + 0.835 * for_score
    grade = np.clip(np.round(3.35 + 0.38 * grade_deviation, 2), 2.2, 4.0)
    score = np.clip(np.round((585 + 115 * score_deviation) / 20) * 20, 220, 800)
    merit = 0.9 * (score - 585) / 115 + 0.8 * (grade - 3.35) / 0.38 - 0.85 * rank
    # Logistic noise makes logistic regression the right model; a fixed number
    # of places makes the share of the accepted the same whatever the noise.
    appeal = merit + random.logistic(size=_NUM_ROWS)
    admitted = np.zeros(_NUM_ROWS, dtype=np.int64)
    admitted[np.argsort(-appeal, kind="stable")[:_NUM_ADMITTED]] = 1
    features = np.stack([score, grade, rank], axis=1).astype(np.float32)
    return Admissions(
        features=torch.from_numpy(features),
        admitted=torch.from_numpy(admitted),
        feature_names=("test_score", "grade", "rank"),
        description="Synthetic university admissions, drawn from a fixed seed.",
        licence="The course's own content licence",
    )
