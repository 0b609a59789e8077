// The lines of a paper and what was read from them: a key says what begins, and the reading follows in place. Without
// this file the same buttons send the form, and links lead from one side to the other.
(function () {
  "use strict";

  var bench = document.getElementById("bench");
  var busy = false;
  var waiting = null;
  if (!bench) {
    return;
  }

  function lines() {
    return Array.from(bench.querySelectorAll("input[name=line]"));
  }

  function folds() {
    return Array.from(bench.querySelectorAll("details"));
  }

  function panes() {
    return Array.from(bench.querySelectorAll(".bench-sheets, .bench-lines, .bench-parts"));
  }

  function chosen() {
    return bench.querySelector("input[name=line]:checked");
  }

  // The last part that begins in this line or above it.
  function partOf(line) {
    var parts = Array.from(bench.querySelectorAll(".bench-parts article"));
    return parts.filter(function (part) {
      return Number(part.id.slice(5)) <= Number(line.value);
    }).pop();
  }

  function within(pane, shown) {
    var frame = pane.getBoundingClientRect();
    var box = shown.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom) {
      pane.scrollTop += box.top - frame.top - frame.height / 3;
    }
  }

  function follow() {
    var line = chosen();
    var part = line && partOf(line);
    bench.querySelectorAll("[aria-current=true]").forEach(function (former) {
      former.removeAttribute("aria-current");
    });
    if (part) {
      part.setAttribute("aria-current", "true");
      within(bench.querySelector(".bench-parts"), part);
    }
    showPlace(line);
  }

  // On the printed page, where there is one.
  function showPlace(line) {
    bench.querySelectorAll("rect.chosen").forEach(function (former) {
      former.classList.remove("chosen");
    });
    var place = line && bench.querySelector('rect[data-line="' + line.value + '"]');
    if (place) {
      place.classList.add("chosen");
      within(bench.querySelector(".bench-sheets"), place);
    }
  }

  function choose(line) {
    line.checked = true;
    line.focus({preventScroll: true});
    within(bench.querySelector(".bench-lines"), line.closest("li"));
    follow();
  }

  // One at a time: what is said meanwhile waits for the answer, with the line and the number that it was said of.
  function send(form, button) {
    if (busy) {
      waiting = {
        button: 'button[name="' + button.name + '"][value="' + button.value + '"]:not([disabled])',
        line: chosen() && chosen().value,
        name: document.getElementById("bench-name").value,
      };
      return;
    }
    busy = true;
    var address = new URL(window.location.href);
    var data = new FormData(form);
    var focused = document.activeElement;
    var back = focused && (focused.name === "line" || focused.id === "bench-name") ? "" : button.value;
    var scrolled = panes().map(function (pane) {
      return pane.scrollTop;
    });
    data.append(button.name, button.value);
    if (chosen() && !data.has("line")) {
      data.append("line", chosen().value);
    }
    ask(address, {method: "POST", body: data}, function () {
      var line = chosen();
      var again = back && bench.querySelector('button[value="' + back + '"]:not([disabled])');
      panes().forEach(function (pane, at) {
        pane.scrollTop = scrolled[at];
      });
      if (again) {
        again.focus({preventScroll: true});
        follow();
      } else if (line) {
        choose(line);
      }
    });
  }

  // The bench anew, in place; its address names the table that is drawn.
  function ask(address, options, shown) {
    bench.setAttribute("aria-busy", "true");
    var part = new URL(address);
    var kept = new URL(address);
    part.hash = "";
    part.searchParams.set("part", "1");
    options.credentials = "same-origin";
    fetch(part, options).then(function (response) {
      if (!response.ok || response.redirected) {
        window.location.reload();
        return null;
      }
      return response.text();
    }).finally(function () {
      busy = false;
      bench.removeAttribute("aria-busy");
    }).then(function (text) {
      if (text === null) {
        return;
      }
      var open = folds().map(function (fold) {
        return fold.open;
      });
      bench.innerHTML = text;
      folds().forEach(function (fold, at) {
        fold.open = Boolean(open[at]);
      });
      var table = bench.querySelector("[data-table]");
      kept.hash = "";
      kept.searchParams.delete("table");
      if (table) {
        kept.searchParams.set("table", table.dataset.table);
      }
      window.history.replaceState(null, "", kept);
      bench.dispatchEvent(new CustomEvent("bench:made"));
      shown();
      bench.dispatchEvent(new CustomEvent("bench:shown"));
      sendWaiting();
    });
  }

  function sendWaiting() {
    var later = waiting;
    var button = later && bench.querySelector(later.button);
    var line = later && later.line && bench.querySelector('input[name=line][value="' + later.line + '"]');
    waiting = null;
    if (line) {
      choose(line);
    }
    if (button) {
      document.getElementById("bench-name").value = later.name;
      send(button.form, button);
    }
  }

  function nextStop() {
    var all = lines();
    var from = all.indexOf(chosen());
    var stops = all.filter(function (line) {
      return line.closest("li").hasAttribute("data-stop");
    });
    var next = stops.find(function (line) {
      return all.indexOf(line) > from;
    }) || stops[0];
    if (next) {
      choose(next);
    }
  }

  bench.addEventListener("submit", function (event) {
    if (event.submitter && !event.submitter.hasAttribute("data-whole")) {
      event.preventDefault();
      send(event.target, event.submitter);
    }
  });

  bench.addEventListener("change", function (event) {
    if (event.target.name === "line") {
      follow();
    }
  });

  bench.addEventListener("click", function (event) {
    var link = event.target.closest(".bench-parts h3 a, .bench-more li a");
    var place = event.target.closest("rect[data-line]");
    var target = document.getElementById(link ? link.hash.slice(1) : "line-" + (place ? place.dataset.line : ""));
    if (target) {
      event.preventDefault();
      choose(target.querySelector("input"));
    }
  });

  // The table of this line, to be drawn.
  function draw(link) {
    if (busy) {
      return;
    }
    busy = true;
    ask(link.href, {}, function () {
      var drawn = bench.querySelector(".bench-drawn");
      if (drawn) {
        within(bench.querySelector(".bench-sheets"), drawn.querySelector("rect"));
      }
      var first = [".bench-handle.of-column", ".bench-handle", ".bench-table input"].find(function (each) {
        return bench.querySelector(each);
      });
      if (first) {
        bench.querySelector(first).focus();
      }
    });
  }

  bench.addEventListener("click", function (event) {
    var link = event.target.closest(".bench-draw");
    if (link) {
      event.preventDefault();
      draw(link);
    }
  });

  bench.addEventListener("keydown", function (event) {
    if (event.target.name !== "line" || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    var button = bench.querySelector('button[data-key="' + CSS.escape(event.key) + '"]:not([disabled])');
    var part = partOf(event.target);
    var table = event.target.closest("li").querySelector(".bench-draw") || (part && part.querySelector(".bench-draw"));
    if (event.key === "n") {
      event.preventDefault();
      nextStop();
    } else if (event.key === "t" && table) {
      event.preventDefault();
      draw(table);
    } else if (button) {
      event.preventDefault();
      send(button.form, button);
    } else if (event.key === "Enter") {
      event.preventDefault();
      document.getElementById("bench-name").focus();
    }
  });

  follow();
})();
