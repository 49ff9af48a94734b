// Small comforts: theme, selects that send their form, dropping files.

import {el} from "./dom.js";

const done = new WeakSet();

const COMFORTS = {
  "[data-theme-toggle]": (button) => {
    const words = () => {
      const dark = document.documentElement.dataset.theme === "dark";
      button.setAttribute("aria-label", dark ? "Light pages" : "Dark pages");
      button.title = dark ? "Light pages" : "Dark pages";
    };
    button.hidden = false;
    button.addEventListener("click", () => {
      const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
      document.documentElement.dataset.theme = theme;
      try {
        localStorage.setItem("theme", theme);
      } catch {
        /* chosen for this page only */
      }
      words();
    });
    words();
  },
  "form[data-auto]": (form) => {
    form.addEventListener("change", (event) => {
      if (event.target.matches("select, input[type=checkbox], input[type=radio], input[type=date]")) form.requestSubmit();
    });
  },
  "[data-drop]": (place) => {
    const input = place.querySelector("input[type=file]");
    const names = place.appendChild(el("p", {class: "hint", "aria-live": "polite"}));
    const tell = () => (names.textContent = [...input.files].map((file) => file.name).join(", "));
    input.addEventListener("change", tell);
    for (const kind of ["dragenter", "dragover"]) {
      place.addEventListener(kind, (event) => {
        event.preventDefault();
        place.classList.add("over");
      });
    }
    place.addEventListener("dragleave", () => place.classList.remove("over"));
    place.addEventListener("drop", (event) => {
      event.preventDefault();
      place.classList.remove("over");
      input.files = event.dataTransfer.files;
      tell();
    });
  },
};

export function small(root) {
  for (const [selector, give] of Object.entries(COMFORTS)) {
    for (const element of root.querySelectorAll(selector)) {
      if (done.has(element)) continue;
      done.add(element);
      give(element);
    }
  }
}
