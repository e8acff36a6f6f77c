/** How reading copies look, on a screen and on paper. Dark ink on white paper, and nothing said by colour alone. */
import { deepest, lineRule } from '../line-look';
import type { Code } from '../records';

/** The class of a code by its place in the codebook, at a depth among overlapping annotations of it. */
export const markClass = (code: number, depth: number): string => `code-${code}-${depth}`;

/** Fills let what is beneath them be seen, and are light enough for black letters. */
const markRules = ({ color, lineStyle }: Code, at: number): string[] =>
  Array.from({ length: deepest + 1 }, (_, depth) => {
    const fill = lineStyle === 'fill' ? `background: color-mix(in oklab, ${color} 30%, transparent);` : '';
    const line = lineRule(lineStyle, depth, `color-mix(in oklab, ${color} 78%, black)`);
    return `.${markClass(at, depth)} { ${fill} ${line} }`;
  });

const sheet = `
@page {
  size: A4;
  margin: 18mm 16mm 20mm;
  @bottom-center {
    content: counter(page) ' / ' counter(pages);
    font: 8pt system-ui, sans-serif;
    color: #69645a;
  }
}
:root { color-scheme: light; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
body {
  max-width: 62rem; margin: 0 auto; padding: 2.5rem 1.5rem;
  background: #fff; color: #23211d;
  /* Latin fonts come first: those for Arabic and Chinese have digits of their own. */
  font: 400 1.05rem/1.65 'Source Serif 4', 'Noto Serif', Georgia, Cambria, 'Noto Naskh Arabic', 'Noto Serif CJK SC', serif;
  overflow-wrap: break-word;
}
h1 { margin: 0 0 0.4rem; font-size: 1.75rem; line-height: 1.25; text-wrap: balance; }
a { color: inherit; }
.about, .legend, .notes, .closing, .page, th, .index td {
  font-family: system-ui, 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans CJK SC', sans-serif;
}
.about { margin: 0; color: #4d483f; font-size: 0.85rem; line-height: 1.5; }
.legend {
  display: flex; flex-wrap: wrap; gap: 0.35rem 1.5rem;
  margin: 1.2rem 0 1.6rem; padding: 0.6rem 0; list-style: none;
  border-block: 1px solid #d8d2c6; font-size: 0.8rem; line-height: 1.7;
}
.legend li { direction: ltr; }
.legend small { color: #69645a; font-size: inherit; }
.flow { display: flow-root; }
/* A paragraph waits for its notes: none of them stands above it, and none far below. */
.block { float: inline-start; clear: inline-start; inline-size: 64%; }
.notes {
  float: inline-end; clear: inline-end; inline-size: 31.5%;
  margin: 0; padding: 0.2rem 0 0; list-style: none; font-size: 0.74rem; line-height: 1.42;
}
.notes li {
  direction: ltr; margin-block-end: 0.6rem; padding-inline-start: 0.6rem;
  border-inline-start: 1px solid #d8d2c6; break-inside: avoid;
}
.asked { color: #69645a; }
.remark { white-space: pre-line; font-style: italic; }
.note-number { display: inline-block; min-width: 1em; padding-inline-end: 0.2em; }
.notes a, .number { text-decoration: none; }
.number {
  unicode-bidi: isolate; padding-inline: 0.1em; vertical-align: 0.55em; color: #23211d;
  font: 700 0.6em/0 system-ui, sans-serif;
}
.block p, blockquote, ul, ol, table { margin: 0 0 0.8em; orphans: 2; widows: 2; }
p:lang(ar), p:lang(fa), p:lang(ur) { font-size: 1.08em; }
h2, h3, h4, h5, h6 { margin: 0.7em 0 0.35em; font-size: 1.05em; line-height: 1.3; break-after: avoid; }
h2 { font-size: 1.25em; }
h3 { font-size: 1.12em; }
.block ul, .block ol { padding: 0; }
.block li { margin-block-end: 0.3em; margin-inline-start: 1.5em; }
.block li.level-2 { margin-inline-start: 3em; }
.block li.level-3 { margin-inline-start: 4.5em; }
blockquote { padding-inline-start: 1em; border-inline-start: 3px solid #8b8577; }
table { border-collapse: collapse; }
td, th { padding: 0.2em 0.9em 0.2em 0; border-block-end: 1px solid #d8d2c6; text-align: start; vertical-align: top; }
.block .page { margin: 0; color: #69645a; font-size: 0.7rem; }
.unplaced { clear: both; }
.unplaced .notes { float: none; inline-size: auto; }
.closing { clear: both; margin: 2rem 0 0; color: #69645a; font-size: 0.75rem; }
.index { width: 100%; font-size: 0.85rem; line-height: 1.5; }
.index tr > :last-child { padding-inline-end: 0; text-align: end; }
@media screen and (max-width: 46rem) {
  .block, .notes { float: none; inline-size: auto; }
  .notes { padding-block-end: 0.5rem; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.55; }
  h1 { font-size: 18pt; }
  .about { font-size: 8.5pt; }
  .legend, .notes { font-size: 7.8pt; }
  .closing { font-size: 7.5pt; }
}
`.trim();

/** @param codes of the codebook, each with the place that `markClass` is given */
export const readingStyle = (codes: readonly Code[]): string =>
  [sheet, ...codes.flatMap(markRules)].join('\n');
