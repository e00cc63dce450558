//! Value functions: from a level to a score between 0 and 1.
//!
//! Source: docs/method/weighing.md, "Scores"; Keeney & Raiffa, Decisions with Multiple Objectives, chapters 3 and 4.

/// The worst and the best level that a criterion's score spans; their order gives its direction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Anchors {
    /// Scores 0.
    pub worst: f64,
    /// Scores 1.
    pub best: f64,
}

/// Level → score.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueFunction {
    /// A straight line from worst to best.
    Linear(Anchors),
    /// Straight lines through points of level and score (0 to 1), levels rising, scores monotone.
    Piecewise(Vec<(f64, f64)>),
    /// (1 - e^(-d/rho)) / (1 - e^(-D/rho)), d the way from worst, D the whole way.
    Exponential {
        /// The ends.
        anchors: Anchors,
        /// Curvature, in the criterion's unit; not 0.
        rho: f64,
    },
}

/// Why a value function cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueFunctionFault {
    /// Worst equals best.
    EqualAnchors,
    /// A number is infinite or none.
    NotFinite,
    /// Fewer than two points.
    TooFewPoints,
    /// Levels that do not rise.
    LevelsNotRising,
    /// Scores that rise and fall.
    NotMonotone,
    /// Scores outside 0 to 1.
    ScoreOutsideScale,
    /// An exponential with rho 0.
    RhoZero,
}

impl std::fmt::Display for ValueFunctionFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::EqualAnchors => "worst and best are the same level",
            Self::NotFinite => "an anchor is not a finite number",
            Self::TooFewPoints => "a value function needs two points or more",
            Self::LevelsNotRising => "the levels of the points rise and fall",
            Self::NotMonotone => "the scores of the points rise and fall",
            Self::ScoreOutsideScale => "a score of the points lies outside its scale",
            Self::RhoZero => "the curvature of an exponential value function cannot be 0",
        })
    }
}

impl std::error::Error for ValueFunctionFault {}

impl ValueFunction {
    /// A straight line.
    pub fn linear(anchors: Anchors) -> Result<Self, ValueFunctionFault> {
        check(anchors)?;
        Ok(Self::Linear(anchors))
    }

    /// Straight lines through points; scores run from 0 to 1.
    pub fn piecewise(points: Vec<(f64, f64)>) -> Result<Self, ValueFunctionFault> {
        if points.len() < 2 {
            return Err(ValueFunctionFault::TooFewPoints);
        }
        if points.iter().any(|(x, v)| !x.is_finite() || !v.is_finite()) {
            return Err(ValueFunctionFault::NotFinite);
        }
        if points.iter().any(|(_, v)| !(0.0..=1.0).contains(v)) {
            return Err(ValueFunctionFault::ScoreOutsideScale);
        }
        if points.windows(2).any(|pair| pair[0].0 >= pair[1].0) {
            return Err(ValueFunctionFault::LevelsNotRising);
        }
        let rises = points.windows(2).any(|pair| pair[0].1 < pair[1].1);
        let falls = points.windows(2).any(|pair| pair[0].1 > pair[1].1);
        if rises == falls {
            return Err(ValueFunctionFault::NotMonotone);
        }
        Ok(Self::Piecewise(points))
    }

    /// A curve of constant risk attitude.
    pub fn exponential(anchors: Anchors, rho: f64) -> Result<Self, ValueFunctionFault> {
        check(anchors)?;
        if rho == 0.0 || !rho.is_finite() {
            return Err(ValueFunctionFault::RhoZero);
        }
        Ok(Self::Exponential { anchors, rho })
    }

    /// The levels that score 0 and 1 (of points: the ends with the lowest and highest score).
    pub fn anchors(&self) -> Anchors {
        match self {
            Self::Linear(anchors) | Self::Exponential { anchors, .. } => *anchors,
            Self::Piecewise(points) => {
                let (first, last) = (points[0], points[points.len() - 1]);
                if first.1 < last.1 {
                    Anchors { worst: first.0, best: last.0 }
                } else {
                    Anchors { worst: last.0, best: first.0 }
                }
            }
        }
    }

    /// The score of a level, 0 to 1; levels outside the anchors are clamped.
    pub fn score(&self, level: f64) -> f64 {
        match self {
            Self::Linear(Anchors { worst, best }) => ((level - worst) / (best - worst)).clamp(0.0, 1.0),
            Self::Piecewise(points) => piecewise(points, level),
            Self::Exponential { anchors: Anchors { worst, best }, rho } => {
                let whole = (best - worst).abs();
                let way = ((level - worst) / (best - worst)).clamp(0.0, 1.0) * whole;
                libm::expm1(-way / rho) / libm::expm1(-whole / rho)
            }
        }
    }

    /// Whether a level lies outside the anchors, so that its score is clamped.
    pub fn clamps(&self, level: f64) -> bool {
        let Anchors { worst, best } = self.anchors();
        level < worst.min(best) || level > worst.max(best)
    }

    /// The level with this score, where the function is not flat there; `None` outside 0 to 1.
    pub fn level(&self, score: f64) -> Option<f64> {
        if !(0.0..=1.0).contains(&score) {
            return None;
        }
        match self {
            Self::Linear(Anchors { worst, best }) => Some(worst + score * (best - worst)),
            Self::Piecewise(points) => points.windows(2).find_map(|pair| {
                let ((x0, v0), (x1, v1)) = (pair[0], pair[1]);
                let inside = score >= v0.min(v1) && score <= v0.max(v1) && v0 != v1;
                inside.then(|| x0 + (score - v0) / (v1 - v0) * (x1 - x0))
            }),
            Self::Exponential { anchors: Anchors { worst, best }, rho } => {
                let whole = (best - worst).abs();
                let way = -rho * libm::log1p(score * libm::expm1(-whole / rho));
                Some(worst + way / whole * (best - worst))
            }
        }
    }
}

fn check(anchors: Anchors) -> Result<(), ValueFunctionFault> {
    if !anchors.worst.is_finite() || !anchors.best.is_finite() {
        return Err(ValueFunctionFault::NotFinite);
    }
    if anchors.worst == anchors.best {
        return Err(ValueFunctionFault::EqualAnchors);
    }
    Ok(())
}

fn piecewise(points: &[(f64, f64)], level: f64) -> f64 {
    if level <= points[0].0 {
        return points[0].1;
    }
    for pair in points.windows(2) {
        let ((x0, v0), (x1, v1)) = (pair[0], pair[1]);
        if level <= x1 {
            return v0 + (level - x0) / (x1 - x0) * (v1 - v0);
        }
    }
    points[points.len() - 1].1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_and_scores_are_inverse() {
        let anchors = Anchors { worst: 16.0, best: 2.0 };
        let functions = [
            ValueFunction::linear(anchors),
            ValueFunction::exponential(anchors, 5.0),
            ValueFunction::exponential(anchors, -5.0),
            ValueFunction::piecewise(vec![(0.0, 1.0), (4.0, 0.8), (12.0, 0.2), (24.0, 0.0)]),
        ];
        for function in functions {
            let function = function.expect("well formed");
            for level in [2.5, 4.0, 9.0, 15.0] {
                let back = function.level(function.score(level)).expect("inside");
                assert!((back - level).abs() < 1e-9, "{function:?} at {level}: {back}");
            }
        }
    }

    #[test]
    fn nonsense_is_refused() {
        assert_eq!(ValueFunction::linear(Anchors { worst: 1.0, best: 1.0 }), Err(ValueFunctionFault::EqualAnchors));
        let zigzag = vec![(0.0, 0.0), (1.0, 1.0), (2.0, 0.5)];
        assert_eq!(ValueFunction::piecewise(zigzag), Err(ValueFunctionFault::NotMonotone));
    }
}
