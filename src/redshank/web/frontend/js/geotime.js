// Map and timeline of the same events: a stretch of time chosen in one shows in the other, and so does a place.

import {plot, rectY, ruleX, ruleY} from "@observablehq/plot";
import {COLOURS, end, QUADS, spoken, time} from "./charts.js";
import {day, el, filling, number, plural, sized, source} from "./dom.js";
import {SOURCE, spot, worldMap} from "./map.js";

const MARGIN = {marginLeft: 34, marginRight: 10, marginTop: 8, marginBottom: 22};

export async function upgrade(section) {
  const [mapPlace, timePlace] = ["map", "time"].map((name) => section.querySelector(`[data-part=${name}]`));
  const canvas = el("div", {class: "canvas", "data-label": "Map of events"});
  const chart = el("div", {class: "plot"});
  mapPlace.prepend(canvas);
  timePlace.prepend(chart);
  if (!mapPlace.querySelector("figcaption")) mapPlace.append(el("figcaption", {}, SOURCE));
  await filling(canvas, async () => {
    const given = await source(section);
    const state = {from: null, to: null, ...asked(given)};
    const said = section.querySelector("[data-part=said]") ?? section.appendChild(el("p", {"data-part": "said"}));
    said.setAttribute("aria-live", "polite");
    const map = await worldMap(canvas, {onChoose: (one) => choose({place: one.key === state.place ? null : one.key})});
    const slider = given.rows.length ? sliders(timePlace, steps(given), choose) : null;

    function choose(some, refit = false) {
      Object.assign(state, some);
      const rows = given.rows.filter((row) => within(row, state));
      map.show(spots(rows, given, state), refit);
      draw();
      slider?.show(state);
      tell(said, given, rows, state, () => choose({from: null, to: null, place: null}));
      remember(given, state);
    }
    const draw = (width = chart.clientWidth) => {
      if (width) chart.replaceChildren(spoken(timeline(given, state, width, Number(timePlace.dataset.height ?? 130))));
      brush(chart, steps(given), choose);
    };
    sized(chart, draw);
    choose({}, true);
  });
}

/** What the address has chosen; a place by its name. */
function asked({places}) {
  const address = new URLSearchParams(location.search);
  const day = (name) => (/^\d{4}-\d\d-\d\d$/.test(address.get(name) ?? "") ? address.get(name) : null);
  const place = places.findIndex((one) => one.name === address.get("at"));
  return {from: day("from"), to: day("to"), place: place < 0 ? null : place};
}

/** What is chosen stays in the address, so that it can be sent on and saved, and with the filters of the form. */
function remember({places}, {from, to, place}) {
  const chosen = Object.entries({from, to, at: place === null ? null : places[place].name});
  const url = new URL(location.href);
  for (const [name, value] of chosen) value ? url.searchParams.set(name, value) : url.searchParams.delete(name);
  if (url.href !== location.href) history.replaceState(null, "", url);
  for (const link of document.querySelectorAll('a[href^="/saved/new?"]')) {
    const saving = new URL(link.href);
    saving.searchParams.set("address", url.pathname + url.search);
    link.href = saving.pathname + saving.search;
  }
  for (const form of document.querySelectorAll("form.filters[data-auto]")) {
    for (const old of form.querySelectorAll("[data-chosen]")) old.remove();
    form.append(...chosen.filter(([, value]) => value).map(([name, value]) => el("input", {type: "hidden", name, value, "data-chosen": true})));
  }
}

const within = ([, date], {from, to}) => date && (!from || date >= from) && (!to || date < to);

function spots(rows, {places}, state) {
  const of = new Map();
  for (const [place, , quad, count] of rows) {
    if (place < 0) continue;
    if (!of.has(place)) of.set(place, []);
    of.get(place).push({quad: QUADS[quad], count});
  }
  return [...of].map(([key, some]) => ({...spot(places[key].name, some, {...places[key], key}), chosen: key === state.place}));
}

/** Whether a date lies where the timeline is: not long ago, and not years ahead. */
const drawn = (date, given) => date && date >= (given.begin ?? "") && date <= (given.end ?? "9999");

/** The starts of all steps of time from the first to the last, and the end of the last. */
function steps(given) {
  const {by} = given;
  const dates = given.rows.map((row) => row[1]).filter((date) => drawn(date, given)).sort();
  if (!dates.length) return [];
  const found = [];
  for (let now = time(dates[0]); +now <= +time(dates.at(-1)) && found.length < 3000; now = end(iso(now), by)) found.push(iso(now));
  return [...found, iso(end(found.at(-1), by))];
}

const iso = (date) => date.toISOString().slice(0, 10);

function timeline(given, state, width, height) {
  const {rows, by} = given;
  const sums = new Map();
  for (const [place, date, quad, count] of rows) {
    if (!drawn(date, given) || (state.place !== null && place !== state.place)) continue;
    const key = `${date} ${quad >= 2 ? 1 : 0}`;
    sums.set(key, (sums.get(key) ?? 0) + count);
  }
  const parts = [...sums].map(([key, count]) => {
    const [date, conflict] = key.split(" ");
    const lit = within([0, date], state);
    return {x1: time(date), x2: end(date, by), y: conflict === "1" ? -count : count, tone: lit ? COLOURS[conflict === "1" ? "material conflict" : "material cooperation"] : "var(--line-2)"};
  });
  const chosen = state.from || state.to ? [state.from, state.to].filter(Boolean).map(time) : [];
  return plot({
    width, height, ...MARGIN, ariaLabel: "Events over time: cooperation above the line, conflict below",
    style: {background: "transparent", fontSize: "11px"}, className: "brush",
    x: {type: "utc", label: null, domain: domain(given)}, y: {label: null, ticks: 3, tickFormat: (n) => number.format(Math.abs(n)), nice: true},
    marks: [rectY(parts, {x1: "x1", x2: "x2", y: "y", fill: "tone", inset: 0.4}), ruleY([0], {stroke: "var(--edge)"}), ruleX(chosen, {stroke: "var(--accent)"})],
  });
}

function domain(given) {
  const all = steps(given);
  return all.length ? [time(all[0]), time(all.at(-1))] : undefined;
}

/** Drag over the timeline to choose a stretch of time; a click without dragging takes it back. */
function brush(chart, all, choose) {
  const picture = chart.querySelector("svg");
  if (!picture || all.length < 3) return;
  let start = null;
  const step = (event) => {
    const box = picture.getBoundingClientRect();
    const share = (event.clientX - box.left - MARGIN.marginLeft) / (box.width - MARGIN.marginLeft - MARGIN.marginRight);
    const [first, last] = [+time(all[0]), +time(all.at(-1))];
    const moment = iso(new Date(first + Math.min(Math.max(share, 0), 0.9999) * (last - first)));
    return all.findLastIndex((one) => one <= moment);
  };
  picture.addEventListener("pointerdown", (event) => {
    start = step(event);
    const stop = (up) => {
      removeEventListener("pointerup", stop);
      const [low, high] = [start, step(up)].sort((a, b) => a - b);
      choose(low === high && Math.abs(up.clientX - event.clientX) < 4 ? {from: null, to: null} : {from: all[low], to: all[high + 1]});
    };
    addEventListener("pointerup", stop);
  });
}

/** Two thumbs on one line: from and to. */
function sliders(place, all, choose) {
  if (all.length < 3) return null;
  const last = all.length - 1;
  const thumb = (label, value) => el("input", {type: "range", min: 0, max: last, step: 1, value, "aria-label": label});
  const [from, to] = [thumb("From", 0), thumb("To", last)];
  const play = el("button", {type: "button", class: "small", "aria-pressed": "false"}, "▶ Play");
  const output = el("output", {});
  place.append(el("div", {class: "slider"}, play, el("div", {class: "ends"}, from, to), output));
  const send = () => {
    const [low, high] = [Number(from.value), Number(to.value)].sort((a, b) => a - b);
    const top = Math.max(high, low + 1);
    choose({from: low ? all[low] : null, to: top < last ? all[top] : null});
  };
  from.addEventListener("input", send);
  to.addEventListener("input", send);
  let running = null;
  const halt = () => {
    clearInterval(running);
    running = null;
    play.textContent = "▶ Play";
    play.setAttribute("aria-pressed", "false");
  };
  play.addEventListener("click", () => {
    if (running) return halt();
    const width = Math.max(1, Math.round(all.length / 12));
    let now = 0;
    play.textContent = "❚❚ Stop";
    play.setAttribute("aria-pressed", "true");
    const go = () => {
      if (now + width > last) return halt();
      choose({from: all[now], to: all[now + width]});
      now += Math.max(1, Math.floor(width / 3));
      return undefined;
    };
    running = setInterval(go, 700);
    return go();
  });
  return {
    show(state) {
      from.value = state.from ? Math.max(all.findLastIndex((one) => one <= state.from), 0) : 0;
      to.value = state.to ? all.findIndex((one, i) => one >= state.to || i === last) : last;
      output.textContent = `${day(state.from ?? all[0])} to ${day(iso(new Date(+time(state.to ?? all[last]) - 86_400_000)))}`;
      for (const one of [from, to]) one.setAttribute("aria-valuetext", day(all[Number(one.value)]));
    },
  };
}

function tell(said, given, rows, state, reset) {
  const here = state.place === null ? rows : rows.filter((row) => row[0] === state.place);
  const total = here.reduce((sum, row) => sum + row[3], 0);
  const place = state.place === null ? null : given.places[state.place];
  const when = state.from || state.to ? ` from ${state.from ? day(state.from) : "the beginning"} to ${state.to ? `before ${day(state.to)}` : "the end"}` : "";
  const query = new URLSearchParams();
  if (place) query.set("place", place.name);
  if (state.from) query.set("since", state.from);
  if (state.to) query.set("until", iso(new Date(+time(state.to) - 86_400_000)));
  const href = `${given.events ?? "/search"}?${query}`;
  const unplaced = place ? 0 : here.filter((row) => row[0] < 0).reduce((sum, row) => sum + row[3], 0);
  said.replaceChildren(
    el("strong", {}, plural(total, "event")), `${place ? ` in ${place.name}` : ""}${when}`,
    unplaced ? `, ${number.format(unplaced)} of them without a place on the map` : "", ". ",
    el("a", {href}, "Read them"), ...(place || when ? [" · ", el("button", {type: "button", class: "quiet small", click: reset}, "Show all")] : []),
  );
}
