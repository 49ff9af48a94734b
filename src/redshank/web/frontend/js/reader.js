// The reader: hover or focus on a report lights its words in the text, and the other way round; j and k walk.

const WRITING = "input, textarea, select";

export function upgrade(reader) {
  const text = reader.querySelector("[data-text]");
  const reports = [...reader.querySelectorAll("li[data-report], [data-report-card]")];
  if (!text || !reports.length) return;
  const ids = (element) => (element.dataset.report ?? element.dataset.reportCard ?? "").split(" ").filter(Boolean);
  const marks = [...text.querySelectorAll("[data-report]")];
  let current = -1;

  function light(wanted) {
    const on = new Set(wanted);
    reader.classList.toggle("lighting", on.size > 0);
    for (const element of [...marks, ...reports]) element.classList.toggle("lit", ids(element).some((id) => on.has(id)));
    sentence(on);
  }

  /** The stretch from the first to the last word of what is lit, by the CSS Custom Highlight API where there is one. */
  function sentence(on) {
    if (!CSS.highlights) return;
    CSS.highlights.delete("report-sentence");
    const lit = marks.filter((mark) => ids(mark).some((id) => on.has(id)));
    const whole = lit.filter((mark) => !mark.matches("mark"));
    if (!lit.length) return;
    const parts = whole.length ? whole : [lit[0], lit.at(-1)];
    const range = document.createRange();
    range.setStartBefore(parts[0]);
    range.setEndAfter(parts.at(-1));
    CSS.highlights.set("report-sentence", new Highlight(range));
  }

  function go(to) {
    current = Math.max(0, Math.min(reports.length - 1, to));
    reports[current].focus({preventScroll: true});
    reports[current].scrollIntoView({block: "nearest"});
    const [id] = ids(reports[current]);
    const first = marks.find((mark) => ids(mark).includes(id));
    first?.scrollIntoView({block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth"});
  }

  reports.forEach((report, place) => {
    if (!report.hasAttribute("tabindex")) report.tabIndex = 0;
    report.addEventListener("mouseenter", () => light(ids(report)));
    report.addEventListener("mouseleave", () => light(reports[current]?.contains(document.activeElement) ? ids(reports[current]) : []));
    report.addEventListener("focusin", () => {
      current = place;
      light(ids(report));
    });
    report.addEventListener("focusout", () => light([]));
    report.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target === report) report.querySelector("a[href]")?.click();
    });
  });
  for (const kind of ["mouseover", "focusin"]) {
    text.addEventListener(kind, (event) => {
      const mark = event.target.closest("[data-report]");
      if (mark) light(ids(mark));
    });
  }
  text.addEventListener("focusout", () => light([]));
  text.addEventListener("mouseleave", () => light([]));
  text.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-report]");
    if (!mark || event.target.closest("a")) return;
    go(reports.findIndex((report) => ids(report).some((id) => ids(mark).includes(id))));
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(WRITING)) return;
    if (event.key === "j") go(current + 1);
    else if (event.key === "k") go(current < 0 ? 0 : current - 1);
    else return;
    event.preventDefault();
  });
  const wanted = reports.findIndex((report) => report.id && `#${report.id}` === location.hash);
  if (wanted >= 0) go(wanted);
}
