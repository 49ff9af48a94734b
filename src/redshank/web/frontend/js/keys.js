// Keys of a page: [data-key] elements are clicked, or focused if they are fields. Never while someone writes.

const WRITING = "input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]";

export function keys(root) {
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest?.(WRITING) || document.querySelector("dialog[open]")) return;
    const wanted = [...root.querySelectorAll("[data-key]")].find(
      (element) => element.dataset.key.split(" ").includes(event.key) && element.getClientRects().length,
    );
    if (!wanted) return;
    event.preventDefault();
    if (wanted.matches("input, textarea, select")) wanted.focus();
    else wanted.click();
  });
}
