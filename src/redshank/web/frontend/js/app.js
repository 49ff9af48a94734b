// Finds what the page asks of scripts, and loads only that.

import {keys} from "./keys.js";
import {small} from "./small.js";

const MODULES = {
  "[data-chart]": () => import("./charts.js"),
  "[data-map]": () => import("./map.js"),
  "[data-geotime]": () => import("./geotime.js"),
  "[data-network]": () => import("./network.js"),
  "[data-reader]": () => import("./reader.js"),
};
const HTMX = "[hx-get], [hx-post], [hx-put], [hx-delete], [hx-patch]";
const done = new WeakSet();

async function upgrade(root) {
  small(root);
  for (const [selector, load] of Object.entries(MODULES)) {
    for (const element of root.querySelectorAll(selector)) {
      if (done.has(element)) continue;
      done.add(element);
      load().then((module) => module.upgrade(element)).catch((error) => console.error(error));
    }
  }
  if (!window.htmx && root.querySelector(HTMX)) {
    window.htmx = {};
    window.htmx = (await import("htmx.org")).default;
  }
}

keys(document);
document.addEventListener("htmx:after:swap", () => upgrade(document));
document.addEventListener("htmx:afterSwap", () => upgrade(document));
upgrade(document);
