// Charts by Observable Plot: redrawn when their place changes its width; colours are those of the page.

import {areaY, axisX, dot, gridY, line, link, plot, pointer, pointerX, rectY, ruleX, ruleY, text, tip} from "@observablehq/plot";
import {day, el, filling, number, plural, sized, source} from "./dom.js";

export const QUADS = ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"];
export const COLOURS = {
  "verbal cooperation": "var(--vc)",
  "material cooperation": "var(--mc)",
  "verbal conflict": "var(--vf)",
  "material conflict": "var(--mf)",
};
const DAY = 86_400_000;

export async function upgrade(figure) {
  const place = el("div", {class: "plot"});
  figure.prepend(place);
  await filling(place, async () => {
    const given = await source(figure);
    const draw = CHARTS[figure.dataset.chart];
    if (!draw) throw new Error(`no chart is called ${figure.dataset.chart}`);
    const rows = given.rows ?? given;
    if (!rows.length) {
      place.replaceChildren(el("p", {class: "loading"}, figure.dataset.empty ?? "Nothing to draw yet."));
      return;
    }
    const {drawn, words} = ["series", "signed"].includes(figure.dataset.chart) ? lately(rows) : {drawn: rows};
    if (words) place.after(el("p", {class: "hint"}, words));
    sized(place, (width) => place.replaceChildren(spoken(draw(drawn, width, figure, given))));
  });
}

/** The rows without what lies more than a year before all but two in a hundred events, and what was left out in words. */
function lately(rows) {
  const events = (row) => row.events ?? QUADS.reduce((sum, quad) => sum + (row[quad] ?? 0), 0);
  const total = rows.reduce((sum, row) => sum + events(row), 0);
  let [left, first] = [0, 0];
  for (; first < rows.length; first++) {
    left += events(rows[first]);
    if (left > total * 0.02) break;
  }
  if (first < 1 || time(rows[first].start) - time(rows[0].start) < 365 * DAY) return {drawn: rows};
  const before = rows.slice(0, first).reduce((sum, row) => sum + events(row), 0);
  return {drawn: rows.slice(first), words: before ? `${plural(before, "event")} before ${day(rows[first].start)} ${before === 1 ? "is" : "are"} not drawn.` : ""};
}

/** A picture with one name for all of it: the parts' names say nothing to who cannot see them. */
export function spoken(picture) {
  picture.setAttribute("role", "img");
  for (const part of picture.querySelectorAll("[aria-label], [aria-description]")) {
    part.removeAttribute("aria-label");
    part.removeAttribute("aria-description");
  }
  return picture;
}

/** Time as UTC, so that a day is that day everywhere. */
export const time = (iso) => new Date(`${`${iso}-01-01`.slice(0, 10)}T00:00:00Z`);

/** The end of a step of time that starts on a day: the chart's bars are as wide as their steps. */
export function end(iso, step) {
  const start = time(iso);
  if (step === "day") return new Date(+start + DAY);
  if (step === "week") return new Date(+start + 7 * DAY);
  if (step === "year") return new Date(Date.UTC(start.getUTCFullYear() + 1, 0, 1));
  return new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1));
}

function stepOf(rows) {
  if (rows.some((row) => row.start.length === 7)) return "month";
  const gaps = rows.slice(1).map((row, i) => (time(row.start) - time(rows[i].start)) / DAY);
  return gaps.length && Math.min(...gaps) >= 7 ? "week" : "day";
}

const frame = (width, height, more) => ({
  width, height, marginLeft: 38, marginRight: 8, marginTop: 14, marginBottom: 30,
  style: {background: "transparent", fontSize: "11px"}, ...more,
});
const grid = {stroke: "var(--line)", strokeOpacity: 1};
const TIP = {fill: "var(--sheet)", stroke: "var(--line-2)", fontSize: 12, pathFilter: "none"};

function series(rows, width, figure, given) {
  const step = given.by ?? stepOf(rows);
  const bars = rows.map((row) => ({...row, x1: time(row.start), x2: end(row.start, step)}));
  const middle = (row) => new Date((+row.x1 + +row.x2) / 2);
  const said = (row) => `${label(row.start, step)}\n${plural(row.events, "event")}\n${plural(row.reports, "report")}`
    + (row.articles ? `\n${plural(row.articles, "article")} in all` : "");
  return plot(frame(width, Number(figure.dataset.height ?? 170), {
    ariaLabel: figure.dataset.label ?? "Events and reports over time",
    x: {type: "utc", label: null}, y: {label: null, ticks: 4, tickFormat: (n) => number.format(n), nice: true},
    marks: [
      ruleY([0], {stroke: "var(--edge)"}),
      ...grids(4),
      rectY(bars, {x1: "x1", x2: "x2", y: "reports", fill: "var(--line-2)", fillOpacity: 0.55, inset: 0.5}),
      rectY(bars, {x1: "x1", x2: "x2", y: "events", fill: "var(--mc)", inset: 0.5}),
      tip(bars, pointerX({x: middle, y: "events", title: said, ...TIP})),
    ],
  }));
}

function grids(ticks) {
  return [gridY({ticks, ...grid})];
}

function label(start, step) {
  return step === "week" ? `week of ${day(start)}` : day(step === "month" ? start.slice(0, 7) : start);
}

function signed(rows, width, figure, given) {
  const step = given.by ?? stepOf(rows);
  const parts = rows.flatMap((row) => stacked(row, step));
  const most = Math.max(1, ...parts.map((part) => Math.abs(part.y2)));
  const turns = (given.turns ?? []).map((turn) => ({...turn, x: time(turn.start)}));
  const whole = rows.map((row) => ({...row, x: new Date((+time(row.start) + +end(row.start, step)) / 2)}));
  const said = (row) => [label(row.start, step), ...QUADS.filter((quad) => row[quad]).map((quad) => `${number.format(row[quad])} ${quad}`)].join("\n");
  return plot(frame(width, Number(figure.dataset.height ?? 220), {
    ariaLabel: figure.dataset.label ?? "Cooperation above the line, conflict below it, over time",
    x: {type: "utc", label: null},
    y: {label: null, ticks: 5, domain: [-most, most], nice: true, tickFormat: (n) => number.format(Math.abs(n))},
    marks: [
      ...grids(5),
      rectY(parts, {x1: "x1", x2: "x2", y1: "y1", y2: "y2", fill: (part) => COLOURS[part.quad], inset: 0.5}),
      ruleY([0], {stroke: "var(--edge)"}),
      ruleX(turns, {x: "x", stroke: "var(--ink)", strokeDasharray: "2 3"}),
      text(turns, {x: "x", frameAnchor: "top", dy: -10, text: (_, i) => String(i + 1), fill: "var(--ink)", fontWeight: 600}),
      tip(whole, pointerX({x: "x", y: 0, title: said, ...TIP})),
    ],
  }));
}

function stacked(row, step) {
  const [x1, x2] = [time(row.start), end(row.start, step)];
  let [up, down] = [0, 0];
  return ["material cooperation", "verbal cooperation", "material conflict", "verbal conflict"].flatMap((quad) => {
    const count = row[quad] ?? 0;
    if (!count) return [];
    const above = quad.endsWith("cooperation");
    const from = above ? up : down;
    const to = above ? (up += count) : (down -= count);
    return [{x1, x2, y1: from, y2: to, quad}];
  });
}

function curve(rows, width, figure, given) {
  const points = rows.map((row) => ({...row, x: time(row.start)}));
  const turns = (given.turns ?? []).map((turn) => ({...turn, x: time(turn.start)}));
  const said = (row) => [day(row.start), `${signedNumber(row.value)}${row.low != null ? ` (${signedNumber(row.low)} to ${signedNumber(row.high)})` : ""}`,
    row.number != null ? plural(row.number, "event") : null].filter(Boolean).join("\n");
  return plot(frame(width, Number(figure.dataset.height ?? 220), {
    ariaLabel: figure.dataset.label ?? "Value over time",
    x: {type: "utc", label: null}, y: {label: null, ticks: 5, nice: true, domain: given.domain},
    marks: [
      ...grids(5),
      ruleY([given.zero ?? 0], {stroke: "var(--edge)"}),
      areaY(points.filter((row) => row.low != null), {x: "x", y1: "low", y2: "high", fill: "var(--none)", fillOpacity: 0.18, curve: "step"}),
      line(points, {x: "x", y: "value", stroke: "var(--ink)", strokeWidth: 1.75, curve: "step"}),
      ruleX(turns, {x: "x", stroke: "var(--accent)", strokeDasharray: "2 3"}),
      text(turns, {x: "x", frameAnchor: "top", dy: -10, text: (_, i) => String(i + 1), fill: "var(--accent)", fontWeight: 600}),
      tip(points, pointerX({x: "x", y: "value", title: said, ...TIP})),
    ],
  }));
}

const signedNumber = (value) => `${value > 0 ? "+" : value < 0 ? "−" : ""}${Math.abs(value).toFixed(2)}`;

function intervals(rows, width, figure, given) {
  const left = Math.min(Math.round(width * 0.45), 16 + Math.round(6.6 * Math.max(...rows.map((row) => row.name.length))));
  const short = (name) => (name.length * 6.6 > left - 8 ? `${name.slice(0, Math.floor((left - 8) / 6.6) - 1)}…` : name);
  const domain = given.domain ?? [-1, 1];
  const tone = (row) => (row.low != null && row.low <= (given.zero ?? 0) && row.high >= (given.zero ?? 0) ? "var(--none)" : row.value >= (given.zero ?? 0) ? "var(--mc)" : "var(--mf)");
  const said = (row) => `${row.name}\n${signedNumber(row.value)} (${signedNumber(row.low)} to ${signedNumber(row.high)})${row.number != null ? `\n${plural(row.number, "event")}` : ""}`;
  return plot({
    width, height: 40 + rows.length * 21, marginLeft: left, marginRight: 14, marginTop: 22, marginBottom: 10,
    style: {background: "transparent", fontSize: "12px"}, ariaLabel: figure.dataset.label ?? "Values with their intervals",
    x: {domain, label: null, clamp: true}, y: {domain: rows.map((row) => row.name), label: null, tickSize: 0, padding: 0.4, tickFormat: short},
    marks: [
      axisX({anchor: "top", ticks: 5, tickFormat: given.percent ? "%" : signedTick}),
      ruleX([given.zero ?? 0], {stroke: "var(--edge)"}),
      link(rows, {x1: "low", x2: "high", y1: "name", y2: "name", stroke: tone, strokeWidth: 2, strokeOpacity: 0.5}),
      dot(rows, {x: "value", y: "name", fill: tone, r: 4, symbol: (row) => (row.value >= (given.zero ?? 0) ? "circle" : "diamond")}),
      tip(rows, pointer({x: "value", y: "name", title: said, ...TIP})),
    ],
    symbol: {range: ["circle", "diamond2"]},
  });
}

const signedTick = (value) => (value ? signedNumber(value).replace(/\.?0+$/, "") : "0");

function reliability(rows, width, figure) {
  const side = Math.min(width, 380);
  const most = Math.max(...rows.map((row) => row.number));
  const highest = Math.max(...rows.map((row) => Math.max(row.odds, row.came_true)));
  const top = [0.1, 0.2, 0.3, 0.5, 0.75, 1].find((one) => one >= highest * 1.1) ?? 1;
  const said = (row) => `told ${Math.round(row.odds * 100)} %, came true ${Math.round(row.came_true * 100)} %\n${plural(row.number, "forecast")}`;
  return plot({
    width: side, height: side * 0.86, marginLeft: 46, marginBottom: 38, marginRight: 14, style: {background: "transparent", fontSize: "11px"},
    ariaLabel: figure.dataset.label ?? "Odds told against the share that came true",
    x: {domain: [0, top], tickFormat: "%", label: "odds told", labelAnchor: "center", labelArrow: "none", ticks: 5},
    y: {domain: [0, top], tickFormat: "%", label: "came true", labelArrow: "none", ticks: 5},
    r: {range: [3, 13], domain: [0, most]},
    marks: [
      ...grids(5),
      line([[0, 0], [top, top]], {stroke: "var(--edge)", strokeDasharray: "3 3"}),
      line(rows, {x: "odds", y: "came_true", stroke: "var(--ink-2)", strokeWidth: 1.25}),
      dot(rows, {x: "odds", y: "came_true", r: "number", fill: "var(--mc)", fillOpacity: 0.75, stroke: "var(--sheet)"}),
      tip(rows, pointer({x: "odds", y: "came_true", title: said, ...TIP})),
    ],
  });
}

const CHARTS = {series, signed, line: curve, intervals, reliability};
