#!/usr/bin/env bash
# pulldown-cmark 0.13.6 (crates.io), with `ENABLE_GFM`, which is said to be for alerts as GitHub has them.
#
# Behavior: `> [!WARNING]` becomes `<blockquote class="markdown-alert-warning">`, and the word itself is nowhere in the HTML:
# not as text, not as a title, not for a voice that reads aloud. Without a style sheet that adds it, a warning is a
# quotation. GitHub writes a paragraph with the word. The event does carry the kind, so whoever walks the events can
# write it.
#
# Output seen:
#   <blockquote class="markdown-alert-warning">
#   <p>The barn floods.</p>
#   </blockquote>
#   occurrences of the word in the text: 0
#
# Exits non-zero when that changes. It builds a program of a few lines in a temporary folder.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/src"
cat >"$work/Cargo.toml" <<'TOML'
[package]
name = "alert"
version = "0.0.0"
edition = "2024"
[dependencies]
pulldown-cmark = "=0.13.6"
TOML
cat >"$work/src/main.rs" <<'RUST'
use pulldown_cmark::{Options, Parser, html};
fn main() {
    let mut page = String::new();
    html::push_html(&mut page, Parser::new_ext("> [!WARNING]\n> The barn floods.\n", Options::ENABLE_GFM));
    print!("{page}");
}
RUST
cargo run --quiet --manifest-path "$work/Cargo.toml" | tee "$work/seen"
count=$(sed 's/<[^>]*>//g' "$work/seen" | grep -ci warning || true)
echo "occurrences of the word in the text: $count"
grep -q '^<blockquote class="markdown-alert-warning">$' "$work/seen" && [ "$count" -eq 0 ]
