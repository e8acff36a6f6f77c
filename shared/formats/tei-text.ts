/**
 * The plain text of a TEI `text`, with the place of every element in it. Each block (`p`, `head`, `l`, `item` and the
 * like) is a line. White space folds as in any XML of prose. A line break of the print (`lb`) is a space, or nothing
 * within a word. Notes at the foot or in the margin are no part of the text; of a `choice` the corrected reading is.
 */
import type { Block } from '../layout';
import type { Range } from '../span';
import type { XmlElement, XmlNode } from '../xml';
import { blockOfRend } from './tei-layout';

export interface TeiText {
  text: string;
  blocks: Block[];
  /** Where pages begin. */
  pages: { label: string; at: number }[];
  /** Where each element lies; anchors and the like are empty ranges. */
  places: ReadonlyMap<XmlElement, Range>;
  /** How many notes were left out. */
  notes: number;
}

const isElement = (node: XmlNode): node is XmlElement => typeof node !== 'string';

/** What our own files have: lines of `p` and `head`, with every character as it stands. */
export function ownText(root: XmlElement): TeiText {
  const found = { text: '', blocks: [] as Block[], pages: [] as { label: string; at: number }[] };
  const places = new Map<XmlElement, Range>();
  let isFirst = true;
  const line = (element: XmlElement): void => {
    if (!isFirst) found.text += '\n';
    isFirst = false;
    const start = found.text.length;
    for (const child of element.children) {
      if (!isElement(child)) found.text += child;
      else if (child.name === 'pb')
        found.pages.push({ label: child.attributes.n ?? '', at: found.text.length });
      else places.set(child, { start: found.text.length, end: found.text.length });
    }
    const place = { start, end: found.text.length };
    places.set(element, place);
    const block: Block | null =
      element.name === 'head'
        ? { kind: 'heading', level: levelOf(element, 1), ...place }
        : blockOfRend(element.attributes.rend ?? '', place);
    if (block && start < place.end) found.blocks.push(block);
  };
  const lines = (element: XmlElement): void => {
    for (const child of element.children) {
      if (!isElement(child)) continue;
      if (child.name === 'p' || child.name === 'head') line(child);
      else lines(child);
    }
  };
  lines(root);
  return { ...found, places, notes: 0 };
}

function levelOf({ attributes }: XmlElement, usual: number): number {
  const said = Number(attributes.n);
  return Number.isInteger(said) && said >= 1 && said <= 9 ? said : Math.min(Math.max(usual, 1), 9);
}

/** Elements that begin and end a line. */
const blocks = new Set(
  'ab argument back bibl body byline castItem cell closer dateline div docAuthor docDate docImprint docTitle epigraph figure floatingText front group head item l lg list listBibl opener p postscript row salute signed sp speaker stage table text titlePage titlePart trailer u'.split(
    ' ',
  ),
);
/** What is no part of the running text. */
const apart = new Set(
  'note fw figDesc interp interpGrp span spanGrp linkGrp link index desc standOff teiHeader del'.split(' '),
);
/** Readings of a `choice`, the ones that are taken first. */
const readings = ['corr', 'reg', 'expan'];

export function foldedText(root: XmlElement): TeiText {
  let text = '';
  /** What stands between the words before and those that come. */
  let due: '' | ' ' | '\n' = '';
  let notes = 0;
  const found = { blocks: [] as Block[], pages: [] as { label: string; at: number }[] };
  const places = new Map<XmlElement, Range>();
  /** Places that begin with the next words; of elements that are closed, they end there too. */
  const waiting = new Set<Range>();
  let waitingPages: { at: number }[] = [];
  const say = (words: string): void => {
    for (const [part] of words.matchAll(/\s+|\S+/g)) {
      if (/^\s/.test(part)) due ||= ' ';
      else {
        if (text !== '') text += due;
        due = '';
        for (const place of waiting) place.start = place.end = text.length;
        for (const page of waitingPages) page.at = text.length;
        waiting.clear();
        waitingPages = [];
        text += part;
      }
    }
  };
  const go = (element: XmlElement, level: number): void => {
    const { name, attributes } = element;
    if (apart.has(name)) {
      if (name === 'note') notes += 1;
      return;
    }
    if (name === 'lb' && attributes.break !== 'no') due ||= ' ';
    if (name === 'pb') {
      const page = { label: attributes.n ?? '', at: text.length };
      found.pages.push(page);
      waitingPages.push(page);
    }
    const isBlock = blocks.has(name);
    if (isBlock) due = '\n';
    // Between words without a space, a place is where it stands; else it belongs to what comes.
    const place = { start: text.length, end: text.length };
    places.set(element, place);
    const isBetween = due === '' && element.children.length === 0;
    if (!isBetween) waiting.add(place);
    for (const child of chosen(element)) {
      if (isElement(child)) go(child, name === 'div' ? level + 1 : level);
      else say(child);
    }
    if (!waiting.has(place)) place.end = isBetween ? place.start : text.length;
    if (!isBlock) return;
    due = '\n';
    if (
      place.start === place.end ||
      element.children.some((child) => isElement(child) && blocks.has(child.name))
    )
      return;
    if (name === 'head') found.blocks.push({ kind: 'heading', level: levelOf(element, level), ...place });
    else if (name === 'item') found.blocks.push({ kind: 'item', level: 1, ordered: false, ...place });
  };
  go(root, 0);
  for (const place of waiting) place.start = place.end = text.length;
  return { text, ...found, places, notes };
}

/** The children that are read: one reading of a choice. */
function chosen({ name, children }: XmlElement): XmlElement['children'] {
  if (name !== 'choice') return children;
  const elements = children.filter(isElement);
  const best = elements.find((one) => readings.includes(one.name)) ?? elements[0];
  return best ? [best] : [];
}
