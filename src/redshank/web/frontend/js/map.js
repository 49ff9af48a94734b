// The map: outlines by visionscarto, spots where events are. Vague places are hollow and dashed. A spot is one place.

import {geoEqualEarth, geoGraticule10, geoPath} from "d3-geo";
import {feature, mesh} from "topojson-client";
import {day, el, filling, number, plural, source, svg} from "./dom.js";

const WIDTH = 1000;
const CLOSEST = 24;
const VAGUE = new Set(["region", "country", "area"]);
export const SOURCE = "Outlines: Natural Earth 1:50m as drawn by visionscarto after UN views. Outlines never decide what country an event is in.";

let outlines;

/** Land and borders as paths in the projection; loaded once a page. */
function world(height) {
  outlines ??= fetch(new URL("world.json", import.meta.url.replace(/chunks\/[^/]*$/, ""))).then((answer) => answer.json());
  return outlines.then((topology) => {
    const projection = geoEqualEarth().rotate([-11, 0]).fitExtent([[4, 4], [WIDTH - 4, height - 4]], {type: "Sphere"});
    const path = geoPath(projection).digits(1);
    const {countries} = topology.objects;
    return {
      projection,
      land: path(feature(topology, countries)),
      borders: path(mesh(topology, countries, (a, b) => a !== b)),
      grid: path(geoGraticule10()),
      sea: path({type: "Sphere"}),
    };
  });
}

/** A map in `canvas`; `show(spots)` draws `{key, label, longitude, latitude, vague, count, quad, href, words}`. */
export async function worldMap(canvas, {onChoose} = {}) {
  const shape = canvas.clientWidth / Math.max(canvas.clientHeight, 1);
  const height = Math.round(WIDTH / Math.min(Math.max(shape, 1.25), 2.1));
  const drawn = await world(height);
  const view = {x: WIDTH / 2, y: height / 2, k: 1};
  const spots = svg("g", {class: "spots"});
  const labels = svg("g", {"aria-hidden": "true"});
  const zoomed = svg("g", {},
    svg("path", {class: "map-sea", d: drawn.sea}), svg("path", {class: "map-grid", d: drawn.grid}),
    svg("path", {class: "map-land", d: drawn.land}), svg("path", {class: "map-borders", d: drawn.borders}));
  const picture = svg("svg", {viewBox: `0 0 ${WIDTH} ${height}`, preserveAspectRatio: "xMidYMid slice", role: "group",
    "aria-label": canvas.dataset.label ?? "Map of events"}, zoomed, spots, labels);
  const bubble = el("div", {class: "bubble", hidden: true});
  canvas.replaceChildren(picture, bubble, tools());
  let shown = [];

  function tools() {
    const button = (text, label, does) => el("button", {type: "button", "aria-label": label, title: label, click: does}, text);
    return el("div", {class: "map-tools"},
      button("+", "Closer", () => zoom(1.6)), button("−", "Farther", () => zoom(1 / 1.6)), button("⤢", "Fit to events", () => fit()));
  }

  const at = ({x, y}) => [(x - view.x) * view.k + WIDTH / 2, (y - view.y) * view.k + height / 2];
  const scale = () => WIDTH / Math.max(canvas.clientWidth, 1);

  function place() {
    view.k = Math.min(Math.max(view.k, 1), CLOSEST);
    const [halfX, halfY] = [WIDTH / 2 / view.k, height / 2 / view.k];
    view.x = Math.min(Math.max(view.x, halfX), WIDTH - halfX);
    view.y = Math.min(Math.max(view.y, halfY), height - halfY);
    zoomed.setAttribute("transform", `translate(${WIDTH / 2} ${height / 2}) scale(${view.k}) translate(${-view.x} ${-view.y})`);
    for (const one of shown) {
      const [x, y] = at(one);
      one.node.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
    }
    label();
  }

  function zoom(by) {
    view.k *= by;
    place();
  }

  /** As close as shows all spots; one place alone is shown with its surroundings. */
  function fit() {
    if (shown.length) {
      const weighty = shown.filter((one) => !one.faint);
      const [xs, ys] = ["x", "y"].map((name) => weighty.map((one) => one[name]).sort((a, b) => a - b));
      const [west, east, north, south] = [xs[0], xs.at(-1), ys[0], ys.at(-1)];
      view.k = Math.min(WIDTH / (east - west + 90), height / (south - north + 90), 7);
      [view.x, view.y] = [(west + east) / 2, (north + south) / 2];
    }
    place();
  }

  function radius(count, most) {
    return (2.6 + 13 * Math.sqrt(count / Math.max(most, 12))) * Math.min(scale(), 1.9);
  }

  function label() {
    labels.replaceChildren();
    const taken = [];
    const size = 11 * scale();
    for (const one of shown.filter((each) => !each.faint).slice(0, 40)) {
      if (taken.length >= (canvas.clientWidth < 500 ? 6 : 14)) break;
      const [x, y] = at(one);
      const box = [x + one.r + 2, y - size / 2, x + one.r + 6 + one.label.length * size * 0.56, y + size / 2];
      if (box[2] > WIDTH || x < 0 || y < size || y > height - size) continue;
      if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
      taken.push(box);
      const words = svg("text", {class: "map-label", x: x + one.r + 3 * scale(), y: y + size * 0.34, "font-size": size}, one.label);
      words.style.fontSize = `${size}px`;
      words.style.strokeWidth = `${3 * scale()}px`;
      labels.append(words);
    }
  }

  function tell(one) {
    bubble.replaceChildren(el("strong", {}, one.label), one.words);
    bubble.hidden = false;
    const [x, y] = at(one).map((value) => value / scale());
    const cut = (canvas.clientHeight - height / scale()) / 2;
    const left = Math.min(Math.max(x - bubble.offsetWidth / 2, 6), canvas.clientWidth - bubble.offsetWidth - 6);
    const above = y + cut - one.r / scale() - bubble.offsetHeight - 6;
    bubble.style.left = `${left}px`;
    bubble.style.top = `${above > 4 ? above : y + cut + one.r / scale() + 8}px`;
  }

  const hush = () => (bubble.hidden = true);

  function node(one, place) {
    const words = `${one.label}: ${one.words}`;
    const circle = svg("circle", {class: "spot", r: one.r, "data-quad": one.quad, "data-vague": one.vague});
    const link = svg("a", {href: one.href, role: one.href ? "link" : "img", "aria-label": words, tabindex: place ? -1 : 0,
      mouseenter: () => tell(one), mouseleave: hush, focus: () => tell(one), blur: hush,
      click: (event) => onChoose && !event.metaKey && !event.ctrlKey && (event.preventDefault(), onChoose(one)),
      keydown: (event) => walk(event, place)}, circle);
    return link;
  }

  /** One stop of the tab key; arrows go on by size. */
  function walk(event, place) {
    const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
    if (!step || !shown.length) return;
    event.preventDefault();
    const next = shown[(place + step + shown.length) % shown.length];
    shown[place].node.tabIndex = -1;
    next.node.tabIndex = 0;
    next.node.focus();
  }

  function show(given, refit = false) {
    const most = Math.max(...given.map((one) => one.most ?? one.count), 1);
    const draw = given.map((one) => ({...one, xy: drawn.projection([one.longitude, one.latitude])})).filter((one) => one.xy);
    draw.sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
    shown = draw.map((one) => ({...one, x: one.xy[0], y: one.xy[1], r: radius(one.count, most)}));
    shown.forEach((one, place) => {
      one.node = node(one, place);
      one.node.firstChild.classList.toggle("lit", Boolean(one.chosen));
    });
    spots.replaceChildren(...shown.map((one) => one.node));
    if (refit) fit();
    else place();
  }

  drag(picture, (dx, dy) => {
    view.x -= (dx * scale()) / view.k;
    view.y -= (dy * scale()) / view.k;
    place();
  }, zoom);
  new ResizeObserver(() => requestAnimationFrame(() => show(shown.map(({node: _, ...one}) => one)))).observe(canvas);
  return {show, fit};
}

/** Drag with mouse or two fingers; the wheel zooms with Ctrl only, so that pages scroll on. */
function drag(picture, move, zoom) {
  const held = new Map();
  let far = 0;
  picture.addEventListener("pointerdown", (event) => {
    held.set(event.pointerId, [event.clientX, event.clientY]);
    far = 0;
  });
  addEventListener("pointermove", (event) => {
    const last = held.get(event.pointerId);
    if (!last) return;
    const now = [event.clientX, event.clientY];
    held.set(event.pointerId, now);
    if (held.size > 1) {
      const [other] = [...held].find(([id]) => id !== event.pointerId).slice(1);
      const gap = (point) => Math.hypot(point[0] - other[0], point[1] - other[1]);
      zoom(gap(now) / Math.max(gap(last), 1));
    } else if (event.pointerType === "mouse") {
      far += Math.abs(now[0] - last[0]) + Math.abs(now[1] - last[1]);
      if (far > 3) move(now[0] - last[0], now[1] - last[1]);
    }
  });
  for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, (event) => held.delete(event.pointerId));
  picture.addEventListener("click", (event) => {
    if (far > 3) event.preventDefault();
  }, true);
  picture.addEventListener("dragstart", (event) => event.preventDefault());
  picture.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2);
  }, {passive: false});
}

/** Rows of one place together: the quad that most of them have, and what to say of it. */
export function spot(label, rows, about) {
  const counts = new Map();
  for (const {quad, count} of rows) counts.set(quad, (counts.get(quad) ?? 0) + count);
  const ranked = [...counts].filter(([quad]) => quad).sort((a, b) => b[1] - a[1]);
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  const precision = about.precision ? ` · known to the ${about.precision}` : "";
  const words = `${plural(total, "event")}${ranked.length ? `, ${ranked.map(([quad, count]) => `${number.format(count)} ${quad}`).join(", ")}` : ""}${precision}`;
  return {...about, label, count: total, quad: ranked[0]?.[0], vague: VAGUE.has(about.precision), words};
}

export async function upgrade(figure) {
  const canvas = el("div", {class: "canvas", "data-label": figure.dataset.label});
  figure.prepend(canvas);
  await filling(canvas, async () => {
    const given = await source(figure);
    const places = new Map();
    for (const row of given.rows ?? given) {
      if (row.latitude == null) continue;
      const key = `${row.latitude} ${row.longitude} ${row.label}`;
      places.set(key, [...(places.get(key) ?? []), {...row, count: row.events ?? 1}]);
    }
    const spots = [...places].map(([key, rows]) => {
      const {latitude, longitude, precision, href, label, date} = rows[0];
      const one = spot(label, rows, {key, latitude, longitude, precision, href});
      return rows.length === 1 && date ? {...one, words: `${one.words} · ${day(date)}`} : one;
    });
    const map = await worldMap(canvas);
    map.show(spots, true);
  });
  if (!figure.querySelector("figcaption")) figure.append(el("figcaption", {}, SOURCE));
}
