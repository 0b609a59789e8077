// Words found in all of a sheet, also where it is not loaded: from one place to the next, in the order that is shown.
(function (sheet) {
  "use strict";

  var form = document.querySelector("[data-sheet-find]");
  if (!sheet || !form) {
    return;
  }
  var words = sheet.words, field = form.elements.q;
  var asked = null;       // the words whose places are known
  var found = [];         // their places: [key of the row, key of the column or nothing]
  var count = 0;

  // Places that are shown, in the order of the sheet; a label stands for the first field of its row.
  function places() {
    var columnAt = {};
    sheet.columns.forEach(function (column, index) { columnAt[column.key] = index; });
    var heads = sheet.columns.filter(function (column) {
      return column.heading.toLowerCase().indexOf(asked.toLowerCase()) >= 0;
    }).map(function (column) { return [sheet.order()[0], column.key]; });
    return heads.concat(found).map(function (each) {
      var column = each[1] === null ? sheet.seen()[0] : columnAt[each[1]];
      return sheet.placeOf({ row: each[0], column: column });
    }).filter(Boolean).sort(function (one, other) {
      return one[0] - other[0] || one[1] - other[1];
    }).filter(function (place, index, all) { return !index || String(place) !== String(all[index - 1]); });
  }

  // The next place behind the focus, or before it; from the last one on to the first. A new search counts its own field.
  function goOn(step, isNew) {
    var all = places(), focus = sheet.focus();
    if (!all.length) {
      sheet.say(words.noPlace.replace("{words}", asked));
      return;
    }
    var ahead = all.filter(function (place) {
      var way = step * (place[0] - focus[0] || place[1] - focus[1]);
      return way > 0 || (isNew && !way);
    });
    var place = step > 0 ? ahead[0] || all[0] : ahead[ahead.length - 1] || all[all.length - 1];
    sheet.go(place, false, true);
    sheet.whenLoaded([sheet.spotAt(place).row], function () {
      var sentence = count > found.length ? words.manyPlaces : words.place;
      sheet.say(sentence.replace("{number}", all.indexOf(place) + 1).replace("{count}", all.length)
        .replace("{where}", sheet.nameOf(sheet.spotAt(place))));
    });
  }

  function find(step) {
    var sought = field.value.trim();
    if (!sought) {
      return;
    }
    if (sought === asked) {
      goOn(step, false);
      return;
    }
    sheet.saved.then(function () {
      return sheet.ask(words.findAddress, new URLSearchParams({ q: sought }));
    }).then(function (told) {
      asked = sought;
      found = told.places;
      count = told.count;
      goOn(step, true);
    }).catch(function () { sheet.say(words.notLoaded); });
  }

  form.hidden = false;
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    find(1);
  });
  form.elements.previous.addEventListener("click", function () { find(-1); });
  field.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && event.shiftKey) {
      event.preventDefault();
      find(-1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      sheet.go(sheet.focus(), false);
    }
  });
  sheet.frame.addEventListener("keydown", function (event) {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "f") {
      event.preventDefault();
      field.select();
    }
  });
})(window.sheet);
