// Finds decisions by their words. The index lies beside the pages as scripts, in parts that are loaded when they are
// needed: from a folder as from a server. All that comes out of it is put into the page as text.
(() => {
  "use strict";
  const base = new URL("../search/", document.currentScript.src);
  const form = document.querySelector(".find");
  if (!form) return;
  const [field, status, list] = ["input", "[role=status]", ".hits"].map((look) => form.parentNode.querySelector(look));
  const SHOWN = 30, PARTS = 12;
  const signs = "\\u0e00-\\u0e7f\\u1100-\\u11ff\\u2e80-\\u9fff\\uac00-\\ud7af\\u{20000}-\\u{2fa1f}";
  const wordly = new RegExp(`[${signs}]|(?:(?![${signs}])[\\p{Alphabetic}\\p{N}])+`, "gu");

  // A part calls this with what it holds.
  const parts = {}, loading = {};
  window.adrFound = (kind, part, held) => { parts[`${kind}-${part}`] = held; };
  function load(kind, part) {
    const name = `${kind}-${part}`;
    return (loading[name] ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = new URL(`${name}.js`, base).href;
      script.onload = () => done(parts[name]);
      script.onerror = () => failed(new Error(name));
      document.head.append(script);
    }));
  }

  // As the index folds its words.
  function words(text) {
    const folded = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    return [...new Set(folded.match(wordly) ?? [])].filter((word) => word.length > 1 || /[\d\u0e00-\uffff]/.test(word));
  }

  // Document → score, for all words that begin with one.
  async function holding(start, { count, firsts }) {
    let from = 0;
    while (from + 1 < firsts.length && firsts[from + 1] <= start) from += 1;
    let to = from;
    while (to + 1 < firsts.length && firsts[to + 1].startsWith(start) && to - from < PARTS) to += 1;
    const found = new Map();
    for (const held of await Promise.all(Array.from({ length: to - from + 1 }, (_, k) => load("words", from + k)))) {
      for (const [word, written] of Object.entries(held)) {
        if (!word.startsWith(start)) continue;
        const places = written.split(" ");
        const worth = Math.log(1 + count / places.length) * (word === start ? 2 : 1);
        let at = 0;
        for (const place of places) {
          const number = parseInt(place, 36);
          at += Math.floor(number / 8);
          found.set(at, Math.max(found.get(at) ?? 0, worth * (number % 8)));
        }
      }
    }
    return found;
  }

  // Those that hold all words, else those that hold some; the best first, of equal ones the newest.
  async function find(asked) {
    const index = await load("index", 0);
    const all = index.firsts.length ? await Promise.all(asked.map((word) => holding(word, index))) : [];
    const scores = new Map();
    for (const found of all) {
      for (const [at, score] of found) {
        const [hits, sum] = scores.get(at) ?? [0, 0];
        scores.set(at, [hits + 1, sum + score]);
      }
    }
    const ranked = [...scores].sort(([a, x], [b, y]) => y[0] - x[0] || y[1] - x[1] || a - b);
    const whole = ranked.filter(([, [hits]]) => hits === asked.length);
    const best = whole.length ? whole : ranked;
    const rows = await Promise.all(best.slice(0, SHOWN).map(async ([at]) => (await load("records", Math.floor(at / index.per)))[at % index.per]));
    return { rows, count: best.length, isWhole: whole.length > 0 };
  }

  function add(parent, tag, text, attributes = {}) {
    const element = document.createElement(tag);
    element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) if (value) element.setAttribute(name, value);
    parent.append(element);
    return element;
  }
  function show({ rows, count, isWhole }) {
    list.replaceChildren();
    for (const [href, number, name, question, standing, look, day, owner, lang] of rows) {
      const item = add(list, "li", "");
      add(item, "a", name, { href, lang });
      item.append(" ");
      if (question) add(item, "span", question, { class: "ask2", lang });
      const told = [number && `Decision ${number}`, day, owner].filter(Boolean).join(" · ");
      const small = add(item, "small", "");
      add(small, "span", standing, { class: `sta ${look}` });
      small.append(told ? ` · ${told}` : "");
    }
    const some = count === 1 ? "One decision" : `${count} decisions`;
    status.textContent = !count ? "Nothing is found. Try fewer letters, or the lists below."
      : (isWhole ? `${some} found` : `No decision holds all of these words; ${count === 1 ? "one holds" : `${count} hold`} some`)
        + (count > SHOWN ? `; the best ${SHOWN} are shown` : "");
  }

  let turn = 0;
  async function ask() {
    const mine = (turn += 1), asked = words(field.value);
    history.replaceState(null, "", field.value ? `#q=${encodeURIComponent(field.value)}` : location.pathname.split("/").pop() || ".");
    if (!asked.length) {
      list.replaceChildren();
      status.textContent = field.value.trim() ? "Type one letter more." : "";
      return;
    }
    try {
      const found = await find(asked);
      if (mine === turn) show(found);
    } catch {
      if (mine === turn) status.textContent = "The index could not be loaded; the lists below lead everywhere.";
    }
  }

  const links = () => [...list.querySelectorAll("a")];
  field.addEventListener("focus", () => load("index", 0).catch(() => {}), { once: true });
  field.addEventListener("input", ask);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    const at = links().indexOf(document.activeElement), isHere = document.activeElement === field;
    if (event.key === "/" && !isHere && !event.ctrlKey && !event.metaKey && !event.altKey) field.focus();
    else if (event.key === "Escape" && (isHere || at >= 0)) {
      if (isHere) { field.value = ""; ask(); }
      field.focus();
    } else if (event.key === "Enter" && isHere) links()[0]?.click();
    else if (event.key === "ArrowDown" && (isHere || at >= 0)) links()[at + 1]?.focus();
    else if (event.key === "ArrowUp" && at >= 0) (links()[at - 1] ?? field).focus();
    else return;
    event.preventDefault();
  });

  form.hidden = false;
  const sent = /^#q=(.*)$/.exec(location.hash)?.[1];
  if (sent) {
    try { field.value = decodeURIComponent(sent); } catch { field.value = sent; }
    ask();
  }
})();
