"use strict";
// Adds to a page that is whole without it: buttons that sort, fields that filter.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const fold = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();
  const words = (text) => fold(text).split(/\s+/).filter(Boolean);

  // Sorting.
  const figure = (cell) => {
    const text = cell.textContent.replace(/\s/g, "").replace("\u2212", "-");
    const value = parseFloat(text);
    return Number.isNaN(value) ? 0 : value;
  };
  const compare = new Intl.Collator("en", { numeric: true }).compare;
  for (const table of all("table.sortable")) {
    const headings = all("thead th", table);
    headings.forEach((heading, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      heading.append(button);
      const isText = column === 0 || heading.hasAttribute("data-text");
      button.addEventListener("click", () => {
        const now = heading.getAttribute("aria-sort");
        const up = now ? now === "descending" : isText;
        for (const other of headings) other.removeAttribute("aria-sort");
        heading.setAttribute("aria-sort", up ? "ascending" : "descending");
        const body = table.tBodies[0];
        const key = (row) => isText ? row.cells[column].textContent : figure(row.cells[column]);
        const rows = [...body.rows].map((row) => [key(row), row]);
        rows.sort(([a], [b]) => (isText ? compare(a, b) : a - b) * (up ? 1 : -1));
        body.append(...rows.map(([, row]) => row));
      });
    });
  }

  // Filtering: every word of the field must be there.
  const filters = all("[data-filter]").map((field) => {
    const controls = field.closest(".controls");
    const level = controls.querySelector("select");
    const status = controls.querySelector(".shown");
    const target = document.getElementById(field.dataset.filter);
    const inTable = target.tBodies ? [...target.tBodies[0].rows] : all(".finding", target);
    // A finding is also found by its file and its rule.
    const around = (item) => [
      item.parentElement.querySelector("h4"),
      item.closest("details").querySelector("h3"),
      item,
    ].map((part) => part ? part.textContent : "").join(" ");
    const items = inTable.map((item) => [fold(target.tBodies ? item.cells[0].textContent : around(item)), item]);
    const has = (text, item) => (word) => word.startsWith("lang:") && "in" in item.dataset
      ? fold(item.dataset.in) === word.slice(5)
      : text.includes(word);
    const apply = () => {
      const wanted = words(field.value);
      const only = level ? level.value : "";
      const asked = wanted.length > 0 || only !== "";
      let shown = 0;
      for (const [text, item] of items) {
        const fits = wanted.every(has(text, item)) && (!only || item.dataset.level.split(" ").includes(only));
        item.hidden = !fits;
        shown += fits;
      }
      for (const group of all("h4", target)) {
        group.parentElement.hidden = !all(".finding", group.parentElement).some((item) => !item.hidden);
      }
      for (const rule of all("details.rule", target)) {
        rule.hidden = !all(".finding", rule).some((item) => !item.hidden);
        if (asked && !rule.hidden) rule.open = true;
      }
      status.textContent = asked ? `${shown} of ${items.length} shown` : "";
    };
    field.addEventListener("input", apply);
    if (level) level.addEventListener("change", apply);
    controls.hidden = false;
    return { field, apply };
  });
  // A folder or file that is chosen fills the field of the list that its link leads to.
  for (const link of all("[data-choose]")) {
    link.addEventListener("click", (event) => {
      const to = filters.find(({ field }) => field.dataset.filter === (link.dataset.into || "rows"));
      if (!to) return;
      event.preventDefault();
      to.field.value = link.dataset.choose;
      to.apply();
      const closed = to.field.closest("details");
      if (closed) closed.open = true;
      to.field.focus({ preventScroll: true });
      to.field.closest("section").scrollIntoView();
    });
  }

  // Languages have names.
  const names = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
  for (const place of all("[data-language]")) {
    const [, code, modifier] = place.dataset.language.match(/^([^@]*)@?(.*)$/);
    let name;
    try { name = names.of(code.replaceAll("_", "-")); } catch { /* No code: it stays as it is. */ }
    if (name) place.append(" ", Object.assign(document.createElement("small"), { textContent: modifier ? `${name} (${modifier})` : name }));
  }

  // Opening and closing everything; paper cannot be opened.
  const rules = all("details.rule");
  for (const button of all("button[data-open]")) {
    button.addEventListener("click", () => {
      for (const rule of rules) rule.open = button.dataset.open === "yes";
    });
  }
  addEventListener("beforeprint", () => {
    for (const closed of all("details:not([open])")) {
      closed.open = true;
      closed.dataset.printed = "";
    }
  });
  addEventListener("afterprint", () => {
    for (const opened of all("details[data-printed]")) {
      opened.open = false;
      delete opened.dataset.printed;
    }
  });
})();
