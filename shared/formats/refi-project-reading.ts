/**
 * REFI-QDA project on its way in, from whatever program: users as coders, codes as codebook, cases as actors, sources
 * as articles with what is coded in them. What has no place in our records goes to notes or is named in the report.
 */
import { ReadProblem } from '../read-problem';
import { canonicalText } from '../text';
import type { XmlElement } from '../xml';
import { calibrate, type Counting, placingIn } from './calibrate';
import type { DatasetBuilder } from './dataset-builder';
import type { DatasetReader, Input, InputFile } from './format';
import { readCases, readRegistryLinks } from './refi-cases-reading';
import { readCodes } from './refi-codes-reading';
import { childNamed, childrenNamed, descriptionOf } from './refi-elements';
import { readSets } from './refi-sets-reading';
import { readExtension } from './refi-extension';
import { guidKey } from './refi-guids';
import { readLinks } from './refi-links-reading';
import { RefiNotes } from './refi-notes-reading';
import { readOtherLinks, readValueLinks } from './refi-other-links';
import { PassageReader } from './refi-passages-reading';
import { readingOf, readUsers } from './refi-reading-state';
import { refiRoot } from './refi-root';
import { placedBy } from './refi-selection-names';
import { findSources, type FoundSource, readArticle } from './refi-sources-reading';
import { type DocxText, RefiTexts } from './refi-texts';
import { readVariables } from './refi-variables';

/** The project's file: in the root of the archive, in whatever name; or the file alone, without its texts. */
export function projectFileIn({ files }: Input): InputFile | null {
  const found = files
    .filter(({ name }) => /\.qde$/i.test(name))
    .toSorted((one, other) => depth(one) - depth(other));
  return found.find(({ name }) => /^(?:.*\/)?project\.qde$/i.test(name)) ?? found[0] ?? null;
}

const depth = ({ name }: InputFile): number => name.split('/').length;

/** @param docxText for sources whose text is only in a DOCX; without it, they are left out */
export const refiProjectReader =
  (docxText: DocxText | null): DatasetReader =>
  async (input, builder) => {
    const file = projectFileIn(input);
    if (!file)
      throw new ReadProblem(
        `${input.name} holds no file that ends in .qde, as every REFI-QDA project does. Export it again from the program that it comes from.`,
      );
    const root = refiRoot(await file.text(), file.name, 'Project', builder);
    const texts = new RefiTexts(input, docxText, builder);
    const notes = await RefiNotes.from(childNamed(root, 'Notes'), (note) => texts.of(note), builder.losses);
    const links = readLinks(childNamed(root, 'Links'));
    const sets = readSets(childNamed(root, 'Sets'), builder);
    const users = readUsers(childNamed(root, 'Users'), builder);
    const codes = readCodes(childNamed(childNamed(root, 'CodeBook'), 'Codes'), sets, builder, (code) =>
      notes.wordsAt(code),
    );
    const variables = readVariables(childNamed(root, 'Variables'));
    const sources = await findSources(childNamed(root, 'Sources'), texts, builder);
    const guids = new Map(sources.map(({ guid }) => [guidKey(guid), guid]));
    const cases = readCases(childNamed(root, 'Cases'), { builder, variables, codes, sources: guids });
    readRegistryLinks(links, { builder, actors: cases.actors, codes });
    const project = readingOf({
      builder,
      codes,
      links,
      notes,
      users,
      cases,
      maker: root.attributes.creatingUserGUID,
    });

    const counting = countingOf(sources, root.attributes.origin ?? '', builder);
    const { memberships } = sets;
    const articles = new Map<string, string>();
    for (const source of sources) {
      const { coderNamed } = users;
      const id = readArticle(source, { builder, notes, variables, memberships, coderNamed });
      if (id === null) continue;
      articles.set(guidKey(source.guid), id);
      const { title } = builder.get('article', id);
      const user = source.element.attributes.creatingUser;
      const about = {
        articleId: id,
        title,
        text: builder.textOf(id),
        place: placingIn(source.raw, counting),
        user,
      };
      const reader = new PassageReader(project, about);
      reader.read(source.text);
      reader.readWhole(source.element);
      if (source.text !== source.element) reader.readWhole(source.text);
    }
    readValueLinks(project);
    readOtherLinks(project, { articles, actors: cases.actors });
    for (const { origin, target, name } of links.copies) {
      const [copy, original] = [articles.get(origin), articles.get(target)];
      if (copy === undefined || original === undefined)
        builder.losses.add(
          'article copy',
          'mismatch',
          'A link to something that is not in the file is left out.',
          name,
        );
      else builder.copyOf(copy, original);
    }
    await readExtension(input, { articles, coderBy: users.coderBy }, builder);
    nameTheRest(root, builder);
    const description = [descriptionOf(root), notes.wordsAt(root), ...notes.rest()].filter(
      (words) => words !== '',
    );
    builder.project(root.attributes.name ?? '', description.join('\n\n'));
  };

/** What the format says, what its programs do, and what the words of this file tell. */
function countingOf(sources: readonly FoundSource[], origin: string, builder: DatasetBuilder): Counting {
  // ATLAS.ti counts a line end of two characters as one; others count what is in the file.
  const usual: Counting = {
    unit: 'code points',
    lineEnds: /atlas\.ti|claimbook/i.test(origin) ? 'counted as one' : 'as they are',
    countsMark: false,
  };
  const texts = sources.map(({ raw, text }) => ({
    raw,
    stored: canonicalText(raw).text,
    placed: childrenNamed(text, 'PlainTextSelection').flatMap(({ attributes }) => {
      const { name = '', startPosition = '', endPosition = '' } = attributes;
      return placedBy(name, Number(startPosition), Number(endPosition)) ?? [];
    }),
  }));
  const { counting } = calibrate(texts, usual);
  const differs = counting.unit !== usual.unit || counting.countsMark;
  if (differs)
    builder.losses.add(
      'annotation',
      'mismatch',
      'The passages are counted otherwise than REFI-QDA says; their words tell how, and they are placed by that.',
      `${counting.unit}${counting.countsMark ? ', with the byte order mark' : ''}`,
    );
  return counting;
}

const known = new Set([
  'Users',
  'CodeBook',
  'Variables',
  'Cases',
  'Sources',
  'Notes',
  'Links',
  'Sets',
  'Description',
  'NoteRef',
]);

function nameTheRest(root: XmlElement, builder: DatasetBuilder): void {
  for (const graph of childrenNamed(childNamed(root, 'Graphs'), 'Graph'))
    builder.losses.add(
      'foreign data',
      'dropped',
      'Drawn networks are left out.',
      graph.attributes.name ?? '',
    );
  for (const child of root.children)
    if (typeof child !== 'string' && !known.has(child.name) && child.name !== 'Graphs')
      builder.losses.add(
        'foreign data',
        'dropped',
        'Elements that REFI-QDA 1.0 does not have are left out.',
        child.name,
      );
  for (const variable of childrenNamed(childNamed(root, 'Variables'), 'Variable'))
    if (descriptionOf(variable) !== '')
      builder.losses.add(
        'foreign data',
        'dropped',
        'Descriptions of variables are left out.',
        `${variable.attributes.name ?? ''}: ${descriptionOf(variable)}`,
      );
  const changed = changesIn(root);
  builder.losses.add(
    'foreign data',
    'dropped',
    'When and by whom something was last changed is left out.',
    '',
    changed,
  );
}

/** How many elements say that they were changed after they were made. */
function changesIn(element: XmlElement): number {
  let count = 0;
  const waiting = [element];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { creationDateTime, modifiedDateTime } = next.attributes;
    if (modifiedDateTime !== undefined && modifiedDateTime !== creationDateTime) count += 1;
    for (const child of next.children) if (typeof child !== 'string') waiting.push(child);
  }
  return count;
}
