// The lines of a table on its printed page: dragged by the mouse, moved by arrow keys, taken out by Delete, added by a
// double click (with Shift: between rows) or "+". What they say stands in the form beside it, which says the same without this file.
(function () {
  "use strict";

  var bench = document.getElementById("bench");
  var STEP = 1;
  var FAR = 10;
  var PAUSE = 300;
  var held = null;
  var timer = null;
  var back = null;
  var waiting = null;
  if (!bench) {
    return;
  }

  function handles() {
    return Array.from(bench.querySelectorAll(".bench-handle"));
  }

  function field(handle) {
    return bench.querySelector('[name="' + handle.dataset.handle + '"]');
  }

  function nameOf(handle) {
    return handle.dataset.handle + " " + (handle.dataset.at || "");
  }

  function axis(handle) {
    return "x" in handle.dataset ? "x" : "y";
  }

  function valueOf(handle) {
    return Number(handle.dataset[axis(handle)]);
  }

  function most(handle) {
    return Number(handle.ownerSVGElement.dataset[axis(handle) === "x" ? "width" : "height"]);
  }

  function numbers(text) {
    return text.split(/\s+/).filter(Boolean).map(Number);
  }

  function put(handle, value) {
    var rounded = Math.round(Math.min(Math.max(value, 0), most(handle)) * 10) / 10;
    var input = field(handle);
    var all = numbers(input.value);
    handle.dataset[axis(handle)] = rounded;
    handle.setAttribute(axis(handle) + "1", rounded);
    handle.setAttribute(axis(handle) + "2", rounded);
    handle.setAttribute("aria-valuenow", rounded);
    if (handle.dataset.at) {
      all[Number(handle.dataset.at)] = rounded;
      input.value = all.join(" ");
    } else {
      input.value = rounded;
    }
  }

  // All that was said, in one request; the place of the keyboard stays.
  function send(act) {
    var focused = document.activeElement;
    window.clearTimeout(timer);
    timer = null;
    back = focused && focused.classList.contains("bench-handle") ? nameOf(focused) : back;
    if (bench.hasAttribute("aria-busy")) {
      waiting = {act: act, said: Array.from(bench.querySelectorAll('[name^="area-"]')).map(function (input) {
        return [input.name, input.value];
      })};
      return;
    }
    bench.querySelector('.bench-table button[value="' + act + '"]').click();
  }

  function soon() {
    window.clearTimeout(timer);
    timer = window.setTimeout(function () {
      send("table");
    }, PAUSE);
  }

  function pointOf(svg, event) {
    var frame = svg.getBoundingClientRect();
    return {
      x: (event.clientX - frame.left) / frame.width * Number(svg.dataset.width),
      y: (event.clientY - frame.top) / frame.height * Number(svg.dataset.height),
    };
  }

  function begin() {
    handles().forEach(function (handle) {
      handle.setAttribute("tabindex", "0");
      handle.setAttribute("role", "slider");
      handle.setAttribute("aria-label", handle.dataset.name);
      handle.setAttribute("aria-orientation", axis(handle) === "x" ? "horizontal" : "vertical");
      handle.setAttribute("aria-valuemin", "0");
      handle.setAttribute("aria-valuemax", String(Math.round(most(handle))));
      handle.setAttribute("aria-valuenow", String(valueOf(handle)));
    });
  }

  bench.addEventListener("bench:made", begin);

  // Once the bench has put the keyboard where it was, it goes on to the line that was moved.
  bench.addEventListener("bench:shown", function () {
    var again = back && handles().find(function (handle) {
      return nameOf(handle) === back;
    });
    var later = waiting;
    if (again) {
      again.focus({preventScroll: true});
    }
    back = null;
    waiting = null;
    if (later && bench.querySelector(".bench-table")) {
      later.said.forEach(function (each) {
        var input = bench.querySelector('[name="' + each[0] + '"]');
        if (input) {
          input.value = each[1];
        }
      });
      send(later.act);
    }
  });

  bench.addEventListener("pointerdown", function (event) {
    var handle = event.target.closest(".bench-handle");
    if (handle && event.button === 0) {
      event.preventDefault();
      held = handle;
      handle.setPointerCapture(event.pointerId);
      handle.focus({preventScroll: true});
    }
  });

  bench.addEventListener("pointermove", function (event) {
    if (held) {
      put(held, pointOf(held.ownerSVGElement, event)[axis(held)]);
    }
  });

  bench.addEventListener("pointerup", function () {
    if (held) {
      held = null;
      send("table");
    }
  });

  bench.addEventListener("dblclick", function (event) {
    var svg = event.target.closest(".bench-sheet") && event.target.closest(".bench-sheet").querySelector(".bench-drawn");
    var isRow = event.shiftKey;
    var input = svg && bench.querySelector('[name="area-' + svg.dataset.area + (isRow ? '-rows"]' : '-columns"]'));
    if (input) {
      event.preventDefault();
      input.value += " " + Math.round(pointOf(svg, event)[isRow ? "y" : "x"] * 10) / 10;
      send("table");
    }
  });

  bench.addEventListener("keydown", function (event) {
    var handle = event.target.closest(".bench-handle");
    if (!handle || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    var step = event.shiftKey ? FAR : STEP;
    var moves = axis(handle) === "x" ? {ArrowLeft: -step, ArrowRight: step} : {ArrowUp: -step, ArrowDown: step};
    if (event.key in moves) {
      event.preventDefault();
      put(handle, valueOf(handle) + moves[event.key]);
      soon();
    } else if (event.key === "Delete" && handle.dataset.at) {
      event.preventDefault();
      field(handle).value = numbers(field(handle).value).filter(function (_number, at) {
        return at !== Number(handle.dataset.at);
      }).join(" ");
      send("table");
    } else if (event.key === "+") {
      event.preventDefault();
      send("table-column");
    } else if (event.key === "Escape") {
      event.preventDefault();
      send("table-close");
    } else if (event.key === "z" || event.key === "y") {
      event.preventDefault();
      back = nameOf(handle);
      bench.querySelector('button[data-key="' + event.key + '"]').click();
    }
  });

  begin();
})();
