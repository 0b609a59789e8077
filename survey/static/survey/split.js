// Where a passage is cut: the caret in its text names the words that follow. Without this file they are typed.
(function () {
  "use strict";

  var text = document.querySelector("textarea[data-cut]");
  var before = document.getElementById("id_before");
  var caret = document.getElementById("id_caret");
  var WORDS = 6;
  var LONGEST = 200;

  // The first words behind a place, on its line.
  function wordsAt(start) {
    var words = text.value.slice(start).split("\n")[0].match(/\S+\s*/g) || [];
    return words.slice(0, WORDS).join("").trim().slice(0, LONGEST);
  }

  function take() {
    var behind = text.value.slice(text.selectionStart).search(/\S/);
    var start = text.selectionStart + behind;
    if (behind < 0 || start === 0) {
      return;
    }
    before.value = wordsAt(start);
    // the server counts letters, not the halves of rare ones
    caret.value = Array.from(text.value.slice(0, start)).length;
  }

  // A field that is read-only shows no cursor and takes no arrow keys; this one does, and still takes no letter.
  function showCursor() {
    text.readOnly = false;
    text.setAttribute("aria-readonly", "true");
    text.addEventListener("beforeinput", function (event) {
      event.preventDefault();
    });
  }

  if (text && before && caret) {
    showCursor();
    text.addEventListener("click", take);
    text.addEventListener("keyup", take);
    before.addEventListener("input", function () {
      caret.value = "";
    });
  }
})();
