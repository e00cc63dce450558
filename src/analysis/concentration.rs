//! On whom the log rests: shares of yearly spend by parent company (ANALYSIS 7).

/// Yearly spend by parent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Concentration {
    /// Sum of squared percentage shares, 0 to 10,000 (US merger guidelines 2023).
    pub hhi: f64,
    /// Largest share first.
    pub shares: Vec<SupplierShare>,
}

/// What one parent gets.
#[derive(Clone, Debug, PartialEq)]
pub struct SupplierShare {
    /// The parent, else the supplier itself.
    pub parent: String,
    /// Mean running cash of a full year.
    pub yearly: f64,
    /// Of all spend on suppliers, 0 to 1.
    pub share: f64,
}

/// Before a decision and after it.
#[derive(Clone, Debug, PartialEq)]
pub struct ConcentrationChange {
    /// Chosen options of accepted records in force, without this decision.
    pub before: Concentration,
    /// With the chosen option of this decision.
    pub after: Concentration,
}
