(() => {
  "use strict";
  // Numbers as the report's language writes them; texts in its order.
  let language = document.documentElement.lang;
  let decimal = ".";
  try {
    const parts = new Intl.NumberFormat(language).formatToParts(1.5);
    decimal = parts.find((part) => part.type === "decimal").value;
  } catch {
    language = undefined;
  }
  const collator = new Intl.Collator(language, { numeric: true });
  const missing = /^[-\u2010-\u2015\u2212]?$/;
  const amount = /^(?:[A-Z]{3}|[$\u20ac\u00a3\u00a5])?\s*([-+\u2212]?\d[\d.,'\u2019\s]*)(?:%|\p{L}+)?$/u;

  const numberOf = (text) => {
    const found = amount.exec(text);
    if (!found) return null;
    const digits = found[1].replace("\u2212", "-").split(decimal);
    const plain = digits.map((part) => part.replace(/[^-\d]/g, "")).join(".");
    const number = Number(plain);
    return Number.isNaN(number) ? null : number;
  };
  const dateOf = (text) => {
    const date = /\d{4}$/.test(text) ? Date.parse(text) : NaN;
    return Number.isNaN(date) ? null : date;
  };
  const textOf = (row, column) => {
    const cell = row.cells[column];
    return cell ? (cell.querySelector(".line") || cell).textContent.trim() : "";
  };

  // What a column sorts by: numbers where most cells are numbers, else dates, else texts.
  const keysOf = (rows, column) => {
    const texts = rows.map((row) => textOf(row, column));
    const present = texts.filter((text) => !missing.test(text));
    const all = (read, least) => present.filter((text) => read(text) !== null).length >= least;
    let read = (text) => text;
    if (present.length && all(numberOf, present.length / 2)) read = numberOf;
    else if (present.length && all(dateOf, present.length)) read = dateOf;
    return new Map(rows.map((row, index) => {
      const text = texts[index];
      return [row, missing.test(text) ? null : read(text)];
    }));
  };
  const compare = (one, two) =>
    typeof one === "number" ? one - two : collator.compare(one, two);

  const next = { none: "ascending", ascending: "descending", descending: "none" };
  const sort = (table, rows, head) => {
    const order = next[head.getAttribute("aria-sort") || "none"];
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    let sorted = rows;
    if (order !== "none") {
      head.setAttribute("aria-sort", order);
      const keys = keysOf(rows, head.cellIndex);
      const sign = order === "ascending" ? 1 : -1;
      sorted = [...rows].sort((a, b) => {
        const [one, two] = [keys.get(a), keys.get(b)];
        if (one === null || two === null) return (one === null) - (two === null);
        return sign * compare(one, two);
      });
    }
    table.tBodies[0].append(...sorted);
  };

  for (const table of document.querySelectorAll("table[data-sort]")) {
    if (!table.tHead || !table.tBodies.length) continue;
    const rows = [...table.tBodies[0].rows];
    for (const head of table.tHead.rows[0].cells) {
      if (head.tagName !== "TH") continue;
      const button = document.createElement("button");
      button.type = "button";
      button.title = table.dataset.sort.replace("{column}", () => head.textContent.trim());
      const label = document.createElement("span");
      label.append(...head.childNodes);
      button.append(label);
      head.append(button);
      button.addEventListener("click", () => sort(table, rows, head));
    }
  }

  // The keyboard stops at regions that scroll, and at no others.
  const regions = document.querySelectorAll(".scroll");
  const reach = () => {
    for (const region of regions) {
      const scrolls = region.scrollWidth > region.clientWidth + 1;
      region.setAttribute("role", scrolls ? "region" : "group");
      if (scrolls) region.tabIndex = 0;
      else region.removeAttribute("tabindex");
    }
  };
  addEventListener("resize", reach);
  reach();
})();
