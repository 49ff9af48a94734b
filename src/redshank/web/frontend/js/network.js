// The network: who works with whom and against whom. Positions come from the server, the same as in its exports.

import Graph from "graphology";
import Sigma from "sigma";
import {el, filling, number, plural, source} from "./dom.js";

const TONES = ["--n1", "--n2", "--n3", "--n4", "--n5", "--n6", "--n7"];
const OTHERS = "--none";

export async function upgrade(figure) {
  const canvas = el("div", {class: "canvas"});
  figure.prepend(canvas);
  await filling(canvas, async () => {
    const given = await source(figure);
    canvas.replaceChildren();
    if (!given.nodes.length) throw new Error("no nodes");
    draw(figure, canvas, given);
  });
}

function draw(figure, canvas, given) {
  const graph = built(given);
  const state = {chosen: null, hovered: null, steps: 1, least: 1, sign: "both", near: null, ...asked(graph)};
  let colours = read();
  const lonely = (id) => state.least > 1 && !graph.someEdge(id, (_, edge) => edge.events >= state.least);
  const outside = (id) => Boolean(state.near && !state.near.has(id)) || lonely(id);
  const view = new Sigma(graph, canvas, {
    labelFont: getComputedStyle(document.body).fontFamily, labelSize: 12, labelWeight: "500", labelDensity: 1.2, labelGridCellSize: 80,
    labelRenderedSizeThreshold: 4, defaultDrawNodeLabel: haloed(() => colours), labelColor: {attribute: "ink"}, defaultDrawNodeHover: hover(() => colours), zIndex: true, minEdgeThickness: 1,
    stagePadding: 36, hideEdgesOnMove: graph.size > 4000,
    nodeReducer: (id, node) => {
      const dim = outside(id);
      return {...node, color: dim ? colours["--line"] : colours[node.tone], ink: colours[dim ? "--ink-3" : "--ink"], label: dim ? "" : node.label,
        zIndex: dim ? 0 : 1, forceLabel: !dim && (id === state.chosen || id === state.hovered || Boolean(state.near && state.near.size < 25))};
    },
    edgeReducer: (id, edge) => {
      const [a, b] = graph.extremities(id);
      const hidden = edge.events < state.least || (state.sign !== "both" && edge.sign !== state.sign && edge.sign !== "mixed");
      const dim = outside(a) || outside(b) || (state.near && state.steps === 1 && state.chosen && a !== state.chosen && b !== state.chosen);
      return {...edge, hidden: hidden || (dim && Boolean(state.near)), color: mixed(colours["--sheet"], colours[{cooperation: "--mc", conflict: "--mf", mixed: "--none"}[edge.sign]], edge.strength)};
    },
  });
  function choose(id) {
    state.chosen = id;
    around();
    panel(figure, graph, id, () => choose(null));
    remember(state);
    view.refresh();
  }

  function around() {
    const centre = state.chosen ?? state.hovered;
    state.near = centre ? within(graph, centre, state.chosen ? state.steps : 1, state.least) : null;
  }

  view.on("clickNode", ({node}) => choose(node === state.chosen ? null : node));
  view.on("clickStage", () => state.chosen && choose(null));
  view.on("enterNode", ({node}) => {
    canvas.style.cursor = "pointer";
    if (state.chosen) return;
    state.hovered = node;
    around();
    view.refresh();
  });
  view.on("leaveNode", () => {
    canvas.style.cursor = "";
    if (state.chosen) return;
    state.hovered = null;
    around();
    view.refresh();
  });
  view.getMouseCaptor().on("wheel", (event) => {
    if (!event.original.ctrlKey && document.activeElement !== canvas) event.preventSigmaDefault();
  });
  canvas.tabIndex = -1;
  new MutationObserver(() => {
    colours = read();
    view.refresh();
  }).observe(document.documentElement, {attributeFilter: ["data-theme"]});
  controls(figure, graph, state, {choose, refresh: () => (around(), remember(state), view.refresh()), goto: (id) => fly(view, id)});
  canvas.append(tools(view));
  if (state.chosen) choose(state.chosen);
  figure.dataset.ready = "true";
}

const read = () => {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries([...TONES, OTHERS, "--ink", "--ink-3", "--line", "--mc", "--mf", "--sheet"].map((name) => [name, style.getPropertyValue(name).trim()]));
};

function built({nodes, edges}) {
  const graph = new Graph({type: "undirected"});
  const most = Math.max(...nodes.map((node) => node.events), 1);
  for (const node of nodes) {
    const tone = node.community < TONES.length && node.community >= 0 ? TONES[node.community] : OTHERS;
    graph.addNode(node.id, {...node, label: node.name, tone, size: 2.5 + 13 * Math.sqrt(node.events / most)});
  }
  const heaviest = Math.max(...edges.map((edge) => edge.events), 1);
  for (const edge of edges) {
    if (edge.source === edge.target || graph.hasEdge(edge.source, edge.target)) continue;
    graph.addEdge(edge.source, edge.target, {...edge, sign: signOf(edge), strength: 0.3 + 0.7 * Math.min(1, Math.sqrt((edge.events / heaviest) * 4)), size: 0.5 + 4.5 * Math.sqrt(edge.events / heaviest)});
  }
  return graph;
}

/** Where two thirds point one way, the edge does. */
function signOf({cooperation, conflict}) {
  const balance = (cooperation - conflict) / Math.max(cooperation + conflict, 1);
  return Math.abs(balance) < 1 / 3 ? "mixed" : balance > 0 ? "cooperation" : "conflict";
}

function within(graph, centre, steps, least) {
  const found = new Set([centre]);
  let ring = [centre];
  for (let step = 0; step < steps; step++) {
    const next = [];
    for (const id of ring) {
      graph.forEachEdge(id, (_, edge, a, b) => {
        const other = a === id ? b : a;
        if (edge.events < least || found.has(other)) return;
        found.add(other);
        next.push(other);
      });
    }
    ring = next;
  }
  return found;
}

function fly(view, id) {
  const {x, y} = view.getNodeDisplayData(id);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  view.getCamera().animate({x, y, ratio: Math.min(view.getCamera().ratio, 0.6)}, {duration: still ? 0 : 350});
}

function tools(view) {
  const camera = view.getCamera();
  const button = (text, label, does) => el("button", {type: "button", "aria-label": label, title: label, click: does}, text);
  return el("div", {class: "network-tools"}, button("+", "Closer", () => camera.animatedZoom({duration: 150})),
    button("−", "Farther", () => camera.animatedUnzoom({duration: 150})), button("⤢", "Show all", () => camera.animatedReset({duration: 150})));
}

function controls(figure, graph, state, does) {
  const part = (name) => document.querySelector(`[data-network-part="${name}"]`);
  const [find, steps, least, signs] = ["find", "steps", "least", "sign"].map(part);
  for (const element of document.querySelectorAll("[data-needs-network]")) element.hidden = false;
  const names = new Map(graph.mapNodes((id, node) => [node.label.toLowerCase(), id]));
  find?.addEventListener("input", () => {
    const wanted = find.value.trim().toLowerCase();
    const id = names.get(wanted) ?? (wanted.length > 2 && [...names].find(([name]) => name.startsWith(wanted))?.[1]);
    if (!wanted) does.choose(null);
    else if (id && id !== state.chosen) {
      does.choose(id);
      does.goto(id);
    }
  });
  find?.form?.addEventListener("submit", (event) => find === document.activeElement && event.preventDefault());
  steps?.addEventListener("input", () => {
    state.steps = Number(steps.value);
    does.refresh();
  });
  if (steps) steps.value = String(state.steps);
  if (least) {
    least.max = String(Math.max(2, Math.round(graph.reduceEdges((most, _, edge) => Math.max(most, edge.events), 1) * 0.6)));
    least.value = String(state.least);
    const said = () => (least.nextElementSibling ? (least.nextElementSibling.textContent = plural(state.least, "event")) : null);
    least.addEventListener("input", () => {
      state.least = Number(least.value);
      said();
      does.refresh();
    });
    said();
  }
  signs?.addEventListener("change", (event) => {
    state.sign = event.target.value;
    does.refresh();
  });
  for (const button of document.querySelectorAll("[data-network-choose]")) {
    button.addEventListener("click", () => {
      does.choose(button.dataset.networkChoose);
      does.goto(button.dataset.networkChoose);
    });
  }
}

/** What is chosen stays in the address, so that it can be sent on, and holds for the table, its downloads and the form. */
function remember(state) {
  const url = new URL(location.href);
  const set = (name, value, usual) => (value === usual || value === null ? url.searchParams.delete(name) : url.searchParams.set(name, value));
  set("focus", state.chosen, null);
  set("steps", state.chosen ? String(state.steps) : null, "1");
  set("least", String(state.least), "1");
  set("sign", state.sign, "both");
  if (url.href === location.href) return;
  history.replaceState(null, "", url);
  clearTimeout(state.later);
  state.later = setTimeout(() => renew(url), 250);
}

/** Put the parts of the page at an address in the place of ours. */
async function renew(url) {
  const answer = await fetch(url);
  if (!answer.ok || url.href !== location.href) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of ["network-links", "network-kept", "network-ties"]) {
    const [mine, theirs] = [document.getElementById(id), fresh.getElementById(id)];
    if (mine && theirs) mine.replaceWith(theirs);
  }
}

function asked(graph) {
  const given = new URLSearchParams(location.search);
  const chosen = given.get("focus");
  return {chosen: chosen && graph.hasNode(chosen) ? chosen : null, steps: Math.min(Math.max(Number(given.get("steps")) || 1, 1), 4), least: Math.max(Number(given.get("least")) || 1, 1),
    sign: ["cooperation", "conflict"].find((sign) => sign === given.get("sign")) ?? "both"};
}

function panel(figure, graph, id, close) {
  const place = document.querySelector('[data-network-part="chosen"]');
  if (!place) return;
  place.hidden = !id;
  if (!id) return;
  const node = graph.getNodeAttributes(id);
  const ties = graph.mapEdges(id, (_, edge, a, b) => ({...edge, other: graph.getNodeAttributes(a === id ? b : a)})).sort((a, b) => b.events - a.events);
  const rows = ties.slice(0, 8).map((tie) => el("tr", {},
    el("th", {scope: "row"}, el("a", {href: `${tie.href}`}, tie.other.label)), el("td", {class: "number"}, number.format(tie.cooperation)), el("td", {class: "number"}, number.format(tie.conflict))));
  place.replaceChildren(
    el("h2", {}, el("a", {href: node.href}, node.label)),
    el("p", {class: "meta"}, el("span", {}, plural(node.events, "event")), el("span", {}, plural(ties.length, "tie")), node.group ? el("span", {}, node.group) : null),
    el("table", {class: "dense"}, el("thead", {}, el("tr", {}, el("th", {scope: "col"}, "With"), el("th", {scope: "col", class: "number"}, "cooperation"), el("th", {scope: "col", class: "number"}, "conflict"))), el("tbody", {}, ...rows)),
    el("p", {class: "actions"}, el("button", {type: "button", class: "small", click: close}, "Show all again")),
  );
}

/** A colour between two, as #rrggbb. */
function mixed(from, to, share) {
  const parts = (colour) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const [a, b] = [parts(from), parts(to)];
  return `#${a.map((value, i) => Math.round(value + (b[i] - value) * share).toString(16).padStart(2, "0")).join("")}`;
}

/** The name beside a node, with a rim of paper so that ties do not strike it through. */
function haloed(colours) {
  return (context, node, settings) => {
    if (!node.label) return;
    context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.strokeStyle = colours()["--sheet"];
    context.fillStyle = node.ink ?? colours()["--ink"];
    context.strokeText(node.label, node.x + node.size + 3, node.y + settings.labelSize / 3);
    context.fillText(node.label, node.x + node.size + 3, node.y + settings.labelSize / 3);
  };
}

/** A node under the pointer: its name on paper, in the colours of the page. */
function hover(colours) {
  return (context, node, settings) => {
    const size = settings.labelSize;
    context.font = `600 ${size}px ${settings.labelFont}`;
    const width = context.measureText(node.label ?? "").width;
    context.fillStyle = colours()["--sheet"];
    context.strokeStyle = colours()["--ink-3"];
    context.lineWidth = 1;
    context.beginPath();
    context.roundRect(node.x + node.size + 1, node.y - size / 2 - 4, width + 10, size + 8, 3);
    context.fill();
    context.stroke();
    context.beginPath();
    context.arc(node.x, node.y, node.size + 2, 0, Math.PI * 2);
    context.stroke();
    context.fillStyle = colours()["--ink"];
    context.fillText(node.label ?? "", node.x + node.size + 6, node.y + size / 3);
  };
}
