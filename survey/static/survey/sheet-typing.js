// Typing into a sheet: a key begins to type, Enter and Tab save and go on; copying, pasting, filling, replacing.
(function (sheet) {
  "use strict";

  if (!sheet) {
    return;
  }
  var TEXT = sheet.TEXT;
  var tools = document.querySelector("[data-sheet-tools]");

  sheet.typed = function (event) {
    var isThird = event.getModifierState("AltGraph");  // a sign such as “@”; to some systems, Ctrl and Alt at once
    var command = !isThird && (event.ctrlKey || event.metaKey), key = event.key.toLowerCase();
    if (!sheet.mayEdit) {
      return false;
    }
    if (command && key === "z") {
      (event.shiftKey ? sheet.redo : sheet.undo)();
    } else if (command && key === "y") {
      sheet.redo();
    } else if (command && key === "d") {
      fill();
    } else if (event.key === "Delete" || event.key === "Backspace") {
      overwrite(function () { return ""; });
    } else if ((event.key === "Enter" && !event.altKey) || event.key === "F2") {
      type(null);
    } else if (event.key.length === 1 && !command && (isThird || !event.altKey)) {
      type(event.key);
    } else {
      return false;
    }
    return true;
  };

  sheet.body.addEventListener("dblclick", function (event) {
    if (event.target.closest("td")) {
      type(null);
    }
  });

  function type(begun) {
    var place = sheet.focus(), spot = sheet.spotAt(place), td = sheet.at(place), cell = sheet.cellOf(spot);
    if (!sheet.mayEdit || !cell || td.querySelector("textarea")) {
      return;
    }
    var field = document.createElement("textarea"), left = false;
    field.value = begun === null ? cell[TEXT] : begun;
    field.setAttribute("aria-label", sheet.nameOf(spot));
    td.textContent = "";
    td.classList.add("is-typing");
    td.appendChild(field);
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);

    // Where the rows were shown in another order meanwhile, the field is gone from its place; what was typed is not.
    function leave(save, step) {
      if (left) {
        return;
      }
      left = true;
      var text = field.value;
      td.classList.remove("is-typing");
      field.remove();
      sheet.redraw(spot);
      if (step) {
        var now = sheet.placeOf(spot) || place;
        sheet.go([now[0] + step[0], now[1] + step[1]], false);
      }
      if (save) {
        sheet.write([[spot, text]]);
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

  // `textOf` says what a chosen cell shall say; it is given the cell, and the one above it in the first chosen row.
  function overwrite(textOf) {
    sheet.withChosen(function (rows) {
      var texts = [];
      rows.forEach(function (spots) {
        spots.forEach(function (spot, column) {
          texts.push([spot, textOf(sheet.cellOf(spot), sheet.cellOf(rows[0][column]))]);
        });
      });
      sheet.write(texts.filter(function (each) { return each[1] !== null; }));
    });
  }

  function fill() {
    overwrite(function (cell, top) { return top ? top[TEXT] : null; });
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

  // A clipboard is filled at once or never: where rows must be loaded first, the keys are pressed again.
  document.addEventListener("copy", function (event) {
    if (!inSheet()) {
      return;
    }
    var copied = null, isLate = false;
    event.preventDefault();
    sheet.withChosen(function (rows) {
      copied = rows.map(function (spots) {
        return spots.map(function (spot) {
          var cell = sheet.cellOf(spot);
          return quoted(cell ? cell[TEXT] : "");
        }).join("\t");
      }).join("\n");
      if (isLate) {
        sheet.say(sheet.words.copyAgain);
      }
    });
    isLate = true;
    if (copied !== null) {
      event.clipboardData.setData("text/plain", copied);
    }
  });

  document.addEventListener("paste", function (event) {
    if (!inSheet() || !sheet.mayEdit) {
      return;
    }
    event.preventDefault();
    var pasted = block(event.clipboardData.getData("text/plain"));
    if (pasted.length === 1 && pasted[0].length === 1) {
      overwrite(function () { return pasted[0][0]; });
    } else {
      pasteBlock(pasted);
    }
  });

  function pasteBlock(pasted) {
    var area = sheet.range(), seen = sheet.seen().slice(area.left);
    var keys = sheet.order().slice(area.top, area.top + pasted.length), cut = 0;
    sheet.whenLoaded(keys, function () {
      var texts = [];
      pasted.forEach(function (line, down) {
        line.forEach(function (text, right) {
          if (down < keys.length && right < seen.length) {
            texts.push([{ row: keys[down], column: seen[right] }, text]);
          } else if (text) {
            cut += 1;
          }
        });
      });
      sheet.write(texts);
      if (cut) {
        sheet.notPasted(cut);
      }
    });
  }

  function inSheet() {
    var active = document.activeElement;
    return active && active.tagName === "TD" && sheet.body.contains(active);
  }

  // The tools above the sheet

  var replacing = [];

  function forgetHits() {
    sheet.body.querySelectorAll("[data-hit]").forEach(function (td) { td.removeAttribute("data-hit"); });
  }

  function preview() {
    var find = tools.elements.find.value;
    forgetHits();
    replacing = [];
    tools.elements.apply.disabled = true;
    sheet.withChosen(function (rows) {
      [].concat.apply([], rows).forEach(function (spot) {
        var cell = sheet.cellOf(spot), td = sheet.placeOf(spot) && sheet.at(sheet.placeOf(spot));
        if (find && cell && cell[TEXT].indexOf(find) >= 0) {
          replacing.push([spot, cell[TEXT].split(find).join(tools.elements.replace.value)]);
          if (td) {
            td.setAttribute("data-hit", "");
          }
        }
      });
      tools.elements.apply.disabled = !replacing.length;
      sheet.say(sheet.words.found.replace("{count}", replacing.length));
    });
  }

  function setStatus() {
    sheet.withChosen(function (rows) {
      sheet.save([].concat.apply([], rows).filter(sheet.cellOf).map(function (spot) {
        return { spot: spot, status: tools.elements.status.value };
      }), true);
    });
  }

  function setNumber() {
    var number = tools.elements.number.value.trim();
    if (number && !/\d/.test(number)) {
      sheet.say(sheet.words.noNumber);
      return;
    }
    sheet.withChosen(function (rows) {
      sheet.save([].concat.apply([], rows).filter(sheet.cellOf).map(function (spot) {
        return { spot: spot, number: number };
      }), true);
    });
  }

  if (tools) {
    tools.hidden = false;
    tools.addEventListener("submit", function (event) { event.preventDefault(); });
    tools.elements.set_status.addEventListener("click", setStatus);
    tools.elements.set_number.addEventListener("click", setNumber);
    tools.elements.undo.addEventListener("click", sheet.undo);
    tools.elements.redo.addEventListener("click", sheet.redo);
    tools.elements.preview.addEventListener("click", preview);
    tools.elements.apply.addEventListener("click", function () {
      tools.elements.apply.disabled = true;
      forgetHits();
      sheet.write(replacing);
      replacing = [];
    });
  }
})(window.sheet);
