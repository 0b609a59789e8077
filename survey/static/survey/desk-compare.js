// One key a button, while one of the buttons has the focus; without a script they are clicked.
"use strict";
document.querySelectorAll("[data-compare] .submit-row").forEach(function (row) {
  row.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    var wanted = row.closest("form").querySelector('[data-key="' + CSS.escape(event.key.toLowerCase()) + '"]');
    if (wanted) {
      event.preventDefault();
      if (wanted.value === "fix" && document.activeElement !== wanted) {
        row.closest("form").elements.wording.focus();
      } else {
        wanted.click();
      }
    }
  });
});
