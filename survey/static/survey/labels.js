/* What the admin's own scripts draw, made plain for those who listen. Its autocompletes draw a box of their own beside
   the hidden field and leave it without a name; it gets that of the field, when it is drawn, drawn again after a
   choice, and opened. */
"use strict";

function nameOf(select) {
  const label = select.labels && select.labels[0];
  return select.getAttribute("aria-label") || (label ? label.textContent.trim().replace(/:$/, "") : select.name);
}

function nameBoxes() {
  for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
    const box = select.nextElementSibling;
    if (!box || !box.classList.contains("select2-container")) continue;
    const name = nameOf(select);
    const combobox = box.querySelector(".select2-selection");
    const chosen = combobox.getAttribute("aria-labelledby");
    if (chosen) combobox.removeAttribute("aria-labelledby");
    const text = box.querySelector(".select2-selection__rendered[title]");
    combobox.setAttribute("aria-label", text ? `${name}: ${text.title}` : name);
    const list = combobox.getAttribute("aria-owns");
    if (list) combobox.setAttribute("aria-controls", list);
    else combobox.removeAttribute("aria-controls");
    for (const shown of box.querySelectorAll(".select2-selection__rendered")) {
      shown.removeAttribute("aria-readonly");
      shown.setAttribute("role", "presentation");
      for (const item of shown.querySelectorAll("li")) item.setAttribute("role", "presentation");
    }
    const search = [...box.querySelectorAll(".select2-search__field")];
    if (box.classList.contains("select2-container--open")) {
      search.push(...document.querySelectorAll(".select2-dropdown .select2-search__field"));
    }
    for (const field of search) field.setAttribute("aria-label", name);
    const results = document.getElementById(`select2-${select.id}-results`);
    if (results) results.setAttribute("aria-label", name);
  }
  for (const tip of document.querySelectorAll(".help-tooltip[aria-label]")) tip.setAttribute("role", "img");
}

/* What a page has to say is heard first: what is wrong, or what was done. Whatever took the focus by itself keeps it. */
function saySo() {
  const said = document.querySelector("#content .errornote") || document.querySelector(".messagelist");
  if (!said || document.activeElement !== document.body) return;
  said.tabIndex = -1;
  said.focus();
}

window.addEventListener("load", () => {
  nameBoxes();
  saySo();
  new MutationObserver(nameBoxes).observe(document.body, { childList: true, subtree: true });
});
