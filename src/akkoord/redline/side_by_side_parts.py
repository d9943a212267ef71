"""What the page of two versions adds to the style of a page, and its one script. Neither holds data."""

STYLE = """
body.beside{max-width:none}
.beside table{table-layout:fixed}
.beside th:nth-child(3),.beside td:nth-child(3){width:22%}
.beside td{white-space:pre-line;font-size:.9375rem}
.beside td p{margin:0 0 .4rem}
.beside thead th{position:sticky;top:0;background:var(--tint)}
.beside .table{overflow-x:visible}
tr.change>td:first-child{border-left:5px solid var(--accent)}
tr.change[data-class="volgt"]>td:first-child{border-left-style:dotted}
tr.change:focus{outline:3px solid var(--accent);outline-offset:-3px}
#filters{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:end;margin-bottom:1rem;padding:1rem;
background:var(--tint)}
#filters[hidden],tr[hidden]{display:none}
#filters p{margin:0}
#filters label{font-size:.9375rem;font-weight:600}
#filters select,#filters button{font:inherit;padding:.35rem .5rem;max-width:100%;border:1px solid var(--rule);
color:var(--ink);background:var(--paper)}
@media screen and (max-width:40rem){
.beside table,.beside caption,.beside thead,.beside tbody{display:block}
.beside tr:not([hidden]){display:grid;grid-template-columns:1fr 1fr}
.beside thead{position:sticky;top:0}
.beside thead th:nth-child(3){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);padding:0}
.beside td{min-width:0;padding:.35rem .4rem;overflow-wrap:anywhere}
.beside td:nth-child(3){grid-column:1/-1;width:auto;background:var(--tint)}
.beside td:nth-child(3):empty{display:none}
}
@media print{
@page{size:A4 landscape}
#filters{display:none}
.beside thead th{position:static}
}
"""

SCRIPT = """
(function () {
  "use strict";
  var control = function (name) { return document.getElementById(name); };
  var form = control("filters");
  var rows = Array.prototype.slice.call(document.querySelectorAll("#text tbody > tr"));
  var changes = rows.filter(function (row) { return row.classList.contains("change"); });
  var shown = function () { return changes.filter(function (row) { return !row.hidden; }); };
  var apply = function () {
    var sort = control("class").value;
    var clause = control("clause").value;
    var only = control("only").checked || sort !== "" || clause !== "";
    rows.forEach(function (row) {
      var change = row.classList.contains("change");
      row.hidden = change
        ? (sort !== "" && row.getAttribute("data-class") !== sort) ||
          (clause !== "" && row.getAttribute("data-clause") !== clause)
        : only;
    });
    control("count").textContent = shown().length + " van " + changes.length + " wijzigingen getoond";
  };
  var go = function (step) {
    var here = shown();
    if (!here.length) { return; }
    var at = here.indexOf(document.activeElement);
    var next = at < 0 ? (step > 0 ? 0 : here.length - 1) : (at + step + here.length) % here.length;
    here[next].focus();
    here[next].scrollIntoView({ block: "center" });
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  control("next").addEventListener("click", function () { go(1); });
  control("previous").addEventListener("click", function () { go(-1); });
  document.addEventListener("keydown", function (event) {
    var tag = event.target.tagName;
    if (event.ctrlKey || event.metaKey || event.altKey || tag === "SELECT" || tag === "INPUT") { return; }
    if (event.key === "j" || event.key === "n") { go(1); }
    if (event.key === "k" || event.key === "p") { go(-1); }
  });
  form.hidden = false;
  apply();
}());
"""
