// Saving a sheet: one request after the other, each of which tells of every cell what became of it; undo and redo; and
// what to do where somebody was faster, the server refused, or could not be asked.
(function (sheet) {
  "use strict";

  if (!sheet) {
    return;
  }
  var MOST = 500;         // cells of one request
  var TEXT = sheet.TEXT, STATUS = sheet.STATUS, KEY = sheet.KEY, VERSION = sheet.VERSION;
  var PLACES = { text: TEXT, status: STATUS, number: sheet.NUMBER };
  var words = sheet.words;
  var tools = document.querySelector("[data-sheet-tools]");
  var conflicts = document.querySelector("[data-sheet-conflicts]");
  var done = [];          // acts that can be undone, each a list of {spot, before, after, kind}
  var undone = [];

  // `texts` are pairs of a cell and what it shall say.
  sheet.write = function (texts) {
    return sheet.save(texts.filter(function (each) {
      var cell = sheet.cellOf(each[0]);
      return cell && cell[TEXT] !== each[1];
    }).map(function (each) {
      return { spot: each[0], text: each[1] };
    }), true);
  };

  // What is asked of a cell: its text, its status or its number.
  function kindOf(asked) {
    return Object.keys(PLACES).filter(function (kind) { return kind in asked; })[0];
  }

  // One request after the other: each answer tells the version that the next one has seen. The sheet shows at once what
  // was typed.
  sheet.save = function (cells, remember) {
    if (!cells.length) {
      return Promise.resolve([]);
    }
    var before = cells.map(function (each) {
      var cell = sheet.cellOf(each.spot), stood = cell.slice();
      cell[PLACES[kindOf(each)]] = each[kindOf(each)];
      sheet.waiting[cell[KEY]] = (sheet.waiting[cell[KEY]] || 0) + 1;
      sheet.redraw(each.spot);
      return stood;
    });
    sheet.saved = sheet.saved.then(function () { return sendAll(cells, before, remember); });
    return sheet.saved;
  };

  function sendAll(cells, before, remember) {
    var saved = [], sent = 0;

    function next() {
      var part = cells.slice(sent, sent + MOST);
      return send(part).then(function (told) {
        saved = saved.concat(heed(told, part, before.slice(sent, sent + MOST)));
        sent += part.length;
        return sent < cells.length ? next() : true;
      });
    }

    return next().catch(function () {
      var rest = cells.slice(sent);
      rest.forEach(function (each, index) { settle(each.spot, before[sent + index], false); });
      notSaved(rest, remember);
      return false;
    }).then(function (answered) {
      if (remember && saved.length) {
        done.push(saved);
        undone = [];
      }
      tell(saved.length, cells.length - saved.length, answered);
      return saved;
    });
  }

  function tell(saved, rest, answered) {
    var sentence = !answered ? words.failed : rest ? words.notSaved : words.saved;
    sheet.say(sentence.replace("{count}", saved).replace("{rest}", rest));
  }

  function send(cells) {
    var asked = cells.map(function (each) {
      var cell = sheet.cellOf(each.spot), one = { key: cell[KEY], seen: cell[VERSION] };
      one[kindOf(each)] = each[kindOf(each)];
      return one;
    });
    return fetch(words.saveAddress, {
      method: "POST",
      credentials: "same-origin",
      headers: {
        "Content-Type": "application/json",
        "X-CSRFToken": sheet.frame.querySelector("[name=csrfmiddlewaretoken]").value
      },
      body: JSON.stringify({ reason: tools ? tools.elements.reason.value : "", cells: asked })
    }).then(function (response) {
      if (!response.ok) {
        throw new Error(response.status);
      }
      return response.json();
    });
  }

  // What the server told of each cell; returns those that are saved.
  function heed(told, cells, before) {
    var saved = [];
    told.cells.forEach(function (one, index) {
      var each = cells[index];
      settle(each.spot, one.cell || before[index], one.result === "saved");
      if (one.result === "saved") {
        saved.push({ spot: each.spot, before: before[index], after: one.cell.slice(), kind: kindOf(each) });
      } else {
        conflict(each.spot, one, each);
      }
    });
    return saved;
  }

  // What the server holds of a cell now. Where more was typed into it since, that stays shown; and where this was
  // refused, what follows has not seen the other's text either.
  function settle(spot, cell, isSaved) {
    var shown = sheet.cellOf(spot), key = shown[KEY];
    sheet.waiting[key] -= 1;
    if (!sheet.waiting[key]) {
      delete sheet.waiting[key];
      sheet.held[spot.row].cells[spot.column] = cell;
      sheet.redraw(spot);
    } else if (isSaved) {
      shown[VERSION] = cell[VERSION];
    }
  }

  window.addEventListener("beforeunload", function (event) {
    if (Object.keys(sheet.waiting).length) {
      event.preventDefault();
    }
  });

  sheet.undo = function () { again(done, undone, "before"); };
  sheet.redo = function () { again(undone, done, "after"); };

  function again(from, to, state) {
    var act = from.pop();
    if (!act) {
      sheet.say(words.nothing);
      return;
    }
    sheet.whenLoaded(act.map(function (each) { return each.spot.row; }), function () {
      sheet.save(act.filter(function (each) { return sheet.cellOf(each.spot); }).map(function (each) {
        var one = { spot: each.spot };
        one[each.kind] = each[state][PLACES[each.kind]] || "";
        return one;
      }), false).then(function (saved) {
        if (saved.length) {
          to.push(act);
        }
      });
    });
  }

  // Somebody was faster, or the server refused: both texts, and what one may do

  function conflict(spot, one, asked) {
    var item = itemOf(sheet.nameOf(spot), one.sentence || words.failed);
    if (one.result === "faster" && "text" in asked) {
      item.append(line(words.theirsIs, one.cell[TEXT]), line(words.mineIs, asked.text));
      item.append(button(item, words.mine, spot, function () {
        sheet.whenLoaded([spot.row], function () { sheet.write([[spot, asked.text]]); });
      }), " ", button(item, words.theirs, spot));
    } else {
      item.append(" ", button(item, words.noted, spot));
    }
  }

  // The server could not be asked, or could not answer: what was typed is not lost.
  function notSaved(cells, remember) {
    var spot = cells[0].spot, more = cells.length > 1 ? " + " + (cells.length - 1) : "";
    var item = itemOf(sheet.nameOf(spot) + more, words.failed);
    if (cells.length === 1 && "text" in cells[0]) {
      item.append(line(words.mineIs, cells[0].text));
    }
    item.append(" ", button(item, words.retry, spot, function () {
      sheet.whenLoaded(cells.map(function (each) { return each.spot.row; }), function () { sheet.save(cells, remember); });
    }));
  }

  function itemOf(name, sentence) {
    var item = document.createElement("li"), head = document.createElement("strong");
    head.textContent = name + ": ";
    item.append(head, sentence);
    conflicts.appendChild(item);
    return item;
  }

  // Takes the item away, does what it says, and goes back to the cell.
  function button(item, text, spot, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "button";
    made.textContent = text;
    made.addEventListener("click", function () {
      item.remove();
      if (act) {
        act();
      }
      sheet.go(sheet.placeOf(spot) || sheet.focus(), false);
    });
    return made;
  }

  function line(name, text) {
    var made = document.createElement("p");
    made.textContent = name + ": " + (text || "–");
    return made;
  }

  // What did not fit into the sheet is told, too.
  sheet.notPasted = function (count) {
    var item = itemOf(words.paste, words.cut.replace("{count}", count));
    item.append(" ", button(item, words.noted, sheet.spotAt(sheet.focus())));
  };
})(window.sheet);
