// What a reader thinks of the records, and the label file that comes of it.

const works = new Map(); // of each report that was shown
let unsaved = false;

// The shown report's label in the making; its bar and its records' buttons are made the first time.
function prepare(report) {
  if (works.has(report)) return;
  const data = JSON.parse(report.querySelector(".data").textContent);
  const text = oneLine(data.text), names = new Set(data.label.actors.map(a => a.name));
  const entries = Object.entries(data.ids).flatMap(([kind, ids]) =>
    ids.map((id, i) => ({ kind, id, original: data.label[kind][i], value: data.label[kind][i], verdict: "", note: "" })));
  const work = { ...data, entries, names, note: "", stands: words => !text || names.has(words) || text.includes(words) };
  works.set(report, work);
  work.output = make("output");
  for (const entry of entries) equip(document.getElementById(`${report.id}-${entry.id}`), entry, work);
  const rest = button("Tick the rest", () => {
    entries.filter(e => !e.verdict).forEach(e => decide(e, "right", work));
  });
  const kinds = make("select", { ariaLabel: "Kind of record to add" });
  kinds.append(...Object.keys(data.ids).map(k => make("option", { value: k, textContent: k })));
  const missing = button("Add a record", () => add(kinds.value, work));
  const comment = noteOf(work, "Comment on the report", () => update(work));
  const bar = make("div", { className: "bar" }, work.output, rest, button("Key points", () => editSummary(work, bar)), comment.button, button("Save labels", () => save(work), "main"));
  if (data.made && data.text) bar.append(button("Save text", () => download(data.label.article, data.text)));
  report.querySelector(".records h2").after(bar, comment.field);
  work.added = make("ul", { className: "cards" });
  const more = [make("h3", { className: "missing", textContent: "Missing from the report" }), work.added, make("div", { className: "tools" }, kinds, missing)];
  report.querySelector(".provenance").before(...more);
  update(work);
}

const button = (textContent, action, className = "") => {
  const made = make("button", { type: "button", textContent, className });
  made.addEventListener("click", action);
  return made;
};

// A button that opens a field for a comment on `thing`.
function noteOf(thing, label, changed) {
  const area = make("textarea", { rows: 2, dir: "auto", ariaLabel: label });
  const field = make("div", { className: "note", hidden: true }, area);
  const opener = button("Comment", () => {
    field.hidden = !field.hidden;
    opener.ariaExpanded = String(!field.hidden);
    if (!field.hidden) area.focus();
  });
  opener.ariaExpanded = "false";
  area.addEventListener("input", () => {
    thing.note = area.value;
    changed();
    unsaved = true;
  });
  return { button: opener, field };
}

function equip(card, entry, work) {
  const title = card.querySelector("h4").textContent.replace(/\s+/g, " ").trim();
  entry.card = card;
  entry.tag = card.querySelector(".tag").textContent;
  entry.right = button("Right", () => decide(entry, entry.verdict === "right" ? "" : "right", work));
  entry.wrong = button("Wrong", () => decide(entry, entry.verdict === "wrong" ? "" : "wrong", work));
  const correct = button("Correct", () => edit(entry, work));
  const comment = noteOf(entry, `Comment on ${title}`, () => update(work));
  entry.changes = make("ul", { className: "changes", hidden: true });
  entry.opener = correct;
  const tools = make("div", { className: "tools", role: "group", ariaLabel: `Judge ${title}` }, entry.right, entry.wrong, correct, comment.button);
  card.append(entry.changes, tools, comment.field);
  mark(entry);
}

function mark(entry) {
  entry.card.dataset.verdict = entry.verdict;
  entry.right.ariaPressed = String(entry.verdict === "right");
  entry.wrong.ariaPressed = String(entry.verdict === "wrong");
}

function decide(entry, verdict, work) {
  entry.verdict = verdict;
  mark(entry);
  unsaved = true;
  update(work);
}

function edit(entry, work) {
  const open = entry.card.querySelector("form");
  if (open) return open.querySelector("input, select, textarea").focus();
  const made = form("Correct", entry.kind, entry.value, work.stands, value => {
    if (value) {
      entry.value = value;
      if (entry.kind === "actors") work.names.add(value.name);
      changed(entry);
      decide(entry, "right", work);
    } else if (!entry.original && !entry.verdict) {
      work.entries.splice(work.entries.indexOf(entry), 1);
      entry.card.remove();
      update(work);
    }
    entry.opener.focus();
  });
  entry.changes.after(made);
  made.querySelector("input, select, textarea").focus();
}

// What the reader wrote is shown beside what was there.
function changed(entry) {
  const differ = FIELDS[entry.kind].map(f => f.name).filter(f => JSON.stringify(entry.value[f]) !== JSON.stringify(entry.original?.[f]));
  entry.changes.replaceChildren(...differ.map(f =>
    make("li", { dir: "auto" }, `${inWords(f)}: `, make("ins", { textContent: told(entry.value[f]) }))));
  entry.changes.hidden = !differ.length;
}

function add(kind, work) {
  const entry = { kind, id: `added-${work.entries.length + 1}`, original: null, value: blank(kind), verdict: "", note: "" };
  const card = make("li", { className: "card", id: `${report.id}-${entry.id}` });
  card.dataset.id = entry.id;
  const tag = make("span", { className: "tag", textContent: `N${work.entries.length + 1}` });
  card.append(make("h4", {}, make("a", { href: `#${card.id}` }, tag, ` ${kind}`)));
  work.added.append(card);
  work.entries.push(entry);
  equip(card, entry, work);
  edit(entry, work);
  update(work);
}

function update(work) {
  const decided = work.entries.filter(e => e.verdict).length;
  work.output.textContent = `${decided} of ${counted(work.entries.length, "record")} judged`;
}

// The label: what was ticked or corrected, in the form of an engine's answer, with positions as they are in it.
function labelOf(work) {
  const kept = work.entries.filter(e => e.verdict === "right");
  const records = {}, positions = new Map();
  for (const kind of Object.keys(work.ids)) {
    const these = kept.filter(e => e.kind === kind);
    records[kind] = these.map(e => e.value);
    these.forEach((e, i) => positions.set(e.id, `${kind}[${i}]`));
  }
  const summary = work.summary ?? standing(work);
  const cites = point => point.cites.map(id => positions.get(id)).filter(Boolean);
  const judged = work.entries.filter(e => e.note || e.verdict === "wrong");
  const comments = judged.map(e => ({ record: positions.get(e.id) ?? e.id, verdict: e.verdict || null, note: e.note || null }));
  if (work.note) comments.push({ record: null, verdict: null, note: work.note });
  return {
    ...work.label,
    headline: summary.headline,
    key_points: summary.key_points.map(p => ({ text: p.text, cites: cites(p) })).filter(p => p.cites.length),
    ...records,
    ...(comments.length ? { comments } : {}),
  };
}

// The report's own headline and key points, ids for positions.
function summaryOf(work) {
  const id = position => {
    const [, kind, i] = position.match(/^(\w+)\[(\d+)\]$/);
    return work.ids[kind][i];
  };
  const points = work.label.key_points.map(p => ({ text: p.text, cites: p.cites.map(id) }));
  return { headline: work.label.headline, key_points: points };
}

// Of them what still holds: a sentence may tell only what stands in records, so it goes where one is not kept as it was.
function standing(work) {
  const same = id => work.entries.some(e => e.id === id && e.verdict === "right" && e.value === e.original);
  const { headline, key_points } = summaryOf(work);
  const whole = work.entries.every(e => !e.original || same(e.id));
  return { headline: whole ? headline : null, key_points: key_points.filter(p => p.cites.every(same)) };
}

function editSummary(work, bar) {
  const open = bar.parentElement.querySelector(":scope > form");
  if (open) return open.querySelector("input").focus();
  const tags = new Map(work.entries.map(e => [e.id, e.tag])), ids = new Map(work.entries.map(e => [e.tag, e.id]));
  const { headline, key_points } = work.summary ?? summaryOf(work);
  const value = { headline, key_points: key_points.map(p => ({ text: p.text, cites: p.cites.map(c => tags.get(c)).filter(Boolean).join(" ") })) };
  const made = form("Headline and key points", "summary", value, () => true, result => {
    if (result) {
      const named = words => (words ?? "").split(/[\s,]+/).map(t => ids.get(t.toUpperCase())).filter(Boolean);
      const points = result.key_points.map(p => ({ text: p.text, cites: named(p.cites) }));
      work.summary = { headline: result.headline, key_points: points };
      unsaved = true;
      say("Headline and key points are changed for the label");
    }
    bar.querySelector("button").focus();
  });
  bar.after(made);
  made.querySelector("input, textarea").focus();
}

function save(work) {
  const name = `${work.label.article.replace(/\.[^.]*$/, "") || "label"}.json`, label = labelOf(work);
  download(name, `${JSON.stringify(label, null, 1)}\n`);
  const left = work.entries.filter(e => !e.verdict).length;
  const kept = work.entries.filter(e => e.verdict === "right").length;
  const words = `${name}: ${counted(kept, "record")} saved${left ? `, ${left} left out as not judged` : ""}`;
  work.output.textContent = words;
  say(words);
  unsaved = false;
}

function download(name, content) {
  const address = URL.createObjectURL(new Blob([content], { type: "application/json" }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

addEventListener("beforeunload", event => {
  if (unsaved) event.preventDefault();
});
