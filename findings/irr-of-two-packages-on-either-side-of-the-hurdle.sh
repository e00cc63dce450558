#!/usr/bin/env bash
# numpy-financial 1.0.0 and pyxirr 0.10.8 (PyPI), both with a function `irr` for the internal rate of return.
#
# Behavior: a plan that pays to start, earns, and pays to end (dismantling, leaving a contract) has two rates at which
# its present value is nought, and each package gives one of them, a different one, without a word on either stream. For
# -100, 230, -132 numpy-financial says 10% and pyxirr 20%; for -4000, 25000, -25000 the one says 25%, the other 400%.
# With a hurdle of 15% the same plan fails in one notebook and passes in the other. Their net present values agree.
#
# Output seen:
#   -100 230 -132: numpy-financial 10%, pyxirr 20%, both roots: yes, value at 15%: 0.19 and 0.19
#   -4000 25000 -25000: numpy-financial 25%, pyxirr 400%, both roots: yes, value at 15%: -1164.46 and -1164.46
#
# Exits non-zero when that changes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install numpy-financial==1.0.0 pyxirr==0.10.8 numpy==2.4.6

"$work/venv/bin/python" -W error - <<'PYTHON'
import sys

import numpy_financial
import pyxirr

differ = True
for flows in ([-100, 230, -132], [-4000, 25000, -25000]):
    one, other = numpy_financial.irr(flows), pyxirr.irr(flows)
    roots = all(abs(numpy_financial.npv(rate, flows)) < 1e-6 * max(map(abs, flows)) for rate in (one, other))
    values = numpy_financial.npv(0.15, flows), pyxirr.npv(0.15, flows)
    print(
        f"{' '.join(map(str, flows))}: numpy-financial {one:.0%}, pyxirr {other:.0%}, "
        f"both roots: {'yes' if roots else 'no'}, value at 15%: {values[0]:.2f} and {values[1]:.2f}"
    )
    differ = differ and roots and other - one > 0.05 and abs(values[0] - values[1]) < 1e-6
sys.exit(0 if differ else 1)
PYTHON
