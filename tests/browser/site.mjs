// Opens the pages of a published site in Chromium, wide and narrow, light and dark, and on paper.
//
//   node site.mjs SITE_FOLDER [SCREENSHOT_FOLDER]
//
// Prints one line a fault and ends with 1 where there is one. SITE_FOLDER is opened as files, as
// somebody would who was sent it. ADR_CHROMIUM names the browser (default: the
// first of the usual names that is found).

import { chromium } from "playwright-core";
import { createRequire } from "node:module";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, pictures] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node site.mjs SITE_FOLDER [SCREENSHOT_FOLDER]");
  process.exit(2);
}
const root = resolve(folder);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const faults = [];

// One page of each kind; of those that exist once a record, the first two.
function pages() {
  const single = ["index.html", "decisions.html", "findings.html", "method.html", "accessibility.html"];
  const found = single.filter((page) => existsSync(join(root, page)));
  for (const kind of ["brief", "compare", "log"]) {
    if (existsSync(join(root, kind))) {
      found.push(...readdirSync(join(root, kind)).sort().slice(0, 2).map((page) => `${kind}/${page}`));
    }
  }
  return found;
}

// A name is looked up as the shell would.
function browserPath(name) {
  if (name.includes("/")) return name;
  const folders = (process.env.PATH ?? "").split(":");
  return folders.map((folder) => join(folder, name)).find(existsSync) ?? name;
}

const address = (page) => pathToFileURL(join(root, page)).href;

const browser = await chromium.launch({
  executablePath: browserPath(process.env.ADR_CHROMIUM ?? "chromium"),
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
  ],
});

for (const width of [1280, 360]) {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    for (const path of pages()) {
      const where = `${path} at ${width} px, ${colorScheme}`;
      const page = await context.newPage();
      page.on("console", (message) => faults.push(`${where}: console ${message.type()}: ${message.text()}`));
      page.on("pageerror", (error) => faults.push(`${where}: error: ${error.message}`));
      page.on("request", (request) => {
        if (!/^(file|data):/.test(request.url())) faults.push(`${where}: asks for ${request.url()}`);
      });
      await page.goto(address(path));
      const wide = await page.evaluate(() => {
        const width = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= width) return null;
        const out = [...document.querySelectorAll("main *")].filter((element) =>
          element.getBoundingClientRect().right > width + 1 && !element.closest(".scroll"));
        return out.slice(0, 3).map((element) => `${element.tagName}.${element.className} ${element.textContent.slice(0, 40)}`);
      });
      if (wide) faults.push(`${where}: scrolls sideways: ${wide.join(" | ")}`);
      await page.evaluate(axe);
      const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"], preload: false }));
      for (const violation of result.violations) {
        const nodes = violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 120));
        faults.push(`${where}: axe ${violation.id} (${violation.impact}): ${nodes.join(" | ")}`);
      }
      if (pictures) {
        mkdirSync(pictures, { recursive: true });
        const name = `${path.replace(/\.html$/, "").replaceAll("/", "-")}-${width}-${colorScheme}.png`;
        await page.screenshot({ path: join(pictures, name), fullPage: true });
      }
      await page.close();
    }
    await context.close();
  }
}

// Every brief is one or two sheets, of A4 and of Letter.
const context = await browser.newContext();
const briefs = existsSync(join(root, "brief")) ? readdirSync(join(root, "brief")).sort().map((page) => `brief/${page}`) : [];
for (const path of briefs) {
  const page = await context.newPage();
  await page.goto(address(path));
  for (const format of ["A4", "Letter"]) {
    const name = `${path.replaceAll("/", "-").replace(/\.html$/, "")}-${format}.pdf`;
    const file = pictures ? { path: join(pictures, name) } : {};
    const pdf = await page.pdf({ format, preferCSSPageSize: true, printBackground: false, ...file });
    const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;
    if (sheets < 1 || sheets > 2) faults.push(`${path} on paper: ${sheets} sheets of ${format}`);
  }
  await page.close();
}
await context.close();

// The narrowest screen, and a narrow one with the letter spacing that a reader may ask for (WCAG 1.4.12).
const spacing = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }";
for (const [width, style] of [[320, ""], [360, spacing]]) {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  for (const path of pages()) {
    const page = await context.newPage();
    await page.goto(address(path));
    if (style) await page.addStyleTag({ content: style });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) faults.push(`${path} at ${width} px${style ? " with wide letters" : ""}: scrolls sideways by ${over} px`);
    await page.close();
  }
  await context.close();
}
await browser.close();

for (const fault of faults) console.log(fault);
console.log(`${pages().length} pages opened, ${briefs.length} briefs printed, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
