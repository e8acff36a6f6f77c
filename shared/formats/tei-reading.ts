/**
 * Reads TEI: our own corpora with all that they hold; of others the plain text with its headings and pages, what stands
 * apart from it in spans and annotations, and names and speech that are marked within it.
 */
import { readLayout, writeLayout } from '../layout';
import { ReadProblem } from '../read-problem';
import { partialDate } from '../record-fields';
import { readingStates } from '../records';
import { elementsIn, firstIn, parseXmlText, textOf, type XmlElement } from '../xml';
import type { DatasetBuilder } from './dataset-builder';
import type { DatasetReader, Recogniser } from './format';
import { application, ownVersion, teiNamespace } from './tei';
import { TeiAnnotations } from './tei-annotations';
import { TeiCodebook } from './tei-codebook';
import { childrenOf, folded, foreignOf, targetsOf } from './tei-elements';
import { TeiEntries } from './tei-entries';
import { untangleIds } from './tei-ids';
import { pagesFrom } from './tei-layout';
import { foldedText, ownText, type TeiText } from './tei-text';

const isXml = (name: string): boolean => /\.(xml|tei)$/i.test(name);

export const recogniseTei: Recogniser = async ({ files }) => {
  const first = files.find(({ name }) => isXml(name));
  if (!first) return 0;
  let begin: string;
  try {
    begin = (await first.text()).slice(0, 5_000);
  } catch {
    return 0;
  }
  if (/<(?:\w+:)?(?:TEI|teiCorpus)[\s>/]/.test(begin)) return begin.includes(teiNamespace) ? 3 : 2;
  return begin.includes(teiNamespace) || /\.tei$/i.test(first.name) ? 1 : 0;
};

export const readTei: DatasetReader = async (input, builder, options) => {
  const files = input.files.filter(({ name }) => isXml(name));
  if (files.length === 0)
    throw new ReadProblem(
      `${input.name} has no file ending in .xml. Choose a TEI file, or a folder of them.`,
    );
  const common = new TeiEntries();
  for (const file of files)
    readFile(await file.text(), file.name, builder, { common, withInline: options.inline !== 'text' });
};

function readFile(
  xml: string,
  name: string,
  builder: DatasetBuilder,
  { common, withInline }: { common: TeiEntries; withInline: boolean },
): void {
  const root = parseXmlText(xml, name);
  if (root.name !== 'TEI' && root.name !== 'teiCorpus')
    throw new ReadProblem(
      `${name} is no whole TEI document: it begins with <${root.name}>, and a document with <TEI> or <teiCorpus>. Choose the file that has the texts; lists of persons are read within it.`,
    );
  const made = [...elementsIn(root, 'application')].find((one) => one.attributes.ident === application);
  if (made && made.attributes.version !== ownVersion)
    throw new ReadProblem(
      `${name} was written by another version of ${application} (${made.attributes.version ?? 'none'}; this one reads ${ownVersion}). Open it with the newest.`,
    );
  const isOurs = made !== undefined;
  untangleIds(root, builder.losses);
  if (isOurs) readProject(root, builder);
  const codebook = new TeiCodebook(builder, isOurs, isOurs ? new TeiEntries() : common);
  codebook.read(root);
  const texts = root.name === 'TEI' ? [root] : teisIn(root);
  const known = new Map<string, string>();
  const annotated: { tei: XmlElement; annotations: TeiAnnotations }[] = [];
  const articles = new Map<string, string>();
  const copies: [string, string][] = [];
  for (const tei of texts) {
    const bodies = childrenOf(tei, 'text');
    // Our corpora without articles, and files of registries, have no text.
    if (bodies.length === 0) continue;
    const text = isOurs ? ownText(bodies[0]!) : foldedText(bodies[0]!);
    const id = readArticle(tei, text, name, builder, isOurs);
    if (id === null) continue;
    const { title } = builder.get('article', id);
    const xmlId = tei.attributes['xml:id'];
    if (xmlId !== undefined && !articles.has(xmlId)) articles.set(xmlId, id);
    const [copy] = [...elementsIn(tei, 'relatedItem')]
      .filter((one) => one.attributes.type === 'copy')
      .flatMap((one) => targetsOf(one.attributes.target));
    if (copy !== undefined) copies.push([id, copy]);
    if (isOurs) readReadings(tei, id, builder, codebook);
    const annotations = new TeiAnnotations(codebook, known, { id, title, text, isOurs }, builder);
    annotations.place(tei, withInline && !isOurs);
    annotated.push({ tei, annotations });
  }
  if (annotated.length === 0 && !isOurs)
    throw new ReadProblem(`${name} has no text in it. Choose a TEI file whose <text> has paragraphs.`);
  for (const { tei, annotations } of annotated) annotations.say(tei);
  for (const [id, copy] of copies) {
    const original = articles.get(copy);
    if (original !== undefined) builder.copyOf(id, original);
  }
}

/** The texts of a corpus, also of corpora within it. */
const teisIn = (corpus: XmlElement): XmlElement[] =>
  corpus.children.flatMap((child) =>
    typeof child === 'string'
      ? []
      : child.name === 'TEI'
        ? [child]
        : child.name === 'teiCorpus'
          ? teisIn(child)
          : [],
  );

function readProject(root: XmlElement, builder: DatasetBuilder): void {
  const [header] = childrenOf(root, 'teiHeader');
  if (!header) return;
  builder.project(textOf(firstIn(header, 'title')), textOf(firstIn(header, 'projectDesc')));
}

function readArticle(
  tei: XmlElement,
  text: TeiText,
  file: string,
  builder: DatasetBuilder,
  isOurs: boolean,
): string | null {
  const [header] = childrenOf(tei, 'teiHeader');
  const bibl =
    header && (firstIn(header, 'bibl') ?? firstIn(header, 'biblStruct') ?? firstIn(header, 'sourceDesc'));
  const words = (element: XmlElement | null | undefined): string =>
    isOurs ? textOf(element ?? null) : folded(textOf(element ?? null));
  const all = (name: string): XmlElement[] => (bibl ? [...elementsIn(bibl, name)] : []);
  const oneOf = (name: string, attribute: string, value: string): string =>
    words(all(name).find((one) => one.attributes[attribute] === value));
  const statement = header && firstIn(header, 'titleStmt');
  const titles = statement ? childrenOf(statement, 'title') : [];
  const notes = header ? [...elementsIn(header, 'notesStmt')].flatMap((one) => childrenOf(one, 'note')) : [];
  const particulars = notes
    .filter((one) => one.attributes.type === 'particular')
    .map((one) => ({ name: one.attributes.n ?? '', value: textOf(one) }));
  const free = notes.filter((one) => one.attributes.type !== 'particular');
  const title = words(titles.find((one) => one.attributes.type === 'main') ?? titles[0]) || stem(file);
  const language =
    childrenOf(tei, 'text')[0]?.attributes['xml:lang'] ?? (isOurs ? undefined : tei.attributes['xml:lang']);
  const date = all('date')
    .map((one) => one.attributes.when)
    .find((one) => one !== undefined);
  const xmlId = tei.attributes['xml:id'] ?? '';
  if (text.notes > 0)
    builder.losses.add(
      'article text',
      'dropped',
      'Notes within a text are no part of it and are left out.',
      title,
      text.notes,
    );
  return builder.article(
    {
      title,
      text: text.text,
      source: oneOf('title', 'level', 'j'),
      author: words(all('author')[0] ?? (statement && childrenOf(statement, 'author')[0])),
      section: oneOf('biblScope', 'unit', 'section'),
      url: oneOf('idno', 'type', 'URL') || (all('ref')[0]?.attributes.target ?? ''),
      accession: oneOf('idno', 'type', 'accession'),
      date: date !== undefined && partialDate.safeParse(date.slice(0, 10)).success ? date.slice(0, 10) : null,
      language: language || null,
      note: isOurs ? free.map(textOf).join('\n') : free.map((one) => folded(textOf(one))).join('\n'),
      particulars: particulars.length === 0 ? '' : JSON.stringify(particulars),
      layout: layoutOf(text),
    },
    tei.attributes.n !== undefined && isOurs ? { id: tei.attributes.n } : foreignOf('article', xmlId, isOurs),
  );
}

/** Blocks and pages as the project keeps them; none where they would contradict each other. */
function layoutOf({ text, blocks, pages }: TeiText): string {
  const stored = writeLayout({ blocks, pages: pagesFrom(pages, text.length) });
  const isSound = stored === '' || readLayout(stored, text.length).blocks.length === blocks.length;
  return isSound ? stored : '';
}

const stem = (name: string): string => name.slice(name.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');

function readReadings(
  tei: XmlElement,
  articleId: string,
  builder: DatasetBuilder,
  codebook: TeiCodebook,
): void {
  const [header] = childrenOf(tei, 'teiHeader');
  const changes = header
    ? childrenOf(header, 'revisionDesc').flatMap((one) => childrenOf(one, 'change'))
    : [];
  for (const { attributes } of changes) {
    const coderId = targetsOf(attributes.who)
      .map((id) => codebook.coders.get(id))
      .find((id) => id !== undefined);
    const state = readingStates.find((one) => one.replaceAll(' ', '-') === attributes.status);
    if (coderId === undefined || state === undefined)
      builder.losses.add(
        'reading',
        'mismatch',
        'A reading of a coder who is not there is left out.',
        attributes.who ?? '',
      );
    else builder.reading({ articleId, coderId, state, changedAt: attributes.when });
  }
}
