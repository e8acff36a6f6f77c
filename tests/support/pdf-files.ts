/** PDF files of our own making: text where it is put, in Helvetica, without compression. */
import iconv from 'iconv-lite';

export interface Placed {
  text: string;
  /** In points from the lower left corner; the baseline. */
  x: number;
  y: number;
  size: number;
  /**
   * Helvetica where nothing is said. `unicode` holds any signs, each as wide as it is high; `vertical` writes
   * them downwards; `chinese` has no table of its own signs, which the reader must bring.
   */
  font?: 'bold' | 'unicode' | 'vertical' | 'chinese';
  /** In degrees against the clock. */
  turn?: number;
}

export interface PdfOptions {
  info?: Record<string, string>;
  /** An encryption dictionary, as of a file that needs a password. */
  encrypted?: boolean;
  /** By how much the viewer turns each page, clockwise. */
  rotate?: number;
  /** More of the catalog, as `/PageLabels << … >>`. */
  catalog?: string;
  /** The tree of pages as it is written, where it is not to be as it must. */
  pageTree?: (kids: readonly number[]) => string;
}

/** In the bytes of Windows-1252. */
const escaped = (text: string): string =>
  iconv.encode(text.replaceAll(/[\\()]/g, String.raw`\$&`), 'windows-1252').toString('latin1');
const hex = (code: number): string => code.toString(16).padStart(4, '0');
const utf16 = (text: string): string =>
  Array.from({ length: text.length }, (_, at) => hex(text.charCodeAt(at))).join('');

/** Numbers for signs in a font that has a number for each that is used. */
class Signs {
  private readonly numbers = new Map<string, number>();

  write(text: string): string {
    return Array.from(new Intl.Segmenter().segment(text), ({ segment: sign }) => {
      const number = this.numbers.get(sign) ?? this.numbers.size + 1;
      this.numbers.set(sign, number);
      return hex(number);
    }).join('');
  }

  /** The table by which a reader finds the signs of the numbers. */
  table(): string {
    const rows = [...this.numbers].map(([sign, number]) => `<${hex(number)}> <${utf16(sign)}>`);
    const blocks: string[] = [];
    for (let at = 0; at < rows.length; at += 100) {
      const block = rows.slice(at, at + 100);
      blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
    }
    return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
${blocks.join('\n')}
endcmap end end`;
  }
}

/** Pages of 612 × 792 points, with these pieces of text on them. Helvetica has the characters of Windows-1252. */
export function pdfOf(
  pages: readonly (readonly Placed[])[],
  { info = {}, encrypted = false, rotate = 0, catalog = '', pageTree }: PdfOptions = {},
): Uint8Array {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  const stream = (content: string): number =>
    add(`<< /Length ${Buffer.byteLength(content, 'latin1')} >>\nstream\n${content}\nendstream`);
  const root = add(`<< /Type /Catalog /Pages 2 0 R ${catalog} >>`);
  add(''); // The tree of pages, when they are known.
  const signs = new Signs();
  const fonts = add(''); // The fonts, when all signs are known.
  const shown = ({ text, font }: Placed): string => {
    if (font === 'unicode' || font === 'vertical') return `<${signs.write(text)}>`;
    return font === 'chinese' ? `<${utf16(text)}>` : `(${escaped(text)})`;
  };
  const names = { bold: 'F2', unicode: 'F3', vertical: 'F4', chinese: 'F5' };
  const kids = pages.map((pieces) => {
    const content = pieces
      .map((piece) => {
        const { x, y, size, font, turn = 0 } = piece;
        const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
        const matrix = [cos, sin, -sin, cos, x, y].map((number) => number.toFixed(4)).join(' ');
        return `BT /${font ? names[font] : 'F1'} ${size} Tf ${matrix} Tm ${shown(piece)} Tj ET`;
      })
      .join('\n');
    return add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Rotate ${rotate} /Contents ${stream(content)} 0 R /Resources << /Font ${fonts} 0 R >> >>`,
    );
  });
  const table = stream(signs.table());
  const simple = (name: string): string =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const compound = (encoding: string, ordering: string, toUnicode: string): string =>
    `<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /${encoding} ${toUnicode} /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Any /CIDSystemInfo << /Registry (Adobe) /Ordering (${ordering}) /Supplement 0 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /Any /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >> >>] >>`;
  objects[fonts - 1] = `<< /F1 ${simple('Helvetica')} /F2 ${simple('Helvetica-Bold')}
/F3 ${compound('Identity-H', 'Identity', `/ToUnicode ${table} 0 R`)}
/F4 ${compound('Identity-V', 'Identity', `/ToUnicode ${table} 0 R`)}
/F5 ${compound('UniGB-UTF16-H', 'GB1', '')} >>`;
  objects[1] = pageTree
    ? pageTree(kids)
    : `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`;
  const about = add(
    `<< ${Object.entries(info)
      .map(([name, value]) => `/${name} (${escaped(value)})`)
      .join(' ')} >>`,
  );
  const lock = encrypted
    ? add(`<< /Filter /Standard /V 1 /R 2 /P -4 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >>`)
    : 0;
  return fileOf(
    objects,
    `/Root ${root} 0 R /Info ${about} 0 R ${lock > 0 ? `/Encrypt ${lock} 0 R /ID [<00> <00>]` : ''}`,
  );
}

/** A file of these objects, numbered from 1, with a table of where each stands. */
export function fileOf(objects: readonly string[], trailer: string): Uint8Array {
  const parts = ['%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n'];
  let length = Buffer.byteLength(parts[0]!, 'latin1');
  const offsets = objects.map((body, index) => {
    const at = length;
    const part = `${index + 1} 0 obj\n${body}\nendobj\n`;
    parts.push(part);
    length += Buffer.byteLength(part, 'latin1');
    return at;
  });
  parts.push(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`);
  for (const offset of offsets) parts.push(`${String(offset).padStart(10, '0')} 00000 n \n`);
  parts.push(`trailer\n<< /Size ${objects.length + 1} ${trailer} >>\nstartxref\n${length}\n%%EOF\n`);
  return Buffer.from(parts.join(''), 'latin1');
}

/** The widths of letters in Helvetica, in thousandths of the size; the others count as 556. */
const widths: Record<string, number> = {
  ' ': 278, i: 222, j: 222, l: 222, f: 278, t: 278, r: 333, '.': 278, ',': 278, '-': 333, m: 833, w: 722, s: 500, c: 500, k: 500, v: 500,
  x: 500, y: 500, z: 500, I: 278, A: 667, B: 667, E: 667, P: 667, S: 667, T: 611, C: 722, D: 722, H: 722, M: 833, W: 944,
}; // prettier-ignore

export const widthOf = (text: string, size: number): number =>
  ([...text].reduce((sum, letter) => sum + (widths[letter] ?? 556), 0) * size) / 1000;

export interface Columns {
  count: number;
  size?: number;
  /** Put on each page above and below the columns. */
  head?: (page: number) => string;
  foot?: (page: number) => string;
  /** Heights in points between baselines, and the first line's indent. */
  leading?: number;
  indent?: number;
  /** The baselines above which the first line stands, and below which none does. */
  top?: number;
  bottom?: number;
}

/** Sets paragraphs in columns over as many pages as they need, as a typesetter does; words stay whole. */
export function setInColumns(
  paragraphs: readonly string[],
  { count, size = 10, head, foot, leading = size * 1.2, indent = 12, top = 700, bottom = 90 }: Columns,
): Placed[][] {
  const [left, right, gutter] = [60, 552, 24];
  const width = (right - left - gutter * (count - 1)) / count;
  const pages: Placed[][] = [];
  let column = count;
  let y = bottom;
  const nextLine = (): void => {
    y -= leading;
    if (y >= bottom && column < count) return;
    y = top;
    column += 1;
    if (column < count && pages.length > 0) return;
    column = 0;
    const page: Placed[] = [];
    const number = pages.push(page);
    if (head) page.push({ text: head(number), x: left, y: 760, size: 8 });
    if (foot) page.push({ text: foot(number), x: 300, y: 40, size: 8 });
  };
  for (const paragraph of paragraphs) {
    let line = '';
    let isFirst = true;
    const end = (): void => {
      nextLine();
      pages
        .at(-1)!
        .push({ text: line, x: left + column * (width + gutter) + (isFirst ? indent : 0), y, size });
      isFirst = false;
      line = '';
    };
    for (const word of paragraph.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && widthOf(longer, size) > width - (isFirst ? indent : 0)) end();
      line = line === '' ? word : `${line} ${word}`;
    }
    if (line !== '') end();
  }
  return pages;
}
