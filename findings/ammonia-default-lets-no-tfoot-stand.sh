#!/usr/bin/env bash
# ammonia 4.2.5 (crates.io), a sanitizer of HTML that names attributes of `tfoot` among those that it allows by default.
#
# Behavior: the default list of elements has `thead`, `tbody`, `tr`, `td` and `th`, and not `tfoot`. Of a table with a
# foot, head and body stay and the two tags of the foot go, so that its row stands directly in the table, behind the body:
# a sum is a row like any other to a style sheet and to a voice that reads the table aloud. Whoever adds `tfoot` gets it
# back with its attributes.
#
# Output seen:
#   default: …</tbody><tr><td>All</td><td>2</td></tr></table>
#   tfoot added: …</tbody><tfoot><tr><td>All</td><td>2</td></tr></tfoot></table>
#
# Exits non-zero when that changes. It builds a program of a few lines in a temporary folder.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/src"
cat >"$work/Cargo.toml" <<'TOML'
[package]
name = "foot"
version = "0.0.0"
edition = "2024"
[dependencies]
ammonia = "=4.2.5"
TOML
cat >"$work/src/main.rs" <<'RUST'
fn main() {
    let table = "<table><thead><tr><th>Item</th><th>Sum</th></tr></thead><tbody><tr><td>Pens</td><td>2</td></tr></tbody>\
                 <tfoot><tr><td>All</td><td>2</td></tr></tfoot></table>";
    let end = |html: String| html[html.find("</tbody>").unwrap()..].to_owned();
    println!("default: …{}", end(ammonia::clean(table)));
    let with = ammonia::Builder::default().add_tags(["tfoot"]).clean(table).to_string();
    println!("tfoot added: …{}", end(with));
}
RUST
cargo run --quiet --manifest-path "$work/Cargo.toml" | tee "$work/seen"
grep -q '^default: …</tbody><tr><td>All</td><td>2</td></tr></table>$' "$work/seen" &&
    grep -q '^tfoot added: …</tbody><tfoot><tr>' "$work/seen"
