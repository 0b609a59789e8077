// A table as a sheet. What is typed, pasted, filled, replaced or undone is one request each; the server tells of each
// cell what became of it. Without this file, the grid has a form for each field.
(function () {
  "use strict";

  var frame = document.querySelector("[data-sheet]");
  if (!frame) {
    return;
  }
  var table = frame.querySelector("table");
  var body = table.tBodies[0];
  var mayEdit = "mayEdit" in frame.dataset;
  var tools = document.querySelector("[data-sheet-tools]");
  var said = document.querySelector("[data-sheet-said]");
  var conflicts = document.querySelector("[data-sheet-conflicts]");
  var total = Number(frame.dataset.rows);
  var rows = [];          // what is loaded, in printed order
  var anchor = null;      // [row, column] where a range began
  var focus = null;       // [row, column] of the one field that has the focus
  var loading = false;
  var done = [];          // acts that can be undone: [[key, before, after, kind], ...]
  var undone = [];
  var saving = Promise.resolve();
  var waiting = {};       // how many requests of a cell have not been answered, by its key
  var KEY = 0, VERSION = 1, TEXT = 2, STATUS = 3, EDITED = 4;

  table.setAttribute("role", "grid");
  table.setAttribute("aria-multiselectable", "true");
  if (!mayEdit) {
    table.setAttribute("aria-readonly", "true");
  }
  take(JSON.parse(document.getElementById("sheet-first").textContent));
  if (tools) {
    tools.hidden = false;
  }

  // Rows

  function take(stretch) {
    stretch.rows.forEach(function (row) {
      var line = document.createElement("tr");
      line.setAttribute("aria-rowindex", rows.length + 2);
      var head = document.createElement("th");
      head.scope = "row";
      head.textContent = row.label;
      line.appendChild(head);
      row.cells.forEach(function (cell, column) {
        var td = document.createElement("td");
        td.setAttribute("role", "gridcell");
        td.setAttribute("aria-selected", "false");
        td.tabIndex = -1;
        td.dataset.at = rows.length + "," + column;
        line.appendChild(td);
        draw(td, cell);
      });
      rows.push({ label: row.label, cells: row.cells, line: line });
      body.appendChild(line);
    });
    if (!focus && rows.length && rows[0].cells.length) {
      focus = anchor = [0, 0];
      at(focus).tabIndex = 0;
    }
  }

  function draw(td, cell) {
    td.textContent = cell ? cell[TEXT] : "";
    td.toggleAttribute("data-blank", Boolean(cell) && cell[STATUS] !== "answered");
    td.toggleAttribute("data-edited", Boolean(cell) && Boolean(cell[EDITED]));
    td.title = cell && cell[TEXT].length > 30 ? cell[TEXT] : "";
  }

  // A cell in which somebody types is left alone.
  function redraw(place) {
    if (!at(place).querySelector("textarea")) {
      draw(at(place), cellAt(place));
    }
  }

  function more(then) {
    if (loading || rows.length >= total) {
      return;
    }
    loading = true;
    fetch(frame.dataset.rowsAddress + "?start=" + rows.length, { credentials: "same-origin" })
      .then(function (response) { return response.json(); })
      .then(function (stretch) {
        loading = false;
        take(stretch);
        if (then) {
          then();
        }
      })
      .catch(function () {
        loading = false;
        say(frame.dataset.failed);
      });
  }

  frame.addEventListener("scroll", function () {
    if (frame.scrollTop + frame.clientHeight > frame.scrollHeight - 600) {
      more();
    }
  });

  // Walking and choosing

  function at(place) {
    return rows[place[0]].line.cells[place[1] + 1];
  }

  function cellAt(place) {
    return rows[place[0]].cells[place[1]];
  }

  function placeOf(td) {
    return td.dataset.at.split(",").map(Number);
  }

  function range() {
    return {
      top: Math.min(anchor[0], focus[0]), bottom: Math.max(anchor[0], focus[0]),
      left: Math.min(anchor[1], focus[1]), right: Math.max(anchor[1], focus[1])
    };
  }

  function chosen() {
    var area = range(), places = [];
    for (var row = area.top; row <= area.bottom; row++) {
      for (var column = area.left; column <= area.right; column++) {
        places.push([row, column]);
      }
    }
    return places;
  }

  function mark() {
    body.querySelectorAll('[aria-selected="true"]').forEach(function (td) {
      td.setAttribute("aria-selected", "false");
    });
    var places = chosen();
    if (places.length > 1) {
      places.forEach(function (place) {
        at(place).setAttribute("aria-selected", "true");
      });
      say(frame.dataset.chosen.replace("{count}", places.length));
    }
  }

  function go(place, extend) {
    var row = Math.max(0, Math.min(place[0], rows.length - 1));
    var column = Math.max(0, Math.min(place[1], rows[row].cells.length - 1));
    if (place[0] > row) {
      more();
    }
    at(focus).tabIndex = -1;
    focus = [row, column];
    if (!extend) {
      anchor = focus;
    }
    at(focus).tabIndex = 0;
    at(focus).focus();
    mark();
  }

  body.addEventListener("mousedown", function (event) {
    var td = event.target.closest("td");
    if (td && event.target === td) {
      event.preventDefault();
      go(placeOf(td), event.shiftKey);
    }
  });
  body.addEventListener("mouseover", function (event) {
    var td = event.target.closest("td");
    if (td && event.buttons === 1 && !body.querySelector("textarea")) {
      go(placeOf(td), true);
    }
  });
  body.addEventListener("dblclick", function (event) {
    if (event.target.closest("td")) {
      type(null);
    }
  });

  var steps = {
    ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], PageDown: [20, 0], PageUp: [-20, 0]
  };

  body.addEventListener("keydown", function (event) {
    if (event.target.tagName === "TEXTAREA" || !event.target.closest("td")) {
      return;
    }
    var command = event.ctrlKey || event.metaKey;
    var key = event.key.toLowerCase();
    if (steps[event.key]) {
      event.preventDefault();
      go([focus[0] + steps[event.key][0], focus[1] + steps[event.key][1]], event.shiftKey);
    } else if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      go([command ? (event.key === "Home" ? 0 : rows.length - 1) : focus[0],
        event.key === "Home" ? 0 : rows[0].cells.length - 1], event.shiftKey);
    } else if (command && key === "a") {
      event.preventDefault();
      anchor = [0, 0];
      go([rows.length - 1, rows[0].cells.length - 1], true);
    } else if (!mayEdit) {
      return;
    } else if (command && key === "z") {
      event.preventDefault();
      again(event.shiftKey ? undone : done, event.shiftKey ? done : undone, !event.shiftKey);
    } else if (command && key === "y") {
      event.preventDefault();
      again(undone, done, false);
    } else if (command && key === "d") {
      event.preventDefault();
      fill();
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      write(chosen().map(function (place) { return [place, ""]; }));
    } else if (event.key === "Enter" || event.key === "F2") {
      event.preventDefault();
      type(null);
    } else if (event.key.length === 1 && !command && !event.altKey) {
      event.preventDefault();
      type(event.key);
    }
  });

  // Typing

  function type(first) {
    var place = focus, td = at(place), cell = cellAt(place);
    if (!mayEdit || !cell || td.querySelector("textarea")) {
      return;
    }
    var field = document.createElement("textarea");
    field.value = first === null ? cell[TEXT] : first;
    field.setAttribute("aria-label", nameOf(place));
    td.textContent = "";
    td.classList.add("is-typing");
    td.appendChild(field);
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
    var left = false;

    function leave(save, step) {
      if (left) {
        return;
      }
      left = true;
      var text = field.value;
      td.classList.remove("is-typing");
      draw(td, cellAt(place));
      if (step) {
        go([place[0] + step[0], place[1] + step[1]], false);
      }
      if (save) {
        write([[place, text]]);
      }
    }

    field.addEventListener("keydown", function (event) {
      if (event.key === "Escape") {
        event.preventDefault();
        leave(false, [0, 0]);
      } else if (event.key === "Enter" && !event.altKey && !event.isComposing) {
        event.preventDefault();
        leave(true, [event.shiftKey ? -1 : 1, 0]);
      } else if (event.key === "Enter" && event.altKey) {
        event.preventDefault();
        field.setRangeText("\n", field.selectionStart, field.selectionEnd, "end");
      } else if (event.key === "Tab") {
        event.preventDefault();
        leave(true, [0, event.shiftKey ? -1 : 1]);
      }
      event.stopPropagation();
    });
    field.addEventListener("blur", function () { leave(true, null); });
  }

  function fill() {
    var area = range();
    write(chosen().filter(function (place) { return place[0] > area.top; }).map(function (place) {
      return [place, cellAt([area.top, place[1]])[TEXT]];
    }));
  }

  // Copying and pasting, as spreadsheets do: tabs between columns, quotes round what has line breaks

  function quoted(text) {
    return /[\t\n"]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  function block(text) {
    var lines = [[""]], inQuotes = false, atStart = true;
    text = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    for (var index = 0; index < text.length; index++) {
      var sign = text[index], line = lines[lines.length - 1];
      if (inQuotes && sign === '"' && text[index + 1] === '"') {
        line[line.length - 1] += '"';
        index++;
      } else if (sign === '"' && (inQuotes || atStart)) {
        inQuotes = !inQuotes;
        atStart = false;
      } else if (!inQuotes && sign === "\t") {
        line.push("");
        atStart = true;
      } else if (!inQuotes && sign === "\n") {
        lines.push([""]);
        atStart = true;
      } else {
        line[line.length - 1] += sign;
        atStart = false;
      }
    }
    return lines;
  }

  document.addEventListener("copy", function (event) {
    if (!inSheet()) {
      return;
    }
    var area = range(), lines = [];
    for (var row = area.top; row <= area.bottom; row++) {
      lines.push(rows[row].cells.slice(area.left, area.right + 1).map(function (cell) {
        return quoted(cell ? cell[TEXT] : "");
      }).join("\t"));
    }
    event.preventDefault();
    event.clipboardData.setData("text/plain", lines.join("\n"));
  });

  document.addEventListener("paste", function (event) {
    if (!inSheet() || !mayEdit) {
      return;
    }
    event.preventDefault();
    var pasted = block(event.clipboardData.getData("text/plain")), area = range(), texts = [];
    var single = pasted.length === 1 && pasted[0].length === 1;
    if (single) {
      texts = chosen().map(function (place) { return [place, pasted[0][0]]; });
    } else {
      pasted.forEach(function (line, down) {
        line.forEach(function (text, right) {
          texts.push([[area.top + down, area.left + right], text]);
        });
      });
    }
    write(texts);
  });

  function inSheet() {
    var active = document.activeElement;
    return active && active.tagName === "TD" && table.contains(active);
  }

  // Saving

  function write(texts) {
    var cells = texts.filter(function (each) {
      var row = rows[each[0][0]], cell = row && row.cells[each[0][1]];
      return cell && cell[TEXT] !== each[1];
    }).map(function (each) {
      return { place: each[0], text: each[1] };
    });
    return save(cells, true);
  }

  // One request after the other: each answer tells the version that the next one has seen. The sheet shows at once what
  // was typed.
  function save(cells, remember) {
    if (!cells.length) {
      return Promise.resolve([]);
    }
    var before = cells.map(function (each) {
      var cell = cellAt(each.place), stood = cell.slice();
      cell["text" in each ? TEXT : STATUS] = "text" in each ? each.text : each.status;
      waiting[cell[KEY]] = (waiting[cell[KEY]] || 0) + 1;
      redraw(each.place);
      return stood;
    });
    saving = saving.then(function () { return send(cells, before, remember); });
    return saving;
  }

  function send(cells, before, remember) {
    var asked = cells.map(function (each) {
      var cell = cellAt(each.place), one = { key: cell[KEY], seen: cell[VERSION] };
      if ("status" in each) {
        one.status = each.status;
      } else {
        one.text = each.text;
      }
      return one;
    });
    return fetch(frame.dataset.saveAddress, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": frame.querySelector("[name=csrfmiddlewaretoken]").value },
      body: JSON.stringify({ reason: tools ? tools.elements.reason.value : "", cells: asked })
    }).then(function (response) {
      if (!response.ok) {
        throw new Error(response.status);
      }
      return response.json();
    }).then(function (told) {
      var saved = [];
      told.cells.forEach(function (one, index) {
        var place = cells[index].place;
        settle(place, one.cell || before[index], one.result === "saved");
        if (one.result === "saved") {
          saved.push({ place: place, before: before[index], after: one.cell.slice(), status: "status" in cells[index] });
        } else {
          conflict(place, one, cells[index]);
        }
      });
      if (remember && saved.length) {
        done.push(saved);
        undone = [];
      }
      var rest = told.cells.length - saved.length;
      say((rest ? frame.dataset.notSaved : frame.dataset.saved).replace("{count}", saved.length).replace("{rest}", rest));
      return saved;
    }).catch(function () {
      cells.forEach(function (each, index) { settle(each.place, before[index], false); });
      say(frame.dataset.failed);
      notSaved(cells, remember);
      return [];
    });
  }

  window.addEventListener("beforeunload", function (event) {
    if (Object.keys(waiting).length) {
      event.preventDefault();
    }
  });

  // What the server holds of a cell now. Where more was typed into it since, that stays shown; and where this was
  // refused, what follows has not seen the other's text either.
  function settle(place, cell, isSaved) {
    var shown = cellAt(place), key = shown[KEY];
    waiting[key] -= 1;
    if (!waiting[key]) {
      delete waiting[key];
      rows[place[0]].cells[place[1]] = cell;
      redraw(place);
    } else if (isSaved) {
      shown[VERSION] = cell[VERSION];
    }
  }

  function again(from, to, backwards) {
    var act = from.pop();
    if (!act) {
      say(frame.dataset.nothing);
      return;
    }
    save(act.map(function (each) {
      var cell = backwards ? each.before : each.after;
      return each.status ? { place: each.place, status: cell[STATUS] } : { place: each.place, text: cell[TEXT] };
    }), false).then(function (saved) {
      if (saved && saved.length) {
        to.push(act);
      }
    });
  }

  // Somebody was faster, or the server refused: both texts, and what one may do

  function conflict(place, one, asked) {
    var item = document.createElement("li");
    var head = document.createElement("strong");
    head.textContent = nameOf(place) + ": ";
    item.append(head, one.sentence || frame.dataset.failed);
    if (one.result === "faster" && "text" in asked) {
      item.append(line(frame.dataset.theirsIs, one.cell[TEXT]), line(frame.dataset.mineIs, asked.text));
      item.append(button(frame.dataset.mine, function () { write([[place, asked.text]]); }));
      item.append(" ", button(frame.dataset.theirs, function () {}));
    } else {
      item.append(" ", button("×", function () {}));
    }
    conflicts.appendChild(item);

    function button(words, act) {
      return leaves(item, words, function () {
        act();
        at(place).focus();
      });
    }
  }

  // The server could not be asked, or could not answer: what was typed is not lost.

  function notSaved(cells, remember) {
    var item = document.createElement("li"), place = cells[0].place;
    var head = document.createElement("strong");
    head.textContent = nameOf(place) + (cells.length > 1 ? " + " + (cells.length - 1) : "") + ": ";
    item.append(head, frame.dataset.failed);
    if (cells.length === 1 && "text" in cells[0]) {
      item.append(line(frame.dataset.mineIs, cells[0].text));
    }
    item.append(" ", leaves(item, frame.dataset.retry, function () { save(cells, remember); at(place).focus(); }));
    conflicts.appendChild(item);
  }

  function leaves(item, words, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "button";
    made.textContent = words;
    made.addEventListener("click", function () {
      item.remove();
      act();
    });
    return made;
  }

  function nameOf(place) {
    return rows[place[0]].label + ", " + table.tHead.rows[0].cells[place[1] + 1].textContent;
  }

  function line(name, text) {
    var made = document.createElement("p");
    made.textContent = name + ": " + (text || "–");
    return made;
  }

  // The tools above the sheet

  var replacing = [];

  if (tools) {
    tools.addEventListener("submit", function (event) { event.preventDefault(); });
    tools.elements.set_status.addEventListener("click", function () {
      save(chosen().filter(cellAt).map(function (place) {
        return { place: place, status: tools.elements.status.value };
      }), true);
    });
    tools.elements.undo.addEventListener("click", function () { again(done, undone, true); });
    tools.elements.redo.addEventListener("click", function () { again(undone, done, false); });
    tools.elements.preview.addEventListener("click", function () {
      var find = tools.elements.find.value;
      body.querySelectorAll("[data-hit]").forEach(function (td) { td.removeAttribute("data-hit"); });
      replacing = !find ? [] : chosen().filter(function (place) {
        return cellAt(place) && cellAt(place)[TEXT].indexOf(find) >= 0;
      }).map(function (place) {
        at(place).setAttribute("data-hit", "");
        return [place, cellAt(place)[TEXT].split(find).join(tools.elements.replace.value)];
      });
      tools.elements.apply.disabled = !replacing.length;
      say(frame.dataset.found.replace("{count}", replacing.length));
    });
    tools.elements.apply.addEventListener("click", function () {
      tools.elements.apply.disabled = true;
      body.querySelectorAll("[data-hit]").forEach(function (td) { td.removeAttribute("data-hit"); });
      write(replacing);
      replacing = [];
    });
  }

  function say(words) {
    said.textContent = words;
  }
})();
