/** The notes in the margin of a reading copy: what each annotation says, in the order of the text. */
import type { AttributeValue } from '../records';
import { byId, type CodedAnnotation, groupedBy, type Registries, valueInWords } from './dataset';
import { htmlElement, htmlWords, isolatedWords } from './html-writer';

/** The records that notes name. */
export class ReadingNotes {
  private readonly codes;
  private readonly coders;
  private readonly attributes;
  private readonly names;

  constructor(registries: Registries) {
    this.codes = byId(registries.codes);
    this.coders = byId(registries.coders);
    this.attributes = byId(registries.attributes);
    this.names = {
      choices: byId(registries.choices),
      actors: byId(registries.actors),
      concepts: byId(registries.concepts),
    };
  }

  /**
   * One note, as an item of a list: its number and code, and what it says, in one run.
   * @param numbers of the annotations of the article, by their ids
   * @param classOf its code, for the sign under its name
   * @param quote the words, where they are not marked in the text; null where they are
   * @param tellsCoder where several have coded the article
   */
  html(
    { annotation, values }: CodedAnnotation,
    numbers: ReadonlyMap<string, number>,
    { classOf, quote, tellsCoder }: { classOf: string; quote: string | null; tellsCoder: boolean },
  ): string {
    const { id, codeId, coderId, note, example, review } = annotation;
    const number = numbers.get(id) ?? 0;
    const mark = htmlElement('b', { class: 'note-number' }, String(number));
    const name = htmlWords(this.codes.get(codeId)?.name ?? '?');
    const code = htmlElement('b', {}, htmlElement('span', { class: classOf, dir: 'auto' }, name));
    const run = [
      ...(quote === null ? [] : [`“${isolatedWords(quote)}”`]),
      ...[...groupedBy(values, ({ attributeId }) => attributeId)].map(([attributeId, given]) =>
        asked(
          isolatedWords(this.attributes.get(attributeId)?.name ?? '?'),
          given.map((value) => this.answer(value, numbers)).join(', '),
        ),
      ),
      ...(example === null ? [] : [`${example} example`]),
      ...(review === '' ? [] : [asked('To be looked at again', isolatedWords(review))]),
      ...(tellsCoder ? [asked('Coder', isolatedWords(this.coders.get(coderId)?.name ?? '?'))] : []),
    ];
    return htmlElement(
      'li',
      { id: `note-${number}` },
      quote === null ? htmlElement('a', { href: `#words-${number}` }, mark) : mark,
      ` ${code} `,
      run.join(' · '),
      note === '' ? '' : htmlElement('div', { class: 'remark', dir: 'auto' }, htmlWords(note)),
    );
  }

  private answer(value: AttributeValue, numbers: ReadonlyMap<string, number>): string {
    const { targetAnnotationId, inferred, evidenceQuote } = value;
    const evidence = evidenceQuote === null ? '' : ` (“${isolatedWords(evidenceQuote)}”)`;
    return `${this.words(targetAnnotationId, value, numbers)}${evidence}${inferred ? ' (inferred)' : ''}`;
  }

  private words(target: string | null, value: AttributeValue, numbers: ReadonlyMap<string, number>): string {
    if (target === null) return isolatedWords(valueInWords(value, this.names) ?? '?');
    const number = numbers.get(target);
    return number === undefined
      ? 'another annotation'
      : htmlElement('a', { href: `#note-${number}` }, `note ${number}`);
  }
}

/** @param name and answer are written already */
const asked = (name: string, answer: string): string =>
  `${htmlElement('span', { class: 'asked' }, name, ':')} ${answer}`;
