/** Whose work on which article a CAS is: several CASes of one article become one article with several coders. */
import { readingStates } from '../records';
import { canonicalText } from '../text';
import { placingIn, type Placing } from './calibrate';
import { type Cas, type CasView, type FeatureStructure, initialView, stringOf } from './cas';
import type { CasCodebook } from './cas-codebook';
import { documentMetadata, metadataField, ownKey } from './cas-layers';
import { documentType } from './cas-types';
import { nobody, registriesFile } from './cas-writing';
import type { DatasetBuilder } from './dataset-builder';

/** A view of a CAS with the article that it is of. */
export interface ReadArticle {
  articleId: string;
  /** From offsets of the file to those of the stored text. */
  place: Placing;
  /** Made when it is first asked for: a file without annotations needs no coder. */
  coderId(): string;
}

/** Who has annotated a file of which nothing tells. */
const unknownCoder = 'Unknown coder';

export class CasArticles {
  private readonly articlesOf = new Map<string, string[]>();
  private readonly byOwnId = new Map<string, string>();
  private readonly copies: { articleId: string; originalId: string }[] = [];

  constructor(
    private readonly builder: DatasetBuilder,
    private readonly codebook: CasCodebook,
    /** Where the files of type systems lie: what lies beside one in INCEpTION's exports is called after its coder. */
    private readonly typeSystemFolders: ReadonlySet<string>,
  ) {}

  /** @returns null for a view that has no text; that is noted */
  articleOf(path: string, cas: Cas, view: CasView): ReadArticle | null {
    const { fields, about } = metadataOf(cas, view);
    const title = titleOf(path, view, about);
    const raw = view.text ?? '';
    const ownId = fields.get(ownKey('article')) ?? null;
    const documentId = fields.get(ownKey('document')) ?? stringOfEither(about, 'documentId');
    const folders = foldersOf(path);
    const [folder, file] = isInProject(folders) ? [folders.at(-1)!, ''] : [folders.join('/'), path];
    const key = [ownId ?? `${folder}\n${documentId ?? file}`, view.name].join('\n');
    const { text } = canonicalText(raw);
    const known = this.articlesOf.get(key) ?? [];
    let articleId = known.find((id) => this.builder.textOf(id) === text) ?? null;
    if (articleId === null) {
      if (known.length > 0)
        this.builder.losses.add(
          'article text',
          'mismatch',
          'Two files have different texts for one article; each is an article now.',
          `${title}: ${path}`,
        );
      articleId = this.makeArticle(title, raw, fields, about, documentId);
      if (articleId === null) return null;
      this.articlesOf.set(key, [...known, articleId]);
      if (ownId !== null && known.length === 0) this.byOwnId.set(ownId, articleId);
    }
    const id = articleId;
    const coder = coderOf(path, fields, [title, documentId ?? ''], this.typeSystemFolders);
    const coderId = (): string => this.codebook.coder(coder, fields.get(ownKey('coderId')) ?? null);
    this.readReading(id, fields, coderId);
    return {
      articleId: id,
      place: placingIn(raw, { unit: 'utf-16', lineEnds: 'as they are', countsMark: true }),
      coderId,
    };
  }

  /** An article that has no CAS. */
  plainArticle(title: string, text: string): void {
    this.builder.article({ title, text }, { id: title });
  }

  /** Which articles are copies of which; to be called when all are there. */
  finish(): void {
    for (const { articleId, originalId } of this.copies) {
      const original = this.byOwnId.get(originalId);
      if (original !== undefined) this.builder.copyOf(articleId, original);
      else
        this.builder.losses.add(
          'article copy',
          'mismatch',
          'An article is a copy of one that is not there; that is left out.',
          this.builder.get('article', articleId).title,
        );
    }
  }

  private makeArticle(
    title: string,
    text: string,
    fields: ReadonlyMap<string, string>,
    about: FeatureStructure | null,
    documentId: string | null,
  ): string | null {
    const language = stringOfEither(about, 'language');
    const words = (key: string): string => fields.get(key) ?? '';
    const createdAt = fields.get(ownKey('created'));
    const articleId = this.builder.article(
      {
        title,
        text,
        source: words('source'),
        author: words('author'),
        date: fields.get('date') ?? null,
        section: words('section'),
        url: words('url') || (stringOfEither(about, 'documentUri') ?? ''),
        accession: words('accession'),
        language: language === 'x-unspecified' ? null : language,
        note: words(ownKey('note')),
        layout: words(ownKey('layout')),
        particulars: words(ownKey('particulars')),
        ...(createdAt === undefined ? {} : { createdAt }),
      },
      { id: documentId ?? '' },
    );
    const originalId = fields.get(ownKey('copyOf'));
    if (articleId !== null && originalId !== undefined) this.copies.push({ articleId, originalId });
    return articleId;
  }

  private readReading(articleId: string, fields: ReadonlyMap<string, string>, coderId: () => string): void {
    const given = fields.get(ownKey('reading'));
    const state = readingStates.find((one) => one === given);
    if (state === undefined) return;
    const changedAt = fields.get(ownKey('readingChanged'));
    this.builder.reading({ articleId, coderId: coderId(), state, ...(changedAt ? { changedAt } : {}) });
  }
}

const stringOfEither = (structure: FeatureStructure | null, name: string): string | null =>
  (structure && stringOf(structure, name)) || null;

export const foldersOf = (path: string): string[] => path.split('/').slice(0, -1);
export const baseOf = (path: string): string =>
  path
    .split('/')
    .at(-1)!
    .replace(/\.[^.]*$/, '');

/** The fields of a view's whole document; the first of a key counts. */
export function metadataOf(
  cas: Cas,
  view: CasView,
): { fields: ReadonlyMap<string, string>; about: FeatureStructure | null } {
  const fields = new Map<string, string>();
  let about: FeatureStructure | null = null;
  for (const id of view.members) {
    const structure = cas.structures.get(id);
    if (!structure) continue;
    if (structure.type === metadataField) {
      const key = stringOf(structure, 'key') ?? '';
      if (!fields.has(key)) fields.set(key, stringOf(structure, 'value') ?? '');
    } else if (
      structure.type === documentMetadata ||
      (about === null && (structure.type === documentType || cas.types.isA(structure.type, documentType)))
    )
      about = structure;
  }
  return { fields, about };
}

function titleOf(path: string, view: CasView, about: FeatureStructure | null): string {
  const folder = foldersOf(path).at(-1);
  const title =
    stringOfEither(about, 'documentTitle') ?? stringOfEither(about, 'documentId') ?? folder ?? baseOf(path);
  return view.name === initialView || view.name === '' ? title : `${title} (${view.name})`;
}

/** Whether a file lies as in a project export: in a folder for its document, by the name of its coder. */
export const isInProject = (folders: readonly string[]): boolean =>
  folders.at(-2) === 'annotation' || folders.at(-2) === 'curation';

/**
 * Who has annotated: the file says it, if it is of ours and has not passed through another's hands, which calls it
 * after the new coder; else its name does, where it lies as INCEpTION lays files of coders.
 */
function coderOf(
  path: string,
  fields: ReadonlyMap<string, string>,
  documentNames: readonly string[],
  typeSystemFolders: ReadonlySet<string>,
): string {
  const folders = foldersOf(path);
  const base = baseOf(path);
  const own = fields.get(ownKey('coder'));
  if (own !== undefined && (base === fields.get(ownKey('file')) || base === registriesFile)) return own;
  const isInDocument = folders.length > 0 && documentNames.includes(folders.at(-1)!);
  const isByCoder =
    isInProject(folders) || isInDocument || base === nobody || typeSystemFolders.has(folders.join('/'));
  return isByCoder && base !== nobody ? base : (own ?? (isByCoder ? base : unknownCoder));
}
