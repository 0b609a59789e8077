// The span follows the form of a statement while it is filled in; without this file there is a button for it.
(() => {
  "use strict";

  const shown = document.querySelector("[data-span]");
  const form = shown && shown.closest("form");
  if (!form) return;

  let waiting = 0;
  let asked = 0;

  async function ask() {
    const mine = ++asked;
    const response = await fetch(shown.dataset.span, { method: "POST", body: new FormData(form) });
    if (response.ok && mine === asked) shown.innerHTML = await response.text();
  }

  form.addEventListener("change", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 200);
  });
})();
