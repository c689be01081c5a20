// The form. It reads form-data and form-words, keeps a draft on the device and saves CSV files in
// the tool's plain layout. Texts come from anybody's questionnaire: they become text nodes only.
(() => {
"use strict";

const $ = (id) => document.getElementById(id);
const D = JSON.parse($("form-data").textContent);
const WORDS = JSON.parse($("form-words").textContent);
const KEY = `assess-form/${D.questionnaire.id}/${D.questionnaire.version}`;
const NA = D.not_observed;
const GROUPS = ["self", "manager", "peer", "report", "board", "other"];
const STANDINGS = ["incumbent", "candidate", "external"];
const PAGE = 8; // facts on a page
const SCALE = Array.from({ length: D.scale.max - D.scale.min + 1 }, (_, i) => String(D.scale.min + i));
const FIVE = ["1", "2", "3", "4", "5"];
const seats = D.roles.filter((role) => role.seat);

// State, draft

const hex = (bytes) => Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (b) => b.toString(16).padStart(2, "0")).join("");
const fresh = (lang) => ({
  lang, part: D.parts.length > 1 ? "" : D.parts[0], at: "start", time: 0, seen: {},
  organisation: "", answers: {}, importance: {}, comments: {}, facts: {},
  rater: { respondent: `r-${hex(3)}`, file: hex(3), whom: "function", roles: null },
  // Another code and file number: nothing may join the facts to a person's ratings.
  sponsor: { respondent: `s-${hex(3)}`, file: hex(3) },
});
let S = fresh(D.languages[0]);
let stored = true;
let dirty = false;
let found = 0;
let notice = "";

function load() {
  try {
    localStorage.setItem(`${KEY}/try`, "1");
    localStorage.removeItem(`${KEY}/try`);
    const draft = JSON.parse(localStorage.getItem(KEY) || "null");
    if (!draft || !draft.rater || !draft.sponsor) return;
    S = Object.assign(S, draft);
    if (!D.languages.includes(S.lang)) S.lang = D.languages[0];
    if (!D.parts.includes(S.part)) S.part = fresh().part;
    found = S.time;
  } catch { stored = false; }
}
function save() {
  S.time = Date.now();
  dirty = true;
  try { localStorage.setItem(KEY, JSON.stringify(S)); } catch { stored = false; }
}
function forget() {
  if (!confirm(t("delete_ask"))) return;
  try { localStorage.removeItem(KEY); } catch { stored = false; }
  S = fresh(S.lang);
  dirty = false;
  found = 0;
  notice = t("deleted");
  show();
}

// Words

const T = () => D.texts[S.lang];
const words = (lang) => WORDS[lang] || WORDS.en || Object.values(WORDS)[0];
const t = (key, put) => words(S.lang)[key].replace(/\{(\w+)\}/g, (all, name) => (put && name in put ? put[name] : all));
const roleName = (id) => T().roles[id] || id;
const sectionText = (id) => T().sections[id] || { title: id };
const factText = (id) => T().facts[id] || { name: id };
const minus = (value) => value.replace("-", "\u2212");

// What there is

const roles = () => S.rater.roles || D.roles.map((role) => role.id);
const sections = () => D.sections.filter((one) => !D.roles.length || roles().includes(one.role));
const count = (ids, from) => ids.filter((id) => from[id]).length;
const items = () => sections().flatMap((one) => one.items);
const has = (part) => (part === "rater" ? D.sections.some((one) => count(one.items, S.answers)) : Object.keys(S.facts).length > 0);

// Screens of the part, in order.
function screens() {
  const list = [{ id: "start", title: T().title }];
  if (S.part === "rater") {
    list.push({ id: "about", title: t("about") });
    sections().forEach((one) => list.push({ id: `s:${one.id}`, title: sectionText(one.id).title, group: roleName(one.role), section: one, ids: one.items, from: S.answers }));
  } else if (S.part === "sponsor") {
    list.push({ id: "org", title: t("org") });
    const pages = Math.ceil(D.facts.length / PAGE);
    for (let n = 0; n < pages; n += 1) {
      // Pages of about the same length.
      const facts = D.facts.slice(Math.round((n * D.facts.length) / pages), Math.round(((n + 1) * D.facts.length) / pages));
      list.push({ id: `f:${n}`, title: t("page_of", { n: n + 1, total: pages }), facts, ids: facts.map((one) => one.id), from: S.facts });
    }
  }
  if (S.part) list.push({ id: "finish", title: t("finish") });
  return list;
}
function tally() {
  const ids = S.part === "sponsor" ? D.facts.map((one) => one.id) : items();
  return { n: count(ids, S.part === "sponsor" ? S.facts : S.answers), total: ids.length };
}

// Building blocks

function h(tag, props, ...kids) {
  const el = document.createElement(tag);
  for (const [key, value] of Object.entries(props || {})) {
    if (value === false || value == null) continue;
    if (typeof value === "function") el.addEventListener(key, value);
    else if (key === "value" || key === "checked") el[key] = value;
    else el.setAttribute(key, value === true ? "" : value);
  }
  el.append(...kids.flat().filter((kid) => kid != null && kid !== false && kid !== ""));
  return el;
}
const p = (kind, ...kids) => h("p", kind ? { class: kind } : null, ...kids);
const span = (kind, ...kids) => h("span", kind ? { class: kind } : null, ...kids);
let serial = 0;
const put = (from, key, value) => { if (value) from[key] = value; else delete from[key]; };
const button = (kind, text, click, props) => h("button", { type: "button", class: kind, click, ...props }, text);

// A group of radio buttons. `scale`: one row on wide screens, digits answer.
function radios({ key, legend, hint, options, from, field = key, scale, bare, open, then, kept }) {
  const name = `r${(serial += 1)}`;
  const hintId = hint && `${name}h`;
  const inputs = options.map((one) => h("input", {
    type: "radio", name, value: one.value, checked: from[field] === one.value, "data-col": key,
    change: () => set(one.value),
  }));
  const clear = button("clear", null, () => { set(""); (inputs[0] || clear).focus(); }, { tabindex: -1, "aria-label": `${t("clear")}: ${legend}`, title: t("clear") });
  const set = (value) => {
    put(from, field, value);
    inputs.forEach((input) => { input.checked = input.value === value; });
    group.classList.toggle("set", Boolean(value));
    save();
    if (then) then(value);
    tell();
  };
  const group = h("fieldset", {
    class: `group ${scale ? "scale" : "list"}${bare ? " bare" : ""}${open ? " seen" : ""}${from[field] ? " set" : ""}`, "data-group": key,
    "aria-describedby": hintId,
    keydown: (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const key = event.key.toLowerCase();
      let value = scale && options.some((one) => one.value === key) ? key : null;
      if (scale && !value && (key === "0" || key === "n") && options.some((one) => one.na)) value = NA;
      if (value) {
        set(value);
        inputs.find((input) => input.value === value).focus();
      } else if ((key === "delete" || key === "backspace") && !kept) set("");
      else if (key === "enter" && event.target.type === "radio") onward(group);
      else return;
      event.preventDefault();
    },
  },
  h("legend", null, span("text", legend), open && span("open", t("open"))),
  hint && h("p", { class: "hint", id: hintId }, hint),
  h("div", { class: "options" },
    options.map((one, at) => h("label", { class: `option${one.na ? " na" : ""}` }, inputs[at],
      h("span", { class: "dot", "aria-hidden": one.mark ? null : "true" }, one.mark || (one.na ? "\u2013" : "")),
      span("words", one.mark && " ", one.text, one.hint && span("hint", one.hint)))),
    !kept && clear));
  if (scale) group.style.setProperty("--n", options.filter((one) => !one.na).length);
  return group;
}
// Enter: on to the next group, field or button of the screen.
function onward(group) {
  const all = [...$("main").querySelectorAll("fieldset.group, .field input, textarea:not(.csv), .go")];
  const next = all[all.indexOf(group) + 1];
  if (!next) return;
  (next.querySelector("input:checked") || next.querySelector("input") || next).focus();
  next.scrollIntoView({ block: "center" });
}
const scaleOptions = (values, texts) => values.map((value, at) => ({ value, mark: minus(value), text: texts[at] || "" }));
const ends = (values, low, high) => values.map((_, at) => (at === 0 ? low : at === values.length - 1 ? high : ""));
function itemOptions() {
  const labels = T().labels.length ? T().labels : ends(SCALE, t("low"), t("high"));
  return [...scaleOptions(SCALE, labels), ...(NA ? [{ value: NA, text: t("not_observed"), na: true }] : [])];
}
const heads = (options) => {
  const row = h("div", { class: "heads", "aria-hidden": "true" }, span(), h("div", { class: "options" }, options.map((one) => h("span", { class: one.na ? "na" : null }, one.text || one.mark)), span()));
  row.style.setProperty("--n", options.filter((one) => !one.na).length);
  return row;
};

// A field for text. `read` gives the value to write ("" when it cannot be read) and what to say.
function field({ key, label, hint, from, name = key, read, unit, open, area, short, mode }) {
  const id = `i${(serial += 1)}`;
  const say = h("p", { class: "hint say", id: `${id}s` });
  const check = () => {
    const { note, bad } = (read && from[name] && read(from[name])) || {};
    say.textContent = note || "";
    say.classList.toggle("bad", Boolean(bad));
    if (bad) input.setAttribute("aria-invalid", "true"); else input.removeAttribute("aria-invalid");
  };
  const input = h(area ? "textarea" : "input", {
    id, type: area ? null : "text", rows: area ? 3 : null, value: from[name] || "", "data-col": key,
    class: short ? "short" : null, inputmode: mode, autocomplete: "off", spellcheck: area ? null : "false",
    "aria-describedby": `${hint ? `${id}h ` : ""}${id}s`,
    input: () => { put(from, name, input.value); box.classList.toggle("set", Boolean(input.value.trim())); save(); tell(); },
    change: check,
    keydown: (event) => { if (event.key === "Enter" && !area) { check(); onward(input); } },
  });
  const box = h("div", { class: `field${open ? " seen" : ""}${from[name] ? " set" : ""}` },
    h("label", { for: id }, label, open && span("open", t("open"))),
    hint && h("p", { class: "hint", id: `${id}h` }, hint),
    unit ? h("div", { class: "with" }, input, span("", unit)) : input, say);
  check();
  return box;
}
function checks({ key, legend, hint, options, chosen, change, open }) {
  const boxes = options.map((one) => h("input", {
    type: "checkbox", value: one.value, checked: chosen().includes(one.value), "data-col": key,
    change: (event) => {
      // "None" and anything else exclude each other.
      if (event.target.checked) boxes.forEach((box) => { if (box !== event.target && (one.value === "none") !== (box.value === "none") && (one.value === "none" || box.value === "none")) box.checked = false; });
      change(boxes.filter((box) => box.checked).map((box) => box.value));
      group.classList.toggle("set", boxes.some((box) => box.checked));
      save();
      tell();
    },
  }));
  const hintId = `c${(serial += 1)}`;
  const group = h("fieldset", {
    class: `group list${open ? " seen" : ""}${chosen().length ? " set" : ""}`, "aria-describedby": hint && hintId, "data-group": key,
    keydown: (event) => { if (event.key === "Enter") { event.preventDefault(); onward(group); } },
  },
  h("legend", null, span("text", legend), open && span("open", t("open"))),
  hint && h("p", { class: "hint", id: hintId }, hint),
  h("div", { class: "options" }, options.map((one, at) => h("label", { class: "option" }, boxes[at], h("span", { class: "dot box", "aria-hidden": "true" }),
    span("words", one.text, one.hint && span("hint", one.hint))))));
  return group;
}

// Numbers, as people type them

// The number in plain digits, or "": blanks and apostrophes group, and so do a point or comma
// where they can mean nothing else.
function plain(text, money) {
  const s = text.replace(/[\s'’]/g, "");
  const signs = s.match(/[.,]/g) || [];
  const last = signs[signs.length - 1];
  const single = /^[1-9]\d{0,2}[.,]\d{3}$/.test(s); // 1.250: a sum of money, else anybody's guess
  if (single && !money) return "";
  const decimal = (signs.length === 1 && !single) || new Set(signs).size === 2;
  const at = decimal ? s.lastIndexOf(last) : s.length;
  const whole = s.slice(0, at);
  if (!/^(\d+|\d{1,3}(\.\d{3})+|\d{1,3}(,\d{2,3})*,\d{3})$/.test(whole) || (decimal && (whole.includes(last) || !/^\d+$/.test(s.slice(at + 1))))) return "";
  const value = String(Number(`${whole.replace(/[.,]/g, "")}.${s.slice(at + 1) || 0}`));
  return /^[1-9]\d{0,2}\.\d{3}$/.test(value) ? `${value}0` : value; // 1.125 could be read as 1125
}
const shown = (value) => new Intl.NumberFormat(S.lang, { maximumFractionDigits: 6 }).format(Number(value));
const number = (money) => (text) => {
  const value = plain(text, money);
  if (!value) return { value, note: t("bad_number"), bad: true };
  return { value, note: value === text.trim() && Number(value) < 1e4 ? "" : t("read_as", { value: shown(value) }) };
};
const READ = {
  number: number(false),
  money: number(true),
  percent: (text) => {
    const value = plain(text.replace(/%\s*$/, ""));
    return value && Number(value) <= 100 ? { value } : { value: "", note: t("bad_percent"), bad: true };
  },
  currency: (text) => {
    const value = { "€": "EUR", "£": "GBP" }[text.trim()] || text.trim().toUpperCase();
    return /^[A-Z]{3}$/.test(value) ? { value } : { value: "", note: t("bad_currency"), bad: true };
  },
  invited: (text) => (/^0*[1-9]\d{0,8}$/.test(text.trim()) ? { value: String(Number(text)) } : { value: "", note: t("bad_invited"), bad: true }),
};

// Screens

const head = (kicker, title, lead) => [kicker && p("kicker", kicker), h("h1", { tabindex: -1 }, title), lead && p("lead", lead)];

function start() {
  const total = { rater: D.sections.flatMap((one) => one.items).length, sponsor: D.facts.length };
  const about = { rater: t(D.roles.length > 1 ? "rate_about" : "rate_only", { n: total.rater }), sponsor: t("facts_about", { n: total.sponsor }) };
  const names = { rater: t("rate"), sponsor: t("facts") };
  const begin = (part) => { S.part = part; save(); go(screens()[1].id); };
  const many = D.parts.length > 1;
  return [
    head("", T().title, T().purpose),
    !many && p("", about[D.parts[0]]),
    many && h("h2", null, t("which")),
    many
      ? h("div", { class: "choice" }, D.parts.map((part) => button("card", [h("strong", null, names[part]), span("", about[part])], () => begin(part), { "data-part": part })))
      : null,
    h("h2", null, t("how")),
    h("ul", null, ["how_pace", "how_sent", D.parts.includes("rater") && NA && "how_free"].filter(Boolean).map((key) => h("li", null, t(key)))),
    T().retention && [h("h2", null, t("retention")), p("", T().retention)],
    !many && h("div", { class: "moves" }, button("main go", t("begin"), () => begin(D.parts[0]))),
  ].flat();
}
const organisation = () => field({ key: "organisation", label: t("organisation"), hint: t("organisation_hint"), from: S, open: S.seen[`${S.part}about`] });
const code = () => field({ key: "respondent", label: t("code"), hint: t("code_hint"), from: S[S.part], short: true });

function about() {
  const R = S.rater;
  const open = S.seen.raterabout;
  const person = R.whom === "person";
  const again = () => show(true);
  const size = (id) => D.sections.filter((one) => one.role === id).flatMap((one) => one.items).length;
  return [
    ...head("", t("about"), t("about_lead")),
    organisation(),
    code(),
    radios({
      key: "whom", kept: true, legend: t("whom"), from: R, open: open && !R.whom,
      options: ["function", "person"].map((value) => ({ value, text: t(`whom_${value}`), hint: t(`whom_${value}_hint`) })),
      then: (value) => { R.roles = value === "person" && R.role ? [R.role] : null; again(); },
    }),
    person && h("div", { class: "inset" },
      field({ key: "subject", label: t("subject"), from: R, open }),
      seats.length && radios({
        key: "role", legend: t("seat"), from: R, open, options: seats.map((one) => ({ value: one.id, text: roleName(one.id) })),
        then: (value) => { R.roles = value ? [value] : null; again(); },
      }),
      radios({ key: "standing", legend: t("standing"), from: R, open, options: STANDINGS.map((value) => ({ value, text: t(`standing_${value}`) })) })),
    radios({
      key: "rater", legend: t("group"), from: R, field: "group", open,
      options: GROUPS.map((value) => ({ value, text: t(value === "board" || value === "other" ? `group_${value}` : `${person ? "person" : "function"}_${value}`) })),
    }),
    D.roles.length > 1 && checks({
      key: "roles", legend: t("roles"), hint: t("roles_hint"), chosen: roles, open,
      options: D.roles.map((one) => ({ value: one.id, text: roleName(one.id), hint: t("roles_count", { n: size(one.id) }) })),
      change: (list) => { R.roles = list; },
    }),
  ];
}

function section(screen, list) {
  const one = screen.section;
  const text = sectionText(one.id);
  const all = list.filter((other) => other.section);
  const options = itemOptions();
  const open = S.seen[screen.id];
  const [low, high] = [minus(SCALE[0]), minus(SCALE[SCALE.length - 1])];
  const na = NA && (SCALE.includes("0") ? "N" : t("keys_na"));
  const subject = S.rater.whom === "person" && S.rater.subject;
  return [
    ...head([t("section_of", { n: all.indexOf(screen) + 1, total: all.length }), one.role && roleName(one.role), subject].filter(Boolean).join(" \u00b7 "), text.title, text.definition),
    T().question && p("question", T().question),
    h("div", { class: "grid" }, heads(options),
      one.items.map((id) => radios({ key: id, legend: T().items[id] || id, options, from: S.answers, scale: true, bare: !T().labels.length, open })),
      p("hint keys", t(NA ? "keys" : "keys_plain", { low, high, na }))),
    D.importance && h("div", { class: "grid aside" }, radios({
      key: `importance.${one.id}`, field: one.id, legend: t("importance"), from: S.importance, scale: true, bare: true,
      options: scaleOptions(FIVE, ends(FIVE, t("importance_low"), t("importance_high"))),
    })),
    D.comments && field({ key: `comment.${one.id}`, name: one.id, label: [t("comment"), " ", span("free", `(${t("optional")})`)], hint: t("comment_hint"), from: S.comments, area: true }),
  ];
}

const org = () => [
  ...head("", t("org"), t("org_lead")),
  organisation(),
  code(),
  field({ key: "org.invited", label: t("invited"), hint: t("invited_hint"), from: S.sponsor, read: READ.invited, short: true, mode: "numeric", open: S.seen.sponsorabout }),
  field({ key: "org.currency", label: t("currency"), hint: t("currency_hint"), from: S.sponsor, read: READ.currency, short: true, open: S.seen.sponsorabout }),
];

function fact(one, open) {
  const text = factText(one.id);
  const base = { key: one.id, legend: text.name, label: text.name, from: S.facts, open };
  const options = () => (one.options || []).map((value) => ({ value, text: (text.options || {})[value] || value }));
  if (one.kind === "choice") return radios({ ...base, options: options() });
  if (one.kind === "scale5") return h("div", { class: "grid lone" }, radios({ ...base, scale: true, bare: true, options: scaleOptions(FIVE, ends(FIVE, t("scale_low"), t("scale_high"))) }));
  if (one.kind === "multi") {
    const chosen = () => (S.facts[one.id] || "").split(";").filter(Boolean);
    return checks({ ...base, hint: t("multi"), options: options(), chosen, change: (list) => put(S.facts, one.id, list.join(";")) });
  }
  const unit = { money: READ.currency(S.sponsor["org.currency"] || "").value, percent: "%", number: text.unit || one.unit }[one.kind];
  return field({ ...base, read: READ[one.kind], unit, short: one.kind !== "text", mode: one.kind === "text" ? null : "decimal" });
}
const facts = (screen) => [
  ...head(screen.title, t("facts_title")),
  ...screen.facts.map((one) => fact(one, S.seen[screen.id])),
];

// What is missing: screen to go to, and what to say.
function gaps(list) {
  const found = [];
  const miss = (to, what, words) => found.push({ to, what, words });
  const own = S[S.part];
  const aboutId = S.part === "rater" ? "about" : "org";
  if (!S.organisation.trim()) miss(aboutId, t("organisation"), t("gap_organisation"));
  if (S.part === "rater") {
    if (!own.whom) miss("about", t("whom"));
    if (own.whom === "person") {
      if (!(own.subject || "").trim()) miss("about", t("subject"));
      if (seats.length && !own.role) miss("about", t("seat"));
      if (!own.standing) miss("about", t("standing"));
    }
    if (!own.group) miss("about", t("group"));
    if (!items().length) miss("about", t("roles"), t("gap_roles"));
  } else {
    for (const [key, words] of [["invited", "invited"], ["currency", "currency"]]) {
      const text = own[`org.${key}`];
      const { bad, note } = text ? READ[key](text) : {};
      if (!text || bad) miss("org", t(words), note);
    }
  }
  list.filter((screen) => screen.ids).forEach((screen) => {
    const left = screen.ids.length - count(screen.ids, screen.from);
    if (left) miss(screen.id, screen.title, t("gap_items", { n: left, total: screen.ids.length }));
    (screen.facts || []).forEach((one) => {
      const note = S.facts[one.id] && READ[one.kind] && READ[one.kind](S.facts[one.id]);
      if (note && note.bad) miss(screen.id, factText(one.id).name, note.note);
    });
  });
  return found;
}

function finish(screen, list) {
  const { n, total } = tally();
  const na = items().filter((id) => NA && S.answers[id] === NA).length;
  const missing = gaps(list);
  const other = S.part === "rater" ? "sponsor" : "rater";
  const both = D.parts.includes(other) && has(other) && has(S.part);
  const parts = both ? [S.part, other] : [S.part];
  const factsFile = () => fileName("sponsor");
  return [
    ...head("", t("finish"), S.part === "sponsor" ? t("sum_facts", { n, total }) : t(na ? "sum_na" : "sum", { n, total, na })),
    missing.length ? [h("h2", null, t("gaps")), p("hint", t("gaps_hint")),
      h("ul", { class: "gaps" }, missing.map((one) => h("li", null, button("link", [span("", one.what), one.words && span("hint", one.words)], () => go(one.to)))))]
      : p("good", t("gaps_none")),
    h("h2", null, t("save_title")),
    both && p("", t("both")),
    parts.map((part, at) => download(part, at)),
    h("h2", null, t("send")),
    h("ol", null, ["send_1", "send_2", "send_3"].map((key) => h("li", null, t(key)))),
    p("", button("quiet", t("delete"), forget)),
    D.parts.includes(other) && !both && h("div", { class: "callout" }, p("", t(other === "rater" ? "other_rate" : "other_facts")),
      p("", button("quiet", t(other === "rater" ? "other_rate_go" : "other_facts_go"), () => { S.part = other; save(); go(screens()[1].id); }, { "data-other": other }))),
    h("details", { class: "more" }, h("summary", null, t("run")),
      p("", t("run_answers")), h("pre", { tabindex: 0 }, `assess run ${t("folder")}/`),
      parts.includes("sponsor") && [p("", t("run_facts")), h("pre", { tabindex: 0 }, `assess run ${t("folder")}/ --context ${factsFile()}`)]),
  ].flat(2);
}

// A button that saves the file of a part, and the text to copy when that is blocked.
function download(part, at) {
  const said = h("p", { class: "saved", role: "status" });
  const area = h("textarea", { readonly: true, rows: 4, class: "csv", "aria-label": t("copy_text", { file: fileName(part) }), spellcheck: "false" });
  const copied = h("p", { class: "hint", role: "status" });
  const copy = async () => {
    area.value = csv(part);
    area.select();
    try { await navigator.clipboard.writeText(area.value); copied.textContent = t("copied"); } catch {
      let done = false;
      try { done = document.execCommand("copy"); } catch { /* the text stays selected */ }
      copied.textContent = t(done ? "copied" : "copy_failed");
    }
  };
  return h("div", { class: "file" },
    p("", button(at ? "quiet" : "main go", t(part === "rater" ? "save_answers" : "save_facts"), () => {
      const url = URL.createObjectURL(new Blob(["\ufeff", csv(part)], { type: "text/csv;charset=utf-8" }));
      const link = h("a", { href: url, download: fileName(part) });
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(url), 60000);
      dirty = false;
      said.textContent = t("saved", { file: fileName(part) });
    }, { "data-save": part })),
    said,
    h("details", { class: "more", toggle: () => { area.value = csv(part); } }, h("summary", null, t("copy_title")), p("", t("copy_hint", { file: fileName(part) })), area,
      p("", button("quiet", t("copy"), copy)), copied));
}

// Files

// The same rule as for the tool's reports.
function slug(name) {
  const spelled = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ð": "d", "đ": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i" };
  const ascii = name.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f'’]/g, "").replace(/[^a-z0-9]/g, (sign) => spelled[sign] || "-");
  return ascii.replace(/-+/g, "-").replace(/^-/, "").slice(0, 80).replace(/-$/, "") || "organisation";
}
const fileName = (part) => `${part === "rater" ? "answers" : "facts"}-${slug(S.organisation)}-${S[part].file}.csv`;

// Free text that no spreadsheet takes for a formula.
const free = (text = "") => {
  const bare = text.replace(/\r\n?/g, "\n").replace(/^ +|\s+$/g, "");
  return /^[=+\-@\t\r\n]/.test(bare) && !/^[+-]?\d+([.,]\d+)?$/.test(bare) ? `'${bare}` : bare;
};
const quoted = (cell) => (/[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);

function csv(part) {
  const own = S[part];
  const now = new Date().toISOString().replace(/\.\d+/, "");
  const row = [["organisation", free(S.organisation)], ["respondent", free(own.respondent)]];
  const add = (key, value) => row.push([key, value || ""]);
  if (part === "rater") {
    const person = own.whom === "person";
    const asked = new Set(sections());
    add("subject", person && free(own.subject));
    add("role", person && own.role);
    add("standing", person && own.standing);
    add("rater", own.group);
    add("submitted_at", now);
    D.sections.forEach((one) => one.items.forEach((id) => add(id, asked.has(one) && S.answers[id])));
    if (D.importance) D.sections.forEach((one) => add(`importance.${one.id}`, asked.has(one) && S.importance[one.id]));
    if (D.comments) D.sections.forEach((one) => add(`comment.${one.id}`, asked.has(one) && free(S.comments[one.id])));
  } else {
    add("submitted_at", now);
    for (const key of ["invited", "currency"]) add(`org.${key}`, own[`org.${key}`] && READ[key](own[`org.${key}`]).value);
    D.facts.forEach((one) => {
      const text = S.facts[one.id] || "";
      add(one.id, READ[one.kind] ? text && READ[one.kind](text).value : one.kind === "text" ? free(text) : text);
    });
  }
  return `${[0, 1].map((at) => row.map((cell) => quoted(cell[at])).join(",")).join("\r\n")}\r\n`;
}

// Paper: everything at once, with the answers so far

const mark = (on, box) => h("span", { class: `mark${box ? " box" : ""}${on ? " on" : ""}` }, on ? "\u2715" : "");
const line = (label, value) => p("line", span("", label), span("", value || ""));
const choice = (label, options, chosen, box) => h("div", { class: "ask" }, p("", h("strong", null, label)), p("", options.map((one) => span("pick", mark(chosen.includes(one.value), box), " ", one.text))));
function table(options, rows) {
  const labelled = options.map((one) => h("th", null, one.mark ? `${one.mark} ` : "", one.text));
  return h("table", null, h("thead", null, h("tr", null, h("td"), labelled)),
    h("tbody", null, rows.map(([text, value]) => h("tr", null, h("td", null, text), options.map((one) => h("td", null, mark(value === one.value)))))));
}
function paper() {
  const R = S.rater;
  const out = [h("h1", null, T().title), T().purpose && p("", T().purpose), p("", t("paper_hint")), T().retention && p("", T().retention)];
  const parts = S.part ? [S.part] : D.parts;
  for (const part of parts) {
    if (part === "rater") {
      const person = R.whom === "person";
      out.push(h("h2", null, t("rate")), line(t("organisation"), S.organisation), line(t("code"), R.respondent), line(t("subject"), person && R.subject),
        seats.length ? choice(t("seat"), seats.map((one) => ({ value: one.id, text: roleName(one.id) })), person ? [R.role] : []) : "",
        choice(t("standing"), STANDINGS.map((value) => ({ value, text: t(`standing_${value}`) })), person ? [R.standing] : []),
        choice(t("group"), GROUPS.map((value) => ({ value, text: t(value === "board" || value === "other" ? `group_${value}` : `function_${value}`) })), [R.group]));
      const options = itemOptions();
      for (const one of sections()) {
        const text = sectionText(one.id);
        out.push(h("section", null, h("h3", null, [one.role && roleName(one.role), text.title].filter(Boolean).join(": ")), p("", text.definition || ""), p("", h("strong", null, T().question)),
          table(options, one.items.map((id) => [T().items[id], S.answers[id]])),
          D.importance && table(scaleOptions(FIVE, ends(FIVE, t("importance_low"), t("importance_high"))), [[t("importance"), S.importance[one.id]]]),
          D.comments && p("room", `${t("comment")}: `, S.comments[one.id] || "")));
      }
    } else {
      out.push(h("h2", null, t("facts_title")), line(t("organisation"), S.organisation), line(t("code"), S.sponsor.respondent), line(t("invited"), S.sponsor["org.invited"]), line(t("currency"), S.sponsor["org.currency"]));
      for (const one of D.facts) {
        const text = factText(one.id);
        const value = S.facts[one.id] || "";
        const unit = one.kind === "percent" ? "%" : one.kind === "number" && (text.unit || one.unit);
        if (one.options) out.push(choice(text.name, one.options.map((id) => ({ value: id, text: (text.options || {})[id] || id })), value.split(";"), one.kind === "multi"));
        else if (one.kind === "scale5") out.push(choice(text.name, FIVE.map((n) => ({ value: n, text: [n, n === "1" && t("scale_low"), n === "5" && t("scale_high")].filter(Boolean).join(" ") })), [value]));
        else out.push(line(unit ? `${text.name} (${unit})` : text.name, value));
      }
    }
  }
  $("paper").replaceChildren(...out.filter(Boolean));
}

// The frame: header, contents, moves

let timer = 0;
// After an answer: contents and progress, and a word for screen readers.
function tell() {
  const list = screens();
  contents(list);
  const here = list.find((screen) => screen.id === S.at);
  clearTimeout(timer);
  if (here && here.ids) {
    const said = t("answered_here", { n: count(here.ids, here.from), total: here.ids.length });
    timer = setTimeout(() => { if ($("live").textContent !== said) $("live").textContent = said; }, 900);
  }
}
function contents(list) {
  const nav = $("nav");
  const kept = nav.querySelector("details");
  const wide = matchMedia("(min-width:72rem)").matches;
  const focused = nav.contains(document.activeElement) && document.activeElement.dataset.to;
  nav.hidden = !S.part || S.at === "start";
  document.body.className = nav.hidden ? "alone" : "";
  if (nav.hidden) { nav.replaceChildren(); return; }
  const { n, total } = tally();
  const said = t("answered", { n, total });
  let group = "";
  const rows = [];
  for (const screen of list) {
    if ((screen.group || "") !== group && (group = screen.group || "")) rows.push(h("li", { class: "title" }, group));
    const left = screen.ids && count(screen.ids, screen.from);
    const full = screen.ids && left === screen.ids.length;
    rows.push(h("li", null, button("to", [span("", screen.id === "start" ? t("how") : screen.title), screen.ids && span("tally", 
      h("span", { "aria-hidden": "true" }, full ? "\u2713" : `${left}/${screen.ids.length}`), span("hide", full ? t("done") : t("answered", { n: left, total: screen.ids.length })))],
    () => go(screen.id), { "data-to": screen.id, "aria-current": screen.id === S.at ? "step" : null })));
  }
  nav.setAttribute("aria-label", t("contents"));
  const details = h("details", { open: wide || (kept && kept.open) }, h("summary", null, t("contents")), h("ul", null, rows));
  const scroll = nav.scrollTop;
  nav.replaceChildren(p("progress", h("progress", { max: total || 1, value: n, "aria-label": said }), span("", said)), details);
  nav.scrollTop = scroll;
  if (focused) { const again = [...nav.querySelectorAll("[data-to]")].find((one) => one.dataset.to === focused); if (again) again.focus(); }
}
function frame() {
  document.documentElement.lang = S.lang;
  $("skip").textContent = t("skip");
  $("brand").textContent = S.at === "start" ? "" : T().title;
  $("langs").hidden = D.languages.length < 2;
  $("langs").setAttribute("aria-label", t("language"));
  if (!$("langs").firstChild) {
    const name = (lang) => (WORDS[lang] ? WORDS[lang].name : lang.toUpperCase());
    $("langs").append(...D.languages.map((lang) => button("lang", name(lang), () => { S.lang = lang; save(); show(true); }, { lang, "data-lang": lang })));
  }
  for (const one of $("langs").children) one.setAttribute("aria-pressed", String(one.dataset.lang === S.lang));
  $("foot").replaceChildren(
    p("", button("link", t("print"), () => { paper(); print(); }), button("link", t("delete"), forget)),
    p("id", `${D.questionnaire.id} ${D.questionnaire.version}`));
}

function leave() {
  if (S.at === "about" || S.at === "org") S.seen[`${S.part}about`] = true;
  else if (S.at !== "start" && S.at !== "finish") S.seen[S.at] = true;
}
function go(at, back) {
  leave();
  S.at = at;
  save();
  if (!back) try { history.pushState({ at, part: S.part }, ""); } catch { /* the browser's Back then leaves the page */ }
  show();
}
// Draws the screen. `stay`: the same one again, focus and place are kept.
function show(stay) {
  const main = $("main");
  const active = document.activeElement;
  const focus = stay && main.contains(active) && active.dataset.col ? [active.dataset.col, active.value] : null;
  const list = screens();
  let at = list.findIndex((screen) => screen.id === S.at);
  if (at < 0) at = Math.min(1, list.length - 1);
  const screen = list[at];
  S.at = screen.id;
  frame();
  contents(list);
  const draw = { start, about, org, finish }[screen.id] || (screen.section ? section : facts);
  const date = found && new Intl.DateTimeFormat(S.lang, { dateStyle: "long", timeStyle: "short" }).format(found);
  const note = notice || (found ? t("found", { date }) : stored ? "" : t("no_store"));
  const next = list[at + 1];
  main.replaceChildren(...[
    h("p", { class: "note", role: "status" }, note),
    ...draw(screen, list),
    at > 0 && h("div", { class: "moves" },
      button("quiet", t("back"), () => go(list[at - 1].id), { "data-go": "back" }),
      next && button("main go", t("next"), () => go(next.id), { "data-go": "next" })),
  ].flat(3).filter((one) => one instanceof Node));
  main.dataset.screen = screen.id;
  const title = T().title;
  document.title = screen.id === "start" ? title : `${screen.title} \u2013 ${title}`;
  if (focus) {
    const again = [...main.querySelectorAll("[data-col]")].filter((one) => one.dataset.col === focus[0]);
    const to = again.find((one) => one.value === focus[1]) || again[0];
    if (to) to.focus();
  } else if (!stay) {
    scrollTo(0, 0);
    main.querySelector("h1").focus({ preventScroll: true });
    const here = $("nav").querySelector("[aria-current]");
    if (here && matchMedia("(min-width:72rem)").matches) $("nav").scrollTop = here.offsetTop - 200;
    else if ($("nav").querySelector("details")) $("nav").querySelector("details").open = false;
  }
  if (!stay) { notice = ""; found = 0; $("live").textContent = ""; }
}

load();
try { history.replaceState({ at: S.at, part: S.part }, ""); } catch { /* see go */ }
addEventListener("popstate", (event) => {
  if (!event.state) return;
  if (event.state.part) S.part = event.state.part;
  go(event.state.at, true);
});
addEventListener("beforeprint", paper);
addEventListener("beforeunload", (event) => { if (!stored && dirty) event.preventDefault(); });
matchMedia("(min-width:72rem)").addEventListener("change", () => { $("nav").replaceChildren(); contents(screens()); });
show();
})();
