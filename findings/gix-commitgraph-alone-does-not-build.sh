#!/usr/bin/env bash
# gix-commitgraph 0.42.0 with gix-hash 0.28.1 (crates.io), the reader of git's commit-graph files.
#
# Behavior: a program that depends on gix-commitgraph alone does not compile. No default feature of it or of gix-hash
# chooses a hash function, and without one gix-hash is an enum without a variant, which its own code cannot use. Whoever
# adds gix-hash to the dependencies, only to switch its feature `sha1` on, can build.
#
# Output seen:
#   alone: does not build, the fault lies in gix-hash
#   with the feature sha1 of gix-hash: builds
#
# Exits non-zero when that changes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/src"
cat >"$work/src/main.rs" <<'RUST'
fn main() {
    let graph = gix_commitgraph::Graph::new(Vec::new());
    println!("{}", graph.is_ok());
}
RUST
manifest() {
    cat >"$work/Cargo.toml" <<TOML
[package]
name = "graph"
version = "0.0.0"
edition = "2024"
[dependencies]
gix-commitgraph = "=0.42.0"
gix-hash = { version = "=0.28.1"$1 }
TOML
}
build() { cargo build --quiet --manifest-path "$work/Cargo.toml" --target-dir "$work/target" 2>"$work/told"; }

manifest ""
if build; then
    echo "alone: builds"
    exit 1
fi
grep -q 'could not compile `gix-hash`' "$work/told"
echo "alone: does not build, the fault lies in gix-hash"

manifest ', features = ["sha1"]'
build
echo "with the feature sha1 of gix-hash: builds"
