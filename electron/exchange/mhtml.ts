/**
 * Web pages that were saved into one file (MHTML): the page, its frames, images and styles as parts of a MIME
 * message. postal-mime reads headers and contents; the parts are told apart here, because it joins all that
 * are HTML, while the article is in one of them and advertisements in the others.
 */
import PostalMime, { type Header } from 'postal-mime';
import { pageArticle } from './html';
import { decodePage } from './html-decoding';
import { dated, isMime } from './mail';
import { type FoundArticle, type Reader, type SourceFile } from './reader';
import { ReadProblem } from '../../shared/read-problem';

interface Part {
  headers: readonly Header[];
  /** Headers and contents, as they are in the file. */
  bytes: Buffer;
}

const headerOf = ({ headers }: Pick<Part, 'headers'>, name: string): string =>
  headers.find((header) => header.key === name)?.value.trim() ?? '';

/** A parameter of a header: `boundary`, `charset`, `start`. */
const parameter = (header: string, name: string): string => {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]+))`, 'i').exec(header);
  return found?.[1] ?? found?.[2] ?? '';
};

const deepestParts = 5;
const mostParts = 20_000;

async function partOf(bytes: Buffer): Promise<Part> {
  const end = [bytes.indexOf('\r\n\r\n'), bytes.indexOf('\n\n')].filter((at) => at !== -1);
  const head = bytes.subarray(0, end.length === 0 ? bytes.length : Math.min(...end));
  return { headers: (await PostalMime.parse(head)).headers, bytes };
}

/** The parts within a message, in order, also those of its parts; the message itself when it has none. */
async function partsOf(part: Part, depth = 0): Promise<Part[]> {
  const type = headerOf(part, 'content-type');
  const boundary = parameter(type, 'boundary');
  if (!/^multipart\//i.test(type) || boundary === '' || depth > deepestParts) return [part];
  const parts: Part[] = [];
  for (const piece of between(part.bytes, `--${boundary}`)) {
    if (parts.length > mostParts) break;
    parts.push(...(await partsOf(await partOf(piece), depth + 1)));
  }
  return parts;
}

/** What stands between lines that begin with a mark; what is before the first belongs to none. */
function* between(bytes: Buffer, mark: string): Generator<Buffer> {
  let start = -1;
  for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, at + mark.length)) {
    if (at > 0 && bytes[at - 1] !== 10) continue;
    if (start !== -1) yield bytes.subarray(start, at);
    start = bytes.indexOf('\n', at) + 1;
    if (start === 0 || bytes.subarray(at + mark.length, at + mark.length + 2).equals(Buffer.from('--')))
      return;
  }
  // The end of the file was cut off.
  if (start !== -1) yield bytes.subarray(start);
}

/** What a part holds, without its transfer encoding: postal-mime leaves attachments in their bytes. */
async function contentsOf({ bytes }: Part): Promise<Uint8Array> {
  const { attachments } = await PostalMime.parse(
    Buffer.concat([Buffer.from('Content-Disposition: attachment\r\n'), bytes]),
  );
  const content = attachments[0]?.content ?? new Uint8Array();
  return typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
}

const isPage = (part: Part): boolean =>
  /^(?:text\/html|application\/xhtml\+xml)/i.test(headerOf(part, 'content-type'));

/** The page first: the part that the message names, or the one from its address, or the first. */
function pagesOf(message: Part, parts: readonly Part[]): Part[] {
  const pages = parts.filter(isPage);
  const start = parameter(headerOf(message, 'content-type'), 'start').replaceAll(/[<>]/g, '');
  const address = addressOf(message);
  const root =
    pages.find((page) => start !== '' && headerOf(page, 'content-id').replaceAll(/[<>]/g, '') === start) ??
    pages.find((page) => address !== '' && headerOf(page, 'content-location') === address) ??
    pages[0];
  return root ? [root, ...pages.filter((page) => page !== root)] : [];
}

const addressOf = (part: Part): string =>
  headerOf(part, 'snapshot-content-location') || headerOf(part, 'content-location');

async function articleOf(page: Part, chosen: string | null) {
  const charset = parameter(headerOf(page, 'content-type'), 'charset');
  const decoded = decodePage(await contentsOf(page), chosen, charset);
  const { encoding, encodings, warning } = decoded;
  const article = pageArticle(decoded.text);
  return {
    ...article,
    warnings: warning === null ? article.warnings : [warning, ...article.warnings],
    encoding,
    encodings,
  };
}

async function read(file: SourceFile, chosen: string | null): Promise<FoundArticle> {
  const bytes = await file.bytes();
  const message = await partOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const [root, ...frames] = pagesOf(message, await partsOf(message));
  if (!root)
    throw new ReadProblem('There is no web page in it. Save the page again, as one file or as text.');
  let article = await articleOf(root, chosen);
  // Old pages are mere sets of frames, one of which holds the words.
  for (const frame of article.text === '' ? frames : []) {
    const other = await articleOf(frame, chosen);
    if (other.text.length > article.text.length) article = other;
  }
  const address = addressOf(message) || headerOf(root, 'content-location');
  const { subject } = await PostalMime.parse(`Subject: ${headerOf(message, 'subject')}\r\n`);
  return {
    ...article,
    fields: {
      ...article.fields,
      title: article.fields.title || (subject ?? ''),
      url: article.fields.url || (/^https?:/i.test(address) ? address : ''),
    },
    particulars: [
      ...article.particulars,
      // When the page was saved, which says little about the article.
      ...dated(headerOf(message, 'date')).particulars,
      ...(frames.length === 0 ? [] : [{ name: 'Frames left out', value: String(frames.length) }]),
    ],
    place: '',
  };
}

const isSavedPage = (text: string): boolean =>
  /^(?:snapshot-content-location|from:\s*<?saved by)/im.test(text.slice(0, 2000)) ||
  /^content-type:\s*multipart\/related/im.test(text.slice(0, 2000));

export const mhtmlReader: Reader = {
  id: 'mhtml',
  name: 'Saved web page (MHTML)',
  extensions: ['mhtml', 'mht'],
  fits: ({ extension, text }) => {
    if (!isMime(text)) return 0;
    if (extension === 'eml') return 0;
    return isSavedPage(text) ? 3 : ['mhtml', 'mht'].includes(extension) ? 2 : 0;
  },
  async *read(file, settings) {
    yield await read(file, settings.encoding);
  },
};
