"use strict";
// Records and their places in the text, shown by one another; nothing here writes markup.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const say = words => (document.querySelector("[role=status]").textContent = words);
const counted = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;
const make = (tag, properties = {}, ...inside) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...inside);
  return element;
};

const keysOf = mark => mark.dataset.keys.split(" ");
const recordOf = key => key.split(":")[0];
const head = card => card.querySelector("h4 a");
let report = null; // the one that is shown
let origin = null; // what was chosen last, to come back to
let turn = { mark: null, at: 0 }; // words that several records share lead to each in its turn

function show(next) {
  if (!next || next === report) return;
  clear();
  all(".report.shown").forEach(r => r.classList.remove("shown"));
  next.classList.add("shown");
  report = next;
  all("nav a").forEach(a => {
    if (a.hash === `#${next.id}`) a.setAttribute("aria-current", "true");
    else a.removeAttribute("aria-current");
  });
  prepare(next); // what a reader can do with its records
  if (!next.querySelector(".text mark[tabindex]")) {
    all(".text mark", next).forEach((m, i) => m.setAttribute("tabindex", i ? "-1" : "0"));
  }
}

function clear() {
  all(".on").forEach(e => e.classList.remove("on"));
  origin = null;
}

// One stop of the Tab key in each text; the arrow keys go from there.
function enter(mark, focus = true) {
  all("mark[tabindex='0']", mark.closest(".text")).forEach(m => m.setAttribute("tabindex", "-1"));
  mark.setAttribute("tabindex", "0");
  if (focus) mark.focus({ preventScroll: true });
}

// The text has a scroll bar of its own, so the records stay where they are; the page moves only as far as it must.
function reveal(mark) {
  const pane = mark.closest(".text"), box = pane.getBoundingClientRect();
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  pane.scrollTop += mark.getBoundingClientRect().top - top - (bottom - top) / 3;
  mark.scrollIntoView({ block: "nearest" });
}

// A record into the window: on a telephone right under the text.
const bring = card => head(card).scrollIntoView({ block: narrow.matches ? "start" : "nearest" });

// From a record, or one of its values, to the text.
function chooseRecord(card, element, focus) {
  clear();
  const key = element.closest("[data-key]")?.dataset.key ?? card.dataset.id;
  const marks = all(".text mark", report);
  const found = marks.filter(m => keysOf(m).some(k => k === key || k.startsWith(`${key}:`)));
  const tag = card.querySelector(".tag").textContent;
  const first = found.find(m => key === card.dataset.id && m.dataset.tags?.split(" ").includes(tag)) ?? found[0];
  found.forEach(m => m.classList.add("on"));
  card.classList.add("on");
  element.closest("[data-key]")?.classList.add("on");
  history.replaceState(null, "", `#${card.id}`); // an address to show somebody
  origin = element.closest("[data-key]")?.querySelector("a") ?? head(card);
  turn = { mark: null, at: 0 };
  say(`${counted(found.length, "place")} marked`);
  if (first) {
    enter(first, focus);
    reveal(first);
  }
  if (!focus || !first) origin.focus({ preventScroll: true });
}

// From words of the text to their records, the one that they are the narrowest evidence of first.
function chooseWords(mark) {
  const records = [...new Set(keysOf(mark).map(recordOf))];
  const back = origin?.closest(".card")?.dataset.id;
  const again = turn.mark === mark;
  const at = again ? (turn.at + 1) % records.length : Math.max(records.indexOf(back), 0);
  clear();
  turn = { mark, at };
  const card = cardOf(records[at]);
  if (!card) return;
  all(".text mark", report).filter(m => keysOf(m).some(k => recordOf(k) === records[at])).forEach(m => m.classList.add("on"));
  card.classList.add("on");
  enter(mark, false);
  head(card).focus({ preventScroll: true });
  bring(card);
  origin = mark;
  say(records.length > 1 ? `Record ${at + 1} of ${records.length} on these words` : "1 record on these words");
}

const cardOf = id => document.getElementById(`${report.id}-${id}`);

// The next or previous record, with its words.
function step(by) {
  const cards = all(".card", report);
  const at = cards.indexOf(document.activeElement.closest(".card") ?? cards.find(c => c.classList.contains("on")));
  const card = cards[at < 0 ? (by > 0 ? 0 : cards.length - 1) : at + by];
  if (!card) return;
  chooseRecord(card, head(card), false);
  bring(card);
}

const selecting = () => !getSelection().isCollapsed;
const typing = element => element.closest("input, select, textarea, form");

document.addEventListener("click", event => {
  const target = event.target;
  if (!report || typing(target) || target.closest("button, summary")) return;
  const mark = target.closest(".text mark"), card = target.closest(".card"), link = target.closest("a");
  const to = link?.dataset.to && cardOf(link.dataset.to);
  if (to) {
    event.preventDefault();
    chooseRecord(to, head(to), false);
    bring(to);
  } else if (mark && !selecting()) {
    chooseWords(mark);
  } else if (card && (link || (target.closest("[data-key]") && !selecting()))) {
    event.preventDefault();
    chooseRecord(card, target, Boolean(link));
  }
});

document.addEventListener("keydown", event => {
  if (!report || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const mark = event.target.closest(".text mark");
  if (event.key === "Escape") {
    const back = origin;
    clear();
    back?.focus();
    return;
  }
  const next = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (mark && (event.key === "Enter" || event.key === " ")) chooseWords(mark);
  else if (mark && next) {
    const marks = all("mark", mark.closest(".text")), to = marks[marks.indexOf(mark) + next];
    if (to) {
      enter(to);
      to.scrollIntoView({ block: "nearest" });
    }
  } else return;
  event.preventDefault();
});

function follow() {
  const target = document.getElementById(location.hash.slice(1)); // null for no name
  const next = target?.closest(".report");
  if (!next) return show(document.querySelector(".report"));
  show(next);
  if (target.matches(".card")) {
    chooseRecord(target, head(target), false);
    bring(target);
  } else target.scrollIntoView();
  if (target === next) {
    next.focus({ preventScroll: true });
    if (narrow.matches) all("nav details").forEach(d => (d.open = false));
  }
}

const narrow = matchMedia("(max-width: 56rem)");
document.documentElement.classList.add("js");
if (narrow.matches) all("nav details").forEach(d => (d.open = false));
addEventListener("hashchange", follow);
addEventListener("DOMContentLoaded", follow);
