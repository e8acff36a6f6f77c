/** Word, OpenDocument and RTF, as LibreOffice writes them, read by us and by LibreOffice itself. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { readOne } from '../support/read-files';
import { type Row, row } from './row';

/** Documents as OpenDocument bodies, from which LibreOffice makes the other formats. */
const documents: Record<string, string> = {
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
};

const namespaces =
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"';

/** A document in one XML file, which LibreOffice opens as it does ODT. */
const flatOdt = (body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><office:document ${namespaces} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>${body}</office:text></office:body></office:document>`;

const formats = ['odt', 'docx', 'rtf'] as const;

/** Words alone, without bullets and numbers of lists, which are no part of the text with us. */
const wordsOf = (text: string): string =>
  text
    .replace(/^\ufeff/, '')
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[•◦▪·‣–\uf0b7-]|\d+[.)])\s+/u, ''))
    .join(' ')
    .replaceAll(/[\s\u00a0\u2009]+/g, ' ')
    .trim();

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
  for (const [number, [what, body]] of Object.entries(documents).entries()) {
    for (const format of formats) {
      const place = path.join(folder, `${number}-${format}`);
      fs.mkdirSync(place);
      // What is read is no file of our own, but one that LibreOffice has written.
      const source = path.join(place, 'made.fodt');
      fs.writeFileSync(source, flatOdt(body));
      const made = path.join(place, `made.${format}`);
      convert(source, format, place);
      convert(made, 'txt:Text:UTF8', place);
      const theirs = wordsOf(fs.readFileSync(path.join(place, 'made.txt'), 'utf8'));
      const ours = wordsOf((await readOne(`made.${format}`, Uint8Array.from(fs.readFileSync(made)))).text);
      rows.push(row(`${format.toUpperCase()}: ${what}`, theirs, ours));
    }
  }
  return rows;
}
