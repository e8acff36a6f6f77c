/** Sources of a REFI-QDA project as articles, with the variables that they have. */
import { readingStates } from '../records';
import { type XmlElement } from '../xml';
import type { DatasetBuilder } from './dataset-builder';
import { childNamed, childrenNamed, descriptionOf, timeOf } from './refi-elements';
import type { Memberships } from './refi-sets-reading';
import { guidKey, isGuid } from './refi-guids';
import type { RefiNotes } from './refi-notes-reading';
import type { ArticleExtra } from './refi-survey';
import type { RefiTexts } from './refi-texts';
import { dateFrom, type ReadVariable, valuesOf } from './refi-variables';

/** A source with text. */
export interface FoundSource {
  element: XmlElement;
  /** Where its selections are: the source itself or, of a PDF, its text. */
  text: XmlElement;
  guid: string;
  name: string;
  /** As the file has it. */
  raw: string;
}

const leftOut: Readonly<Record<string, string>> = {
  PictureSource: 'Pictures are left out, since they have no text.',
  AudioSource: 'Recordings are left out; bring in their transcripts as texts.',
  VideoSource: 'Films are left out; bring in their transcripts as texts.',
  PDFSource: 'PDFs without their text are left out; bring in the PDFs themselves as articles.',
};

/** All sources with text; the others are named in the report. */
export async function findSources(
  sources: XmlElement | null,
  texts: RefiTexts,
  builder: DatasetBuilder,
): Promise<FoundSource[]> {
  const found: FoundSource[] = [];
  const keys = new Set<string>();
  for (const element of sources?.children ?? []) {
    if (typeof element === 'string') continue;
    const { guid = '', name = '', plainTextPath, richTextPath } = element.attributes;
    const text =
      element.name === 'TextSource'
        ? element
        : element.name === 'PDFSource'
          ? childNamed(element, 'Representation')
          : null;
    const raw = text ? await texts.of(text) : null;
    if (text && raw !== null) {
      const isOwn = isGuid(guid) && !keys.has(guidKey(guid));
      if (!isOwn)
        builder.losses.add(
          'article',
          'mismatch',
          'A source whose GUID is missing, wrong or that of another is taken without what refers to it.',
          name,
        );
      keys.add(guidKey(guid));
      found.push({ element, text, guid: isOwn ? guid : '', name, raw });
      if (element !== text) notePdfSelections(element, text, builder);
      if (text.attributes.richTextPath !== undefined)
        builder.losses.add(
          'article layout',
          'dropped',
          'Of sources that are also there as documents with layout, the plain text is taken.',
          name,
        );
    } else if (element.name === 'TextSource')
      builder.losses.add(
        'article',
        'dropped',
        'Sources whose text is not in the file are left out; export the project with its sources, as plain text where that can be chosen.',
        `${name}: ${plainTextPath ?? richTextPath ?? 'no path'}`,
      );
    else
      builder.losses.add(
        'article',
        'dropped',
        leftOut[element.name] ?? 'Sources of an unknown kind are left out.',
        name,
      );
  }
  return found;
}

/** Programs that code the text of a PDF write each passage twice, with one GUID; what is only on a page is left out. */
function notePdfSelections(pdf: XmlElement, text: XmlElement, builder: DatasetBuilder): void {
  const inText = new Set(
    childrenNamed(text, 'PlainTextSelection').map(({ attributes }) => guidKey(attributes.guid ?? '')),
  );
  for (const { attributes } of childrenNamed(pdf, 'PDFSelection'))
    if (!inText.has(guidKey(attributes.guid ?? '')))
      builder.losses.add(
        'annotation',
        'dropped',
        'Passages on the pages of a PDF that are not in its text are left out.',
        `${pdf.attributes.name ?? ''}: ${attributes.name ?? ''}`,
      );
}

/** @returns the article's id, or null for one without text */
export function readArticle(
  { element, text, guid, name, raw }: FoundSource,
  {
    builder,
    notes,
    variables,
    memberships,
    coderNamed,
  }: {
    builder: DatasetBuilder;
    notes: RefiNotes;
    variables: ReadonlyMap<string, ReadVariable>;
    memberships: Memberships;
    coderNamed(name: string): string | null;
  },
): string | null {
  const parts = element === text ? [element] : [element, text];
  const note = parts
    .flatMap((part) => [descriptionOf(part), notes.wordsAt(part)])
    .filter((words) => words !== '');
  const fields: Partial<Record<'source' | 'author' | 'section' | 'url' | 'accession' | 'language', string>> =
    {};
  const particulars: { name: string; value: string }[] = [];
  const readings: { coderId: string; state: (typeof readingStates)[number] }[] = [];
  let date: string | null = null;
  for (const { key, words } of parts.flatMap(valuesOf)) {
    const variable = variables.get(key);
    const role = variable?.role ?? { kind: 'particular' as const, name: key };
    if (role.kind === 'field' && fields[role.field] === undefined) {
      fields[role.field] = words;
      continue;
    }
    if (role.kind === 'date' && date === null && (date = dateFrom(words)) !== null) continue;
    const state = readingStates.find((one) => one === words);
    const coderId = role.kind === 'reading' ? coderNamed(role.coderName) : null;
    if (state && coderId !== null) readings.push({ coderId, state });
    else particulars.push({ name: variable?.name ?? key, value: words });
  }
  const sets = memberships.get(guidKey(guid));
  const extra: ArticleExtra = sets ? { sets } : {};
  const id = builder.article(
    {
      title: name,
      text: raw,
      note: note.join('\n'),
      date,
      ...fields,
      ...timeOf(element.attributes.creationDateTime),
      particulars: particulars.length === 0 ? '' : JSON.stringify(particulars),
    },
    { id: guid, ...(sets ? { extra: { ...extra } } : {}) },
  );
  if (id !== null) for (const reading of readings) builder.reading({ articleId: id, ...reading });
  return id;
}
