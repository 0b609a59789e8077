// The words that are selected in a text become the quote: <… data-quote-into="id_quote"> holds texts marked data-quote-text.
// A text may say which fields go with it: data-quote-sets="id_reply=12 id_remark=".
(() => {
  "use strict";

  const holder = document.querySelector("[data-quote-into]");
  const field = holder && document.getElementById(holder.dataset.quoteInto);
  if (!field) return;

  const textOf = (node) => (node instanceof Element ? node : node && node.parentElement)?.closest("[data-quote-text]");

  function selected() {
    const selection = document.getSelection();
    const text = textOf(selection.anchorNode);
    if (selection.isCollapsed || !text || textOf(selection.focusNode) !== text) return null;
    const range = selection.getRangeAt(0);
    return { text, words: text.textContent.slice(offset(text, range, "start"), offset(text, range, "end")).trim() };
  }

  function offset(text, range, end) {
    const before = document.createRange();
    before.selectNodeContents(text);
    before.setEnd(range[end + "Container"], range[end + "Offset"]);
    return before.toString().length;
  }

  function fill(into, value) {
    if (!into || into.value === value) return;
    into.value = value;
    into.dispatchEvent(new Event("change", { bubbles: true }));
  }

  document.addEventListener("selectionchange", () => {
    const found = selected();
    if (!found || !found.words) return;
    for (const pair of (found.text.dataset.quoteSets || "").split(" ").filter(Boolean)) {
      const [id, value] = pair.split("=");
      fill(document.getElementById(id), value);
    }
    fill(field, found.words);
  });
})();
