/**
 * The parts of a Word document that matter for its text, unpacked within limits, checked, and packed anew:
 * mammoth knows no limits, trusts whatever an archive holds, and takes from two entries of one name the other
 * one than was checked.
 */
import path from 'node:path/posix';
import { strToU8, zipSync } from 'fflate';
import { hidingStyles } from './word-hiding-styles';
import { ReadProblem } from '../../shared/read-problem';
import { isWordName, outlineStyle, type WordFindings, wordNamespace, wordText } from './word-text';
import { parseXml, xmlText } from './xml';
import { elementsIn, firstIn, type XmlElement } from '../../shared/xml';
import type { Zip } from './zip';

export interface WordPackage extends WordFindings {
  /** A document of its own, which holds what mammoth needs and nothing else. */
  bytes: Uint8Array;
  comments: number;
}

/** Styles and lists of a real document need some 100 kB. */
const largestTable = 20e6;

/** @throws ReadProblem for what is no Word document, is damaged, a trap, or too long */
export async function wordPackage(zip: Zip): Promise<WordPackage> {
  if (!zip.has('[Content_Types].xml') || !zip.has('_rels/.rels')) {
    throw new ReadProblem(
      'It is a zip archive, but no Word document: parts are missing. If it was cut off, get it anew.',
    );
  }
  const [main = 'word/document.xml'] = await targets(zip, '', '_rels/.rels', 'officeDocument');
  const folder = path.dirname(main);
  const links = path.join(folder, '_rels', `${path.basename(main)}.rels`);
  const partOf = async (kind: string): Promise<string | null> => {
    const [found = `word/${kind}.xml`] = await targets(zip, folder, links, kind);
    return zip.has(found) ? found : null;
  };
  if (!zip.has(main)) throw new ReadProblem(`It is no sound Word document: ${main} is missing. Get it anew.`);

  const findings = { hasHidden: false, hasReadings: false, hasFormulas: false, hasEmbedded: false };
  const stylesPart = await partOf('styles');
  const styles = stylesPart === null ? null : await table(zip, stylesPart);
  const isHiddenBy = hidingStyles(styles);
  const textOfPart = async (name: string): Promise<string> =>
    wordText(xmlText(await zip.read(name), name), name, findings, isHiddenBy);
  const document = await textOfPart(main);
  if (!document.startsWith('<w:document') || !document.includes('<w:body'))
    throw new ReadProblem(
      `It is no Word document: there is no text in ${main}. Open it in the program that made it, save it as .docx, and choose that.`,
    );
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>',
    'word/document.xml': document,
  };
  for (const kind of ['footnotes', 'endnotes']) {
    const name = await partOf(kind);
    if (name !== null) parts[`word/${kind}.xml`] = await textOfPart(name);
  }
  parts['word/styles.xml'] = stylesXml(styles);
  const numbering = await partOf('numbering');
  if (numbering !== null) parts['word/numbering.xml'] = asWritten(await table(zip, numbering), true);
  const comments = await partOf('comments');
  return {
    ...findings,
    bytes: zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])), {
      level: 0,
    }),
    comments: comments === null ? 0 : [...elementsIn(await table(zip, comments), 'comment')].length,
  };
}

/** Where the parts of this kind lie, by the list of links of a part in this folder. */
async function targets(zip: Zip, folder: string, links: string, kind: string): Promise<string[]> {
  if (!zip.has(links)) return [];
  return [...elementsIn(await table(zip, links), 'Relationship')]
    .filter(
      ({ attributes }) =>
        attributes.Type?.endsWith(`/relationships/${kind}`) && attributes.TargetMode !== 'External',
    )
    .map(({ attributes: { Target = '' } }) =>
      Target.startsWith('/') ? Target.slice(1) : path.join(folder, Target),
    )
    .filter((name) => zip.has(name));
}

async function table(zip: Zip, name: string): Promise<XmlElement> {
  const bytes = await zip.read(name);
  if (bytes.length > largestTable)
    throw new ReadProblem(`“${name}” in it is far larger than in any article: this may be a trap.`);
  return parseXml(bytes, name);
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** An element of Word's as XML, without words. */
function asWritten({ name, attributes, children }: XmlElement, isOutermost = false): string {
  const inner = children
    .map((child) => (typeof child === 'string' || !isWordName(child.uri) ? '' : asWritten(child)))
    .join('');
  const said = Object.entries(attributes)
    .filter(([local]) => /^[A-Za-z]+$/.test(local))
    .map(([local, value]) => ` w:${local}="${escaped(value)}"`)
    .join('');
  return `<w:${name}${isOutermost ? ` xmlns:w="${wordNamespace}"` : said}>${inner}</w:${name}>`;
}

const valueIn = (element: XmlElement, name: string): string => firstIn(element, name)?.attributes.val ?? '';

/** Styles with a map of their own, or that are no headings whatever they are made from. */
const otherStyles = /^(?:title|subtitle|(?:intense )?quot(?:e|ations)|normal|list paragraph|toc heading)$/i;

/**
 * The styles as mammoth needs them: it knows headings by the names of their styles, so a style that is made
 * from a heading's, or has an outline level, gets such a name.
 */
function stylesXml(styles: XmlElement | null): string {
  const byId = new Map<string, XmlElement>();
  for (const style of styles?.children ?? [])
    if (typeof style !== 'string' && style.name === 'style' && !byId.has(style.attributes.styleId ?? ''))
      byId.set(style.attributes.styleId ?? '', style);
  const levelOf = (style: XmlElement | undefined, depth = 0): number | null => {
    if (!style || depth > 20 || style.attributes.type !== 'paragraph') return null;
    const name = valueIn(style, 'name');
    if (otherStyles.test(name)) return null;
    const named = /^heading (\d)$/i.exec(name)?.[1];
    if (named !== undefined) return Number(named);
    const outline = valueIn(style, 'outlineLvl');
    if (/^\d$/.test(outline)) return outline === '9' ? null : Number(outline) + 1;
    return levelOf(byId.get(valueIn(style, 'basedOn')), depth + 1);
  };
  const heading = (id: string, level: number): string =>
    `<w:style w:type="paragraph" w:styleId="${escaped(id)}"><w:name w:val="heading ${Math.min(6, level)}"/></w:style>`;
  const written = [...byId].map(([id, style]) => {
    const level = levelOf(style);
    return level === null ? asWritten(style) : heading(id, level);
  });
  const outlines = [1, 2, 3, 4, 5, 6].map((level) => heading(outlineStyle(level), level));
  return `<w:styles xmlns:w="${wordNamespace}">${[...written, ...outlines].join('')}</w:styles>`;
}
