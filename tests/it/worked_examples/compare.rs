//! Holds an answer against what an example states, key by key.

use serde_json::Value;

/// What a comparison has come to so far.
#[derive(Default)]
pub(super) struct Comparison {
    count: usize,
    beyond: Vec<String>,
    faults: Vec<String>,
}

impl Comparison {
    /// Compares the stated keys; keys that the answer lacks are noted by name.
    pub(super) fn compare(&mut self, path: &str, stated: &Value, answer: &Value, tolerance: &Value) {
        match (stated, answer) {
            (Value::Object(stated), Value::Object(answer)) => {
                for (key, stated) in stated {
                    let path = format!("{path}.{key}");
                    match answer.get(key) {
                        Some(answer) => self.compare(&path, stated, answer, tolerance),
                        None => self.beyond.push(path),
                    }
                }
            }
            (Value::Object(_), _)
                if !path.contains('.') && stated.as_object().is_some_and(serde_json::Map::is_empty) => {}
            (Value::Null, _) if !path.contains('.') => {} // the whole block is absent
            (Value::Array(stated), Value::Array(answer)) if stated.len() == answer.len() => {
                for (idx, (stated, answer)) in stated.iter().zip(answer).enumerate() {
                    self.compare(&format!("{path}[{idx}]"), stated, answer, tolerance);
                }
            }
            (Value::Number(stated), Value::Number(answer)) => self.compare_numbers(path, stated, answer, tolerance),
            _ => {
                self.count += 1;
                if stated != answer {
                    self.faults.push(format!("{path}: {stated} expected, {answer} found"));
                }
            }
        }
    }

    fn compare_numbers(
        &mut self,
        path: &str,
        stated: &serde_json::Number,
        answer: &serde_json::Number,
        tolerance: &Value,
    ) {
        self.count += 1;
        let tolerance = tolerance_at(path, tolerance);
        let (stated, answer) = (stated.as_f64().unwrap_or(f64::NAN), answer.as_f64().unwrap_or(f64::NAN));
        // Written so that a comparison with something that is no number fails.
        let is_near = (stated - answer).abs() <= tolerance;
        if !is_near {
            self.faults.push(format!("{path}: {stated} expected, {answer} found, tolerance {tolerance}"));
        }
    }

    /// How many figures were held against each other and which keys we do not have, or what is wrong.
    pub(super) fn outcome(self) -> Result<(usize, Vec<String>), String> {
        if let Some(first) = self.faults.first() {
            let more = self.faults.len() - 1;
            return Err(if more == 0 { first.clone() } else { format!("{first}; and {more} more") });
        }
        if self.count == 0 {
            return Err(format!("nothing could be compared; beyond us: {}", self.beyond.join(", ")));
        }
        Ok((self.count, self.beyond))
    }
}

/// The tolerance of a place: of the innermost key on the way to it that has one, else the default.
fn tolerance_at(path: &str, tolerance: &Value) -> f64 {
    const EXACT: f64 = 1e-9;
    match tolerance {
        Value::Object(by_key) => {
            let keys = path.rsplit('.').map(|key| key.split('[').next().unwrap_or(key));
            let nearest = keys.filter_map(|key| by_key.get(key)).find_map(Value::as_f64);
            nearest.or_else(|| by_key.get("default").and_then(Value::as_f64)).unwrap_or(EXACT)
        }
        other => other.as_f64().unwrap_or(EXACT),
    }
}
