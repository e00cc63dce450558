//! What people see in the terminal: the whole comparison of the example, and that nothing is wider than the window.

use crate::sandbox::Sandbox;
use unicode_width::UnicodeWidthStr;

const DAY: &str = "2026-11-25";
const WIDTHS: [usize; 3] = [60, 80, 120];

#[test]
fn the_comparison_of_the_example() {
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0001-sign-in.md", include_str!("../examples/sign-in.md"));
    for width in WIDTHS {
        let columns = width.to_string();
        let printed = sandbox.adr_with(&["compare", "1", "--on", DAY], &[("COLUMNS", &columns)]).expect(0).stdout;
        insta::assert_snapshot!(format!("compare_{width}"), printed);
    }
}

#[test]
fn the_overview_of_the_demo() {
    let sandbox = Sandbox::folder();
    sandbox.adr(&["init", "--demo", "demo", "--on", DAY]).expect(0);
    for width in WIDTHS {
        let columns = width.to_string();
        let args = ["-C", "demo", "compare", "--all", "--on", DAY];
        let printed = sandbox.adr_with(&args, &[("COLUMNS", &columns)]).expect(0).stdout;
        insta::assert_snapshot!(format!("compare_all_{width}"), printed);
    }
}

#[test]
fn no_line_is_wider_than_the_window() {
    let sandbox = Sandbox::folder();
    sandbox.adr(&["init", "--demo", "demo", "--on", DAY]).expect(0);
    let mut commands: Vec<Vec<&str>> = vec![vec!["list"], vec!["agenda"], vec!["config"], vec!["compare", "--all"]];
    let is_plain = |number: &str| ["4", "10"].contains(&number);
    let numbers: Vec<String> = (1..=16).map(|number| number.to_string()).collect();
    for number in &numbers {
        commands.push(vec!["show", number]);
        commands.push(vec!["compare", number]);
        // Decisions 4 and 10 have no figures to explain.
        if !matches!(number.as_str(), "4" | "10") {
            commands.push(vec!["compare", number, "--explain="]);
        }
    }
    for (idx, command) in commands.iter().enumerate() {
        // Every command at one width, the first ones at all of them.
        for width in [40, 60, 80, 120].into_iter().skip(idx % 4).take(if idx < 4 { 4 } else { 1 }) {
            let columns = width.to_string();
            let args = [&["-C", "demo", "--on", DAY][..], command].concat();
            let run = sandbox.adr_with(&args, &[("COLUMNS", &columns), ("ADR_DRAWS", "1000")]);
            // A decision without figures has none to explain.
            let printed =
                run.expect(if command.contains(&"--explain=") && is_plain(command[1]) { 2 } else { 0 }).stdout;
            let wide = printed.lines().find(|line| line.width() > width);
            assert_eq!(wide, None, "{command:?} in {width} columns");
        }
    }
}
