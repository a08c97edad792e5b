/** The look of the documents in a browser: wide enough contrast on light, dark and paper; nothing is said by colour alone. */
export const style = `
:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--soft:#f3f4f6;--line:#8a8f98;--accent:#0b3d91;--warn:#8a3b00}
@media (prefers-color-scheme:dark){:root{--ink:#ececec;--paper:#16181c;--soft:#23262c;--line:#8f96a3;--accent:#9cc0ff;--warn:#ffb27a}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 "Source Sans 3","Source Sans Pro","Segoe UI",Arial,sans-serif}
main{max-width:56rem;margin:0 auto;padding:1rem 1.25rem 3rem}
.marks{display:flex;gap:1rem;justify-content:flex-end;align-items:center;padding:.6rem 1.25rem;border-bottom:1px solid var(--line)}
.tlp{background:#000;color:#ffc000;font-weight:700;padding:.15rem .6rem}
h1{font-size:1.9rem;line-height:1.2;margin:1.2rem 0 .4rem}
h2{font-size:1.4rem;margin:2.2rem 0 .6rem;border-bottom:2px solid var(--line);padding-bottom:.2rem}
h3{font-size:1.15rem;margin:1.6rem 0 .4rem}
h4{font-size:1rem;margin:1.2rem 0 .3rem}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.subtitle{font-size:1.1rem;margin:0 0 1rem}
nav ul{columns:2;list-style:none;padding:0}
table{border-collapse:collapse;width:100%;margin:.4rem 0 1.2rem;font-size:.95rem}
caption{text-align:left;font-weight:600;padding:.3rem 0}
.heard{position:absolute;width:1px;height:1px;padding:0;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
th,td{border:1px solid var(--line);padding:.35rem .55rem;vertical-align:top;text-align:left;overflow-wrap:anywhere}
thead th{background:var(--soft)}
tbody th{font-weight:600}
.facts th{width:34%;background:var(--soft)}
.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto}
.note{border-left:.4rem solid var(--accent);background:var(--soft);padding:.6rem .9rem;margin:1rem 0}
.note p{margin:.2rem 0}
.note-title{font-weight:700}
.note.warning,.note.decide{border-left-color:var(--warn)}
.fill,.choices{margin:.6rem 0 1rem}
.fill-label{font-weight:600;margin:0 0 .2rem}
.fill .value{border:1px solid var(--line);background:var(--soft);padding:.4rem .6rem;margin:0;overflow-wrap:anywhere;user-select:all}
.choices ul{list-style:none;padding:0;margin:0}
.choices .ticked{font-weight:700}
q.label{quotes:"« " " »"}
code{font-family:"Source Code Pro",Consolas,"Liberation Mono",monospace;font-size:.92em;overflow-wrap:anywhere}
figure{margin:1rem 0;background:#fff;padding:.5rem;border:1px solid var(--line)}
figure img{max-width:100%;height:auto}
figcaption{color:#1b1b1b;font-size:.95rem}
.signature p{margin:.2rem 0;min-height:1.5rem}
.page-break{border:0;border-top:1px dashed var(--line);margin:2rem 0}
footer{border-top:1px solid var(--line);padding:.8rem 1.25rem;font-size:.9rem}
@media print{:root{--ink:#000;--paper:#fff;--soft:#f0f0f0;--accent:#000;--warn:#000}.page-break{border:0;break-after:page}nav{display:none}h2,h3{break-after:avoid}tr,.note,.fill{break-inside:avoid}}
`.trim()
