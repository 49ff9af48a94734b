// Small words for building pages and reading what the server handed over.

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element with attributes and children; text is only ever text. */
export function el(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** An SVG element. */
export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** What `data-source` names: a script of JSON on the page, or a URL of this server. */
export async function source(element) {
  const from = element.dataset.source;
  if (from.startsWith("#")) return JSON.parse(document.querySelector(from).textContent);
  const answer = await fetch(from, {headers: {accept: "application/json"}});
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return answer.json();
}

/** Shows that something is on its way, then what `make` gives, or in words that it failed. */
export async function filling(place, make) {
  place.replaceChildren(el("p", {class: "loading"}, "Loading…"));
  place.setAttribute("aria-busy", "true");
  try {
    await make();
  } catch (error) {
    console.error(error);
    place.replaceChildren(el("p", {class: "loading failed", role: "alert"}, "This could not be drawn. The table has the same numbers."));
  } finally {
    place.removeAttribute("aria-busy");
  }
}

/** Calls `draw` with the width of `place`, now and when it changes. */
export function sized(place, draw) {
  let last = 0;
  const look = () => {
    const width = Math.floor(place.clientWidth);
    if (width && width !== last) draw((last = width));
  };
  new ResizeObserver(() => requestAnimationFrame(look)).observe(place);
  look();
}

export const number = new Intl.NumberFormat("en-GB");

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** A date as the pages write it: "13 Mar 2023", "Mar 2023". */
export function day(iso) {
  const [year, month, date] = iso.slice(0, 10).split("-");
  return [date && String(Number(date)), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(" ");
}

export function plural(count, one, many = `${one}s`) {
  return `${number.format(count)} ${count === 1 ? one : many}`;
}
