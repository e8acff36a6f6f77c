/** What a PDF says about itself: title, author, dates and labels of pages. */
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { ArticleFields, Particular } from '../../shared/api-articles';
import { withoutTurns } from '../../shared/names';

/** Titles that programs give, and nobody chose. */
const isNoTitle = (title: string): boolean =>
  /^(?:microsoft (?:word|powerpoint|excel)|powerpoint[- ]pr[äe]sentation|untitled|unbenannt|sans titre|sin título|senza titolo|print|layout|slide|folie|dokument|document|seite|page|scan)\b/i.test(
    title,
  ) ||
  /^(?:data|https?|file|about):|\.(?:docx?|odt|indd|qxp|qxd|pdf|rtf|txt|html?|tex|dvi|tiff?|jpe?g)$/i.test(
    title,
  ) ||
  !/\p{L}{2}/u.test(title);

/** Names that programs and computers give their users. */
const isNoAuthor = (author: string): boolean =>
  /^(?:(?:microsoft office )?user|(?:administrator|admin|owner|root|guest|default|unknown|unbekannt|anonymous|benutzer|besitzer|utilisateur|usuario|windows[- ]benutzer|windows user|pc|hp|dell|lenovo|acer|asus|scanner|\d+))$/i.test(
    author,
  ) || !/\p{L}/u.test(author);

export interface AboutFile {
  fields: Partial<ArticleFields>;
  particulars: Particular[];
}

/** Title and author where people gave them; all else goes to the particulars. */
export async function aboutFile(pdf: PDFDocumentProxy): Promise<AboutFile> {
  const found = await pdf.getMetadata().catch(() => null);
  const info = (found?.info ?? {}) as Record<string, unknown>;
  const plain = (value: unknown): string =>
    typeof value === 'string' ? withoutTurns(value).replaceAll('\0', '').trim() : '';
  const embedded = (name: string): string => {
    const value: unknown = found?.metadata?.get(name);
    return Array.isArray(value) ? value.map(plain).filter(Boolean).join('; ') : plain(value);
  };
  const title = plain(info.Title) || embedded('dc:title');
  const author = plain(info.Author) || embedded('dc:creator');
  return {
    fields: { title: isNoTitle(title) ? '' : title, author: isNoAuthor(author) ? '' : author },
    particulars: [
      { name: 'Title of the file', value: isNoTitle(title) ? title : '' },
      { name: 'Author of the file', value: isNoAuthor(author) ? author : '' },
      { name: 'File created', value: pdfDate(plain(info.CreationDate)) },
      { name: 'Subject', value: plain(info.Subject) },
      { name: 'Keywords', value: plain(info.Keywords) },
    ].filter(({ value }) => value !== ''),
  };
}

/** `D:20200131093000+01'00'` as people read it. */
const pdfDate = (date: string): string =>
  date.replace(
    /^D:(\d{4})(\d{2})(\d{2})(\d{2})?(\d{2})?.*$/s,
    (_, y: string, m: string, d: string, h?: string, min?: string) =>
      h === undefined ? `${y}-${m}-${d}` : `${y}-${m}-${d} ${h}:${min ?? '00'}`,
  );
