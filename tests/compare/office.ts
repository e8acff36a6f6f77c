/** Word, OpenDocument and RTF, as LibreOffice writes them, read by us and by LibreOffice itself. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { readOne } from '../support/read-files';
import { type Row, row } from './row';

/** As an OpenDocument body, from which LibreOffice makes the files. */
interface Described {
  body: string;
  /** What a reader should find, and why that is not what LibreOffice writes as text. */
  otherwise?: { text: string; because: string };
}

const documents: Record<string, string | Described> = {
  'headings and paragraphs':
    '<text:h text:outline-level="1">Streit um den Hafen</text:h><text:p>Grüße aus Zürich – „ja“, sagte sie.</text:p><text:h text:outline-level="2">Zwei</text:h><text:p>Ein Absatz<text:line-break/>mit Zeilenwechsel und<text:tab/>Tabulator.</text:p>',
  'Arabic, Chinese, Japanese, emoji':
    '<text:p>قالت الوزيرة إن الحدود ستبقى مفتوحة حتى الصيف.</text:p><text:p>市议会周三投票。市長は「税金を下げる」と約束した。</text:p><text:p>A family 👩‍👩‍👧 and a judge 👩🏽‍⚖️, cafe\u0301 and 𝄞.</text:p>',
  lists:
    '<text:list><text:list-item><text:p>one</text:p></text:list-item><text:list-item><text:p>two</text:p><text:list><text:list-item><text:p>two and a half</text:p></text:list-item></text:list></text:list-item></text:list><text:p>After the list.</text:p>',
  'a table':
    '<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/><table:table-row><table:table-cell><text:p>Top left</text:p></table:table-cell><table:table-cell><text:p>Top right</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>Bottom left</text:p></table:table-cell><table:table-cell><text:p>Bottom right</text:p></table:table-cell></table:table-row></table:table><text:p>Below.</text:p>',
  'signs that formats escape':
    '<text:p>a &lt; b &amp; c &gt; d, {braces} \\backslash \\par, “quotes”, 50 %, #1 *star* _under_</text:p>',
  'spaces and no-break spaces':
    '<text:p>two<text:s text:c="2"/>three\u00a0no-break, soft\u00adhyphen, thin\u2009space.</text:p>',
  footnotes: {
    body: '<text:p>One<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>At the foot.</text:p></text:note-body></text:note> and two<text:note text:note-class="footnote"><text:note-citation>2</text:note-citation><text:note-body><text:p>At the foot, too.</text:p></text:note-body></text:note>.</text:p><text:p>After.</text:p>',
    otherwise: {
      text: 'One[1] and two[2].\nAfter.\n[1] At the foot.\n[2] At the foot, too.',
      because: 'LibreOffice leaves notes out, and glues their numbers to words',
    },
  },
  'comments, changes and hidden words': {
    body: '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>Z</dc:creator><dc:date>2024-01-01T00:00:00</dc:date></office:change-info><text:p>deleted</text:p></text:deletion></text:changed-region><text:changed-region text:id="c2"><text:insertion><office:change-info><dc:creator>Z</dc:creator><dc:date>2024-01-01T00:00:00</dc:date></office:change-info></text:insertion></text:changed-region></text:tracked-changes><text:p>Kept <text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>inserted<text:change-end text:change-id="c2"/> words<office:annotation><dc:creator>Z</dc:creator><text:p>A comment.</text:p></office:annotation>, <text:span text:style-name="Unseen">unseen </text:span>seen.</text:p>',
    otherwise: { text: 'Kept inserted words, seen.', because: 'LibreOffice writes deleted and hidden words' },
  },
  'text boxes': {
    body: '<text:p>Before the box.</text:p><text:p>The paragraph<draw:frame draw:name="F" text:anchor-type="paragraph" svg:width="5cm"><draw:text-box fo:min-height="1cm"><text:p>Inside the box.</text:p></draw:text-box></draw:frame> goes on.</text:p>',
    otherwise: {
      text: 'Before the box.\nThe paragraph goes on.\nInside the box.',
      because: 'LibreOffice leaves text boxes out',
    },
  },
  'numbered lists, quotations and titles':
    '<text:p text:style-name="Title">The Title</text:p><text:p text:style-name="Quotations">A quotation.</text:p><text:list text:style-name="Numbers"><text:list-item><text:p>first</text:p><text:list><text:list-item><text:p>within</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>second</text:p></text:list-item></text:list><text:p>End.</text:p>',
  'links, fields, breaks and Arabic among Latin words':
    '<text:p>See <text:a xlink:type="simple" xlink:href="https://example.org/a?b=c&amp;d">the page</text:a> of <text:date text:date-value="2024-03-01" text:fixed="true">1 March 2024</text:date>.</text:p><text:p text:style-name="NewPage">قال <text:span>Müller</text:span>: «لا» (No)\u200f!</text:p>',
  'a table with merged cells and a heading':
    '<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:h text:outline-level="3">Over both</text:h></table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row><table:table-cell><text:p>市长</text:p></table:table-cell><table:table-cell><text:p>{x} 50 %</text:p></table:table-cell></table:table-row></table:table><text:p>Below.</text:p>',
};

/** The styles that the documents name. */
const styles =
  '<office:automatic-styles><style:style style:name="Unseen" style:family="text"><style:text-properties text:display="none"/></style:style><style:style style:name="NewPage" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style><text:list-style style:name="Numbers"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style></office:automatic-styles>';

const namespaces =
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"';

/** A document in one XML file, which LibreOffice opens as it does ODT. */
const flatOdt = (body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><office:document ${namespaces} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">${styles}<office:body><office:text>${body}</office:text></office:body></office:document>`;

const formats = ['odt', 'docx', 'rtf'] as const;

/**
 * Lines of words: without bullets and numbers of lists, which are no part of the text with us, and each cell of
 * a table as a line of its own, as LibreOffice writes them. Empty lines and the number of spaces do not count.
 */
const linesOf = (text: string): string =>
  text
    .replace(/^\ufeff/, '')
    .split(/[\n\t]/)
    .map((line) =>
      line
        .replace(/^\s*(?:[•◦▪·‣–\uf0b7-]|\d+[.)]|[a-z]\))\s+/u, '')
        .replaceAll(/[\s\u00a0\u2009]+/g, ' ')
        .trim(),
    )
    .filter((line) => line !== '')
    .join('\n');

/** The version of LibreOffice; null where there is none. */
export function officeVersion(): string | null {
  try {
    return execFileSync('soffice', ['--version'], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}

function convert(file: string, to: string, folder: string): void {
  execFileSync(
    'soffice',
    [
      '--headless',
      `-env:UserInstallation=file://${folder}/profile`,
      '--convert-to',
      to,
      '--outdir',
      folder,
      file,
    ],
    {
      stdio: 'ignore',
      timeout: 120_000,
    },
  );
}

/** @param folder where files may be written */
export async function compareOffice(folder: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [number, [what, described]] of Object.entries(documents).entries()) {
    const { body, otherwise }: Described = typeof described === 'string' ? { body: described } : described;
    for (const format of formats) {
      const place = path.join(folder, `${number}-${format}`);
      fs.mkdirSync(place);
      // What is read is no file of our own, but one that LibreOffice has written.
      const source = path.join(place, 'made.fodt');
      fs.writeFileSync(source, flatOdt(body));
      const made = path.join(place, `made.${format}`);
      convert(source, format, place);
      const ours = linesOf((await readOne(`made.${format}`, Uint8Array.from(fs.readFileSync(made)))).text);
      const name = `${format.toUpperCase()}: ${what}`;
      if (otherwise) rows.push(row(`${name} (${otherwise.because})`, otherwise.text, ours));
      else {
        convert(made, 'txt:Text:UTF8', place);
        rows.push(row(name, linesOf(fs.readFileSync(path.join(place, 'made.txt'), 'utf8')), ours));
      }
    }
  }
  return rows;
}
