// Walking through a sheet with keys and mouse, and choosing several fields.
(function (sheet) {
  "use strict";

  if (!sheet) {
    return;
  }
  var MOST_CHOSEN = 20000;  // fields that are loaded and written at once
  var PAGE = 20;          // rows
  var frame = sheet.frame, body = sheet.body, words = sheet.words;
  var anchor = [0, 0];    // the place where a range began
  var marked = null;      // the range that is drawn as chosen

  sheet.range = function () {
    var focus = sheet.focus();
    return {
      top: Math.min(anchor[0], focus[0]), bottom: Math.max(anchor[0], focus[0]),
      left: Math.min(anchor[1], focus[1]), right: Math.max(anchor[1], focus[1])
    };
  };

  function countOf(area) {
    return (area.bottom - area.top + 1) * (area.right - area.left + 1);
  }

  function isEmpty() {
    return !sheet.order().length || !sheet.seen().length;
  }

  // Gives the chosen cells to `act`, row by row, once they are loaded.
  sheet.withChosen = function (act) {
    var area = sheet.range();
    if (isEmpty()) {
      return;
    }
    if (countOf(area) > MOST_CHOSEN) {
      sheet.say(words.tooMany);
      return;
    }
    var keys = sheet.order().slice(area.top, area.bottom + 1), columns = sheet.seen().slice(area.left, area.right + 1);
    sheet.whenLoaded(keys, function () {
      act(keys.map(function (key) {
        return columns.map(function (column) { return { row: key, column: column }; });
      }));
    });
  };

  sheet.isChosen = function (place) {
    return Boolean(marked) && place[0] >= marked.top && place[0] <= marked.bottom
      && place[1] >= marked.left && place[1] <= marked.right;
  };

  function mark() {
    var before = marked, area = sheet.range(), count = countOf(area);
    marked = count > 1 ? area : null;
    if (before || marked) {
      body.querySelectorAll("[data-at]").forEach(function (td) {
        td.setAttribute("aria-selected", String(sheet.isChosen(placeOf(td))));
      });
    }
    if (marked) {
      sheet.say(words.chosen.replace("{count}", count.toLocaleString(document.documentElement.lang)));
    }
  }

  function placeOf(td) {
    return td.dataset.at.split(",").map(Number);
  }

  // Goes to a place, or to the nearest there is. With `extend` the range grows; `quietly`, the keys stay where they are.
  sheet.go = function (place, extend, quietly) {
    if (isEmpty()) {
      return;
    }
    sheet.leaveField();
    if (sheet.at(sheet.focus())) {
      sheet.at(sheet.focus()).tabIndex = -1;
    }
    var focus = [between(place[0], sheet.order().length), between(place[1], sheet.seen().length)];
    sheet.setFocus(focus);
    if (!extend) {
      anchor = focus;
    }
    bringInSight(focus);
    sheet.draw();
    sheet.at(focus).tabIndex = 0;
    if (!quietly) {
      sheet.at(focus).focus({ preventScroll: true });
    }
    mark();
  };

  function between(index, count) {
    return Math.max(0, Math.min(index, count - 1));
  }

  // A field that is taken away with its row does not say that it was left.
  sheet.leaveField = function () {
    if (document.activeElement.tagName === "TEXTAREA" && body.contains(document.activeElement)) {
      document.activeElement.blur();
    }
  };

  // As little as it takes, beside the heads and the labels that stay in place.
  function bringInSight(focus) {
    var height = sheet.height(), edges = sheet.edges(), top = focus[0] * height;
    var space = frame.clientHeight - sheet.table.tHead.offsetHeight - height;
    var left = edges[focus[1]] - edges[0], right = edges[focus[1] + 1] - frame.clientWidth;
    frame.scrollTop = Math.max(top - space, Math.min(frame.scrollTop, top));
    frame.scrollLeft = Math.min(left, Math.max(frame.scrollLeft, right));
  }

  body.addEventListener("mousedown", function (event) {
    if (event.target.dataset.at) {
      event.preventDefault();
      sheet.go(placeOf(event.target), event.shiftKey);
    }
  });
  body.addEventListener("mouseover", function (event) {
    if (event.target.dataset.at && event.buttons === 1 && !body.querySelector("textarea")) {
      sheet.go(placeOf(event.target), true);
    }
  });

  var steps = {
    ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], PageDown: [PAGE, 0], PageUp: [-PAGE, 0]
  };

  function walk(event) {
    var command = event.ctrlKey || event.metaKey, step = steps[event.key], isEnd = event.key === "End";
    var focus = sheet.focus(), rows = sheet.order().length, columns = sheet.seen().length;
    if (event.altKey) {
      return false;
    }
    if (step && command) {
      sheet.go([step[0] ? step[0] * rows : focus[0], step[1] ? step[1] * columns : focus[1]], event.shiftKey);
    } else if (event.key === "ArrowUp" && !focus[0] && !event.shiftKey) {
      sheet.goToHead(sheet.seen()[focus[1]]);
    } else if (step) {
      sheet.go([focus[0] + step[0], focus[1] + step[1]], event.shiftKey);
    } else if (event.key === "Home" || isEnd) {
      sheet.go([command ? (isEnd ? rows : 0) : focus[0], isEnd ? columns : 0], event.shiftKey);
    } else if (command && event.key.toLowerCase() === "a") {
      anchor = [rows - 1, columns - 1];
      sheet.go([0, 0], true);
    } else {
      return false;
    }
    return true;
  }

  body.addEventListener("keydown", function (event) {
    if (event.target.dataset.at && (walk(event) || sheet.typed(event))) {
      event.preventDefault();
    }
  });
})(window.sheet);
