// Opens a preview in Chromium, edits the record that it shows, and looks whether the page follows.
//
//   node preview.mjs ADDRESS PAGE RECORD_FILE
//
// Prints one line a fault and ends with 1 where there is one. ADR_CHROMIUM names the browser (default: chromium).

import { chromium } from "playwright-core";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [address, path, record] = process.argv.slice(2);
if (!record) {
  console.error("usage: node preview.mjs ADDRESS PAGE RECORD_FILE");
  process.exit(2);
}
const name = process.env.ADR_CHROMIUM ?? "chromium";
const folders = name.includes("/") ? [] : (process.env.PATH ?? "").split(":");
const executablePath = folders.map((folder) => join(folder, name)).find(existsSync) ?? name;
const faults = [];
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  const page = await browser.newPage({ viewport: { width: 800, height: 400 } });
  page.on("console", (line) => line.type() === "error" && faults.push(`the console says: ${line.text()}`));
  page.on("pageerror", (error) => faults.push(`a script fails: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !url.startsWith("data:")) faults.push(`it asks elsewhere: ${url}`);
  });
  await page.goto(address + path);
  await page.evaluate(() => scrollTo(0, 200));
  const before = await page.evaluate(() => scrollY);
  if (before < 100) faults.push(`the page is too short to be scrolled: ${before}`);
  writeFileSync(record, `${readFileSync(record, "utf8")}\nWritten in between.\n`);
  await page.getByText("Written in between.").waitFor({ state: "attached", timeout: 60_000 });
  await page.waitForFunction((wanted) => scrollY === wanted, before, { timeout: 10_000 }).catch(async () => {
    faults.push(`it was scrolled to ${before}, and stands at ${await page.evaluate(() => scrollY)}`);
  });
  // A page of another site gets nothing into itself.
  const other = await browser.newPage();
  await other.setContent(`<script src="${address}search/records-0.js"></script><iframe src="${address}"></iframe>`);
  const shown = await other.frames()[1]?.evaluate(() => document.body?.innerText ?? "").catch(() => "");
  if (shown?.includes("Which")) faults.push("another site's page shows the preview within itself");
} catch (error) {
  faults.push(String(error));
} finally {
  await browser.close();
}
faults.forEach((fault) => console.log(fault));
process.exit(faults.length > 0 ? 1 : 0);
