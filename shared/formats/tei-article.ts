/** An article as a TEI text: its header, its annotations apart from the text, and the text with an anchor at each border. */
import { readLayout } from '../layout';
import { readParticulars } from '../particulars';
import type { AttributeValue, ForeignId } from '../records';
import { codePointOffsets } from './code-points';
import { type CodedAnnotation, type CodedArticle, foreignIdsOf } from './dataset';
import type { Losses } from './losses';
import { isLanguage, ownId, teiFormat } from './tei';
import { linesOf, rendOf, survives } from './tei-layout';
import { noteWords, wordsIn } from './tei-words';
import { type XmlAttributes, xmlElement, xmlOpen, xmlWords } from './xml-writer';

type IdOf = (type: string, id: string) => string;

/** A `TEI` element. @param number of the article in the file, for names of its anchors */
export function teiArticle(coded: CodedArticle, number: number, idOf: IdOf, losses: Losses): string {
  const { article } = coded;
  const foreign = foreignIdsOf(coded.foreignIds, teiFormat.id);
  const points = codePointOffsets(article.text);
  const anchor = (offset: number): string => `w${number}-${points(offset)}`;
  const offsets = new Set<number>();
  const borders = (start: number, end: number): [string, string] => {
    offsets.add(start);
    offsets.add(end);
    return [anchor(start), anchor(end)];
  };
  const standOff = annotationsOf(coded, foreign, idOf, borders, losses);
  const isNamed = article.language !== null && isLanguage(article.language);
  if (article.language !== null && !isNamed)
    losses.add(
      'article language',
      'dropped',
      'What is no language tag cannot stand in XML; it is left out.',
      article.language,
    );
  return [
    `${xmlOpen('TEI', { 'xml:id': ownId('article', article.id), n: foreign.get(article.id)?.foreignId || null })}\n`,
    header(coded, idOf, losses),
    standOff,
    `<text${isNamed ? ` xml:lang="${article.language}"` : ''}><body xml:space="preserve">`,
    body(coded, offsets, anchor),
    '</body></text></TEI>\n',
  ].join('');
}

function header({ article, readings }: CodedArticle, idOf: IdOf, losses: Losses): string {
  const { title, source, author, section, url, accession, date, note, copyOfId } = article;
  for (const words of [source, author, section, url, accession])
    noteWords(losses, ['article details'], words, title);
  noteWords(losses, ['article note'], note, title);
  const particulars = readParticulars(article.particulars);
  const particularWords = particulars.map(({ name, value }) => name + value).join('');
  noteWords(losses, ['article particulars'], particularWords, title);
  if ((article.particulars ?? '') !== '' && JSON.stringify(particulars) !== article.particulars)
    losses.add(
      'article particulars',
      'approximated',
      'Particulars are written as notes of name and words; others are left out.',
      title,
    );
  const notes = [
    wordsIn('note', note, { type: 'note' }),
    ...particulars.map(({ name, value }) =>
      xmlElement('note', { type: 'particular', n: name }, xmlWords(value)),
    ),
  ].join('');
  const changes = readings.map(({ coderId, state, changedAt }) =>
    xmlElement('change', {
      who: `#${idOf('coder', coderId)}`,
      status: state.replaceAll(' ', '-'),
      when: changedAt,
    }),
  );
  return [
    '<teiHeader><fileDesc>',
    `<titleStmt>${wordsIn('title', title)}</titleStmt>`,
    '<publicationStmt><p>Part of the corpus.</p></publicationStmt>',
    notes === '' ? '' : `<notesStmt>${notes}</notesStmt>`,
    '<sourceDesc><bibl>',
    wordsIn('title', title, { level: 'a' }),
    wordsIn('title', source, { level: 'j' }),
    wordsIn('author', author),
    date === null ? '' : xmlElement('date', { when: date }),
    wordsIn('biblScope', section, { unit: 'section' }),
    wordsIn('idno', url, { type: 'URL' }),
    wordsIn('idno', accession, { type: 'accession' }),
    copyOfId === null
      ? ''
      : xmlElement('relatedItem', { type: 'copy', target: `#${ownId('article', copyOfId)}` }),
    '</bibl></sourceDesc></fileDesc>',
    changes.length === 0 ? '' : `<revisionDesc>${changes.join('')}</revisionDesc>`,
    '</teiHeader>\n',
  ].join('');
}

/** The spans, and the annotations that are of them. */
function annotationsOf(
  { article, annotations }: CodedArticle,
  foreign: ReadonlyMap<string, ForeignId>,
  idOf: IdOf,
  borders: (start: number, end: number) => [string, string],
  losses: Losses,
): string {
  if (annotations.length === 0) return '';
  const spans = annotations.flatMap((one) =>
    one.spans.map(({ id, startOffset, endOffset, quote }) => {
      const [from, to] = borders(startOffset, endOffset);
      const attributes = {
        'xml:id': ownId('span', id),
        from: `#${from}`,
        to: `#${to}`,
        ana: `#${idOf('code', one.annotation.codeId)}`,
      };
      // Words that are no longer at their place.
      const differs = quote !== article.text.slice(startOffset, endOffset);
      return xmlElement('span', attributes, differs ? xmlWords(quote) : '');
    }),
  );
  const items = annotations.map((one) =>
    annotationElement(one, article.title, foreign, idOf, borders, losses),
  );
  return `<standOff><spanGrp type="annotation">\n${spans.join('\n')}\n</spanGrp><listAnnotation>\n${items.join('\n')}\n</listAnnotation></standOff>\n`;
}

function annotationElement(
  { annotation, spans, values }: CodedAnnotation,
  title: string,
  foreign: ReadonlyMap<string, ForeignId>,
  idOf: IdOf,
  borders: (start: number, end: number) => [string, string],
  losses: Losses,
): string {
  noteWords(losses, ['annotation note'], annotation.note, title);
  noteWords(losses, ['annotation review'], annotation.review, title);
  const pointers: string[] = [];
  const words: string[] = [];
  for (const value of values) {
    const attributes: XmlAttributes = {
      type: 'value',
      ana: `#${idOf('attribute', value.attributeId)}`,
      subtype: value.inferred ? 'inferred' : null,
      corresp: evidenceOf(value, borders),
    };
    const target = targetOf(value, idOf);
    if (target !== null) {
      pointers.push(xmlElement('ptr', { ...attributes, target: `#${target}` }));
      continue;
    }
    const said = value.text ?? value.date ?? String(value.number);
    noteWords(
      losses,
      [
        'value',
        'value link',
        ...(value.inferred ? (['value inferred'] as const) : []),
        ...(value.evidenceStart === null ? [] : (['value evidence'] as const)),
        ...(values.filter(({ attributeId }) => attributeId === value.attributeId).length > 1
          ? (['value order'] as const)
          : []),
      ],
      said,
      title,
    );
    words.push(xmlElement('note', attributes, xmlWords(said)));
  }
  const made = xmlElement('change', { status: 'created', when: annotation.createdAt });
  return xmlElement(
    'annotation',
    {
      'xml:id': ownId('annotation', annotation.id),
      n: foreign.get(annotation.id)?.foreignId || null,
      motivation: 'classifying',
      target: spans.map(({ id }) => `#${ownId('span', id)}`).join(' '),
      resp: `#${idOf('coder', annotation.coderId)}`,
      ana: `#${idOf('code', annotation.codeId)}`,
    },
    [
      `<revisionDesc>${made}</revisionDesc>`,
      ...pointers,
      ...words,
      wordsIn('note', annotation.note, { type: 'note' }),
      wordsIn('note', annotation.example ?? '', { type: 'example' }),
      wordsIn('note', annotation.review, { type: 'review' }),
    ].join(''),
  );
}

const evidenceOf = (
  { evidenceStart, evidenceEnd }: AttributeValue,
  borders: (start: number, end: number) => [string, string],
): string | null =>
  evidenceStart === null || evidenceEnd === null
    ? null
    : borders(evidenceStart, evidenceEnd)
        .map((anchor) => `#${anchor}`)
        .join(' ');

/** What a value points to in the file; null for one of words. */
function targetOf(value: AttributeValue, idOf: IdOf): string | null {
  if (value.choiceId !== null) return idOf('choice', value.choiceId);
  if (value.actorId !== null) return idOf('actor', value.actorId);
  if (value.conceptId !== null) return idOf('concept', value.conceptId);
  return value.targetAnnotationId === null ? null : ownId('annotation', value.targetAnnotationId);
}

/** The lines of the text. A heading begins a division. */
function body(
  { article: { text, layout: stored } }: CodedArticle,
  offsets: ReadonlySet<number>,
  anchor: (offset: number) => string,
): string {
  const layout = readLayout(stored, text.length);
  const marks = [
    ...layout.pages.map(({ label, start }) => ({
      at: start,
      isPage: true,
      xml: xmlElement('pb', { n: label }),
    })),
    ...[...offsets].map((at) => ({ at, isPage: false, xml: xmlElement('anchor', { 'xml:id': anchor(at) }) })),
  ].toSorted((one, other) => one.at - other.at || Number(other.isPage) - Number(one.isPage));
  let next = 0;
  let isOpen = false;
  const parts: string[] = [];
  for (const { start, end, block } of linesOf(text, layout)) {
    const words: string[] = [];
    let from = start;
    for (; next < marks.length && marks[next]!.at <= end; next++) {
      words.push(xmlWords(text.slice(from, marks[next]!.at)), marks[next]!.xml);
      from = marks[next]!.at;
    }
    words.push(xmlWords(text.slice(from, end)));
    if (block?.kind === 'heading') {
      parts.push(isOpen ? '</div>' : '', '<div>', xmlElement('head', { n: block.level }, words.join('')));
      isOpen = true;
    } else parts.push(xmlElement('p', { rend: rendOf(block) }, words.join('')));
  }
  return `${parts.join('')}${isOpen ? '</div>' : ''}`;
}

/** Notes where the layout does not come back as it is. */
export function noteLayout(losses: Losses, stored: string | null, text: string, title: string): void {
  if ((stored ?? '') !== '' && !survives(stored, text))
    losses.add(
      'article layout',
      'approximated',
      'A block of several lines is one for each line, and a page ends where the next begins.',
      title,
    );
}
