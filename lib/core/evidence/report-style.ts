/** The report's own style: light, printable on A4 and Letter, system faces, plain hex. */
export const REPORT_STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #e1e4e8; color: #12171f; font: 13px/19px -apple-system, "Segoe UI", system-ui, "Noto Sans", "Liberation Sans", sans-serif; font-variant-numeric: tabular-nums; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
.sheet { max-width: 794px; margin: 24px auto; padding: 48px 56px 40px; background: #fff; }
h1, h2, p, ul, ol, figure { margin: 0; padding: 0; }
ul, ol { list-style: none; }
.m { font: 12px/17px ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace; overflow-wrap: anywhere; }
.top { display: flex; align-items: center; gap: 10px; padding-bottom: 14px; border-bottom: 2px solid #12171f; }
.top b { font-size: 16px; font-weight: 600; }
.top span { margin-left: auto; color: #444b55; text-align: right; font-size: 12px; line-height: 17px; }
.lead { display: flex; justify-content: space-between; align-items: center; gap: 8px 28px; padding: 24px 0 18px; }
.lead h1 { display: flex; gap: 12px; align-items: center; font-size: 26px; line-height: 32px; font-weight: 600; }
.lead p { margin-top: 6px; color: #444b55; max-width: 60ch; font-size: 14px; line-height: 21px; }
.tenant { flex: none; display: flex; gap: 14px; align-items: center; padding: 12px 18px 12px 14px; border: 1px solid #c8ccd2; }
.tenant b { display: block; font-size: 15px; font-weight: 600; }
h2 { font-size: 15px; line-height: 20px; font-weight: 600; margin: 22px 0 5px; }
h2 small { font-size: 12px; font-weight: 400; color: #5e656f; }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
th { text-align: left; font-size: 12px; line-height: 16px; font-weight: 500; color: #5e656f; padding: 6px 10px 6px 0; border-bottom: 1px solid #12171f; }
td { padding: 7px 10px 7px 0; border-bottom: 1px solid #e1e4e8; vertical-align: top; }
td:last-child, th:last-child { padding-right: 0; }
td.c, th.c { width: 84px; }
.say { color: #444b55; font-size: 12px; line-height: 17px; margin-top: 8px; }
.quiet { color: #5e656f; font-size: 12px; }
.word { display: inline-flex; gap: 6px; align-items: center; white-space: nowrap; }
.word svg { flex: none; }
.mask { display: inline-block; border: 1px dashed #7e848c; background: #eceef1; padding: 0 8px; font-size: 12px; line-height: 18px; color: #444b55; }
.cols { display: grid; grid-template-columns: 1fr 1fr; gap: 0 36px; }
.cols li { display: flex; gap: 8px; align-items: baseline; padding: 4px 0; }
.cols li svg { align-self: center; flex: none; }
.cols li i { flex: 1; min-width: 12px; border-bottom: 1.5px dotted #c8ccd2; transform: translateY(-3px); }
.cols li i + span { text-align: right; }
.cols.many { grid-template-columns: repeat(3, 1fr); gap: 0 20px; font-size: 12px; }
.cols.many li { padding: 2px 0; }
.time li { display: grid; grid-template-columns: 66px 16px 1fr auto; gap: 10px; padding: 2.5px 0; border-bottom: 1px solid #eceef1; align-items: center; }
.time time, .time .e { color: #5e656f; font-size: 12px; }
.time .dot { width: 5px; height: 5px; border-radius: 50%; background: #5e656f; margin-left: 5px; }
.time b { font-weight: 600; }
.caps { display: grid; grid-template-columns: repeat(3, 1fr); gap: 14px; margin-top: 8px; }
.caps figure { border: 1px solid #c8ccd2; display: flex; flex-direction: column; }
.caps img { display: block; width: 100%; height: 150px; object-fit: cover; object-position: top left; }
.caps .none { height: 150px; padding: 12px; background: #f7f8fa; color: #5e656f; font-size: 12px; }
.caps figcaption { padding: 6px 8px; font-size: 12px; line-height: 16px; border-top: 1px solid #c8ccd2; }
.caps figcaption span { color: #5e656f; display: block; }
pre { margin: 6px 0 0; padding: 12px 16px; background: #f7f8fa; border: 1px solid #e1e4e8; white-space: pre-wrap; overflow-wrap: anywhere; }
.foot { margin-top: 28px; padding-top: 12px; border-top: 1px solid #c8ccd2; display: flex; flex-wrap: wrap; gap: 4px 24px; justify-content: space-between; color: #5e656f; font-size: 12px; line-height: 16px; }
@page { size: A4; margin: 12mm 14mm; }
@media print {
  body { background: #fff; }
  .sheet { max-width: none; margin: 0; padding: 0; break-after: page; }
  .sheet:last-child { break-after: auto; }
  h2 { break-after: avoid; }
  tr, li, figure, pre { break-inside: avoid; }
}
@media screen and (max-width: 760px) {
  .sheet { margin: 0; padding: 24px; }
  .lead { flex-direction: column; align-items: flex-start; }
  .cols { grid-template-columns: 1fr; }
  .cols.many, .caps { grid-template-columns: 1fr 1fr; }
  .top { flex-wrap: wrap; }
  .top span { margin-left: 0; text-align: left; }
}
`;
