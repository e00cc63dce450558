//! The style sheet: contrast of every pair of colors that meet, computed as WCAG 2.2 says.

use adr::theme::Theme;
use std::collections::BTreeMap;

type Tokens = BTreeMap<String, [f64; 3]>;

fn sheet() -> String {
    Theme::default().sheet(None)
}

/// The color tokens of a block, from its `{` to its `}`.
fn tokens(block: &str) -> Tokens {
    let mut tokens = Tokens::new();
    for declaration in block.split(';') {
        if let Some((name, value)) = declaration.split_once(':')
            && let Some(hex) = value.trim().strip_prefix('#')
        {
            tokens.insert(name.trim().trim_start_matches("--").to_owned(), rgb(hex));
        }
    }
    tokens
}

fn rgb(hex: &str) -> [f64; 3] {
    let wide: String = if hex.len() == 3 { hex.chars().flat_map(|c| [c, c]).collect() } else { hex.to_owned() };
    [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&wide[at..at + 2], 16).expect("a hexadecimal color")) / 255.0)
}

fn luminance(color: [f64; 3]) -> f64 {
    let [r, g, b] = color.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Light and dark tokens.
fn schemes() -> [(&'static str, Tokens); 2] {
    let sheet = sheet();
    let mut blocks = sheet.split(":root {").skip(1).map(|rest| rest.split('}').next().expect("it ends"));
    let light = tokens(blocks.next().expect("light tokens"));
    let mut dark = light.clone();
    dark.extend(tokens(blocks.next().expect("dark tokens")));
    [("light", light), ("dark", dark)]
}

#[test]
fn contrast_holds_by_day_and_by_night() {
    let text = 4.5;
    let marks = 3.0;
    let pairs = [
        ("ink", "page", text),
        ("ink", "surface", text),
        ("ink-2", "page", text),
        ("ink-2", "surface", text),
        ("link", "page", text),
        ("link", "surface", text),
        ("visited", "page", text),
        ("build", "page", text),
        ("buy", "page", text),
        ("partner", "page", text),
        ("avoid", "page", text),
        ("out", "page", text),
        ("good", "good-tint", text),
        ("near", "near-tint", text),
        ("out", "out-tint", text),
        ("control", "page", marks),
        ("range", "page", marks),
        ("ink", "range", marks),
        ("build-bar", "page", marks),
        ("buy-bar", "page", marks),
        ("partner-bar", "page", marks),
        ("avoid-bar", "page", marks),
        ("ink", "build-bar", marks),
        ("ink", "buy-bar", marks),
        ("ink", "partner-bar", marks),
        ("ink", "avoid-bar", marks),
    ];
    for (scheme, tokens) in schemes() {
        for (a, b, least) in pairs {
            let found = contrast(tokens[a], tokens[b]);
            assert!(found >= least, "{scheme}: {a} on {b} is {found:.2}, not {least}");
        }
    }
}

#[test]
fn contrast_is_computed_as_the_guidelines_do() {
    assert!((contrast(rgb("000"), rgb("fff")) - 21.0).abs() < 1e-9);
    assert!((contrast(rgb("777777"), rgb("ffffff")) - 4.48).abs() < 0.005);
}

#[test]
fn colors_stand_in_tokens_only_and_every_token_is_there() {
    let names: Vec<String> = schemes()[0].1.keys().cloned().collect();
    let known = ["accent", "serif", "sans", "mono", "sheet", "marking", "imprint", "low", "right"];
    for name in sheet().split("var(--").skip(1).map(|rest| rest.split([')', ',']).next().unwrap_or_default()) {
        assert!(names.iter().any(|other| other == name) || known.contains(&name), "--{name} is not defined");
    }
    assert!(!sheet().contains("http"), "the style sheet names another host");
    assert!(!sheet().contains("url("), "the style sheet fetches something");
    assert!(!sheet().contains("@import"), "the style sheet fetches another");
}
