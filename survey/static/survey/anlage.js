// Comforts only: every page works without this file.
(function () {
  "use strict";

  // A button that copies a citation; without a clipboard there is no button.
  if (navigator.clipboard) {
    document.querySelectorAll("[data-copy]").forEach(function (text) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = text.dataset.copy;
      button.addEventListener("click", function () {
        navigator.clipboard.writeText(text.textContent.trim()).then(function () {
          button.textContent = text.dataset.copied;
        });
      });
      text.after(button);
    });
  }

  // A link to something inside a closed fold opens it.
  function reveal() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var fold = target && target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
  }
  addEventListener("hashchange", reveal);
  reveal();

  // On paper nothing stays folded.
  addEventListener("beforeprint", function () {
    document.querySelectorAll("details:not([open])").forEach(function (fold) {
      fold.open = true;
      fold.dataset.printed = "";
    });
  });
  addEventListener("afterprint", function () {
    document.querySelectorAll("details[data-printed]").forEach(function (fold) {
      fold.open = false;
      delete fold.dataset.printed;
    });
  });
})();
