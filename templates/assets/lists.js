// Filters and sorts the rows of a list, within its groups. Without it the list stands as it was made.
(() => {
  "use strict";
  const LEAST = 8;
  const bar = document.querySelector(".tools");
  const tables = [...document.querySelectorAll("table.dlist, table.files")];
  const rows = tables.flatMap((table) => [...table.tBodies[0].rows]);
  if (!bar || rows.length < LEAST) return;
  const [field, select, status] = ["input", "select", "[role=status]"].map((look) => bar.querySelector(look));

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const held = new Map(rows.map((row, at) => [row, { at, text: fold(row.textContent) }]));

  function filter() {
    const asked = fold(field.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      row.hidden = !asked.every((word) => held.get(row).text.includes(word));
      shown += !row.hidden;
    }
    for (const table of tables) {
      table.closest("section").hidden = asked.length > 0 && [...table.tBodies[0].rows].every((row) => row.hidden);
    }
    status.textContent = !asked.length ? "" : shown ? `${shown} of ${rows.length} shown` : "No row of this page holds all of these words.";
  }

  // Each way to sort: its column, how a cell is compared, and from which end. What has no value comes last.
  const text = (cell) => cell?.innerText.trim() ?? "";
  const day = (cell) => cell?.querySelector("time")?.dateTime ?? "";
  const heads = [...tables[0].tHead.rows[0].cells];
  const ways = heads.flatMap((head, column) => {
    const isDay = rows.some((row) => day(row.cells[column])), isNumber = head.classList.contains("no");
    // The groups of a page may call their days differently.
    const name = isDay && tables.length > 1 ? "Day" : text(head).replace(/\.$/, "");
    const way = (of, order, label) => ({ column, of, order, label: `${name}, ${label}` });
    if (isDay) return [way(day, -1, "latest first"), way(day, 1, "earliest first")];
    if (isNumber) return [way(text, 1, "smallest first"), way(text, -1, "largest first")];
    return [way(text, 1, "A to Z")];
  });
  const compared = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;

  function sort() {
    const way = ways[select.value - 1];
    const value = (row) => (way ? way.of(row.cells[way.column]) : "");
    const before = (a, b) => {
      const [x, y] = [value(a), value(b)];
      const told = x && y ? compared(x, y) * (way?.order ?? 1) : !x - !y;
      return told || held.get(a).at - held.get(b).at;
    };
    for (const table of tables) {
      const body = table.tBodies[0];
      body.append(...[...body.rows].sort(before));
      [...table.tHead.rows[0].cells].forEach((head, column) => {
        const isIt = way?.column === column;
        if (isIt) head.setAttribute("aria-sort", way.order < 0 ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
    }
  }

  ways.forEach(({ label }, at) => select.append(new Option(label, at + 1)));
  // A click on a head goes through the ways of its column, and back.
  for (const table of tables) {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      head.addEventListener("click", () => {
        const own = [...ways.keys()].filter((at) => ways[at].column === column).map((at) => at + 1);
        select.value = own[own.indexOf(Number(select.value)) + 1] ?? 0;
        sort();
      });
    });
  }
  field.oninput = filter;
  field.onkeydown = (event) => {
    if (event.key === "Escape" && field.value) {
      field.value = "";
      filter();
    }
  };
  select.onchange = sort;
  bar.hidden = false;
  document.body.classList.add("sorts");
  if (field.value) filter();
})();
