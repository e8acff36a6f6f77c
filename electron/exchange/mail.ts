/** Mails, such as newsletters, read with postal-mime. All words of a mail count: it has no menus around them. */
import PostalMime, { type Email } from 'postal-mime';
import { readDate } from '../../shared/read-date';
import type { Particular } from '../../shared/api-articles';
import { Body } from './body';
import { pageArticle } from './html';
import { type FoundArticle, type Reader } from './reader';
import { ReadProblem } from '../../shared/read-problem';

async function parse(bytes: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(Buffer.from(bytes), { maxNestingDepth: 50 });
  } catch (error) {
    throw new ReadProblem(
      `It is no sound mail (${error instanceof Error ? error.message : String(error)}). Save it again.`,
    );
  }
}

const headerOf = ({ headers }: Email, name: string): string =>
  headers.find((header) => header.key === name)?.value.trim() ?? '';

type Found = Pick<FoundArticle, 'text' | 'layout' | 'fields' | 'particulars' | 'warnings'>;

function articleIn(mail: Email): Found {
  if (mail.html) return pageArticle(mail.html, true);
  const body = new Body();
  if (mail.text) body.add(mail.text.replace(/\s+$/, ''));
  return { ...body.finish(), fields: {}, particulars: [], warnings: [] };
}

export function dated(written: string): { date: string | null; particulars: Particular[] } {
  const { date } = readDate(written.replace(/^\w{3},\s*/, ''), null);
  return { date, particulars: written === '' ? [] : [{ name: 'Date of the file', value: written }] };
}

/** Whether a file begins with headers of MIME, as it must whatever its name says. */
export const isMime = (text: string): boolean =>
  /^[\w-]+:\s/.test(text) && /^(?:mime-version|content-type):/im.test(text.slice(0, 8000));

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
    const attached = mail.attachments
      .filter(({ related, disposition }) => !related && disposition !== 'inline')
      .map(({ filename, mimeType }) => filename ?? mimeType);
    const { date, particulars } = dated(headerOf(mail, 'date'));
    yield {
      ...article,
      fields: {
        ...article.fields,
        title: mail.subject ?? '',
        author: sender ? sender.name || sender.address || '' : '',
        date: date ?? null,
      },
      particulars: [
        ...article.particulars,
        ...particulars,
        ...(attached.length === 0 ? [] : [{ name: 'Attachments, not read', value: attached.join('; ') }]),
      ],
      place: '',
      encoding: '',
      encodings: [],
    };
  },
};
