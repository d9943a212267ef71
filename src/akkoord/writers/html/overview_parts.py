"""What the overview adds to the style of a page, and its one script. Neither holds data."""

STYLE = """
#filters{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:end;margin-bottom:1rem;padding:1rem;
background:var(--tint)}
#filters[hidden],tr[hidden]{display:none}
#filters p{margin:0;max-width:100%}
#filters label{display:block;font-size:.9375rem;font-weight:600}
#filters input,#filters select{font:inherit;padding:.35rem .5rem;min-width:10rem;max-width:100%;
border:1px solid var(--rule);color:var(--ink);background:var(--paper)}
#packs>.table th:nth-child(1){width:18%}
#packs>.table th:nth-child(5){width:44%}
td ul{padding-left:1.1em}
pre{margin:0;white-space:pre-wrap;font-size:.875rem}
.composition{margin-bottom:.75rem}
@media print{
@page{size:A4 landscape;margin:14mm}
#filters{display:none}
#packs tr{break-inside:auto}
td ul{line-height:1.2}
.composition{margin-bottom:.2rem}
}
"""

SCRIPT = """
(function () {
  "use strict";
  var form = document.getElementById("filters");
  var rows = Array.prototype.slice.call(document.querySelectorAll("#packs > .table tbody > tr"));
  var count = document.getElementById("count");
  var control = function (name) { return document.getElementById(name); };
  var plain = function (text) {
    return text.normalize("NFD").replace(/[\\u0300-\\u036f]/g, "").toLowerCase();
  };
  var texts = rows.map(function (row) { return plain(row.textContent); });
  var has = function (row, name, value) {
    return !value || (" " + row.getAttribute(name) + " ").indexOf(" " + value + " ") >= 0;
  };
  var apply = function () {
    var asked = plain(control("search").value).split(/\\s+/).filter(Boolean);
    var shown = 0;
    rows.forEach(function (row, index) {
      var fits = has(row, "data-lots", control("lot").value) &&
        has(row, "data-status", control("status").value) &&
        has(row, "data-life", control("life").value) &&
        has(row, "data-documents", control("document").value) &&
        asked.every(function (word) { return texts[index].indexOf(word) >= 0; });
      row.hidden = !fits;
      if (fits) { shown += 1; }
    });
    count.textContent = shown + " van " + rows.length + " getoond";
  };
  var reveal = function () {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.tagName === "DETAILS") { target.open = true; target.scrollIntoView(); }
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  window.addEventListener("hashchange", reveal);
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details.findings").forEach(function (part) { part.open = true; });
  });
  form.hidden = false;
  apply();
  reveal();
}());
"""
