// Finds decisions by their words, in an index of scripts that are loaded when needed. What comes out of it is put in as text.
(() => {
  "use strict";
  const base = new URL("../search/", document.currentScript.src);
  const box = document.querySelector(".find");
  if (!box) return;
  const [field, status, list] = ["input", "[role=status]", ".hits"].map((look) => box.parentNode.querySelector(look));
  const SHOWN = 30, PARTS = 12;
  const signs = "\\u0e00-\\u0e7f\\u1100-\\u11ff\\u2e80-\\u9fff\\uac00-\\ud7af\\u{20000}-\\u{2fa1f}";
  const wordly = new RegExp(`[${signs}]|(?:(?![${signs}])[\\p{Alphabetic}\\p{N}])+`, "gu");

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
    return [...new Set(folded.match(wordly)?.map((word) => [...word].slice(0, 30).join("")) ?? [])].filter((word) => word.length > 1 || /[\d\u0e00-\uffff]/.test(word));
  }

  // Document → score.
  async function holding(start, { count, firsts }) {
    let from = 0;
    while (from + 1 < firsts.length && firsts[from + 1] <= start) from += 1;
    let to = from;
    while (to + 1 < firsts.length && firsts[to + 1].startsWith(start) && to - from < PARTS) to += 1;
    const found = new Map();
    const all = Array.from({ length: to - from + 1 }, (_, k) => load("words", from + k));
    for (const held of await Promise.all(all)) {
      for (const [word, written] of Object.entries(held)) {
        if (!word.startsWith(start)) continue;
        let at = 0;
        for (const place of written.split(" ")) {
          const number = parseInt(place, 36);
          at += number >> 3;
          found.set(at, Math.max(found.get(at) ?? 0, (number & 7) * (word === start ? 2 : 1)));
        }
      }
    }
    // How rare all of them are: a rare longer word never passes the one that was typed.
    const worth = Math.log1p(count / found.size);
    for (const [at, weight] of found) found.set(at, weight * worth);
    return found;
  }

  // Those that hold all words, else some; of equal ones the newest first.
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
    const row = async ([at]) => (await load("records", Math.floor(at / index.per)))[at % index.per];
    return { rows: await Promise.all(best.slice(0, SHOWN).map(row)), count: best.length, isWhole: whole.length };
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
    const best = count > SHOWN ? `; the best ${SHOWN} are shown` : "";
    status.textContent = !count ? "Nothing is found. Try fewer letters, or the lists below."
      : isWhole ? `${count} found${best}` : `None holds all of these words, ${count} some${best}`;
  }

  let turn = 0;
  async function ask() {
    const mine = (turn += 1), asked = words(field.value);
    history.replaceState(null, "", `#${field.value && `q=${encodeURIComponent(field.value)}`}`);
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
  field.oninput = ask;
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

  box.hidden = false;
  const sent = new URLSearchParams(location.hash.slice(1)).get("q");
  if (sent) {
    field.value = sent;
    ask();
  }
})();
