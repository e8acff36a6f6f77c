/** PDF files of our own making: text where it is put, in Helvetica, without compression. */

export interface Placed {
  text: string;
  /** In points from the lower left corner; the baseline. */
  x: number;
  y: number;
  size: number;
}

export interface PdfOptions {
  info?: Record<string, string>;
  /** An encryption dictionary, as of a file that needs a password. */
  encrypted?: boolean;
}

const escaped = (text: string): string => text.replaceAll(/[\\()]/g, String.raw`\$&`);

/** Pages of 612 × 792 points, with these pieces of text on them. Characters are those of Windows-1252. */
export function pdfOf(
  pages: readonly (readonly Placed[])[],
  { info = {}, encrypted = false }: PdfOptions = {},
): Uint8Array {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  const catalog = add('<< /Type /Catalog /Pages 2 0 R >>');
  add(''); // The tree of pages, when they are known.
  const font = add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  const kids = pages.map((pieces) => {
    const content = pieces
      .map(
        ({ text, x, y, size }) =>
          `BT /F1 ${size} Tf 1 0 0 1 ${x.toFixed(2)} ${y.toFixed(2)} Tm (${escaped(text)}) Tj ET`,
      )
      .join('\n');
    const stream = add(
      `<< /Length ${Buffer.byteLength(content, 'latin1')} >>\nstream\n${content}\nendstream`,
    );
    return add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${stream} 0 R /Resources << /Font << /F1 ${font} 0 R >> >> >>`,
    );
  });
  objects[1] = `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`;
  const about = add(
    `<< ${Object.entries(info)
      .map(([name, value]) => `/${name} (${escaped(value)})`)
      .join(' ')} >>`,
  );
  const lock = encrypted
    ? add(`<< /Filter /Standard /V 1 /R 2 /P -4 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >>`)
    : 0;
  let file = '%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n';
  const offsets = objects.map((body, index) => {
    const at = Buffer.byteLength(file, 'latin1');
    file += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const xref = Buffer.byteLength(file, 'latin1');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const offset of offsets) file += `${String(offset).padStart(10, '0')} 00000 n \n`;
  const security = lock > 0 ? `/Encrypt ${lock} 0 R /ID [<00> <00>] ` : '';
  file += `trailer\n<< /Size ${objects.length + 1} /Root ${catalog} 0 R /Info ${about} 0 R ${security}>>\nstartxref\n${xref}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
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
}

/** Sets paragraphs in columns over as many pages as they need, as a typesetter does; words stay whole. */
export function setInColumns(
  paragraphs: readonly string[],
  { count, size = 10, head, foot, leading = size * 1.2, indent = 12 }: Columns,
): Placed[][] {
  const [left, right, top, bottom, gutter] = [60, 552, 700, 90, 24];
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
