//! An organization's own look: templates listed and copied, its color, its picture.

use crate::sandbox::Sandbox;
use serde_json::Value;

const BOOK: &str = "[output.board.theme]\ntemplates = \"look\"\n";

fn log(book: &str) -> Sandbox {
    let mut sandbox = Sandbox::repository();
    sandbox.write("decisions/0001-a.md", "# A\n");
    sandbox.write("book.toml", book);
    sandbox.commit("a log");
    sandbox
}

#[test]
fn a_template_is_copied_changed_and_used() {
    let mut sandbox = log(BOOK);
    let run = sandbox.adr(&["templates", "copy", "site/method.html", "assets/tokens.css"]).expect(0);
    assert_eq!(run.stdout, "look/site/method.html\nlook/assets/tokens.css\n");
    assert!(run.stderr.contains("git add"), "{}", run.stderr);
    sandbox.write("look/site/method.html", sandbox.read("look/site/method.html").replace("<h1>", "<h1>Ours: "));
    sandbox.write("look/assets/tokens.css", ":root { --page: #fefefe; }\n");
    sandbox.commit("a look");

    let json = sandbox.adr(&["templates", "list", "--format", "json"]).expect(0).stdout;
    let json: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["schema"], "adr-templates/1");
    let path = |name: &str| {
        let all = json["templates"].as_array().expect("a list");
        all.iter().find(|file| file["name"] == name).unwrap_or_else(|| panic!("{name}"))["path"].clone()
    };
    assert_eq!(path("site/method.html"), "look/site/method.html");
    assert_eq!(path("site/brief.html"), Value::Null);
    assert!(sandbox.adr(&["templates"]).expect(0).stdout.contains("look/assets/tokens.css"));

    sandbox.adr(&["publish"]).expect(0);
    assert!(sandbox.read("site/method.html").contains("<h1>Ours: "));
    let sheet = sandbox.read("site/assets/adr.css");
    assert!(
        sheet.starts_with(":root { --page: #fefefe; }") && sheet.contains(".keys"),
        "tokens, then what is made of them"
    );
}

#[test]
fn copying_overwrites_nothing_and_says_what_is_missing() {
    let sandbox = log(BOOK);
    sandbox.write("look/site/method.html", "mine");
    let run = sandbox.adr(&["templates", "copy", "site/method.html"]).expect(4);
    assert!(run.stderr.contains("is there already"), "{}", run.stderr);
    assert_eq!(sandbox.read("look/site/method.html"), "mine");
    let run = sandbox.adr(&["templates", "copy", "site/metod.html"]).expect(2);
    assert!(run.stderr.contains("did you mean `site/method.html`?"), "{}", run.stderr);

    let sandbox = log("");
    let run = sandbox.adr(&["templates", "copy", "site/method.html"]).expect(2);
    assert!(run.stderr.contains("theme = { templates = \"theme\" }"), "{}", run.stderr);
    sandbox.adr(&["templates", "copy", "site/method.html", "--to", "here"]).expect(0);
    assert!(sandbox.read("here/site/method.html").contains("report MethodPage"));

    let outside = log("[output.board.theme]\ntemplates = \"../look\"\n");
    let run = outside.adr(&["templates", "copy", "site/method.html"]).expect(4);
    assert!(run.stderr.contains("outside the folder of the log"), "{}", run.stderr);
}

#[test]
fn a_logo_and_an_accent_are_shown() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9' onload='no()'><circle r='4'/></svg>";
    let book = "[output.board.theme]\nlogo = \"art/logo.svg\"\naccent = \"#0b57a4\"\n";
    let mut sandbox = log(book);
    sandbox.write("art/logo.svg", svg);
    sandbox.commit("a logo");
    sandbox.adr(&["publish"]).expect(0);
    let page = sandbox.read("site/log/0001-a.html");
    let source = page.split("<img src=\"../").nth(1).and_then(|rest| rest.split('"').next()).expect("a picture");
    let drawing = sandbox.read(&format!("site/{source}"));
    assert!(drawing.contains("circle") && !drawing.contains("onload"), "{drawing}");
    assert!(sandbox.read("site/assets/adr.css").contains("--accent: #0b57a4"));
}

#[test]
fn a_logo_that_cannot_be_shown_is_told_and_stops_nothing() {
    for (name, why) in
        [("none.png", "no such file"), ("../logo.png", "outside"), ("decisions/0001-a.md", "as a picture")]
    {
        let sandbox = log(&format!("[output.board.theme]\nlogo = \"{name}\"\n"));
        sandbox.adr(&["publish"]).expect(0);
        assert!(!sandbox.read("site/index.html").contains("<img"), "{name}");
        let run = sandbox.adr(&["check"]).expect(0);
        let told = run.stdout + &run.stderr;
        assert!(told.contains("file-left-out") && told.contains(why), "{name}: {told}");
    }
}
