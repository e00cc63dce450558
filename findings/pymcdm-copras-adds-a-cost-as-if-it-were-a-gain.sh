#!/usr/bin/env bash
# pymcdm 1.4.0 (PyPI) beside scikit-criteria 0.10 (PyPI), both with COPRAS, a method that weighs gains against costs.
#
# Behavior: in pymcdm a criterion that is told to be a cost (type -1) raises the score. Of three options with almost the
# same benefit (60, 61, 62) that cost 20, 30 and 40, the dearest comes first and the cheapest last, without a warning.
# scikit-criteria gives the opposite order for the same figures, weights and directions. The other methods of pymcdm
# (TOPSIS here) take the same type -1 as a cost, so a table that is ranked by several of them looks like a difference of
# opinion.
#
# Output seen (the cost has a weight of 0.8):
#   pymcdm 1.4.0 COPRAS: scores 0.575 0.787 1.000, ranks 3 2 1
#   pymcdm 1.4.0 TOPSIS: scores 0.800 0.500 0.200, ranks 1 2 3
#   scikit-criteria 0.10 COPRAS: scores 1.000 0.719 0.580, ranks 1 2 3
#
# Exits non-zero when that changes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install pymcdm==1.4.0 scikit-criteria==0.10 numpy==2.4.6

"$work/venv/bin/python" -W error::UserWarning - <<'PYTHON'
import sys
from importlib.metadata import version

import numpy as np
import skcriteria
from pymcdm.methods import COPRAS, TOPSIS
from skcriteria.agg.copras import COPRAS as OtherCopras
from skcriteria.preprocessing.scalers import SumScaler

benefit_and_cost = np.array([[60.0, 20.0], [61.0, 30.0], [62.0, 40.0]])
weights = np.array([0.2, 0.8])


def told(name, scores, ranks):
    scores = " ".join(f"{score:.3f}" for score in scores)
    ranks = " ".join(f"{rank:.0f}" for rank in ranks)
    print(f"{name}: scores {scores}, ranks {ranks}")
    return ranks


def by_pymcdm(method):
    scores = method(benefit_and_cost, weights, np.array([1, -1]))
    return told(f"pymcdm {version('pymcdm')} {type(method).__name__}", scores, method.rank(scores))


ours = by_pymcdm(COPRAS())
second = by_pymcdm(TOPSIS())
table = skcriteria.mkdm(benefit_and_cost, [max, min], weights=weights)
result = OtherCopras().evaluate(SumScaler(target="matrix").transform(table))
other = told(f"scikit-criteria {version('scikit-criteria')} COPRAS", result.e_.score / 100, result.rank_)
sys.exit(0 if (ours, second, other) == ("3 2 1", "1 2 3", "1 2 3") else 1)
PYTHON
