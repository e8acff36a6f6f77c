/** Which column of a table of annotations says what, guessed from its heading in several languages. */
import { type AttributeKind, attributeKinds } from '../records';

/** What a column can say besides the values of attributes. */
export const plainRoles = [
  'article id',
  'article title',
  'article date',
  'article source',
  'article author',
  'article url',
  'article language',
  'article text',
  'annotation id',
  'code',
  'code id',
  'code kind',
  'quote',
  'speaker',
  'concept',
  'position',
  'position number',
  'speaker attribute',
  'concept attribute',
  'position attribute',
  'note',
  'coder',
  'coder id',
  'time',
  'start',
  'end',
  'start in code points',
  'end in code points',
  'spans',
  'escaped',
  /** Kept with the annotation, in the words of the table, and not understood. */
  'beside',
] as const;
export type PlainRole = (typeof plainRoles)[number];

/** The values of an attribute of a kind: `actor: Addressee`. */
export type AttributeRole = `${AttributeKind}: ${string}`;

/** What each column says, by its heading. */
export type SimpleMapping = Readonly<Record<string, PlainRole | AttributeRole>>;

/** The kind and the name of an attribute's role; null for another role. */
export function attributeOf(role: string): { kind: AttributeKind; name: string } | null {
  const at = role.indexOf(': ');
  const kind = attributeKinds.find((one) => one === role.slice(0, at));
  return at > 0 && kind !== undefined ? { kind, name: role.slice(at + 2) } : null;
}

/** The heading of an attribute's column in the tables that we write. */
export const headingOf = (name: string, kind: AttributeKind): string => `${name} (${kind})`;

const ownHeading = new RegExp(String.raw`^(.+) \((${attributeKinds.join('|')})\)$`, 's');

/** Headings as tables have them, plain: small letters and digits. The first of a role's is the surest. */
const headings: Partial<Record<PlainRole, string>> = {
  'article id':
    'articleid documentid docid articlenumber artikelid dokumentid idarticle iddocument storyid sourceid',
  'article title':
    'articletitle title headline documenttitle documentname document docname titel titre titulo titolo kop schlagzeile ' +
    'dokument dokumentname documento nomdudocument filename',
  'article date': 'articledate date publicationdate datum erscheinungsdatum fecha data dato',
  'article source':
    'articlesource source newspaper outlet medium publication quelle zeitung journal fuente periodico fonte giornale bron krant',
  'article author': 'articleauthor author byline autor auteur autore',
  'article url': 'articleurl url link weburl',
  'article language': 'articlelanguage language sprache langue idioma lingua taal',
  'article text':
    'articletext fulltext documenttext volltext texteintegral textocompleto testocompleto volledigetekst articlebody body',
  'annotation id': 'annotationid statementid codingid segmentid id',
  code: 'code codename label tag category kategorie categorie categoria etikett etiqueta etichetta statementtype codesystem',
  'code id': 'codeid',
  'code kind': 'codekind kind',
  quote:
    'quote quotation excerpt codedsegment segment passage exact zitat textstelle codiertessegment citation extrait cita ' +
    'fragmento citazione brano citaat fragment spantext text texte texto testo tekst',
  speaker:
    'speaker claimant actor person who sprecher sprecherin redner akteur akteurin locuteur orateur acteur orador hablante ' +
    'oratore attore spreker',
  concept:
    'concept topic issue theme konzept thema theme sujet tema concepto conceito concetto argomento onderwerp',
  position:
    'position stance agreement haltung standpunkt zustimmung positionnement accord postura posicion posizione standpunt',
  'position number': 'positionnumber positionvalue',
  'speaker attribute': 'speakerattribute',
  'concept attribute': 'conceptattribute',
  'position attribute': 'positionattribute',
  note: 'note notes comment comments memo kommentar notiz anmerkung commentaire remarque nota comentario commento opmerking',
  coder:
    'coder codername annotator createdby codierer kodierer codiererin annotateur codeur codificador anotador codificatore user',
  'coder id': 'coderid annotatorid',
  time: 'createdat created time',
  start: 'start startoffset begin startposition from beginn anfang debut inicio inizio beginposition',
  end: 'end endoffset stop endposition to ende fin fine einde',
  'start in code points': 'startcodepoint',
  'end in code points': 'endcodepoint',
  spans: 'spans',
  escaped: 'escaped',
};

const known = new Map<string, { role: PlainRole; rank: number }>();
for (const [role, list] of Object.entries(headings) as [PlainRole, string][])
  for (const [rank, heading] of list.split(' ').entries())
    if (!known.has(heading)) known.set(heading, { role, rank });

const plain = (heading: string): string =>
  heading
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');

/** Headings that a whole text may have as well as a quote. */
const sayText = /^(?:text|texte|texto|testo|tekst)$/;

/**
 * What the columns of a table are likely to say. No two say the same, but a long text may go on in more columns.
 * What nobody knows is `beside`.
 * @param rows some rows, each with a cell for each column, by which a column called `text` is known to hold whole
 *   articles: its cells are longer than from start to end
 */
export function guessTableMapping(
  columns: readonly string[],
  rows: readonly (readonly string[])[] = [],
): SimpleMapping {
  const mapping = new Map<string, PlainRole | AttributeRole>();
  const best = new Map<PlainRole, { column: string; rank: number }>();
  for (const column of columns) {
    const found = known.get(plain(column));
    const own = ownHeading.exec(column);
    if (own) mapping.set(column, `${own[2] as AttributeKind}: ${own[1]}`);
    else if (/^article_text_\d+$/.test(column)) mapping.set(column, 'article text');
    else if (found && found.rank < (best.get(found.role)?.rank ?? Infinity))
      best.set(found.role, { column, rank: found.rank });
  }
  for (const [role, { column }] of best) mapping.set(column, role);
  const text = columns.find((column) => sayText.test(plain(column)) && !isOther(mapping.get(column)));
  const isWhole =
    text !== undefined && (mapping.get(text) !== 'quote' || holdsMore(text, columns, rows, best));
  if (isWhole && !best.has('article text')) mapping.set(text, 'article text');
  return Object.fromEntries(columns.map((column) => [column, mapping.get(column) ?? 'beside']));
}

const isOther = (role: string | undefined): boolean => role !== undefined && role !== 'quote';

function holdsMore(
  text: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  best: ReadonlyMap<PlainRole, { column: string }>,
): boolean {
  const at = (column: string | undefined): number => (column === undefined ? -1 : columns.indexOf(column));
  const [from, to, words] = [at(best.get('start')?.column), at(best.get('end')?.column), at(text)];
  const placed = rows.filter((row) => Number(row[to]) > Number(row[from]));
  const longer = placed.filter((row) => (row[words] ?? '').length > Number(row[to]) - Number(row[from]));
  return placed.length > 0 && longer.length > placed.length / 2;
}
