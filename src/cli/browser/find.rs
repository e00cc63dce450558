//! Where the browser is: `CHROME` says it, else it stands under one of its names in `PATH` or where it is usually installed.

use crate::cli::context::Environment;
use crate::cli::outcome::Failure;
use std::path::{Path, PathBuf};

/// The names that it has, those without an owner's mark first.
const NAMES: [&str; 8] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
];

/// Where macOS keeps it, below `/` and below a home.
const MAC: [&str; 3] = [
    "Applications/Chromium.app/Contents/MacOS/Chromium",
    "Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

/// Where Windows keeps it, below the folders of programs.
const WINDOWS: [&str; 3] = [
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
];

/// The folders of programs on Windows.
const PROGRAMS: [&str; 3] = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"];

/// What to do where there is none.
const HELP: &str = "install Chromium, Chrome or Edge, or name the one that you have: CHROME=/path/to/chrome adr pack; or run \
                    `adr publish`, open `pack.html` in a browser and print it";

/// The browser to print with. `system` is what Rust calls the system; a relative path in `CHROME` starts at `dir`.
pub(crate) fn find(
    environment: &Environment,
    system: &str,
    dir: &Path,
    is_program: &dyn Fn(&Path) -> bool,
) -> Result<PathBuf, Failure> {
    let in_path = |name: &str| {
        let file = if system == "windows" && !name.ends_with(".exe") { format!("{name}.exe") } else { name.to_owned() };
        let folders = std::env::split_paths(environment.get("PATH").unwrap_or_default());
        // What lies in the folder that one happens to be in is not what one means.
        let mut paths = folders.filter(|folder| folder.is_absolute()).map(|folder| folder.join(&file));
        paths.find(|path| is_program(path))
    };
    if let Some(named) = environment.get("CHROME") {
        let is_path = named.contains('/') || (system == "windows" && named.contains('\\'));
        let found = if is_path { Some(dir.join(named)).filter(|path| is_program(path)) } else { in_path(named) };
        let wrong = || format!("CHROME is `{named}`, and there is no such program; {HELP}");
        return found.ok_or_else(|| Failure::Arguments(wrong()));
    }
    let usual = || usual_places(environment, system).into_iter().find(|path| is_program(path));
    let found = NAMES.into_iter().find_map(in_path).or_else(usual);
    found.ok_or_else(|| Failure::Reading(format!("no browser to print with was found; {HELP}")))
}

fn usual_places(environment: &Environment, system: &str) -> Vec<PathBuf> {
    let (roots, places): (Vec<PathBuf>, _) = match system {
        "macos" => {
            (["/".into()].into_iter().chain(environment.get("HOME").map(PathBuf::from)).collect(), MAC.as_slice())
        }
        "windows" => {
            (PROGRAMS.iter().filter_map(|name| environment.get(name)).map(PathBuf::from).collect(), WINDOWS.as_slice())
        }
        _ => (Vec::new(), [].as_slice()),
    };
    places.iter().flat_map(|place| roots.iter().map(move |root| root.join(place))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found in an environment, where these files are programs.
    fn found(system: &str, variables: &[(&str, &str)], programs: &[&str]) -> String {
        let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let is_program = |path: &Path| programs.iter().any(|program| Path::new(program) == path);
        match find(&Environment::new(variables), system, Path::new("/here"), &is_program) {
            Ok(path) => path.display().to_string(),
            Err(failure) => failure.to_string(),
        }
    }

    #[test]
    fn names_are_looked_up_in_order_then_in_path() {
        let path = [("PATH", "/a:/b")];
        assert_eq!(found("linux", &path, &["/b/chromium", "/a/google-chrome"]), "/b/chromium");
        assert_eq!(found("linux", &path, &["/b/chromium", "/a/chromium"]), "/a/chromium");
        assert_eq!(found("linux", &path, &["/a/msedge"]), "/a/msedge");
        assert!(found("linux", &path, &["/c/chromium"]).starts_with("no browser to print with was found; install"));
        assert!(found("linux", &[], &["/a/chromium"]).starts_with("no browser"));
    }

    #[test]
    fn no_program_is_taken_from_the_folder_that_one_is_in() {
        assert!(
            found("linux", &[("PATH", ":.:bin:/a")], &["chromium", "./chromium", "bin/chromium"]).starts_with("no b")
        );
    }

    #[test]
    fn chrome_says_which() {
        let both = ["/a/chromium", "/a/my-chrome", "/here/x/chrome", "/opt/chrome"];
        let of = |chrome| found("linux", &[("PATH", "/a"), ("CHROME", chrome)], &both);
        assert_eq!(of("my-chrome"), "/a/my-chrome");
        assert_eq!(of("/opt/chrome"), "/opt/chrome");
        assert_eq!(of("x/chrome"), "/here/x/chrome");
        assert_eq!(of(""), "/a/chromium");
        assert!(of("/opt/none").starts_with("CHROME is `/opt/none`, and there is no such program; "));
        assert!(of("none").starts_with("CHROME is `none`, and there is no such program; "));
    }

    #[test]
    fn usual_places_are_known() {
        let chrome = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
        assert_eq!(found("macos", &[], &[chrome]), chrome);
        let own = format!("/Users/ada{chrome}");
        assert_eq!(found("macos", &[("HOME", "/Users/ada")], &[&own]), own);
        let edge = "/p86/Microsoft/Edge/Application/msedge.exe";
        assert_eq!(found("windows", &[("PROGRAMFILES(X86)", "/p86")], &[edge]), edge);
        assert_eq!(found("windows", &[("PATH", "/a")], &["/a/msedge.exe"]), "/a/msedge.exe");
        assert!(found("linux", &[], &[chrome]).starts_with("no browser"));
    }
}
