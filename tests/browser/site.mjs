// Opens the pages of a published site in Chromium, wide and narrow, light and dark, and on paper.
//
//   node site.mjs SITE_FOLDER [SCREENSHOT_FOLDER]
//
// Prints one line a fault and ends with 1 where there is one. SITE_FOLDER is opened as files, as
// somebody would who was sent it. ADR_CHROMIUM names the browser (default: the
// first of the usual names that is found).

import { chromium } from "playwright-core";
import { createServer } from "node:http";
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
  const single = [
    "index.html", "decisions.html", "cost.html", "risk.html", "suppliers.html", "search.html", "reviews.html", "ai.html",
    "track-record.html", "history.html", "accountability.html", "areas.html", "data.html", "log/index.html",
    "findings.html", "method.html", "accessibility.html", "pack.html",
  ];
  const found = single.filter((page) => existsSync(join(root, page)));
  for (const kind of ["brief", "compare", "decisions", "supplier", "log"]) {
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

// The letter spacing that a reader may ask for (WCAG 1.4.12).
const spacing = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }";
// In the dark only colors are others, so that only the rules about them are asked again.
const aboutColor = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

// Every range shows 4 px of its bar on either side of its tick, and a wider one of the same table is never drawn narrower,
// but for what the least mark adds at a tick near an end.
function thinBars() {
  const faults = [];
  for (const table of document.querySelectorAll("main table")) {
    const drawn = [];
    for (const svg of table.querySelectorAll("td.b > svg")) {
      const [range, tick] = [svg.querySelector("line.r"), svg.querySelector("use.mid")];
      const width = svg.getBoundingClientRect().width;
      if (!range || !tick || !width || svg.querySelector(".o, .track")) continue;
      const at = (element, name) => (parseFloat(element.getAttribute(name) ?? "0") * width) / 100;
      const [low, high, mid] = [at(range, "x1"), at(range, "x2"), at(tick, "x")];
      const pad = svg.querySelector("use.least") ? 5.5 : 0;
      const [left, right] = [Math.min(low, mid - pad), Math.max(high, mid + pad)];
      if (mid - 1 - left < 4 || right - mid - 1 < 4) faults.push(`a bar of ${Math.round(right - left)} px hides behind its tick`);
      drawn.push({ size: high - low, shown: right - left });
    }
    drawn.sort((a, b) => a.size - b.size);
    for (let k = 1; k < drawn.length; k += 1) {
      if (drawn[k].shown < drawn[k - 1].shown - 6) faults.push("a wider range is drawn narrower");
    }
  }
  return faults;
}

// Each page is loaded once and then looked at as each reader sees it.
const looking = await browser.newContext({ bypassCSP: true });
for (const path of pages()) {
  let where = path;
  const page = await looking.newPage();
  page.on("console", (message) => faults.push(`${where}: console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`${where}: error: ${error.message}`));
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) faults.push(`${where}: asks for ${request.url()}`);
  });
  await page.goto(address(path));
  await page.evaluate(axe);
  for (const width of [1280, 360]) {
    for (const colorScheme of ["light", "dark"]) {
      where = `${path} at ${width} px, ${colorScheme}`;
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      const wide = await page.evaluate(() => {
        const width = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= width) return null;
        const out = [...document.querySelectorAll("main *")].filter((element) =>
          element.getBoundingClientRect().right > width + 1 && !element.closest(".scroll"));
        return out.slice(0, 3).map((element) => `${element.tagName}.${element.className} ${element.textContent.slice(0, 40)}`);
      });
      if (wide) faults.push(`${where}: scrolls sideways: ${wide.join(" | ")}`);
      if (colorScheme === "light") faults.push(...(await page.evaluate(thinBars)).map((fault) => `${where}: ${fault}`));
      const asked = { resultTypes: ["violations"], preload: false, rules: { "target-size": { enabled: true } } };
      if (colorScheme === "dark") asked.runOnly = aboutColor;
      const result = await page.evaluate((asked) => globalThis.axe.run(document, asked), asked);
      for (const violation of result.violations) {
        const nodes = violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 120));
        faults.push(`${where}: axe ${violation.id} (${violation.impact}): ${nodes.join(" | ")}`);
      }
      if (pictures) {
        mkdirSync(pictures, { recursive: true });
        const name = `${path.replace(/\.html$/, "").replaceAll("/", "-")}-${width}-${colorScheme}.png`;
        await page.screenshot({ path: join(pictures, name), fullPage: true });
      }
    }
  }
  // On paper nothing scrolls: what is wider than its column stands on the next one.
  where = `${path} on paper`;
  await page.setViewportSize({ width: 680, height: 1000 });
  await page.emulateMedia({ media: "print", colorScheme: "light" });
  const over = await page.evaluate(() => {
    const cells = [...document.querySelectorAll("main :is(th, td, h1, h2, h3, p, li, dt, dd)")];
    const wide = cells.filter((cell) => cell.clientWidth > 0 && cell.scrollWidth > cell.clientWidth + 1 && !cell.closest(".prose"));
    return wide.slice(0, 3).map((cell) => `${cell.tagName}.${cell.className} ${cell.textContent.trim().slice(0, 40)}`);
  });
  if (over.length) faults.push(`${where}: wider than its column: ${over.join(" | ")}`);
  if (await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1)) {
    faults.push(`${where}: wider than the sheet`);
  }
  faults.push(...(await page.evaluate(thinBars)).map((fault) => `${where}: ${fault}`));
  await page.emulateMedia({ media: "screen" });
  for (const [width, style] of [[320, ""], [360, spacing]]) {
    where = `${path} at ${width} px${style ? " with wide letters" : ""}`;
    await page.setViewportSize({ width, height: 900 });
    if (style) await page.addStyleTag({ content: style });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) faults.push(`${where}: scrolls sideways by ${over} px`);
  }
  await page.close();
}
await looking.close();

// Every brief is one or two sheets, of A4 and of Letter; the board view of a log with a few matters is one.
const context = await browser.newContext();
const briefs = existsSync(join(root, "brief")) ? readdirSync(join(root, "brief")).sort().map((page) => `brief/${page}`) : [];
const boards = briefs.length && briefs.length < 25 ? ["index.html"] : [];
for (const path of [...boards, ...briefs]) {
  const page = await context.newPage();
  await page.goto(address(path));
  for (const format of ["A4", "Letter"]) {
    const name = `${path.replaceAll("/", "-").replace(/\.html$/, "")}-${format}.pdf`;
    const file = pictures ? { path: join(pictures, name) } : {};
    const pdf = await page.pdf({ format, preferCSSPageSize: true, printBackground: false, ...file });
    const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;
    if (sheets < 1 || sheets > (path === "index.html" ? 1 : 2)) faults.push(`${path} on paper: ${sheets} sheets of ${format}`);
  }
  await page.close();
}

// The pack: every chapter begins on a sheet of its own, a brief takes two at most, and no sheet is nearly empty. Where each
// begins is asked of the browser by the names that it gives to targets of links.
if (existsSync(join(root, "pack.html"))) {
  const page = await context.newPage();
  await page.goto(address("pack.html"));
  const chapters = await page.evaluate(() => [...document.querySelectorAll(".chapter")].map((chapter) => chapter.id));
  for (const format of ["A4", "Letter"]) {
    const file = pictures ? { path: join(pictures, `pack-${format}.pdf`) } : {};
    const pdf = (await page.pdf({ format, preferCSSPageSize: true, printBackground: false, ...file })).toString("latin1");
    const sheets = [...pdf.matchAll(/\/Kids \[([^\]]*)\]/g)].flatMap((kids) => kids[1].match(/\d+(?= 0 R)/g) ?? [])
      .filter((id) => new RegExp(`(^|\\s)${id} 0 obj\\s*<<\\/Type \\/Page\\s`).test(pdf));
    const begins = chapters.map((id) => {
      const place = pdf.match(new RegExp(`\\/${id} \\[(\\d+) 0 R`));
      return place ? sheets.indexOf(place[1]) + 1 : 0;
    });
    chapters.forEach((id, k) => {
      const next = begins[k + 1] ?? sheets.length + 1;
      if (begins[k] < 2 || next <= begins[k]) faults.push(`pack.html on ${format}: ${id} begins on ${begins[k]} of ${sheets.length}`);
      if (id.startsWith("matter-") && next - begins[k] > 2) faults.push(`pack.html on ${format}: ${id} takes ${next - begins[k]} sheets`);
    });
  }
  await page.close();
}
await context.close();

// Sliders: they start at the record's weights, agree with the table, follow keys and the address, find their way back,
// and are only there where scripts are.
const compared = existsSync(join(root, "compare")) ? readdirSync(join(root, "compare")).sort() : [];
let sliderCount = 0;
for (const name of compared) {
  const path = `compare/${name}`;
  const where = `${path}, sliders`;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.on("pageerror", (error) => faults.push(`${where}: error: ${error.message}`));
  await page.goto(address(path));
  if (await page.locator("#what-if").count()) {
    sliderCount += 1;
    faults.push(...(await slide(page)).map((fault) => `${where}: ${fault}`));
  }
  await context.close();
}
async function slide(page) {
  const found = [];
  const expect = (is, fault) => { if (!is) found.push(fault); };
  const read = () => page.evaluate(() => {
    const text = (list) => [...list].map((element) => element.textContent.trim());
    return {
      headline: document.querySelector("#what-if [role=status]").textContent,
      points: text(document.querySelectorAll("#what-if output")).map(Number),
      order: text(document.querySelectorAll("#what-if li > span:first-child")),
      totals: text(document.querySelectorAll("#what-if li > .f")),
      turns: text(document.querySelectorAll("#what-if small")),
      rows: text(document.querySelectorAll("#contributions tr[data-n] th")),
      tableTotals: text(document.querySelectorAll("#contributions tr[data-n] td:last-child .f")),
      isBackShown: !document.querySelector("#what-if button").hidden,
      hash: location.hash,
    };
  });
  const sum = (list) => list.reduce((a, b) => a + b, 0);
  const start = await read();
  expect(`${start.totals}` === `${start.tableTotals}`, `totals ${start.totals} are not those of the table, ${start.tableTotals}`);
  expect(`${start.order}` === `${start.rows}`, `the order is ${start.order}, in the table ${start.rows}`);
  expect(sum(start.points) === 100, `weights come to ${sum(start.points)}`);
  expect(!start.isBackShown && start.hash === "", "it does not start at the record's weights");
  expect(start.headline.includes(start.totals[0]), `the headline says ${start.headline}`);
  // By key, with a name and a description.
  const slider = page.getByRole("slider").first();
  await slider.focus();
  await slider.press(start.points[0] < 100 ? "ArrowRight" : "ArrowLeft");
  const moved = await read();
  expect(moved.points[0] !== start.points[0] && sum(moved.points) === 100, `a key moved ${start.points} to ${moved.points}`);
  expect(moved.hash === `#w=${moved.points}` && moved.isBackShown, `the address is ${moved.hash}`);
  // Beyond a switch point somebody else is first.
  const at = start.turns.findIndex((turn) => /(below|above) \d+$/.test(turn));
  if (at >= 0) {
    const [, rival, side, point] = /([^,]+) (below|above) (\d+)$/.exec(start.turns[at]);
    const beyond = side === "above" ? Math.min(100, Number(point) + 2) : Math.max(0, Number(point) - 2);
    await page.getByRole("button").click();
    await page.getByRole("slider").nth(at).fill(String(beyond));
    const turned = await read();
    expect(turned.order[0] === rival.trim(), `at ${beyond} ${turned.order[0]} is first, not ${rival}`);
  }
  // Out of the address, and back to the record.
  const even = start.points.map((_, k) => (k === 0 ? 100 - 10 * (start.points.length - 1) : 10));
  await page.goto(`${page.url().split("#")[0]}#w=${even}`);
  await page.reload();
  expect(`${(await read()).points}` === `${even}`, `the address ${even} was read as ${(await read()).points}`);
  const back = page.getByRole("button");
  if (await back.isVisible()) await back.click();
  const again = await read();
  expect(`${again.points}` === `${start.points}` && again.hash === "", `back leads to ${again.points} ${again.hash}`);
  for (const bad of ["#w=1", "#w=0,0,0,0", "#w=a,b", "#w=-1,101", "#w=" + "9".repeat(400)]) {
    await page.goto(page.url().split("#")[0] + bad);
    await page.reload();
    expect(`${(await read()).points}` === `${start.points}`, `${bad.slice(0, 20)} is not the record's weights`);
  }
  return found;
}

// Without scripts nothing of them is seen; a strict policy of a server lets them work.
const slidden = compared.find((name) => readFileSync(join(root, "compare", name), "utf8").includes('id="what-if"'));
if (slidden) {
  const silent = await browser.newContext({ javaScriptEnabled: false });
  const page = await silent.newPage();
  await page.goto(address(`compare/${slidden}`));
  if (await page.locator("#what-if").isVisible()) faults.push(`compare/${slidden}: sliders are shown without scripts`);
  await silent.close();
  const policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:";
  const types = { html: "text/html", css: "text/css", js: "text/javascript" };
  const server = createServer((request, response) => {
    const file = join(root, decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    if (!file.startsWith(root) || !existsSync(file)) return response.writeHead(404).end();
    const type = types[file.split(".").pop()] ?? "text/plain";
    response.writeHead(200, { "content-type": `${type}; charset=utf-8`, "content-security-policy": policy });
    response.end(readFileSync(file));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const strict = await browser.newContext();
  const served = await strict.newPage();
  served.on("console", (message) => faults.push(`compare/${slidden} under a policy: ${message.text()}`));
  await served.goto(`http://127.0.0.1:${server.address().port}/compare/${encodeURIComponent(slidden)}`);
  if (!(await served.locator("#what-if").isVisible())) faults.push(`compare/${slidden}: no sliders under a policy`);
  await strict.close();
  await new Promise((done) => server.close(done));
}

// Finding: ranked, by keys alone, in parts that are loaded on the first letter, and put in as text.
let foundCount = 0;
if (existsSync(join(root, "search.html"))) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("pageerror", (error) => faults.push(`search.html: error: ${error.message}`));
  page.on("dialog", (dialog) => { faults.push(`search.html: an author's script says ${dialog.message()}`); dialog.dismiss(); });
  await page.goto(address("search.html"));
  faults.push(...(await seek(page, asked)).map((fault) => `search.html: ${fault}`));
  await context.close();
  const silent = await browser.newContext({ javaScriptEnabled: false });
  const still = await silent.newPage();
  await still.goto(address("search.html"));
  if (await still.locator(".find").isVisible()) faults.push("search.html: a field without scripts");
  if (!(await still.locator("main a").count())) faults.push("search.html: no lists without scripts");
  await silent.close();
}
async function seek(page, asked) {
  const found = [];
  const expect = (is, fault) => { if (!is) found.push(fault); };
  const isIndex = (url) => url.includes("/search/");
  const field = page.getByRole("searchbox");
  const status = page.locator(".find [role=status]");
  const hits = page.locator(".hits a");
  const type = async (text) => {
    await field.fill(text);
    await page.waitForFunction((text) => text === "" || /found|Nothing|letter more/.test(document.querySelector(".find [role=status]").textContent), text);
    await page.waitForTimeout(150);
    return { names: await hits.allTextContents(), status: await status.textContent() };
  };
  expect(!asked.some(isIndex), "the index is loaded before anything is asked");
  await page.keyboard.press("/");
  expect(await field.evaluate((field) => field === document.activeElement), "/ does not lead into the field");
  // A decision of this log is found by its name, and stands first.
  const lines = readFileSync(join(root, "search", "records-0.js"), "utf8");
  // One letter alone is too little to look for.
  const rows = JSON.parse(lines.slice(lines.indexOf("["), lines.lastIndexOf("]") + 1)).filter((row) => row[2].length > 1);
  if (!rows.length) return found;
  for (const row of rows.slice(0, 5)) {
    const { names, status } = await type(row[2]);
    foundCount += names.length;
    expect(names.length > 0 && /found/.test(status), `nothing is found for ${row[2]}: ${status}`);
    expect(names.slice(0, 3).includes(row[2]), `${row[2]} is not among the first: ${names.slice(0, 3)}`);
  }
  expect(asked.some(isIndex), "the index is not loaded");
  const numbered = rows.find((row) => row[1]);
  if (numbered) {
    const { names } = await type(numbered[1]);
    expect(names[0] === numbered[2], `number ${numbered[1]} finds ${names[0]}`);
  }
  // Down, up, back to the field, and away.
  await type(rows[0][2]);
  await page.keyboard.press("ArrowDown");
  expect(await hits.first().evaluate((link) => link === document.activeElement), "the arrow does not lead to the first");
  await page.keyboard.press("ArrowUp");
  expect(await field.evaluate((field) => field === document.activeElement), "the arrow does not lead back");
  await page.keyboard.press("Escape");
  expect((await field.inputValue()) === "" && (await hits.count()) === 0, "Escape leaves something");
  const none = await type("zzzzqqqq");
  expect(none.names.length === 0 && /Nothing/.test(none.status), `nothing is called ${none.status}`);
  for (const odd of ["__proto__", "constructor", "<b>", "\\", "(", "\u202e", "a"]) await type(odd);
  expect((await page.locator(".hits :is(script, img, b)").count()) === 0, "an author's mark-up stands among the results");
  // What was asked stands in the address and is asked again by it.
  const { names } = await type(rows[0][2]);
  expect(new URL(page.url()).hash.startsWith("#q="), `the address is ${page.url()}`);
  await page.reload();
  await page.waitForFunction(() => document.querySelector(".hits a"));
  expect(`${await hits.allTextContents()}` === `${names}`, "the address finds something else");
  await field.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.endsWith("search.html"));
  expect(page.url().endsWith(rows.find((row) => row[2] === names[0])[0]), `Enter leads to ${page.url()}`);
  return found;
}

// Lists: rows are filtered by their words and sorted within their groups; nothing is lost, and the way back is the first.
let listCount = 0;
for (const path of ["decisions.html", "index.html", "log/index.html"].filter((path) => existsSync(join(root, path)))) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.on("pageerror", (error) => faults.push(`${path}: error: ${error.message}`));
  await page.goto(address(path));
  if (await page.locator(".tools").isVisible()) {
    listCount += 1;
    faults.push(...(await sift(page)).map((fault) => `${path}: ${fault}`));
  }
  await context.close();
}
async function sift(page) {
  const found = [];
  const expect = (is, fault) => { if (!is) found.push(fault); };
  const names = () => page.locator(":is(.dlist, .files) tbody tr:visible > th > a").allTextContents();
  const [field, select] = [page.locator(".tools input"), page.locator(".tools select")];
  const all = await names();
  const name = all[all.length - 1];
  await field.fill(name.toUpperCase());
  const kept = await names();
  expect(kept.includes(name) && kept.length <= all.length, `${name} is filtered away: ${kept}`);
  expect((await page.locator(".tools [role=status]").textContent()) === `${kept.length} of ${all.length} shown`, "rows are counted otherwise");
  await field.fill("zzzzqqqq");
  expect((await names()).length === 0 && /No row/.test(await page.locator(".tools [role=status]").textContent()), "what is not there is shown");
  await field.press("Escape");
  expect(`${await names()}` === `${all}`, "Escape does not show all again");
  for (const label of await select.locator("option").allTextContents()) {
    await select.selectOption({ label });
    const sorted = await names();
    expect(`${[...sorted].sort()}` === `${[...all].sort()}`, `${label} loses rows`);
    if (label === `${await page.locator(".dlist").count() ? "Decision" : "File"}, A to Z`) {
      const { compare } = new Intl.Collator("en", { numeric: true });
      const groups = await page.locator(":is(.dlist, .files) tbody").evaluateAll((bodies) =>
        bodies.map((body) => [...body.rows].map((row) => row.querySelector("th").innerText.trim())));
      for (const group of groups) expect(`${[...group].sort(compare)}` === `${group}`, `${label} gives ${group}`);
      expect((await page.locator("[aria-sort=ascending]").count()) > 0, "no head says that it is sorted");
    }
  }
  await select.selectOption("0");
  expect(`${await names()}` === `${all}`, "as listed is another order than it was");
  const head = page.locator(":is(.dlist, .files) thead th").first();
  await head.click();
  expect((await head.getAttribute("aria-sort")) !== null, "a click on a head does not sort");
  return found;
}

await browser.close();

for (const fault of faults) console.log(fault);
console.log(`${pages().length} pages opened, ${briefs.length} briefs printed, ${sliderCount} sets of sliders moved, ${foundCount} decisions found, ${listCount} lists sorted, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
