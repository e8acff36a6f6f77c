/** What has to be known of all articles before the first line of a REFI-QDA project can be written. */
import type { CodedArticle, Dataset } from './dataset';
import type { UsedEntries } from './refi-codes-writing';
import type { RefiGuids } from './refi-guids';
import type { SetExtra } from './refi-roles';
import { extrasOf } from './refi-sets';
import type { Variable, VariableValue } from './refi-variables';

export interface Survey {
  used: UsedEntries;
  /** By their GUIDs. */
  variables: ReadonlyMap<string, Variable>;
  annotationIds: ReadonlySet<string>;
  /** Annotations that values point to. */
  targets: ReadonlySet<string>;
  /** The sets that articles came in with, by the GUIDs of the articles. */
  sets: ReadonlyMap<string, readonly SetExtra[]>;
  articleGuids: ReadonlySet<string>;
  hasNotes: boolean;
  hasInferred: boolean;
  hasLayouts: boolean;
}

/** What REFI-QDA says of an article beyond our fields. */
export interface ArticleExtra {
  sets?: SetExtra[];
}

/** Makes the GUIDs of articles and annotations known, too. Yields after each article. */
export function* surveyOf(
  dataset: Dataset,
  guids: RefiGuids,
  variablesOf: (coded: CodedArticle) => VariableValue[],
): Generator<void, Survey> {
  const used = new Map<string, Set<string>>();
  const variables = new Map<string, Variable>();
  const annotationIds = new Set<string>();
  const targets = new Set<string>();
  const extras = new Map<string, readonly SetExtra[]>();
  const articleIds: string[] = [];
  const has = { notes: false, inferred: false, layouts: false };
  const pointsToAnnotations = dataset.registries.attributes.some(({ kind }) => kind === 'annotation');
  for (const coded of dataset.articles()) {
    const { article, annotations, foreignIds } = coded;
    articleIds.push(article.id);
    guids.add(foreignIds, article.id);
    const { sets = [] } = extrasOf<ArticleExtra>(foreignIds, 'article').get(article.id) ?? {};
    if (sets.length > 0) extras.set(article.id, sets);
    for (const { variable } of variablesOf(coded)) variables.set(variable.guid, variable);
    has.layouts ||= (article.layout ?? '') !== '';
    for (const { annotation, values } of annotations) {
      if (pointsToAnnotations) annotationIds.add(annotation.id);
      for (const {
        attributeId,
        actorId,
        conceptId,
        targetAnnotationId,
        text,
        number,
        date,
        inferred,
      } of values) {
        const entry = actorId ?? conceptId;
        if (entry !== null) used.set(attributeId, (used.get(attributeId) ?? new Set()).add(entry));
        if (targetAnnotationId !== null) targets.add(targetAnnotationId);
        has.notes ||= text !== null || number !== null || date !== null;
        has.inferred ||= inferred;
      }
    }
    yield;
  }
  return {
    used,
    variables,
    annotationIds,
    targets,
    sets: new Map([...extras].map(([id, sets]) => [guids.of(id), sets])),
    articleGuids: new Set(articleIds.map((id) => guids.of(id))),
    hasNotes: has.notes,
    hasInferred: has.inferred,
    hasLayouts: has.layouts,
  };
}
