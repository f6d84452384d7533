"use strict";
// Records and their places in the text, shown by one another; nothing here writes markup.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const status = document.querySelector("[role=status]");
let origin = null; // the link or the words that were chosen last

const number = key => parseInt(key, 10);
const keysOf = mark => mark.dataset.keys.split(" ");

function clear() {
  all(".on").forEach(e => e.classList.remove("on"));
  origin = null;
}

function reveal(element) {
  for (let e = element; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
}

const counted = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;

function say(words) {
  status.textContent = words;
}

// From a record, or one of its fields, to the text.
function chooseRecord(link) {
  clear();
  const article = link.closest(".article"), pane = article.querySelector(".text"), marks = all("mark", pane);
  const wanted = new Set((link.dataset.keys || "").trim().split(" ").filter(Boolean));
  let found = marks.filter(m => keysOf(m).some(k => wanted.has(k)));
  // A category stands nowhere in the text: its record's evidence does.
  if (!found.length) found = marks.filter(m => keysOf(m).some(k => number(k) === +link.dataset.finding));
  found.forEach(m => m.classList.add("on"));
  const finding = link.closest(".finding");
  finding.classList.add("on");
  link.classList.add("on");
  history.replaceState(null, "", `#${finding.id}`); // an address to show somebody
  origin = link;
  say(`${counted(found.length, "place")} marked`);
  if (!found.length) return;
  enter(found[0], false);
  // The text has its own scroll bar, so the list stays where it is; the page moves only as far as it must.
  const box = pane.getBoundingClientRect(), top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  pane.scrollTop += found[0].getBoundingClientRect().top - top - (bottom - top) / 3;
  found[0].scrollIntoView({ block: "nearest" });
  // One stretch of words may be several marks, where other words' marks begin or end in it.
  let last = found[0];
  while (found.includes(last.nextSibling)) last = last.nextSibling;
  const below = last.getBoundingClientRect().bottom - innerHeight;
  if (below > 0) scrollBy(0, below + 4);
}

// From words of the text to their records.
function chooseWords(mark) {
  clear();
  const article = mark.closest(".article"), numbers = new Set(keysOf(mark).map(number));
  const found = all(".finding", article).filter(f => numbers.has(+f.id.split("-").pop()) && !f.hidden);
  mark.classList.add("on");
  found.forEach(f => f.classList.add("on"));
  say(`${counted(found.length, "record")} marked`);
  const first = found[0]?.querySelector("a");
  if (!first) return;
  found.forEach(reveal);
  first.focus({ preventScroll: true });
  first.scrollIntoView({ block: "nearest" });
  origin = mark;
}

// One stop of the Tab key in each text; the arrow keys go from there.
function enter(mark, focus = true) {
  all("mark[tabindex='0']", mark.closest(".text")).forEach(m => m.setAttribute("tabindex", "-1"));
  mark.setAttribute("tabindex", "0");
  if (focus) mark.focus();
}

// Only the records that are not right in a field, or a kind.
function filter(fault) {
  clear();
  let records = 0, articles = 0;
  for (const article of all(".article")) {
    let here = 0;
    for (const f of all(".finding", article)) {
      f.hidden = Boolean(fault) && !f.dataset.faults.split(" ").includes(fault);
      here += !f.hidden;
    }
    for (const group of all(".group", article)) {
      group.hidden = Boolean(fault) && !group.querySelector(".finding:not([hidden])");
    }
    article.hidden = Boolean(fault) && !here;
    if (fault && here && !articles) article.open = true;
    records += here;
    articles += here > 0;
  }
  const bar = document.querySelector(".filter");
  bar.hidden = !fault;
  const where = `${counted(records, "record")} in ${counted(articles, "article")}`;
  const words = fault ? `Not right in ${fault}: ${where}.` : "All records are shown.";
  bar.querySelector("span").textContent = words;
  say(words);
  all("[data-filter]").forEach(a => a.setAttribute("aria-current", a.dataset.filter === fault));
}

document.addEventListener("click", event => {
  const link = event.target.closest("[data-finding], [data-filter], .filter button, .text mark");
  if (!link || (link.matches("mark") && String(getSelection()))) return; // words are being selected
  event.preventDefault();
  if (link.matches("[data-finding]")) chooseRecord(link);
  else if (link.matches("mark")) chooseWords(link);
  else {
    filter(link.dataset.filter || null);
    const heading = document.getElementById("articles");
    heading.focus({ preventScroll: true });
    heading.scrollIntoView();
  }
});

document.addEventListener("keydown", event => {
  if (event.key === "Escape") {
    const chosen = document.querySelector(".on"), back = origin;
    clear();
    if (!chosen && !document.querySelector(".filter").hidden) filter(null);
    back?.focus();
    return;
  }
  const mark = event.target.closest(".text mark");
  if (!mark) return;
  const marks = all("mark", mark.closest(".text")), at = marks.indexOf(mark);
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (event.key === "Enter" || event.key === " ") chooseWords(mark);
  else if (step && marks[at + step]) enter(marks[at + step]);
  else return;
  event.preventDefault();
});

all(".text").forEach(pane => pane.querySelector("mark")?.setAttribute("tabindex", "0"));

if (matchMedia("(max-width: 44rem)").matches) all(".fields details").forEach(d => (d.open = false));

function follow() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (!target) return;
  reveal(target);
  target.scrollIntoView();
  if (target.matches(".finding")) chooseRecord(target.querySelector("a"));
}
addEventListener("hashchange", follow);
follow();
