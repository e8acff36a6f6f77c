/** Saved web pages in one file (MHTML), and mails such as newsletters: both are MIME, read with postal-mime. */
import PostalMime, { type Email } from 'postal-mime';
import { readDate } from '../../shared/read-date';
import type { Particular } from '../../shared/api-articles';
import { Body } from './body';
import { pageArticle } from './html';
import { type FoundArticle, ReadProblem, type Reader } from './reader';

async function parse(bytes: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(Buffer.from(bytes), { maxNestingDepth: 50 });
  } catch (error) {
    throw new ReadProblem(
      `It is no sound saved page or mail (${error instanceof Error ? error.message : String(error)}). Save it again.`,
    );
  }
}

const headerOf = ({ headers }: Email, name: string): string =>
  headers.find((header) => header.key === name)?.value.trim() ?? '';

type Found = Pick<FoundArticle, 'text' | 'layout' | 'fields' | 'particulars' | 'warnings'>;

/** The page that was saved: the first part that is HTML. */
function articleIn(mail: Email): Found {
  if (mail.html) return pageArticle(mail.html);
  const body = new Body();
  if (mail.text) body.add(mail.text.replace(/\s+$/, ''));
  return { ...body.finish(), fields: {}, particulars: [], warnings: [] };
}

function dated(written: string): { date: string | null; particulars: Particular[] } {
  const { date } = readDate(written.replace(/^\w{3},\s*/, ''), null);
  return { date, particulars: written === '' ? [] : [{ name: 'Date of the file', value: written }] };
}

/** Whether a file begins with headers of MIME, as it must whatever its name says. */
const isMime = (text: string): boolean =>
  /^[\w-]+:\s/.test(text) && /^(?:mime-version|content-type):/im.test(text.slice(0, 8000));

const isSavedPage = (text: string): boolean =>
  /^(?:snapshot-content-location|from:\s*<?saved by)/im.test(text.slice(0, 2000)) ||
  /^content-type:\s*multipart\/related/im.test(text.slice(0, 2000));

export const mhtmlReader: Reader = {
  id: 'mhtml',
  name: 'Saved web page (MHTML)',
  extensions: ['mhtml', 'mht'],
  fits: ({ extension, text }) => {
    if (!isMime(text)) return 0;
    return isSavedPage(text) ? 3 : ['mhtml', 'mht'].includes(extension) ? 2 : 0;
  },
  async *read(file) {
    const mail = await parse(await file.bytes());
    const article = articleIn(mail);
    const address = headerOf(mail, 'snapshot-content-location') || headerOf(mail, 'content-location');
    // When the page was saved, which says little about the article.
    const { particulars } = dated(headerOf(mail, 'date'));
    yield {
      ...article,
      fields: {
        ...article.fields,
        title: article.fields.title || (mail.subject ?? ''),
        url: article.fields.url || (/^https?:/i.test(address) ? address : ''),
      },
      particulars: [...article.particulars, ...particulars],
      place: '',
      encoding: '',
      encodings: [],
    };
  },
};

export const mailReader: Reader = {
  id: 'mail',
  name: 'Mail',
  extensions: ['eml'],
  fits: ({ extension, text }) => {
    if (!isMime(text)) return 0;
    if (extension === 'eml') return 2;
    return /^(?:received|return-path|delivered-to):/im.test(text.slice(0, 1000)) &&
      /^subject:/im.test(text.slice(0, 8000))
      ? 2
      : 0;
  },
  async *read(file) {
    const mail = await parse(await file.bytes());
    const article = articleIn(mail);
    const sender = mail.from;
    const { date, particulars } = dated(headerOf(mail, 'date'));
    yield {
      ...article,
      fields: {
        ...article.fields,
        title: mail.subject ?? '',
        author: sender ? sender.name || sender.address || '' : '',
        date: date ?? null,
      },
      particulars: [...article.particulars, ...particulars],
      place: '',
      encoding: '',
      encodings: [],
    };
  },
};
