//! Log, analysis and history → findings: one rule per file.
