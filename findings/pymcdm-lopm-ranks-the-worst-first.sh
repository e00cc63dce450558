#!/usr/bin/env bash
# pymcdm 1.4.0 (PyPI), its method LoPM (limits on property), where the option with the least figure of merit is the best.
#
# Behavior: the figures are right, and `rank` of the same object counts from the wrong end, without a warning. With two
# lower limits of 4, an option with 9 and 5 holds both, has the least merit and gets rank 3; one with 10 and 3, which
# misses a limit, has the largest and gets rank 1. The other methods of the package whose least score is the best
# (SPOTIS here) give that score rank 1. In the class the switch is called `reverse_ranking`; `rank` looks at
# `_reverse_ranking`.
#
# Output seen (options 9/5, 6/6, 10/3; more is better):
#   LoPM: scores 0.622 0.667 0.867, ranks 3 2 1
#   SPOTIS: scores 0.300 0.400 0.350, ranks 1 3 2
#
# Exits non-zero when that changes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install pymcdm==1.4.0 numpy==2.4.6

"$work/venv/bin/python" -W error::UserWarning - <<'PYTHON'
import sys

import numpy as np
from pymcdm.methods import LoPM, SPOTIS

options = np.array([[9.0, 5.0], [6.0, 6.0], [10.0, 3.0]])
weights = np.array([0.5, 0.5])
more_is_better = np.array([1, 1])


def told(method):
    scores = method(options, weights, more_is_better)
    ranks = [int(rank) for rank in method.rank(scores)]
    print(f"{type(method).__name__}: scores", " ".join(f"{score:.3f}" for score in scores) + ", ranks", *ranks)
    return scores.argmin(), ranks


best, ranks = told(LoPM([4, 4], [1, 1]))
least, others = told(SPOTIS(bounds=np.array([[0.0, 10.0], [0.0, 10.0]])))
sys.exit(0 if ranks[best] == 3 and others[least] == 1 else 1)
PYTHON
