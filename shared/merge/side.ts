/**
 * What merging asks of a project file: registries and the heads of articles at once, what is coded article by
 * article, and the lines of the history. The same interface stands before the open project (*mine*) and before
 * the file that is merged into it (*theirs*); nothing is ever written through it.
 */
import type { HistoryEntry } from '../changes';
import type { CodedAnnotation, Registries } from '../formats/dataset';
import type {
  Adjudication,
  AdjudicationPart,
  Article,
  Assignment,
  DoubleCoding,
  ForeignId,
  Import,
  Merge,
  Question,
  Reading,
  RecordType,
} from '../records';

/** Everything that is not inside one article. All of it is in memory while two files are merged. */
export interface SideRegistries extends Registries {
  /** Without their reports. */
  imports: readonly Import[];
  merges: readonly Merge[];
  /** Open and answered ones. */
  questions: readonly Question[];
  /** All foreign ids of the format `claimbook-project`, of articles and annotations too: matches of earlier merges. */
  remembered: readonly ForeignId[];
  doubleCodings: readonly DoubleCoding[];
  assignments: readonly Assignment[];
}

/** A decision between coders, with the annotations that had a part in it. */
export interface CodedAdjudication {
  adjudication: Adjudication;
  parts: readonly AdjudicationPart[];
}

/** The format under which matches are remembered: `foreignId` is the id in the other file, `recordId` ours. */
export const projectFormat = 'claimbook-project';

/** What is coded in one article. */
export interface Coded {
  annotations: readonly CodedAnnotation[];
  readings: readonly Reading[];
  adjudications: readonly CodedAdjudication[];
  /** Of the article, and of its annotations, spans and values. */
  foreignIds: readonly ForeignId[];
}

export type ArticleBody = Pick<Article, 'layout' | 'particulars'> & { text: string };

/** A line of the history, as far as merging reads it. */
export type Line = Pick<HistoryEntry, 'seq' | 'id' | 'at' | 'coderId' | 'kind' | 'originSeq' | 'change'>;

export interface Side {
  registries: SideRegistries;
  /** The heads of all articles, in the order of the library; their bodies are null. */
  articles: readonly Article[];
  /** Asked once or twice for each article. */
  coded(articleId: string): Coded;
  body(articleId: string): ArticleBody;
  /** The report of an import, as JSON. */
  report(importId: string): string | null;
  /** Whether a record of this type has this id, wherever it is. Asked of each record that would come in. */
  has(type: RecordType, id: string): boolean;
  /** The article that an annotation is in; null where no annotation has this id. */
  articleOf(annotationId: string): string | null;
  /** Whether the history has a line of this id. */
  hasLine(id: string): boolean;
  /** The ids of all lines, newest first; read only as far as it takes to find one that the other file knows. */
  lineIds(): Iterable<string>;
  /**
   * The lines after the one of this id, oldest first, their records with the fields that records have by now
   * (`changeOfDiff`); all lines for null. Read once, one at a time: a line may be of hundreds of megabytes.
   */
  linesAfter(id: string | null): Iterable<Line>;
}

/** What the two files know of each other's histories. */
export interface Known {
  /** The newest line of *their* history that mine has taken in; later ones are news to me. Null for none. */
  theirs: string | null;
  /** The newest line of *my* history that theirs has taken in. Null for none. */
  mine: string | null;
}

/** The ids of the lines that a merge took in. */
export const linesOf = ({ lines }: Merge): string[] => (lines ? lines.split('\n') : []);

/** What a file knows of the lines of another one's history, by their ids. */
export interface Knowledge {
  /** Has it in its own history, or has taken it in with a merge. */
  knows(id: string): boolean;
  /** Knows it, or has heard of it from a copy that had taken it in, and may not have had what it did. */
  heardOf(id: string): boolean;
}

/** Merges that were made before lines were noted know only the newest one. */
export function knowledgeOf(side: Side): Knowledge {
  const known = new Set<string>();
  const heard = new Set<string>();
  for (const merge of side.registries.merges) {
    if (merge.headChangeId !== null) known.add(merge.headChangeId);
    for (const id of linesOf(merge)) (merge.headChangeId === null ? heard : known).add(id);
  }
  const knows = (id: string): boolean => known.has(id) || side.hasLine(id);
  return { knows, heardOf: (id) => heard.has(id) || knows(id) };
}

/** The newest line of a file's history that another file knows. Who knows a line knows all before it. */
export function newestKnown(of: Side, { knows }: Knowledge): string | null {
  for (const id of of.lineIds()) if (knows(id)) return id;
  return null;
}

/** The newest line of a history; null for an empty one. */
export function headOf(side: Side): string | null {
  for (const id of side.lineIds()) return id;
  return null;
}

/**
 * Whether a file has its history from the making of the project on. Where it was cut, what was left out of the copy
 * cannot be told from what was removed.
 */
export function isWhole(side: Side): boolean {
  for (const { change } of side.linesAfter(null)) return change.added.some(({ type }) => type === 'project');
  return false;
}
