/** What an RTF file says about itself. Its date is the file's, not the article's. */
import type { ArticleFields, Particular } from '../../shared/api-articles';

const parts = ['title', 'author', 'subject', 'keywords'] as const;
export type InformationPart = (typeof parts)[number];
export const isInformationPart = (word: string): word is InformationPart => parts.some((one) => one === word);

export class RtfInformation {
  private readonly said = { title: '', author: '', subject: '', keywords: '' };
  private readonly created = { yr: 0, mo: 0, dy: 0 };

  add(part: InformationPart, words: string): void {
    this.said[part] += words;
  }

  /** A word of the time at which the file was created. */
  time(word: string, number: number | null): void {
    if (word === 'yr' || word === 'mo' || word === 'dy') this.created[word] = number ?? 0;
  }

  finish(): { fields: Partial<ArticleFields>; particulars: Particular[] } {
    const { title, author, subject, keywords } = this.said;
    const { yr, mo, dy } = this.created;
    const two = (number: number): string => String(number).padStart(2, '0');
    return {
      fields: { title: title.trim(), author: author.trim() },
      particulars: [
        { name: 'File created', value: yr > 0 && mo > 0 && dy > 0 ? `${yr}-${two(mo)}-${two(dy)}` : '' },
        { name: 'Subject', value: subject.trim() },
        { name: 'Keywords', value: keywords.trim() },
      ].filter(({ value }) => value !== ''),
    };
  }
}
