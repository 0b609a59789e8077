// Comforts only: every page works without this file.
(function () {
  "use strict";

  // Buttons that copy citations: of pages and figures, and of each cell of a table; and the code of a frame. Without a clipboard there are none.
  function button(words, text) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "copy";
    made.textContent = words;
    made.addEventListener("click", function () {
      navigator.clipboard.writeText(text()).then(function () {
        made.textContent = document.body.dataset.copied;
      });
    });
    return made;
  }

  // The citation of a cell: that of its table, with the cell's own places filled in.
  function cited(cell) {
    var table = cell.closest("table");
    var printed = cell.parentNode.querySelector(".printed").textContent;
    var pages = cell.querySelector(".cell-links").dataset.pages;
    return table.dataset.cite
      .replace("{row}", printed)
      .replace("{column}", cell.dataset.heading)
      .replace(", {page}", pages ? ", " + pages : "")
      .replace("{place}", cell.id.replace(/^a(\d+)-r(\d+).*$/, "$1/$2"))
      .replace("{cell}", cell.id);
  }

  if (navigator.clipboard) {
    document.querySelectorAll(".citation").forEach(function (text) {
      var fold = text.closest(".cite-figure");
      var words = fold ? document.body.dataset.copyCell : document.body.dataset.copy;
      var made = button(words, function () {
        return text.textContent.trim();
      });
      if (fold) {
        // One click, though the citation of a figure is folded; the summary says which figure.
        made.append(fold.querySelector("summary .visually-hidden").cloneNode(true));
      }
      (fold || text).after(made);
    });
    document.querySelectorAll(".embed-code code").forEach(function (code) {
      code.after(
        button(document.body.dataset.copy, function () {
          return code.textContent;
        })
      );
    });
    document.querySelectorAll("[data-cite] .cell-links").forEach(function (links) {
      links.append(
        " ",
        button(document.body.dataset.copyCell, function () {
          return cited(links.closest("td"));
        })
      );
    });
  }

  // A link to something inside a closed fold opens it.
  function reveal() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var fold = target && target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
    target && target.querySelectorAll(":scope > .fold").forEach(function (text) {
      text.open = true;
    });
  }
  addEventListener("hashchange", reveal);
  reveal();

  // A browser that cannot show the beginning of a folded text shows the whole.
  if (!CSS.supports("selector(::details-content)")) {
    document.querySelectorAll(".fold, .narrow-fold").forEach(function (fold) {
      fold.open = true;
    });
  }

  // A large table comes in pages: an address that names a cell but not its row is led on to the page of that.
  function turn() {
    var place = /^#a(\d+)-r(\d+)/.exec(location.hash);
    var isElsewhere = place && document.querySelector(".table-pager") && !document.getElementById(location.hash.slice(1));
    if (isElsewhere && !new URLSearchParams(location.search).has("row")) {
      location.replace("?row=" + place[1] + "/" + place[2] + location.hash);
    }
  }
  addEventListener("hashchange", turn);
  turn();

  // A link to a place on a printed page (#page=5&xywh=100,200,300,80, in pixels of its whole picture) opens it framed.
  function frame() {
    var asked = new URLSearchParams(location.hash.slice(1));
    var section = document.querySelector('[data-page="' + Number(asked.get("page")) + '"]');
    if (!section) {
      return;
    }
    var box = (asked.get("xywh") || "").split(",").map(Number);
    var drawing = section.querySelector("svg");
    if (drawing && box.length === 4 && box.every(isFinite)) {
      var scale = drawing.viewBox.baseVal.width / section.dataset.width;
      var made = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      ["x", "y", "width", "height"].forEach(function (name, at) {
        made.setAttribute(name, Math.max(0, box[at]) * scale);
      });
      made.setAttribute("class", "frame");
      drawing.replaceChildren(made);
    }
    section.scrollIntoView();
  }
  addEventListener("hashchange", frame);
  frame();

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
