#!/usr/bin/env bash
# Four packages of PyPI with the method VIKOR: pymcdm 1.4.0, crispyn 0.0.7, pyrepo-mcda 0.1.15, scikit-criteria 0.10.
#
# Behavior: where weights are equal and each option is the worst on one criterion, all options have the same largest
# regret, and the second part of VIKOR's figure Q is nought over nought. pymcdm and crispyn then give NaN for every
# option, also for one that leads clearly by the sum of its regrets; in pyrepo-mcda and scikit-criteria that part is the
# same for all, and the sum ranks them. All four accept the table. Few options with equal weights meet this easily: it
# takes no missing figure and no criterion on which all are alike.
#
# Output seen:
#   pymcdm 1.4.0: Q nan nan nan
#   crispyn 0.0.7: Q nan nan nan
#   pyrepo-mcda 0.1.15: Q 0.167 0.500 0.667
#   scikit-criteria 0.10: Q 0.000 0.333 0.500
#
# Exits non-zero when that changes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install \
    pymcdm==1.4.0 crispyn==0.0.7 pyrepo-mcda==0.1.15 scikit-criteria==0.10 numpy==2.4.6

"$work/venv/bin/python" -W ignore - <<'PYTHON'
import sys
from importlib.metadata import version

import crispyn.mcda_methods
import numpy as np
import pymcdm.methods
import pyrepo_mcda.mcda_methods
import skcriteria
from skcriteria.agg.vikor import VIKOR

# More is better everywhere; the first option is the worst on the third criterion, and so on.
options = np.array([[9.0, 9.0, 2.0], [1.0, 8.0, 7.0], [5.0, 3.0, 8.0]])
weights = np.full(3, 1 / 3)
types = np.array([1, 1, 1])

answers = {
    "pymcdm": pymcdm.methods.VIKOR()(options, weights, types),
    "crispyn": crispyn.mcda_methods.VIKOR()(options, weights, types),
    "pyrepo-mcda": pyrepo_mcda.mcda_methods.VIKOR()(options, weights, types),
    "scikit-criteria": VIKOR().evaluate(skcriteria.mkdm(options, [max] * 3, weights=weights)).e_.q_k,
}
for name, scores in answers.items():
    print(f"{name} {version(name)}: Q", *(f"{score:.3f}" for score in np.ravel(scores)))
silent = all(np.isnan(answers[name]).all() for name in ("pymcdm", "crispyn"))
ranked = all(np.argmin(answers[name]) == 0 for name in ("pyrepo-mcda", "scikit-criteria"))
sys.exit(0 if silent and ranked else 1)
PYTHON
