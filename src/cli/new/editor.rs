//! The person's editor, opened on a new record.

use crate::cli::context::Context;
use crate::cli::outcome::Failure;
use crate::cli::print;
use std::process::Command;

/// Opens a file, named as seen from where the command runs, where a person sits there. adr-tools asks nobody: in a log of
/// its own, what is set is started.
pub(super) fn open(context: &Context, file: &str, is_drop_in: bool) -> anyhow::Result<()> {
    let is_wanted = is_drop_in || (context.terminal.stdin && context.terminal.stdout);
    if !is_wanted {
        return Ok(());
    }
    let Some(editor) = context.environment.get("VISUAL").or_else(|| context.environment.get("EDITOR")) else {
        return Ok(());
    };
    let mut words = editor.split_whitespace();
    let Some(program) = words.next() else { return Ok(()) };
    let status =
        Command::new(program).args(words).arg(file).current_dir(&context.dir).status().map_err(|error| {
            Failure::Reading(format!("the record is written, but `{editor}` did not start: {error}"))
        })?;
    if !status.success() {
        print::say(context, &format!("`{editor}` ended with {status}; the record is written"));
    }
    Ok(())
}
