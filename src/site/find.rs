//! The index that the page "Find" looks through, as scripts: what a page opened from a folder can load.

use crate::report::{self, Input, Listing};
use crate::search::Index;
use serde::Serialize;

/// How many decisions one script describes.
const ROWS: usize = 250;

/// What the script knows before anything is asked.
#[derive(Serialize)]
struct Contents<'a> {
    /// How many decisions.
    count: usize,
    /// How many one script describes.
    per: usize,
    /// The first word of each part.
    firsts: Vec<&'a str>,
}

/// Hands every script of the index to `write`: its path and its text. Decisions are numbered in the order of the list.
pub(super) fn scripts<E>(
    input: &Input,
    listing: &Listing,
    write: &mut dyn FnMut(&str, &str) -> Result<(), E>,
) -> Result<(), E> {
    let order = &listing.order;
    let index = Index::of(order.len(), &|at| report::sought(input, listing, order[at]));
    let parts = index.parts();
    let firsts = parts.iter().map(|part| part.first.as_str()).collect();
    write("search/index-0.js", &script("index", 0, &Contents { count: order.len(), per: ROWS, firsts }))?;
    for (at, part) in parts.iter().enumerate() {
        let held: serde_json::Map<String, serde_json::Value> =
            part.entries.iter().map(|(word, places)| (word.clone(), places.as_str().into())).collect();
        write(&format!("search/words-{at}.js"), &script("words", at, &held))?;
    }
    for (at, idxs) in order.chunks(ROWS).enumerate() {
        let rows: Vec<_> = idxs.iter().map(|idx| report::found(input, listing, *idx)).collect();
        write(&format!("search/records-{at}.js"), &script("records", at, &rows))?;
    }
    Ok(())
}

fn script(kind: &str, at: usize, held: &impl Serialize) -> String {
    let json = serde_json::to_string(held).unwrap_or_else(|_| "null".to_owned());
    // Nothing in a text ends a script, or a line of one.
    let json = json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    format!("adrFound(\"{kind}\",{at},{json});\n")
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_text_ends_a_script() {
        let script = super::script("records", 3, &["</script><!--\u{2028}\"\\"]);
        assert_eq!(script, "adrFound(\"records\",3,[\"\\u003c/script>\\u003c!--\\u2028\\\"\\\\\"]);\n");
    }
}
