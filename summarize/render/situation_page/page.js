"use strict";
// From a number or a claim to its words in its article, and from the words back; nothing here writes markup.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const say = words => (document.querySelector("[role=status]").textContent = words);
const keysOf = mark => mark.dataset.keys.split(" ");
const reader = document.querySelector(".reader");
const wide = matchMedia("(min-width: 68rem)");
let origin = null; // the link that led to the words
let turn = { mark: null, at: 0 }; // words that several links lead to lead back to each in its turn

function show(article) {
  all("article.shown", reader).forEach(a => a.classList.remove("shown"));
  article.classList.add("shown");
  if (!article.querySelector("mark[tabindex]")) {
    all("mark", article).forEach((m, i) => m.setAttribute("tabindex", i ? "-1" : "0"));
  }
}

function clear() {
  all(".on").forEach(e => e.classList.remove("on"));
}

// One stop of the Tab key in each text; the arrow keys go from there.
function enter(mark) {
  all("mark[tabindex='0']", mark.closest(".text")).forEach(m => m.setAttribute("tabindex", "-1"));
  mark.setAttribute("tabindex", "0");
  mark.focus({ preventScroll: true });
}

// Where the article stands beside the situation, only its own pane moves.
function reveal(mark) {
  const pane = mark.closest(".text");
  if (!wide.matches) return mark.scrollIntoView({ block: "center" });
  reader.scrollTop = 0;
  pane.scrollTop += mark.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
}

// From a link to the words that it is about.
function follow(link) {
  const target = document.getElementById(link.hash.slice(1)), article = target.closest("article");
  clear();
  show(article);
  origin = link;
  turn = { mark: null, at: 0 };
  back.hidden = false;
  const marks = link.dataset.key ? all("mark", article).filter(m => keysOf(m).includes(link.dataset.key)) : [];
  link.classList.add("on");
  marks.forEach(m => m.classList.add("on"));
  if (marks.length) {
    enter(marks[0]);
    reveal(marks[0]);
  } else {
    article.focus({ preventScroll: true });
    if (!wide.matches) article.scrollIntoView();
  }
  say(`${article.querySelector("h3").textContent}: ${marks.length ? "words marked" : "no place in a text"}`);
}

// From words to the links that lead to them.
function backFrom(mark) {
  const keys = keysOf(mark), links = all("main a[data-key]").filter(a => keys.includes(a.dataset.key));
  if (!links.length) return;
  const at = turn.mark === mark ? (turn.at + 1) % links.length : Math.max(links.indexOf(origin), 0);
  turn = { mark, at };
  clear();
  const link = links[at];
  all("mark", mark.closest(".text")).filter(m => keysOf(m).includes(link.dataset.key)).forEach(m => m.classList.add("on"));
  home(link);
  say(`${at + 1} of ${links.length} that rest on these words`);
}

function home(link) {
  for (let d = link.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
  link.classList.add("on");
  link.focus({ preventScroll: true });
  link.scrollIntoView({ block: "center" });
}

function goBack() {
  if (!origin) return;
  clear();
  home(origin);
  origin = null;
  back.hidden = true;
}

// The next or previous matter.
function step(by) {
  const heads = all("main .card h3 a"), at = heads.indexOf(document.activeElement.closest(".card")?.querySelector("h3 a"));
  const head = heads[at < 0 ? (by > 0 ? 0 : heads.length - 1) : at + by];
  if (!head) return;
  head.focus({ preventScroll: true });
  head.closest(".card").scrollIntoView({ block: wide.matches ? "nearest" : "start" });
}

function turnTo(by) {
  const articles = all("article", reader), at = articles.findIndex(a => a.classList.contains("shown"));
  const next = articles[(at + by + articles.length) % articles.length];
  clear();
  show(next);
  next.focus({ preventScroll: true });
  say(next.querySelector("h3").textContent);
}

const selecting = () => !getSelection().isCollapsed;

document.addEventListener("click", event => {
  const link = event.target.closest("a"), mark = event.target.closest(".text mark");
  const target = link && document.getElementById(link.hash.slice(1));
  if (target?.closest(".reader article")) {
    event.preventDefault();
    follow(link);
  } else if (mark && !selecting()) backFrom(mark);
});

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const mark = event.target.closest(".text mark");
  const next = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") goBack();
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (mark && (event.key === "Enter" || event.key === " ")) backFrom(mark);
  else if (mark && next) {
    const marks = all("mark", mark.closest(".text")), to = marks[marks.indexOf(mark) + next];
    if (to) {
      enter(to);
      to.scrollIntoView({ block: "nearest" });
    }
  } else return;
  event.preventDefault();
});

function button(words, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: words });
  made.addEventListener("click", act);
  reader.querySelector(".shelf").append(made);
  return made;
}

const back = button("Back", goBack);
back.hidden = true;
const first = reader.querySelector("article");
if (first) {
  button("Previous", () => turnTo(-1));
  button("Next", () => turnTo(1));
}
document.documentElement.classList.add("js");
const start = document.getElementById(location.hash.slice(1))?.closest(".reader article") ?? first;
if (start) show(start);
