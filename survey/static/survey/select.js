// Words selected in a printed text go into the field that asks for them, or along with the link that records a body.
// Without it, the words are copied by hand.
(function () {
  "use strict";

  function selected(within) {
    var selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return "";
    var node = selection.getRangeAt(0).commonAncestorContainer;
    var element = node.nodeType === 1 ? node : node.parentElement;
    return element && element.closest(within) ? selection.toString().trim() : "";
  }

  // A text shows no cursor by itself. With one, words are selected by the keyboard, too; it still takes no letter.
  document.querySelectorAll("[data-selectable]").forEach(function (text) {
    text.contentEditable = "true";
    text.spellcheck = false;
    text.setAttribute("role", "textbox");
    text.setAttribute("aria-multiline", "true");
    text.setAttribute("aria-readonly", "true");
    text.setAttribute("aria-label", text.dataset.selectable);
    text.addEventListener("beforeinput", function (event) {
      event.preventDefault();
    });
  });

  var field = document.querySelector("[data-takes-selection]");
  if (field) {
    document.addEventListener("selectionchange", function () {
      var words = selected("[data-selectable]");
      if (words) field.value = words;
    });
  }

  document.querySelectorAll("a[href*='/answer/'][href$='/body/'], a[href*='/withholding/of/']").forEach(function (link) {
    link.addEventListener("click", function () {
      var words = selected("#content-main");
      if (!words) return;
      var address = new URL(link.href);
      address.searchParams.set("quote", words);
      link.href = address.href;
    });
  });
})();
