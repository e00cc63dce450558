// Sliders for a comparison, made from its table; the setting stands in the address: #w=35,30,20,15.
(() => {
  "use strict";
  const [section, table] = ["what-if", "contributions"].map((id) => document.getElementById(id));
  if (!section || !table) return;

  const words = section.dataset;
  const heads = [...table.querySelectorAll("th[data-w]")];
  const record = heads.map((head) => +head.dataset.w);
  const options = [...table.querySelectorAll("tr[data-n]")].map((row) => ({
    name: row.dataset.n,
    head: row.querySelector("th"),
    label: row.querySelector("th").textContent.trim(),
    scores: [...row.querySelectorAll("td[data-v]")].map((cell) => +cell.dataset.v),
  }));
  if (options.length < 2 || record.length < 2) return;
  let weights = asked() ?? record, before = weights;

  // The others keep their proportions.
  function total(option, w) {
    return option.scores.reduce((sum, score, k) => sum + (score * w[k]) / 100, 0);
  }
  function ranked(w) {
    return options.map((option) => ({ option, total: total(option, w) })).sort((a, b) => b.total - a.total);
  }
  function moved(w, k, to) {
    const rest = 100 - w[k];
    return w.map((x, i) => (i === k ? to : rest > 1e-9 ? (x * (100 - to)) / rest : (100 - to) / (w.length - 1)));
  }
  function room(w, k) {
    const first = ranked(w)[0].option, none = moved(w, k, 0), all = moved(w, k, 100), found = { low: 0, high: 100 };
    for (const rival of options) {
      const a = total(first, none) - total(rival, none), b = total(first, all) - total(rival, all);
      const at = (100 * a) / (a - b);
      if (a < 0 && b > 0 && at > found.low) Object.assign(found, { low: at, under: rival });
      if (a > 0 && b < 0 && at < found.high) Object.assign(found, { high: at, over: rival });
    }
    return found;
  }
  function whole(w) {
    const points = w.map(Math.floor), parts = w.map((x, k) => [x - points[k], k]).sort((a, b) => b[0] - a[0]);
    const left = Math.round(100 - points.reduce((sum, x) => sum + x, 0));
    for (const [, k] of parts.slice(0, left)) points[k] += 1;
    return points;
  }
  function asked() {
    const list = /^#w=([\d.,]+)$/.exec(location.hash)?.[1].split(",").map(Number);
    const sum = list?.reduce((a, b) => a + b, 0);
    return list?.length === record.length && sum > 0 && sum < 1e6 ? list.map((x) => (100 * x) / sum) : null;
  }

  function add(parent, tag, attributes = {}, text) {
    const space = /svg|line/.test(tag) ? "2000/svg" : "1999/xhtml";
    const element = document.createElementNS(`http://www.w3.org/${space}`, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (text) element.textContent = text;
    return parent.appendChild(element);
  }
  const drawing = (parent, height) => add(parent, "svg", { width: "100%", height, "aria-hidden": "true" });
  function line(svg, look, from, to, y1 = "50%", y2 = "50%") {
    add(svg, "line", { class: look, x1: `${from}%`, x2: `${to}%`, y1, y2 });
  }
  function filled(pattern, ...values) {
    const text = pattern.replace(/{}/g, () => values.shift());
    return text[0].toUpperCase() + text.slice(1);
  }

  const form = add(section.lastElementChild, "form", { class: "wi" });
  const headline = add(form, "p", { class: "ask-line", role: "status" });
  const sliders = heads.map((head, k) => {
    const box = add(form, "div"), id = `w${k}`;
    const label = add(box, "label", { for: id }, `${head.querySelector("a").textContent} `);
    const shown = add(label, "output", { for: id });
    const input = add(box, "input", { id, type: "range", min: 0, max: 100, "aria-describedby": `${id}t` });
    const marks = drawing(box, 14);
    input.addEventListener("input", () => { weights = moved(before, k, +input.value); show(input); });
    input.addEventListener("change", () => { before = weights; });
    return { input, shown, marks, turns: add(box, "small", { id: `${id}t` }) };
  });
  const list = add(form, "ol");
  const back = add(form, "button", { type: "button" }, words.back);
  back.addEventListener("click", () => { weights = before = record; show(back); sliders[0].input.focus(); });
  addEventListener("hashchange", () => { weights = before = asked() ?? weights; show(); });

  function show(moving) {
    const order = ranked(weights), points = whole(weights), [first, second] = order;
    const isRecord = `${points}` == whole(record);
    const result = filled(first.total - second.total < 0.5 ? words.level : words.leads,
      first.option.name, second.option.name, Math.round(first.total), Math.round(second.total));
    if (headline.textContent !== result) headline.textContent = result;
    sliders.forEach(({ input, shown, marks, turns }, k) => {
      const { low, high, under, over } = room(weights, k), parts = [];
      if (input !== moving) input.value = points[k];
      shown.textContent = points[k];
      marks.textContent = "";
      line(marks, "t", 0, 100);
      line(marks, "r", low, high);
      if (under) { line(marks, "s", low, low, 0, "100%"); parts.push(filled(words.below, under.label, Math.ceil(low))); }
      if (over) { line(marks, "s", high, high, 0, "100%"); parts.push(filled(words.above, over.label, Math.floor(high))); }
      turns.textContent = parts.join(", ") || filled(words.none);
    });
    list.textContent = "";
    order.forEach(({ option, total }, place) => {
      const item = add(list, "li", place ? {} : { class: "rec" }), name = add(item, "span");
      option.head.childNodes.forEach((node) => name.append(node.cloneNode(true)));
      add(item, "span", { class: "f" }, String(Math.round(total)));
      line(drawing(item, 20), "v", 0, total);
    });
    back.hidden = isRecord;
    if (moving) {
      const address = isRecord ? location.href.split("#")[0] : `#w=${points}`;
      try { history.replaceState(null, "", address); } catch { location.hash = isRecord ? "" : `w=${points}`; }
    }
  }
  section.hidden = false;
  show();
  if (asked()) section.scrollIntoView();
})();
