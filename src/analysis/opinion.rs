//! Second opinions: three other methods on the same mean levels and weights (ANALYSIS 3).

/// What another method says.
#[derive(Clone, Debug, PartialEq)]
pub struct Opinion {
    /// Which one.
    pub method: OpinionMethod,
    /// Its first; of VIKOR the whole compromise set; more than one where they tie.
    pub first: Vec<usize>,
    /// Whether our leader is among them.
    pub does_agree: bool,
    /// Where it does not: the criterion on which our leader's weighted score lies farthest behind its first.
    pub because: Option<usize>,
    /// By option: TOPSIS closeness, PROMETHEE net flow, VIKOR Q; `None` for who takes no part.
    pub values: Vec<Option<f64>>,
}

/// The methods asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpinionMethod {
    /// Closeness to the ideal (Hwang & Yoon 1981).
    Topsis,
    /// Net flows of preference (Brans & Vincke 1985).
    Promethee,
    /// The compromise set (Opricovic & Tzeng 2004).
    Vikor,
}
