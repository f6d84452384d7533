// Forms to correct a record in: made when they are asked for, from the fields of its kind.

const FIELDS = JSON.parse(document.getElementById("fields").textContent);
const words = (name, more) => ({ name, choices: null, many: false, required: true, long: true, free: true, ...more });
FIELDS.summary = [words("headline", { required: false }), { name: "key_points" }];
FIELDS.key_points = [words("text"), words("cites", { long: false, hint: "tags: D1 C2" })];
const LISTS = { claims: "claim", key_points: "key point" }; // fields that hold forms of their own
const inWords = value => String(value).replaceAll("_", " ");
const oneLine = words => String(words).replace(/\s+/g, " ").trim();

// A value as words on the page.
function told(value) {
  if (value === null || value === "" || (Array.isArray(value) && !value.length)) return "nothing";
  if (!Array.isArray(value)) return inWords(oneLine(value));
  return value.map(v => (typeof v === "string" ? oneLine(v) : `${v.source ?? "the article"} ${v.stance}: “${oneLine(v.quote)}”`)).join("; ");
}

function blank(kind) {
  const value = f => (LISTS[f.name] ? [blank(f.name)] : f.many ? [] : f.choices ? f.choices[0] : f.required ? "" : null);
  return Object.fromEntries(FIELDS[kind].map(f => [f.name, value(f)]));
}

// A field with its label; `get` gives its value, the very one that was there where it was not touched.
function control(field, value, stands) {
  const start = field.many ? value.map(oneLine).join("\n") : field.choices ? value : oneLine(value ?? "");
  const input = make(field.choices ? "select" : field.many || field.long ? "textarea" : "input", { dir: "auto" });
  if (field.choices) input.append(...field.choices.map(c => make("option", { value: c, textContent: inWords(c) })));
  else input.autocomplete = "off";
  if (input.matches("textarea")) input.rows = field.many ? Math.max(2, value.length) : 2;
  input.value = start;
  input.required = field.required && !field.many;
  const warning = make("small");
  const hint = field.many ? " (one a line)" : field.hint ? ` (${field.hint})` : "";
  const lines = () => input.value.split("\n").map(oneLine).filter(Boolean);
  const check = () => {
    const words = field.choices || field.free ? [] : field.many ? lines() : [oneLine(input.value)];
    const strange = words.filter(w => w && !stands(w));
    warning.textContent = strange.length ? `Not in the article word for word: ${strange.join("; ")}` : "";
  };
  input.addEventListener("input", check);
  const label = make("label", {}, make("span", { className: "label", textContent: inWords(field.name) + hint }), input, warning);
  const get = () => {
    if (input.value === start) return value;
    if (field.choices) return input.value;
    return field.many ? lines() : oneLine(input.value) || (field.required ? "" : null);
  };
  return { element: label, get };
}

function listControl(kind, values, stands) {
  const box = make("div"), parts = [], noun = LISTS[kind];
  const add = value => {
    const part = fieldset(noun, kind, value, stands);
    const remove = make("button", { type: "button", textContent: `Remove ${noun}` });
    remove.addEventListener("click", () => {
      parts.splice(parts.indexOf(part), 1);
      part.element.remove();
      more.focus();
    });
    part.element.append(remove);
    parts.push(part);
    more.before(part.element);
  };
  const more = make("button", { type: "button", textContent: `Add ${noun}` });
  more.addEventListener("click", () => {
    add(blank(kind));
    parts.at(-1).element.querySelector("input, textarea").focus();
  });
  box.append(more);
  values.forEach(add);
  return { element: box, get: () => parts.map(p => p.get()) };
}

function fieldset(title, kind, value, stands) {
  const part = f => (LISTS[f.name] ? listControl(f.name, value[f.name], stands) : control(f, value[f.name], stands));
  const parts = FIELDS[kind].map(f => [f.name, part(f)]);
  const element = make("fieldset", {}, make("legend", { textContent: title }), ...parts.map(([, p]) => p.element));
  return { element, get: () => Object.fromEntries(parts.map(([name, p]) => [name, p.get()])) };
}

// A form on `value`; `done` is given the corrected value, or null when it is given up.
function form(title, kind, value, stands, done) {
  const fields = fieldset(title, kind, value, stands);
  const cancel = make("button", { type: "button", textContent: "Cancel" });
  const apply = make("button", { className: "main", textContent: "Apply" });
  const element = make("form", {}, fields.element, make("div", { className: "tools" }, apply, cancel));
  const close = result => {
    element.remove();
    done(result);
  };
  cancel.addEventListener("click", () => close(null));
  element.addEventListener("submit", event => {
    event.preventDefault();
    close(fields.get());
  });
  element.addEventListener("keydown", event => {
    if (event.key === "Escape") close(null);
  });
  return element;
}
