"""What the overview adds to the style of a page, and its one script. Neither holds data."""

STYLE = """
body.overview{display:block;max-width:80rem;margin:0 auto}
.overview main,.overview header{padding:1.25rem}
#filters{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:end;margin-bottom:1rem;padding:1rem;
background:var(--tint)}
#filters[hidden],tr[hidden]{display:none}
#filters p{margin:0}
#filters label{display:block;font-size:.9375rem;font-weight:600}
#filters input,#filters select{font:inherit;padding:.35rem .5rem;min-width:10rem;border:1px solid var(--rule);
color:var(--ink);background:var(--paper)}
.overview td ul{padding-left:1.1em}
.overview th .small{display:block;font-weight:400;color:var(--soft-ink)}
.overview pre{margin:0;white-space:pre-wrap;font-size:.875rem}
.overview summary{cursor:pointer}
.composition{margin-bottom:.75rem}
@media print{
body.overview{max-width:none}
.overview header{break-after:auto}
.overview h1{margin-top:0;font-size:18pt}
#filters{display:none}
.overview table{font-size:8.5pt}
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
    document.querySelectorAll("details").forEach(function (part) { part.open = true; });
  });
  form.hidden = false;
  apply();
  reveal();
}());
"""
