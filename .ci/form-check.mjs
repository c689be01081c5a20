// Fills in a form by keyboard and compares the files it saves with what was entered. Called by
// .ci/form.
import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { axe, browser } from "./browser.mjs";

const [file, folder] = process.argv.slice(2).map((path) => resolve(path));
const address = pathToFileURL(file).href;

const problems = [];
const counts = { screens: 0, answers: 0, files: 0 };
let where = "";
function fail(what) {
  const line = `${where}: ${what}`;
  if (!problems.includes(line)) console.log(line);
  problems.push(line);
}
const same = (what, found, wanted) => {
  if (found !== wanted) fail(`${what} is ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
};
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

async function open(downloads, before) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.on("pageerror", (error) => fail(`script: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") fail(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) fail(`fetches ${request.url()}`);
  });
  page.on("dialog", (dialog) => dialog.accept());
  if (before) await page.evaluateOnNewDocument(before);
  if (downloads) {
    mkdirSync(downloads, { recursive: true });
    const session = await browser.target().createCDPSession();
    await session.send("Browser.setDownloadBehavior", {
      behavior: "allow",
      browserContextId: context.id,
      downloadPath: downloads,
    });
  }
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(address, { waitUntil: "load" });
  return page;
}

// What is on the screen, at each width and in each scheme.
async function audit(page) {
  counts.screens += 1;
  const screen = await page.$eval("main", (main) => main.dataset.screen);
  const before = where;
  await page.$$eval("main details", (all) => all.forEach((one) => { one.open = true; }));
  for (const width of [360, 1280]) {
    await page.setViewport({ width, height: 900 });
    for (const scheme of ["light", "dark"]) {
      where = `${before}, ${screen}, ${width} px, ${scheme}`;
      await page.emulateMediaFeatures([
        { name: "prefers-color-scheme", value: scheme },
        { name: "prefers-reduced-motion", value: "reduce" },
      ]);
      const { wide, small } = await page.evaluate(() => {
        const targets = [...document.querySelectorAll("main button, main input[type=text], .option")];
        const small = targets.filter((one) => one.checkVisibility({ visibilityProperty: true }));
        return {
          wide: document.documentElement.scrollWidth - innerWidth,
          small: small
            .map((one) => [one.getBoundingClientRect(), one])
            .filter(([box]) => box.width < 43.9 || box.height < 43.9)
            .map(([box, one]) => `${one.className} "${one.textContent}" ${box.width} x ${box.height}`),
        };
      });
      if (wide > 0) fail(`the page scrolls sideways by ${wide} px`);
      for (const one of small) fail(`too small to touch: ${one}`);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => axe.run({ resultTypes: ["violations"] }));
      for (const { id, impact, help, nodes } of violations) {
        for (const { target, failureSummary } of nodes) {
          const why = failureSummary.split("\n").slice(1).map((line) => line.trim()).join("; ");
          fail(`${id} (${impact}) at ${target.join(" ")}: ${help}: ${why}`);
        }
      }
    }
  }
  where = before;
}

// The element in focus.
const focused = (page) =>
  page.evaluate(() => {
    const el = document.activeElement;
    const group = el.closest("fieldset.group");
    return {
      tag: el.tagName, type: el.type, col: el.dataset.col, value: el.value, checked: el.checked,
      part: el.dataset.part, lang: el.dataset.lang, go: el.dataset.go, save: el.dataset.save,
      other: el.dataset.other, to: el.dataset.to, main: el.classList.contains("go"),
      scale: Boolean(group && group.classList.contains("scale")),
      options: group && [...group.querySelectorAll("input")].map((one) => one.value),
      chosen: group && [...group.querySelectorAll("input:checked")].map((one) => one.value),
    };
  });
const hasRing = (page) =>
  page.evaluate(() => {
    const el = document.activeElement;
    // Radio buttons and checkboxes are drawn by what follows them.
    const drawn = /radio|checkbox/.test(el.type) ? el.nextElementSibling : el;
    const { outlineStyle, outlineWidth } = getComputedStyle(drawn);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  });

// Tab until the element in focus is the one looked for; each on the way is handed to `visit`,
// which says whether focus has already moved on.
async function tabTo(page, wanted, visit) {
  let moved = false;
  for (let steps = 0; steps < 400; steps += 1) {
    if (!moved) await page.keyboard.press("Tab");
    const here = await focused(page);
    if (wanted(here)) return here;
    moved = visit ? await visit(here) : false;
  }
  throw new Error(`${where}: cannot be reached by keyboard: ${wanted}`);
}

// Fills in one control and notes what its column is to hold.
async function fill(page, here, plan) {
  const { data, expected, person } = plan;
  const { col } = here;
  if (!col) return false;
  if (!(await hasRing(page))) fail(`no visible focus on ${col}`);
  counts.answers += 1;
  const key = page.keyboard;
  if (here.type === "radio") {
    const at = col === "whom" ? (person ? 1 : 0) : (plan.turn += 1) % here.options.length;
    const value = here.options[at];
    const digit = value === data.not_observed && here.scale ? (plan.turn % 2 || data.scale.min === 0 ? "n" : "0") : value;
    const typed = here.scale && digit.length === 1 && plan.turn % 4 > 0;
    if (typed) await key.press(digit);
    else {
      if (!here.chosen.length) await key.press("Space");
      const from = here.chosen.length ? here.options.indexOf(here.chosen[0]) : here.options.indexOf(here.value);
      for (let step = from; step !== at; step += Math.sign(at - from)) {
        await key.press(at > from ? "ArrowDown" : "ArrowUp");
      }
    }
    const now = await focused(page);
    same(`${col} after its keys`, `${now.col} ${now.chosen}`, `${col} ${value}`);
    if (col !== "whom") expected[col] = value;
    if (!here.scale) return false;
    if (plan.turn % 5 === 0) {
      await key.press("Delete");
      same(`${col} after Delete`, (await focused(page)).chosen.length, 0);
      await key.press("Space");
      expected[col] = (await focused(page)).chosen[0];
    }
    await key.press("Enter");
    const next = await focused(page);
    if (next.col === col || (next.col === undefined && !next.main)) fail(`Enter on ${col} does not move on`);
    return true;
  }
  if (here.type === "checkbox") {
    if (col === "roles") return false;
    const order = here.options;
    const wanted = order.length > 2 ? [order[1], order[2]] : order.slice(0, 1);
    if (wanted.includes(here.value) !== here.checked) await key.press("Space");
    expected[col] = wanted.join(";");
    return false;
  }
  if (col === "respondent") {
    expected[col] = here.value;
    if (!/^[a-z]-[0-9a-f]{6}$/.test(here.value)) fail(`the code is ${here.value}`);
    return false;
  }
  if (col === "organisation" && here.value) return false;
  const kind = (data.facts.find((one) => one.id === col) || {}).kind;
  const remark = plan.turn % 2 ? ["=1+1, \"so\"", "zwei; ü"] : ["Plain words"];
  const texts = {
    organisation: ["Müller & Søn, \"Nord\" GmbH"], subject: ["A. Lee"], "org.invited": ["12"], "org.currency": ["eur", "EUR"],
    money: ["1.250.000", "1250000"], number: ["7,5", "7.5"], percent: ["35 %", "35"], text: ["=SUM(A1)", "'=SUM(A1)"],
  };
  if (here.tag === "TEXTAREA") {
    await key.type(remark[0]);
    if (remark[1]) { await key.press("Enter"); await key.type(remark[1]); }
    expected[col] = remark.length > 1 ? `'${remark.join("\n")}` : remark[0];
  } else {
    const [typed, written] = texts[col] || texts[kind] || ["something"];
    await key.type(typed);
    expected[col] = written || typed;
  }
  return false;
}

// What every control of the screen holds.
const held = (page) =>
  page.$$eval("[data-col]", (all) => JSON.stringify(all.map((one) => [one.dataset.col, /radio|checkbox/.test(one.type) ? one.checked && one.value : one.value])));

function parse(text) {
  const rows = [[]];
  let at = 0;
  while (at < text.length) {
    let cell = "";
    if (text[at] === '"') {
      for (at += 1; text[at] !== '"' || text[at + 1] === '"'; at += 1) {
        if (text[at] === '"') at += 1;
        cell += text[at];
        if (at > text.length) throw new Error("an open quotation mark");
      }
      at += 1;
    } else while (at < text.length && !",\r\n".includes(text[at])) { cell += text[at]; at += 1; }
    rows[rows.length - 1].push(cell);
    if (text[at] === "\r") { rows.push([]); at += 1; if (text[at] !== "\n") throw new Error("a lone CR"); }
    at += 1;
  }
  return rows.filter((row) => row.length);
}

async function saved(page, plan, part, downloads) {
  const prefix = part === "rater" ? "answers" : "facts";
  await tabTo(page, (here) => here.save === part);
  await page.keyboard.press("Enter");
  let name;
  for (let tries = 0; tries < 50 && !name; tries += 1) {
    await pause(100);
    name = readdirSync(downloads).find((one) => one.startsWith(prefix) && one.endsWith(".csv"));
  }
  if (!name) return fail(`no file of the ${part} is saved`);
  counts.files += 1;
  const shape = plan.data.parts.includes(part) && new RegExp(`^${prefix}-muller-son-nord-gmbh-[0-9a-f]{6}\\.csv$`);
  if (!shape.test(name)) fail(`the file is called ${name}`);
  const bytes = readFileSync(`${downloads}/${name}`);
  if (bytes.subarray(0, 3).toString("hex") !== "efbbbf") fail(`${name} has no byte order mark`);
  const text = bytes.toString("utf8").slice(1);
  if (/[^\r]\n/.test(text.replace(/"[^"]*"/g, ""))) fail(`${name} has a line end without CR`);
  const [names, cells, ...more] = parse(text);
  same(`${name}: rows below the first two`, more.length, 0);
  same(`${name}: cells`, cells.length, names.length);
  const { data, expected } = plan;
  const sections = data.sections;
  const columns = part === "rater"
    ? ["organisation", "respondent", "subject", "role", "standing", "rater", "submitted_at", ...sections.flatMap((one) => one.items),
      ...(data.importance ? sections.map((one) => `importance.${one.id}`) : []), ...(data.comments ? sections.map((one) => `comment.${one.id}`) : [])]
    : ["organisation", "respondent", "submitted_at", "org.invited", "org.currency", ...data.facts.map((one) => one.id)];
  same(`${name}: columns`, names.join(), columns.join());
  names.forEach((column, at) => {
    if (column === "submitted_at") {
      if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(cells[at])) fail(`${name}: submitted_at is ${cells[at]}`);
    } else same(`${name}: ${column}`, cells[at], expected[column] || "");
  });
  console.log(`${downloads}/${name}: ${names.length} columns, ${cells.filter(Boolean).length} filled`);
}

async function walk(data, lang, person) {
  where = lang;
  const downloads = `${folder}/${lang}`;
  if (existsSync(downloads) && readdirSync(downloads).length) throw new Error(`${downloads} is not empty`);
  const page = await open(downloads);
  const press = (key) => page.keyboard.press(key);
  const screen = () => page.$eval("main", (main) => main.dataset.screen);
  if (data.languages.length > 1) {
    await tabTo(page, (here) => here.lang === lang);
    await press("Enter");
    same("the language", await page.$eval("html", (html) => html.lang), lang);
  }
  await audit(page);
  const plan = { data, turn: person ? 3 : 0, person };
  for (const [turn, part] of data.parts.entries()) {
    where = `${lang}, ${part}`;
    const organisation = plan.expected && plan.expected.organisation;
    plan.expected = { organisation };
    const many = data.parts.length > 1;
    if (turn === 0) await tabTo(page, (here) => (many ? here.part === part : here.main));
    else await tabTo(page, (here) => here.other === part);
    await press("Enter");
    const first = await screen();

    // Through without an answer: nothing is forced, everything is marked.
    while ((await screen()) !== "finish") {
      await tabTo(page, (here) => here.go === "next");
      await press("Enter");
    }
    await audit(page);
    for (let guard = 0; guard < 99 && (await screen()) !== first; guard += 1) {
      await tabTo(page, (here) => here.go === "back");
      await press("Enter");
      const unmarked = await page.evaluate(() => {
        const data = JSON.parse(document.getElementById("form-data").textContent);
        const asked = [...data.sections.flatMap((one) => one.items), ...data.facts.map((one) => one.id)];
        const boxes = [...document.querySelectorAll("main [data-col]")].filter((one) => asked.includes(one.dataset.col));
        return boxes.filter((one) => {
          const mark = one.closest("fieldset, .field").querySelector(".open");
          return !mark || !mark.checkVisibility();
        }).length;
      });
      same(`controls without a mark on ${await screen()}`, unmarked, 0);
    }
    const marks = await page.$$eval(".open", (all) => all.filter((one) => one.checkVisibility()).length);
    if (!marks) fail(`${first} does not mark what is missing`);
    await audit(page);

    for (let pages = 0; ; pages += 1) {
      await tabTo(page, (here) => here.go === "next" || here.save, (here) => fill(page, here, plan));
      const now = await screen();
      if (now === "finish") break;
      const left = await page.$$eval("fieldset.group .open", (all) => all.filter((one) => one.checkVisibility()).length);
      same(`statements marked as open on ${now}`, left, 0);
      await audit(page);
      if (pages % 4 === 1) {
        const before = await held(page);
        await page.reload({ waitUntil: "load" });
        same("the screen after loading anew", await screen(), now);
        same("the draft after loading anew", await held(page), before);
        for (const other of data.languages.length > 1 ? [data.languages.find((one) => one !== lang), lang] : []) {
          await page.focus("body");
          await tabTo(page, (here) => here.lang === other);
          await press("Enter");
        }
        same("the answers after another language and back", await held(page), before);
      }
      await tabTo(page, (here) => here.go === "next");
      await press("Enter");
    }
    await page.reload({ waitUntil: "load" });
    await audit(page);
    await saved(page, plan, part, downloads);
    const csv = await page.$eval(".csv", (area) => area.value.length);
    if (!csv) fail("there is no text to copy");
    await page.emulateMediaType("print");
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    const paper = await page.$$eval("#paper section, #paper .ask, #paper .line", (all) => all.filter((one) => one.checkVisibility()).length);
    if (paper < (part === "rater" ? data.sections.length / 4 : data.facts.length)) fail("the paper form is incomplete");
    await page.emulateMediaType(null);
  }
  const keys = () => page.evaluate(() => Object.keys(localStorage).length);
  if (!(await keys())) fail("there is no draft");
  await page.evaluate(() => [...document.querySelectorAll("footer button")].pop().focus());
  await press("Enter");
  same("drafts after deleting", await keys(), 0);
  await page.close();
}

// A browser without storage: the form works, and says so.
async function withoutStorage() {
  where = "without storage";
  const page = await open(null, () => {
    Object.defineProperty(globalThis, "localStorage", { get() { throw new Error("denied"); } });
  });
  if (!(await page.$eval(".note", (note) => note.textContent))) fail("nothing says that no draft is kept");
  await page.close();
}

try {
  const page = await open();
  const data = await page.$eval("#form-data", (script) => JSON.parse(script.textContent));
  await page.close();
  for (const [at, lang] of data.languages.slice(0, 2).entries()) await walk(data, lang, at === 1);
  await withoutStorage();
} catch (error) {
  fail(error.stack);
} finally {
  await browser.close();
}
console.log(`${file}: ${counts.screens} screens, ${counts.answers} controls filled, ${counts.files} files; ${problems.length ? `${problems.length} problems` : "no problem"}`);
process.exitCode = problems.length ? 1 : 0;
