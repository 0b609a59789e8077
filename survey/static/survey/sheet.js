// A table as a sheet: its rows and columns as they are shown. Of a large table only what is near
// to what is seen is loaded and drawn. Walking, saving, typing, searching, and what is shown in which order have files
// of their own (sheet-*.js), which use what stands at the end of this one, and add to it. Without scripts, the grid has
// a form for each field.
window.sheet = (function () {
  "use strict";

  var frame = document.querySelector("[data-sheet]");
  if (!frame) {
    return null;
  }
  var KEY = 0, VERSION = 1, TEXT = 2, STATUS = 3, EDITED = 4, NUMBER = 5, OTHER_NUMBER = 6;
  var SPARE = [12, 4];    // rows and columns that are drawn on each side of those that are seen
  var PAUSE = 50;         // milliseconds without scrolling after which rows are loaded
  var words = frame.dataset;
  var table = frame.querySelector("table");
  var body = table.tBodies[0];
  var said = document.querySelector("[data-sheet-said]");
  var first = JSON.parse(document.getElementById("sheet-first").textContent);
  var columns = first.columns.map(function (column) { 
    return { key: column[0], heading: column[1], isNumber: column[2] === "number" };
  });
  var mayEdit = "mayEdit" in words;
  var order = [];         // the keys of the rows that are shown
  var seen = [];          // the columns that are shown, by their number in `columns`
  var rowAt = {};         // where a row stands in `order`, by its key
  var held = {};          // the rows that are loaded, by their key
  var lines = {};         // the rows that are drawn, by where they stand: {line, fields: by their column}
  var drawn = null;       // which rows and columns these are
  var edges = null;       // where each column begins and the last one ends, in pixels
  var awaited = {};       // rows that are being loaded, by their key
  var waiting = {};       // how many requests of a cell have not been answered, by its key
  var height = 0;         // of a row, in pixels
  var focus = [0, 0];     // the one field that has the focus: a place is [row, column] as they are shown

  table.setAttribute("role", "grid");
  table.setAttribute("aria-multiselectable", "true");
  table.setAttribute("aria-colcount", columns.length + 1);
  if (!mayEdit) {
    table.setAttribute("aria-readonly", "true");
  }

  // Loading. A cell is named by the key of its row and the number of its column, for places change with the order.

  function hold(rows) {
    rows.forEach(function (row) {
      if (!isWaiting(held[row.pk])) {
        held[row.pk] = row;
      }
    });
  }

  function isWaiting(row) {
    return Boolean(row) && row.cells.some(function (cell) { return cell && waiting[cell[KEY]]; });
  }

  function forget() {
    Object.keys(held).forEach(function (key) {
      if (!isWaiting(held[key])) {
        delete held[key];
      }
    });
  }

  function ask(address, parameters) {
    return fetch(address + "?" + parameters, { credentials: "same-origin" }).then(function (response) {
      if (!response.ok) {
        throw new Error(response.status);
      }
      return response.json();
    });
  }

  // Resolved when the rows of these keys are loaded; rows that are not there any more are empty.
  function load(keys) {
    var missing = keys.filter(function (key) { return !held[key] && !awaited[key]; });
    for (var at = 0; at < missing.length; at += first.stretch) {
      loadStretch(missing.slice(at, at + first.stretch));
    }
    return Promise.all(keys.map(function (key) { return awaited[key]; }));
  }

  var loading = Promise.resolve();

  function loadStretch(keys) {
    var loaded = loading.then(function () { return ask(words.rowsAddress, "rows=" + keys.join(".")); }).then(function (stretch) {
      hold(stretch.rows);
      keys.forEach(function (key) {
        held[key] = held[key] || { pk: key, label: words.gone, cells: columns.map(function () { return null; }) };
      });
    });
    keys.forEach(function (key) { awaited[key] = loaded; });
    loading = loaded.catch(function () { say(words.notLoaded); }).then(function () {
      keys.forEach(function (key) {
        delete awaited[key];
        if (held[key] && lines[rowAt[key]]) {
          fill(rowAt[key]);
        }
      });
    });
  }

  // Acts on the rows of these keys, at once where they are loaded.
  function whenLoaded(keys, act) {
    if (keys.every(function (key) { return held[key]; })) {
      act();
      return;
    }
    say(words.loading);
    load(keys).then(act, function () { say(words.notLoaded); });
  }

  // Drawing

  var pause = 0;

  function show(newOrder, newSeen) {
    var spot = order.length && seen.length ? spotAt(focus) : null;
    api.leaveField();
    var hadFocus = body.contains(document.activeElement);
    order = newOrder;
    seen = newSeen;
    rowAt = {};
    order.forEach(function (key, at) { rowAt[key] = at; });
    table.setAttribute("aria-rowcount", order.length + 1);
    lines = {};
    drawn = edges = null;
    body.textContent = "";
    focus = spot && placeOf(spot) || [Math.min(focus[0], order.length - 1), Math.min(focus[1], seen.length - 1)];
    focus = [Math.max(0, focus[0]), Math.max(0, focus[1])];
    draw();
    api.go(focus, false, !hadFocus);
  }

  function draw() {
    if (!order.length || !seen.length) {
      return;
    }
    measure();
    var area = inSight();
    if (!drawn || !covers(drawn, area)) {
      drawn = { rows: around(area.rows, 0, order.length), columns: around(area.columns, 1, seen.length) };
      reconcile(body, lines, drawn.rows, order.length, null, lineOf, rowGap, function (each) { each.line.remove(); });
      drawn.rows.forEach(function (at) { drawFields(at); });
      at(focus).tabIndex = 0;
    }
    window.clearTimeout(pause);
    pause = window.setTimeout(loadInSight, PAUSE);
  }

  // How high a row is and how wide the columns are, found out by drawing a row.
  function measure() {
    if (!height) {
      var line = body.appendChild(lineOf(0));
      line.appendChild(document.createElement("td"));
      height = line.getBoundingClientRect().height || 20;
      line.remove();
      lines = {};
    }
    if (!edges) {
      edges = [];
      Array.prototype.reduce.call(table.tHead.rows[0].cells, function (left, head) {
        edges.push(left + head.offsetWidth);
        return left + head.offsetWidth;
      }, 0);
    }
  }

  // The first and last row and column that are seen. The label of a row stays in place and hides what is behind it.
  function inSight() {
    var left = frame.scrollLeft + edges[0], right = frame.scrollLeft + frame.clientWidth, columns = [];
    seen.forEach(function (column, index) {
      if (edges[index + 1] > left && edges[index] < right) {
        columns.push(index);
      }
    });
    var top = Math.max(0, Math.min(Math.floor(frame.scrollTop / height), order.length - 1));
    var bottom = Math.min(Math.ceil((frame.scrollTop + frame.clientHeight) / height), order.length - 1);
    return { rows: [top, bottom], columns: [columns[0] || 0, columns[columns.length - 1] || 0] };
  }

  function covers(drawn, area) {
    return [[drawn.rows, area.rows, focus[0]], [drawn.columns, area.columns, focus[1]]].every(function (each) {
      return each[1].concat(each[2]).every(function (at) { return each[0].indexOf(at) >= 0; });
    });
  }

  // From the first to the last, some more on each side, and the one that has the focus.
  function around(ends, axis, count) {
    var wanted = [], first = Math.max(0, ends[0] - SPARE[axis]), last = Math.min(count - 1, ends[1] + SPARE[axis]);
    for (var at = first; at <= last; at++) {
      wanted.push(at);
    }
    return wanted.indexOf(focus[axis]) < 0 ? wanted.concat(focus[axis]).sort(function (a, b) { return a - b; }) : wanted;
  }

  // Lets `parent` hold what is wanted of `count`, with gaps between: what stays is not touched, for it may have the focus.
  function reconcile(parent, present, wanted, count, before, make, gap, remove) {
    Object.keys(present).forEach(function (at) {
      if (wanted.indexOf(Number(at)) < 0) {
        remove(present[at]);
        delete present[at];
      }
    });
    parent.querySelectorAll(":scope > [aria-hidden]").forEach(function (each) { each.remove(); });
    var next = before ? before.nextSibling : parent.firstChild, reached = 0;
    wanted.concat(count).forEach(function (at) {
      if (at > reached) {
        parent.insertBefore(gap(at - reached), next);
      }
      if (present[at]) {
        next = (present[at].line || present[at]).nextSibling;
      } else if (at < count) {
        parent.insertBefore(make(at), next);
      }
      reached = at + 1;
    });
  }

  function rowGap(count) {
    var gap = document.createElement("tr");
    gap.setAttribute("aria-hidden", "true");
    gap.style.height = count * height + "px";
    return gap;
  }

  function fieldGap(count) {
    var gap = document.createElement("td");
    gap.setAttribute("aria-hidden", "true");
    gap.colSpan = count;
    return gap;
  }

  function lineOf(at) {
    var line = document.createElement("tr"), head = document.createElement("th");
    line.setAttribute("aria-rowindex", at + 2);
    head.scope = "row";
    line.appendChild(head);
    lines[at] = { line: line, fields: {} };
    fillHead(at);
    return line;
  }

  function drawFields(at) {
    var line = lines[at].line, fields = lines[at].fields;
    reconcile(line, fields, drawn.columns, seen.length, line.firstChild, function (index) {
      var td = document.createElement("td"), row = held[order[at]];
      td.setAttribute("role", "gridcell");
      td.setAttribute("aria-colindex", seen[index] + 2);
      td.setAttribute("aria-selected", String(api.isChosen([at, index])));
      td.classList.toggle("is-number", columns[seen[index]].isNumber);
      td.tabIndex = -1;
      td.dataset.at = at + "," + index;
      fields[index] = td;
      write(td, row && row.cells[seen[index]]);
      return td;
    }, fieldGap, function (td) { td.remove(); });
  }

  function fillHead(at) {
    var row = held[order[at]], line = lines[at].line;
    line.toggleAttribute("data-loading", !row);
    line.firstChild.textContent = line.firstChild.title = row ? row.label : "…";
  }

  function fill(at) {
    var row = held[order[at]], fields = lines[at].fields;
    fillHead(at);
    Object.keys(fields).forEach(function (index) {
      if (!fields[index].querySelector("textarea")) {
        write(fields[index], row && row.cells[seen[index]]);
      }
    });
  }

  // What is missing in sight, and beside it as much as one request brings.
  function loadInSight() {
    var missing = drawn.rows.filter(function (at) { return !held[order[at]]; });
    if (!missing.length) {
      return;
    }
    var top = missing[0], bottom = missing[missing.length - 1];
    while (bottom - top < first.stretch - 1 && bottom < order.length - 1 && !held[order[bottom + 1]]) {
      bottom += 1;
    }
    while (bottom - top < first.stretch - 1 && top > 0 && !held[order[top - 1]]) {
      top -= 1;
    }
    load(order.slice(top, bottom + 1)).catch(function () {});
  }

  function write(td, cell) {
    td.textContent = cell ? cell[TEXT] : "";
    td.toggleAttribute("data-blank", Boolean(cell) && cell[STATUS] !== "answered");
    td.toggleAttribute("data-edited", Boolean(cell) && Boolean(cell[EDITED]));
    if (cell && cell[OTHER_NUMBER]) {
      td.dataset.number = "= " + cell[NUMBER];
    } else {
      delete td.dataset.number;
    }
    td.title = cell && cell[TEXT].length > 12 ? cell[TEXT] : "";
  }

  // A cell in which somebody types is left alone.
  function redraw(spot) {
    var place = placeOf(spot), td = place && at(place);
    if (td && !td.querySelector("textarea")) {
      write(td, cellOf(spot));
    }
  }

  var isDrawing = false;

  frame.addEventListener("scroll", function () {
    if (!isDrawing) {
      isDrawing = true;
      window.requestAnimationFrame(function () {
        isDrawing = false;
        draw();
      });
    }
  });
  window.addEventListener("resize", function () {
    if (lines[focus[0]]) {
      height = lines[focus[0]].line.getBoundingClientRect().height || height;
    }
    remeasure();
  });

  function remeasure() {
    edges = null;
    draw();
  }

  // Places and cells

  function at(place) {
    return lines[place[0]] && lines[place[0]].fields[place[1]];
  }

  function spotAt(place) {
    return { row: order[place[0]], column: seen[place[1]] };
  }

  // Where a cell is shown; nothing where its row or column is not.
  function placeOf(spot) {
    var row = rowAt[spot.row], column = seen.indexOf(spot.column);
    return row === undefined || column < 0 ? null : [row, column];
  }

  function cellOf(spot) {
    return held[spot.row] && held[spot.row].cells[spot.column];
  }

  function nameOf(spot) {
    return (held[spot.row] ? held[spot.row].label : "…") + ", " + columns[spot.column].heading;
  }

  function say(sentence) {
    said.textContent = sentence;
  }

  var api = {
    KEY: KEY, VERSION: VERSION, TEXT: TEXT, STATUS: STATUS, NUMBER: NUMBER,
    frame: frame, table: table, body: body, words: words, columns: columns, first: first, mayEdit: mayEdit,
    held: held, waiting: waiting,
    ask: ask, hold: hold, forget: forget, whenLoaded: whenLoaded,
    show: show, draw: draw, redraw: redraw, remeasure: remeasure,
    at: at, spotAt: spotAt, placeOf: placeOf, cellOf: cellOf, nameOf: nameOf, say: say,
    order: function () { return order; },
    seen: function () { return seen; },
    lines: function () { return lines; },
    edges: function () { return edges; },
    height: function () { return height; },
    focus: function () { return focus; },
    setFocus: function (place) { focus = place; },
    saved: Promise.resolve()                    // sheet-saving.js: when all that was typed is saved
  };
  return api;
})();
