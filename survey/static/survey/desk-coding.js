// Coding with the keyboard alone. Every key stands on the page beside what it does; without this file the form is a form.
(() => {
  "use strict";

  const page = document.querySelector("[data-coding]");
  if (!page) return;

  const form = page.querySelector("form");
  const texts = [...page.querySelectorAll("[data-quote-text]")];
  const status = page.querySelector("[data-coding-status]");
  const toggle = page.querySelector("[data-coding-toggle]");
  const KEPT = "anlage-coding-keys-off";
  let from = -1;
  let to = -1;

  toggle.checked = !localStorage.getItem(KEPT);
  toggle.addEventListener("change", () => {
    if (toggle.checked) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, "yes");
  });
  page.querySelector("[data-coding-switch]").hidden = false;

  const sentences = texts.flatMap((text) => pieces(text.textContent).map(([start, end]) => ({ text, start, end })));

  function pieces(text) {
    const found = [];
    for (const paragraph of text.matchAll(/[^\n]+/g)) {
      for (const [start, end] of cut(paragraph[0])) found.push([paragraph.index + start, paragraph.index + end]);
    }
    return found;
  }

  function cut(text) {
    if (!Intl.Segmenter) return [[0, text.length]];
    const segments = [...new Intl.Segmenter("de", { granularity: "sentence" }).segment(text)];
    return segments
      .map(({ segment, index }) => [index, index + segment.trimEnd().length])
      .filter(([start, end]) => end > start);
  }

  // Sentences

  function choose(first, last) {
    from = Math.max(0, Math.min(first, sentences.length - 1));
    to = Math.max(from, Math.min(last, sentences.length - 1));
    while (sentences[to].text !== sentences[from].text) to -= 1;
    const { text, start } = sentences[from];
    const range = document.createRange();
    range.setStart(text.firstChild, start);
    range.setEnd(text.firstChild, sentences[to].end);
    const selection = document.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    document.dispatchEvent(new Event("selectionchange")); // the browser tells of it too late for whoever types fast
    text.scrollIntoView({ block: "nearest" });
    status.textContent = range.toString();
  }

  const moves = {
    j: () => choose(from + 1, from + 1),
    k: () => choose(from - 1, from - 1),
    J: () => choose(from, to + 1),
    K: () => choose(from, to - 1),
  };

  // Other keys

  const certainty = (value) => form.querySelector(`[name="certainty"][value="${value}"]`)?.click();
  const press = (name) => form.querySelector(`[data-coding-button="${name}"]`)?.click();
  const focus = (id) => document.getElementById(id)?.focus();
  const follow = (name) => page.querySelector(`a[data-coding-link="${name}"]`)?.click();
  const acts = {
    c: () => certainty("clear"),
    a: () => certainty("arguable"),
    q: () => focus("id_quote"),
    n: () => focus("id_note"),
    e: () => press("example"),
    y: () => press("part"),
    Enter: () => press("save"),
    ArrowLeft: () => follow("previous"),
    ArrowRight: () => follow("next"),
  };

  function act(key) {
    if (sentences.length && moves[key]) return moves[key];
    const code = form && form.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (code) return () => code.click();
    return form || key.startsWith("Arrow") ? acts[key] : null;
  }

  const isText = (target) => target.matches("textarea, select, input:not([type=radio], [type=checkbox], [type=submit])");
  const isBusy = (target, key) =>
    (key === "Enter" && target.closest("a, button, summary, input[type=submit]")) ||
    (key.startsWith("Arrow") && target.matches("input[type=radio]"));

  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (isText(target)) {
      if (key === "Escape") target.blur();
      if (key === "Enter" && event.ctrlKey) press("save");
      return;
    }
    if (form && key === "Enter" && event.ctrlKey) {
      event.preventDefault();
      press("save");
      return;
    }
    if (!toggle.checked || event.ctrlKey || event.metaKey || event.altKey || isBusy(target, key)) return;
    const found = act(key);
    if (!found) return;
    event.preventDefault();
    found();
  });
})();
