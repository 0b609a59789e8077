// What a sheet shows and how: order and filters by column, columns hidden and widened. All of it stands in the address.
// The server says which rows that are, for it has all of them.
(function (sheet) {
  "use strict";

  if (!sheet) {
    return;
  }
  var LABELS = -1;        // the column of labels, where others have their number in `sheet.columns`
  var NARROWEST = 3, WIDEST = 60, USUAL = 18;  // widths, in rem
  var words = sheet.words, columns = sheet.columns;
  var heads = sheet.table.tHead.rows[0];
  var widths = sheet.table.querySelector("colgroup");
  var dialog = document.querySelector("[data-sheet-column]");
  var fields = dialog.querySelector("form").elements;
  var choices = document.querySelector("[data-sheet-columns]");
  var state = document.querySelector("[data-sheet-state]");
  var buttons = {};       // of each head that is shown: [order, menu], by the number of its column
  var view = read();

  // The address

  function nameOf(column) {
    return column === LABELS ? "row" : String(columns[column].key);
  }

  function headingOf(column) {
    return column === LABELS ? words.labels : columns[column].heading;
  }

  function everyColumn() {
    return [LABELS].concat(columns.map(function (column, index) { return index; }));
  }

  function read() {
    var query = new URLSearchParams(window.location.search), sort = query.get("sort") || "";
    var found = { sort: null, descending: sort[0] === "-", has: {}, is: {}, hidden: {}, wide: {} };
    var hidden = (query.get("hidden") || "").split(".");
    var wide = (query.get("wide") || "").split(".").map(function (each) { return each.split(":"); });
    everyColumn().forEach(function (column) {
      var name = nameOf(column);
      if (sort.replace("-", "") === name) {
        found.sort = column;
      }
      if (query.get("has-" + name)) {
        found.has[column] = query.get("has-" + name);
      }
      if (fields.state.querySelector('[value="' + window.CSS.escape(query.get("is-" + name) || "none") + '"]')) {
        found.is[column] = query.get("is-" + name);
      }
      if (column !== LABELS && hidden.indexOf(name) >= 0) {
        found.hidden[column] = true;
      }
      wide.forEach(function (each) {
        if (each[0] === name && Number(each[1])) {
          found.wide[column] = within(Number(each[1]));
        }
      });
    });
    if (Object.keys(found.hidden).length === columns.length) {
      found.hidden = {};
    }
    return found;
  }

  // What the server must know of the view.
  function question() {
    var query = new URLSearchParams();
    if (view.sort !== null) {
      query.set("sort", (view.descending ? "-" : "") + nameOf(view.sort));
    }
    everyColumn().forEach(function (column) {
      if (view.has[column]) {
        query.set("has-" + nameOf(column), view.has[column]);
      }
      if (view.is[column]) {
        query.set("is-" + nameOf(column), view.is[column]);
      }
    });
    return query;
  }

  function remember() {
    var query = question();
    var hidden = Object.keys(view.hidden).map(nameOfKey);
    var wide = Object.keys(view.wide).map(function (key) { return nameOfKey(key) + ":" + view.wide[key]; });
    if (hidden.length) {
      query.set("hidden", hidden.join("."));
    }
    if (wide.length) {
      query.set("wide", wide.join("."));
    }
    var said = String(query).replace(/%3A/g, ":");
    window.history.replaceState(null, "", said ? "?" + said : window.location.pathname);
    document.querySelectorAll("[data-sheet-next]").forEach(function (link) {
      var address = new URL(link.href);
      address.searchParams.set("next", window.location.pathname + window.location.search);
      link.href = address.href;
    });
  }

  function nameOfKey(key) {
    return nameOf(Number(key));
  }

  // Heads: a button that sorts, one that opens what else there is, and an edge to be dragged

  function isFiltered(column) {
    return Boolean(view.has[column] || view.is[column]);
  }

  function drawHeads() {
    buttons = {};
    heads.textContent = "";
    widths.textContent = "";
    [LABELS].concat(seen()).forEach(function (column) {
      heads.appendChild(headOf(column));
      widths.appendChild(document.createElement("col"));
    });
    setWidths();
  }

  function headOf(column) {
    var head = document.createElement("th"), sort = document.createElement("button"), menu = sort.cloneNode();
    var grip = document.createElement("span");
    head.scope = "col";
    head.setAttribute("aria-colindex", column + 2);
    head.setAttribute("aria-label", headingOf(column));
    head.dataset.column = column;
    sort.type = menu.type = "button";
    sort.className = "sheet-sort";
    sort.textContent = sort.title = headingOf(column);
    sort.addEventListener("click", function () { sortNext(column); });
    menu.className = "sheet-menu";
    menu.textContent = "▾";
    menu.setAttribute("aria-haspopup", "dialog");
    menu.addEventListener("click", function () { open(column); });
    grip.className = "sheet-grip";
    grip.setAttribute("aria-hidden", "true");
    head.append(sort, menu, grip);
    buttons[column] = [sort, menu];
    sort.tabIndex = column === LABELS ? 0 : -1;
    menu.tabIndex = -1;
    say(head, column);
    return head;
  }

  function say(head, column) {
    var isSorted = view.sort === column;
    head.setAttribute("aria-sort", isSorted ? (view.descending ? "descending" : "ascending") : "none");
    head.toggleAttribute("data-filtered", isFiltered(column));
    var sentence = isFiltered(column) ? words.menuFiltered : words.menu;
    buttons[column][1].setAttribute("aria-label", sentence.replace("{column}", headingOf(column)));
    buttons[column][1].title = words.menuTitle;
  }

  // As printed, then upwards, downwards, and as printed again.
  function sortNext(column) {
    var isSorted = view.sort === column;
    view.sort = isSorted && view.descending ? null : column;
    view.descending = isSorted && !view.descending;
    renew();
  }

  function headAt(event) {
    return event.target.closest("button") && Number(event.target.closest("th").dataset.column);
  }

  function focusHead(column, which) {
    heads.querySelectorAll("button").forEach(function (button) { button.tabIndex = -1; });
    buttons[column][which].tabIndex = 0;
    buttons[column][which].focus();
  }

  sheet.goToHead = function (column) {
    focusHead(column, 0);
  };

  heads.addEventListener("keydown", function (event) {
    var column = headAt(event), all = Array.prototype.slice.call(heads.querySelectorAll("button"));
    var index = all.indexOf(event.target), step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (column === null || event.ctrlKey || event.metaKey) {
      return;
    }
    if (step && event.shiftKey) {
      widen(column, widthOf(column) + step);
      remember();
    } else if (step) {
      var next = all[Math.max(0, Math.min(index + step, all.length - 1))];
      focusHead(Number(next.closest("th").dataset.column), next.className === "sheet-menu" ? 1 : 0);
    } else if (event.key === "Home" || event.key === "End") {
      focusHead(event.key === "Home" ? LABELS : seen()[seen().length - 1], 0);
    } else if (event.key === "ArrowDown" && event.altKey) {
      open(column);
    } else if (event.key === "ArrowDown") {
      sheet.go([sheet.focus()[0], seen().indexOf(column)], false);
    } else {
      return;
    }
    event.preventDefault();
  });
  sheet.body.addEventListener("keydown", function (event) {
    if (event.target.tagName === "TD" && event.altKey && event.key === "ArrowDown") {
      event.preventDefault();
      open(seen()[sheet.focus()[1]]);
    }
  });

  // Widths

  function within(width) {
    return Math.max(NARROWEST, Math.min(Math.round(width), WIDEST));
  }

  // As wide as what is loaded needs, in rem.
  function natural(column, most) {
    var longest = Math.min(headingOf(column).length + 4, 20);
    Object.keys(sheet.held).forEach(function (key) {
      var row = sheet.held[key], cell = column === LABELS ? null : row.cells[column];
      longest = Math.max(longest, column === LABELS ? row.label.length : cell ? cell[sheet.TEXT].length : 0);
    });
    return Math.max(4, Math.min(Math.ceil(longest * 0.45 + 1), most));
  }

  var usual = {};         // of the columns that nobody widened

  function widthOf(column) {
    if (!usual[column] && Object.keys(sheet.held).length) {
      usual[column] = natural(column, USUAL);
    }
    return view.wide[column] || usual[column] || natural(column, USUAL);
  }

  // On a phone, the labels leave room for a column beside them.
  function setWidths() {
    var sum = 0;
    [LABELS].concat(seen()).forEach(function (column, index) {
      var width = widthOf(column) + "rem";
      widths.children[index].style.width = column === LABELS ? "min(" + width + ", 40vw)" : width;
      sum += column === LABELS ? 0 : widthOf(column);
    });
    sheet.table.style.width = "calc(min(" + widthOf(LABELS) + "rem, 40vw) + " + sum + "rem)";
  }

  function widen(column, width) {
    view.wide[column] = within(width);
    setWidths();
    sheet.remeasure();
  }

  heads.addEventListener("pointerdown", function (event) {
    if (event.target.className !== "sheet-grip") {
      return;
    }
    var grip = event.target, column = Number(grip.parentNode.dataset.column);
    var rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    var from = event.clientX, width = grip.parentNode.offsetWidth / rem;

    function drag(moved) {
      widen(column, width + (moved.clientX - from) / rem);
    }

    function drop() {
      grip.removeEventListener("pointermove", drag);
      grip.removeEventListener("pointerup", drop);
      remember();
    }

    event.preventDefault();
    grip.setPointerCapture(event.pointerId);
    grip.addEventListener("pointermove", drag);
    grip.addEventListener("pointerup", drop);
  });
  heads.addEventListener("dblclick", function (event) {
    if (event.target.className === "sheet-grip") {
      var column = Number(event.target.parentNode.dataset.column);
      widen(column, natural(column, WIDEST));
      remember();
    }
  });

  // What one may do with a column

  var opened = null, opener = null;

  function open(column) {
    opened = column;
    opener = document.activeElement;
    dialog.querySelector("h2").textContent = headingOf(column);
    fields.sort.value = view.sort === column ? (view.descending ? "down" : "up") : "";
    fields.has.value = view.has[column] || "";
    fields.state.value = view.is[column] || "";
    fields.state.closest("p").hidden = fields.hide.closest("p").hidden = column === LABELS;
    fields.width.value = widthOf(column);
    fields.hide.checked = false;
    dialog.returnValue = "";
    dialog.showModal();
  }

  // Nothing of it counts before the button is pressed; a width is seen at once.
  fields.width.addEventListener("input", function () { widen(opened, Number(fields.width.value)); });
  dialog.addEventListener("close", function () {
    var column = opened, before = String(question());
    if (dialog.returnValue === "apply") {
      if (fields.sort.value || view.sort === column) {
        view.sort = fields.sort.value ? column : null;
        view.descending = fields.sort.value === "down";
      }
      view.has[column] = fields.has.value;
      view.is[column] = fields.state.value;
      if (fields.hide.checked) {
        hide(column, true);
      }
    }
    remember();
    if (String(question()) !== before) {
      renew();
    }
    if (sheet.body.contains(opener)) {
      sheet.go(sheet.focus(), false);
    } else {
      (document.contains(opener) ? opener : buttons[LABELS][1]).focus();
    }
  });

  // Columns that are shown

  function seen() {
    return columns.map(function (column, index) { return index; }).filter(function (index) { return !view.hidden[index]; });
  }

  function hide(column, isHidden) {
    if (isHidden && seen().length < 2) {
      sheet.say(words.lastColumn);
    } else if (isHidden) {
      view.hidden[column] = true;
    } else {
      delete view.hidden[column];
    }
    layOut(sheet.order());
    remember();
  }

  function drawChoices() {
    choices.textContent = "";
    columns.forEach(function (column, index) {
      var label = document.createElement("label"), box = document.createElement("input");
      box.type = "checkbox";
      box.checked = !view.hidden[index];
      box.addEventListener("change", function () {
        hide(index, !box.checked);
        box.checked = !view.hidden[index];
      });
      label.append(box, " ", column.heading);
      choices.appendChild(label);
    });
  }

  document.querySelector("[data-sheet-all]").addEventListener("click", function () {
    view.hidden = {};
    layOut(sheet.order());
    drawChoices();
    remember();
  });
  choices.closest("details").addEventListener("toggle", drawChoices);

  // What is filtered and sorted stands above the sheet, each with a button that ends it.

  function drawState(count) {
    state.textContent = "";
    everyColumn().forEach(function (column) {
      if (view.has[column]) {
        tell(words.has, column, view.has[column], function () { delete view.has[column]; });
      }
      if (view.is[column]) {
        var option = fields.state.querySelector('[value="' + view.is[column] + '"]');
        tell(words.is, column, option.textContent, function () { delete view.is[column]; });
      }
      if (view.sort === column) {
        tell(view.descending ? words.down : words.up, column, "", function () { view.sort = null; });
      }
    });
    if (state.children.length) {
      var item = document.createElement("li");
      item.append(buttonOf(words.again, renew));
      state.appendChild(item);
      sheet.say(words.shown.replace("{count}", count).replace("{total}", sheet.first.total));
    }
  }

  function tell(sentence, column, value, end) {
    var item = document.createElement("li"), told = sentence.replace("{column}", headingOf(column)).replace("{value}", value);
    var button = buttonOf("×", function () {
      end();
      renew();
      sheet.goToHead(LABELS);
    });
    button.setAttribute("aria-label", words.end.replace("{what}", told));
    item.append(told + " ", button);
    state.appendChild(item);
  }

  function buttonOf(text, act) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = text;
    button.addEventListener("click", act);
    return button;
  }

  // Asks for the rows of this view, once all that was typed is saved.
  function renew() {
    remember();
    heads.querySelectorAll("th").forEach(function (head) { say(head, Number(head.dataset.column)); });
    var asked = question();
    sheet.saved.then(function () { return sheet.ask(words.rowsAddress, asked); }).then(function (found) {
      if (String(asked) !== String(question())) {
        return;
      }
      sheet.forget();
      sheet.hold(found.rows);
      setWidths();
      sheet.frame.scrollTop = 0;
      sheet.show(found.order, seen());
      sheet.say("");
      drawState(found.order.length);
    }).catch(function () { sheet.say(words.notLoaded); });
  }

  function layOut(order) {
    drawHeads();
    sheet.show(order, seen());
  }

  sheet.hold(sheet.first.rows);
  layOut(sheet.first.order);
  drawState(sheet.first.order.length);
  remember();
})(window.sheet);
