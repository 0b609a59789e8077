// A rectangle drawn on a page fills the fields of the form that covers it; without a script they are typed.
"use strict";
document.querySelectorAll("[data-cover-page]").forEach(function (sheet) {
  var drawing = sheet.querySelector("svg");
  var form = document.getElementById("cover");
  var made, start;
  if (!form) {
    return;
  }
  function point(event) {
    var box = drawing.getBoundingClientRect();
    var scale = drawing.viewBox.baseVal.width / box.width;
    return [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
  }
  sheet.addEventListener("pointerdown", function (event) {
    event.preventDefault();
    start = point(event);
    if (made) {
      made.remove();
    }
    made = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    made.setAttribute("class", "drawn");
    drawing.append(made);
    sheet.setPointerCapture(event.pointerId);
  });
  sheet.addEventListener("pointermove", function (event) {
    if (!start) {
      return;
    }
    var now = point(event);
    var sides = {
      left: Math.min(start[0], now[0]),
      top: Math.min(start[1], now[1]),
      width: Math.abs(now[0] - start[0]),
      height: Math.abs(now[1] - start[1]),
    };
    made.setAttribute("x", sides.left);
    made.setAttribute("y", sides.top);
    made.setAttribute("width", sides.width);
    made.setAttribute("height", sides.height);
    Object.keys(sides).forEach(function (name) {
      form.elements[name].value = sides[name].toFixed(1);
    });
    form.elements.page.value = sheet.dataset.coverPage;
    form.elements.whole.checked = false;
  });
  sheet.addEventListener("pointerup", function () {
    start = null;
    form.elements.reason.focus();
  });
});
