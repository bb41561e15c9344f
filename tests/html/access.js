// What keeps somebody from reading or using a page, as far as it can be computed: a list of sentences, empty when nothing.
(() => {
  const wrong = [];
  const visible = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const named = (element) =>
    element.getAttribute("aria-label") || element.textContent.trim() ||
    (element.labels && [...element.labels].some((label) => label.textContent.trim()));
  if (document.documentElement.lang !== "en") wrong.push("no lang");
  if (!document.title) wrong.push("no title");
  if (document.querySelectorAll("main").length !== 1) wrong.push("no main");
  for (const element of document.querySelectorAll("input, select, button, a, summary, [role=img], [tabindex]")) {
    if (visible(element) && !named(element) && !element.hasAttribute("aria-labelledby")) {
      wrong.push("no name: " + element.outerHTML.slice(0, 200));
    }
  }
  let level = 0;
  for (const heading of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const own = Number(heading.tagName[1]);
    if (own > level + 1) wrong.push(`h${own} after h${level}: ${heading.textContent}`);
    level = own;
  }
  if (document.querySelectorAll("h1").length !== 1) wrong.push("not one h1");
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  if (new Set(ids).size !== ids.length) wrong.push("an id twice");
  for (const element of document.querySelectorAll("[aria-labelledby]")) {
    for (const id of element.getAttribute("aria-labelledby").split(" ")) {
      if (!document.getElementById(id)) wrong.push("labelled by nothing: " + id);
    }
  }
  for (const heading of document.querySelectorAll("th")) {
    if (!heading.scope) wrong.push("th without scope: " + heading.textContent);
  }
  // WCAG's contrast of text, on what is painted behind it.
  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = numbers(colour).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      const parts = numbers(colour);
      if (parts.length === 3 || parts[3] === 1) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const told = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !visible(element) || element.closest("svg, script")) continue;
    const ink = getComputedStyle(element).color;
    const ground = behind(element);
    const [a, b] = [light(ink), light(ground)].sort((a, b) => b - a);
    const contrast = (a + 0.05) / (b + 0.05);
    const said = `contrast ${contrast.toFixed(2)} of ${ink} on ${ground}`;
    if (contrast < 4.5 && !told.has(said)) {
      told.add(said);
      wrong.push(`${said}: ${element.outerHTML.slice(0, 120)}`);
    }
  }
  return wrong;
})()
