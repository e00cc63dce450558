//! `adr upgrade-repository`: dates of old records of adr-tools, as ISO has them.

use crate::cli::context::Context;
use crate::cli::editing::Editing;
use crate::cli::outcome::Outcome;
use crate::cli::print;
use clap::Args;
use jiff::civil::Date;

/// Write old dates of adr-tools (`Date: 31/01/2016`) as ISO has them
///
/// Only a line that is such a date and nothing else changes. Run again, it changes nothing. Like that tool it prints
/// nothing; `-v` names the records.
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  adr upgrade-repository")]
pub(crate) struct UpgradeArgs {}

pub(crate) fn run(_: &UpgradeArgs, context: &Context) -> anyhow::Result<Outcome> {
    let mut editing = Editing::begin("upgrade-repository", context)?;
    let dated: Vec<usize> = (0..editing.journey.log.records.len())
        .filter(|idx| upgraded(&editing.record(*idx).text) != *editing.record(*idx).text)
        .collect();
    editing.lock(&dated)?;
    for idx in dated {
        if editing.change(idx, |_, text| Ok(Some(upgraded(text))))? {
            print::detail(context, &editing.record(idx).path);
        }
    }
    Ok(Outcome::Clean)
}

/// The text with such lines rewritten.
fn upgraded(text: &str) -> String {
    text.split_inclusive('\n').map(|line| upgraded_line(line).unwrap_or_else(|| line.to_owned())).collect()
}

fn upgraded_line(line: &str) -> Option<String> {
    let words = line.trim_end();
    let rest = words.strip_prefix("Date:")?;
    let written = rest.trim_start();
    let parts: Vec<&str> = written.split('/').collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    if !(digits(day, 2) && digits(month, 2) && digits(year, 4)) {
        return None;
    }
    // That tool wrote the day first; what is no day that way stays.
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(line.replacen(written, &date.to_string(), 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_old_dates_change() {
        assert_eq!(upgraded("# A\r\n\r\nDate: 31/01/2016\r\n"), "# A\r\n\r\nDate: 2016-01-31\r\n");
        for text in ["Date: 2016-01-31\n", "Date: 01/31/2016\n", "See Date: 31/01/2016\n", "Date: 31/01/2016 (x)"] {
            assert_eq!(upgraded(text), text);
        }
    }
}
