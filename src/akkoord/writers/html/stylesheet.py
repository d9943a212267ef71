"""The style of a page: screen, phone and paper. Every colour is named once, at the top."""

STYLESHEET = """
:root{--paper:#ffffff;--ink:#1b2229;--soft-ink:#505b66;--accent:#1b365d;--link:#1f5c99;--tint:#e8eef4;--rule:#6f8aa3;
--removed:#9b1c1c;--added:#14532d;--warning-ink:#553a00;--warning-paper:#fff3d1}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 "Segoe UI",Roboto,"Helvetica Neue",
"Noto Sans",Carlito,Arial,sans-serif;overflow-wrap:break-word;hyphens:auto}
header,nav,main,footer{padding:1.25rem}
header{background:var(--tint);border-bottom:4px solid var(--accent)}
main:focus{outline:none}
h1,h2,h3,h4,h5,h6{line-height:1.25;color:var(--accent);hyphens:manual;margin:1.75rem 0 .6rem}
h1{font-size:2.25rem;margin:.25rem 0}
h2{font-size:1.5rem;margin-top:2.5rem}
h3{font-size:1.2rem}
h4,h5,h6{font-size:1.0625rem}
main>section:first-child>h2{margin-top:0}
.number{white-space:pre}
h2 .number,h3 .number{margin-right:.2em}
p{margin:0 0 .75rem}
header p{margin:0}
.subtitle{font-size:1.25rem}
header .motto{margin:.75rem 0;font-style:italic}
header .notice{margin-top:.75rem}
.notice,.small,.legend,.title-line,.endnotes,footer{font-size:.9375rem}
.title-line,.legend,footer{color:var(--soft-ink)}
header .status{margin:0 0 1rem;padding:.5rem .75rem;color:var(--warning-ink);background:var(--warning-paper);
border:2px solid var(--warning-ink)}
.legend{margin-bottom:.25rem;font-style:italic}
.sender{font-size:.9375rem;color:var(--soft-ink)}
.addressee{margin:2rem 0}
.letter_reference{margin:0 0 .25rem}
a{color:var(--link)}
a.term{color:inherit;text-decoration:underline;text-decoration-style:dotted;
text-decoration-color:var(--rule);text-decoration-thickness:1px;text-underline-offset:.2em}
:focus-visible,main:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-100vw;padding:.75rem 1rem;color:var(--paper);background:var(--accent)}
.skip:focus{left:0;top:0;z-index:1}
.unseen{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap;
user-select:none}
ol{list-style:none;margin:0 0 .4rem;padding:0}
ul{margin:0 0 .4rem;padding-left:1.4em;list-style:disc}
li>p{margin-bottom:.4rem}
ol[class]>li,.endnotes li{padding-left:2.1em}
ol.leden>li{padding-left:3em}
ol[class]>li>p:first-child>.number,.endnotes .number{display:inline-block;min-width:2.1em;margin-left:-2.1em}
ol.leden>li>p:first-child>.number{min-width:3em;margin-left:-3em}
nav ol{margin:0}
nav ol ol{padding-left:1.25rem}
nav a{display:block;padding:.3rem 0;text-decoration:none}
nav a:hover,nav a:focus-visible{text-decoration:underline}
nav .contents-title{margin:0 0 .25rem;font-size:1.2rem}
li:target,tr:target,p:target,.clause:target{background:var(--tint);outline:.35rem solid var(--tint)}
.frame{margin:1.25rem 0;padding:1rem 1.25rem .25rem;background:var(--tint);border-left:5px solid var(--accent)}
blockquote{margin:1.25rem 0;padding-left:1rem;border-left:3px solid var(--rule);font-style:italic}
del{color:var(--removed)}
.blank{text-decoration:underline;text-underline-offset:.2em}
ins{color:var(--added);font-weight:700;text-decoration:underline double}
sup{line-height:0;font-size:.75em}
sup a{padding:.35em .2em}
.table{margin:1rem 0 1.5rem;overflow-x:auto;position:relative}
table{width:100%;border-collapse:collapse}
caption{text-align:left;font-weight:600;padding:.25rem 0}
th,td{padding:.45rem .6rem;border:1px solid var(--rule);text-align:left;vertical-align:top}
th.right,td.right{text-align:right}
th.center,td.center{text-align:center}
td.right{white-space:nowrap}
thead th{background:var(--tint)}
td>:last-child,th>:last-child{margin-bottom:0}
.signature-block{margin:1.5rem 0 2rem}
.signature-block table{table-layout:fixed}
.signature-block caption{font-size:1.0625rem}
.signature-block th{width:32%;font-weight:400;color:var(--soft-ink)}
.signature-block .blank{height:2.6rem}
.signature-block tr:last-child .blank{height:5.5rem}
.endnotes{margin-top:2.5rem;border-top:1px solid var(--rule)}
footer{margin-top:2rem;border-top:1px solid var(--rule)}
.digest code{overflow-wrap:anywhere}
@media screen and (max-width:40rem){
h1{font-size:1.6rem}
h2{font-size:1.3rem}
ol.leden>li{padding-left:0}
ol.leden>li>p:first-child>.number{min-width:0;margin:0;font-weight:600}
.wide table{min-width:32rem}
}
@media screen and (min-width:64rem){
body{display:grid;grid-template-columns:minmax(1.25rem,1fr) 18rem minmax(0,45rem) minmax(1.25rem,1fr);
grid-template-rows:auto 1fr auto;min-height:100vh}
header,footer{grid-column:1/-1;padding-inline:max(2.5rem,calc(50% - 30.25rem))}
nav{grid-column:2;position:sticky;top:0;align-self:start;max-height:100vh;overflow-y:auto}
main{grid-column:3}
header{padding-block:2.5rem}
}
@media print{
@page{size:A4;margin:25mm 25mm 22mm;font:8.5pt "Segoe UI",Carlito,Arial,sans-serif}
:root{--accent:#1b2229}
html{font-size:10.5pt}
body{font-size:1rem;line-height:1.45;orphans:3;widows:3}
header,main,footer{padding:0;background:none}
header{break-after:page;border:0}
h1{font-size:24pt;margin-top:60mm}
header .notice{margin-top:40mm}
body>nav,.skip{display:none}
a,a.term{color:inherit;text-decoration:none}
h2,h3,h4,h5,h6,caption,.legend{break-after:avoid}
.annex,.signatures{break-before:page}
.annex>h2,.signatures>h2{margin-top:0}
footer{margin-top:.5rem;font-size:.8rem;break-inside:avoid}
footer p{margin:0}
.signature-block,.frame,.endnotes,tr{break-inside:avoid}
p.signature{break-after:avoid}
.table{overflow:visible}
.table,.signature-block{padding-right:1px}
thead{display:table-header-group}
[role=doc-backlink]{display:none}
li:target,tr:target,p:target,.clause:target{background:none;outline:0}
}
"""

STANDING_ALONE = """
body.alone{display:block;max-width:80rem;margin:0 auto}
.alone header,.alone main,.alone footer{padding:1.25rem}
.alone th .small{display:block;font-weight:400;color:var(--soft-ink)}
.alone summary{cursor:pointer;min-height:24px}
.alone code{overflow-wrap:anywhere}
@media print{
body.alone{max-width:none}
.alone header{break-after:auto}
.alone h1{margin-top:0;font-size:18pt}
.alone table{font-size:8.5pt}
}
"""
"""The style of a page that is no contract document: a report, a plan, an overview. It takes the whole width."""

REPORT = """
.report td{overflow-wrap:anywhere}
@media screen and (max-width:64rem){
.report .wide table{min-width:56rem}
}
@media print{
@page{size:A4 landscape;margin:18mm 18mm 16mm}
}
"""
"""What a report adds: tables of many columns in their own widths, on paper that lies down."""
