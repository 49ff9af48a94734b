// Light or dark before the first paint: as chosen, else as the system says.

(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null;
    }
  };
  const show = () => {
    document.documentElement.dataset.theme = chosen() || (dark.matches ? "dark" : "light");
  };
  document.documentElement.dataset.scripts = "on";
  dark.addEventListener("change", show);
  show();
})();
