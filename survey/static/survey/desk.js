// The keys of the desk. Every page works without this file: a cell is then a link to the form of its answer.
(function () {
  "use strict";

  var table = document.querySelector("table.grid");
  if (table) {
    walk(table);
  }

  var deciding = document.querySelector("form[data-unsaved]");
  if (deciding) {
    keepWriting(deciding);
  }

  // A click that decides a reference saves nothing else: who has written something is asked first.
  function keepWriting(deciding) {
    var writing = document.querySelector("#content-main form[id]");
    document.addEventListener("submit", function (event) {
      if (event.target === deciding && writing && isWritten(writing) && !confirm(deciding.dataset.unsaved)) {
        event.preventDefault();
      }
    });
  }

  function isWritten(form) {
    return Boolean(form.querySelector(".clashes, .errorlist")) ||
      Array.prototype.some.call(form.elements, function (field) {
        if (field.type === "checkbox") {
          return field.checked !== field.defaultChecked;
        }
        if (field.type === "select-one" && !field.querySelector("option[selected]")) {
          return field.selectedIndex > 0;
        }
        if (field.options) {
          return Array.prototype.some.call(field.options, function (option) {
            return option.selected !== option.defaultSelected;
          });
        }
        return "defaultValue" in field && field.value !== field.defaultValue;
      });
  }

  // A table in which one walks from cell to cell: one stop for the tab key, arrows from there.
  function walk(table) {
    var frame = table.closest(".grid-frame");
    var rows = table.tBodies[0].rows;
    var current = null;

    table.setAttribute("role", "grid");
    for (var at = 0; at < rows.length; at++) {
      Array.prototype.forEach.call(rows[at].cells, prepare);
    }
    document.querySelectorAll("[data-keys], [data-next-open]").forEach(function (tool) {
      tool.hidden = false;
    });

    function prepare(cell) {
      cell.tabIndex = -1;
      if (!("editing" in cell.dataset)) {
        cell.querySelectorAll("a").forEach(function (link) {
          link.tabIndex = -1;
        });
      }
    }

    function stop(cell) {
      if (current) {
        current.tabIndex = -1;
      }
      current = cell;
      cell.tabIndex = 0;
    }

    function go(cell) {
      if (cell) {
        stop(cell);
        cell.focus();
      }
    }

    function beside(down, right) {
      var row = rows[Math.min(Math.max(current.parentElement.sectionRowIndex + down, 0), rows.length - 1)];
      return row.cells[Math.min(Math.max(current.cellIndex + right, 0), row.cells.length - 1)];
    }

    function nextOpen(backwards) {
      var open = Array.prototype.slice.call(table.querySelectorAll("td[data-open]:not([data-aside])"));
      if (!open.length) {
        say(frame.dataset.none);
        return;
      }
      var wanted = backwards ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
      var found = open.filter(function (cell) {
        return current.compareDocumentPosition(cell) & wanted && !current.contains(cell);
      });
      go(backwards ? found.pop() || open.pop() : found[0] || open[0]);
    }

    function edit(cell) {
      var link = cell.querySelector("a");
      if (link) {
        link.click();
      }
    }

    var keys = {
      ArrowDown: function () { go(beside(1, 0)); },
      ArrowUp: function () { go(beside(-1, 0)); },
      ArrowRight: function () { go(beside(0, 1)); },
      ArrowLeft: function () { go(beside(0, -1)); },
      PageDown: function () { go(beside(10, 0)); },
      PageUp: function () { go(beside(-10, 0)); },
      Home: function (event) { go(event.ctrlKey ? rows[0].cells[0] : beside(0, -Infinity)); },
      End: function (event) { go(event.ctrlKey ? beside(Infinity, Infinity) : beside(0, Infinity)); },
      Enter: function () { edit(current); },
      F2: function () { edit(current); },
      n: function () { nextOpen(false); },
      p: function () { nextOpen(true); },
      o: function () {
        var link = current.querySelector("a");
        if (link) {
          location.assign(link.href);
        }
      },
      "?": showKeys
    };

    function showKeys() {
      var legend = document.querySelector("[data-keys]");
      legend.open = true;
      legend.querySelector("summary").focus();
    }

    table.addEventListener("keydown", function (event) {
      var cell = event.target.closest("td, th");
      var form = cell && cell.querySelector("form");
      if (form && event.target !== cell) {
        inForm(event, cell, form);
      } else if (cell === event.target && keys[event.key] && !event.altKey && !event.metaKey) {
        var moves = event.key === "Home" || event.key === "End";
        if (!event.ctrlKey || moves) {
          event.preventDefault();
          keys[event.key](event);
        }
      }
    });

    function inForm(event, cell, form) {
      if (event.key === "Escape") {
        event.preventDefault();
        cell.querySelector("[data-leave-cell]").click();
      } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        form.requestSubmit(form.querySelector(".cell-buttons [type=submit]"));
      }
    }

    table.addEventListener("focusin", function (event) {
      var cell = event.target.closest("tbody td, tbody th");
      if (cell) {
        stop(cell);
      }
    });

    table.addEventListener("dblclick", function (event) {
      var cell = event.target.closest("td.cell");
      if (cell && !cell.querySelector("form") && !event.target.closest("a")) {
        edit(cell);
      }
    });

    document.querySelector("[data-next-open]").addEventListener("click", function () {
      nextOpen(false);
    });

    // Editing in place: htmx brings the form into the cell, and the cell back.

    document.body.addEventListener("htmx:load", function (event) {
      var cell = event.detail.elt;
      if (!cell.matches("td.cell")) {
        return;
      }
      prepare(cell);
      if (!cell.querySelector("form") && table.contains(document.activeElement)) {
        return; // it is saved, and who saved it has walked on
      }
      stop(cell);
      var first = cell.querySelector("[role=alert]") || cell.querySelector("textarea");
      if (first && first.matches("[role=alert]")) {
        first.tabIndex = -1;
      }
      (first || cell).focus();
    });

    document.body.addEventListener("htmx:confirm", function (event) {
      var link = event.detail.elt;
      if (link.matches("[data-leave-cell]") && isWritten(link.closest("form"))) {
        event.preventDefault();
        if (confirm(frame.dataset.leave)) {
          event.detail.issueRequest(true);
        }
      }
    });

    // Signed out, or an error: what was written stays in the cell.
    document.body.addEventListener("htmx:beforeSwap", function (event) {
      if (!event.detail.serverResponse.trim().startsWith("<td")) {
        event.detail.shouldSwap = false;
        fail(event.detail.requestConfig.elt);
      }
    });

    document.body.addEventListener("htmx:sendError", function (event) {
      fail(event.detail.requestConfig.elt);
    });

    function fail(element) {
      var cell = element.closest("td");
      var note = cell.querySelector(".cell-failed") || document.createElement("p");
      note.className = "cell-failed errornote";
      note.setAttribute("role", "alert");
      note.textContent = frame.dataset.failed;
      cell.prepend(note);
    }

    document.body.addEventListener("said", function (event) {
      say(event.detail.text);
    });

    function say(text) {
      document.querySelector("[data-said]").textContent = text;
    }

    addEventListener("beforeunload", function (event) {
      if (Array.prototype.some.call(table.querySelectorAll("td.cell form"), isWritten)) {
        event.preventDefault();
      }
    });

    // An address may name a cell.

    function named() {
      return /^#c\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
    }

    addEventListener("hashchange", function () {
      go(named());
    });
    stop(named() || table.querySelector("td[data-open]:not([data-aside])") || rows[0].cells[0]);
    go(named());
  }
})();
