/** An annotation that both files have: its words, its code with the values, and its plain fields. */
import type { AttributeValue, Span } from '../records';
import { type AnnotationPair, annotationResults } from './annotation-results';
import type { FinalAttributes } from './final-attributes';
import { type Listed, settleFields } from './merge-pair';
import type { Merging } from './merging';
import { replaceSpans, replaceValues } from './replace-parts';
import type { Onto } from './their-annotation';

/** Merges an annotation that both have. */
export function mergeAnnotation(
  merging: Merging,
  pair: AnnotationPair,
  onto: Onto,
  attributes: FinalAttributes,
  listed: Listed,
): void {
  const { mine, theirs } = pair;
  const { annotation } = mine;
  const results = annotationResults(merging, pair, onto, attributes);
  const settled = settleFields(merging, results, { key: listed.key, type: 'annotation' }, (result, answer) =>
    merging.ask({
      kind: 'value',
      articleId: annotation.articleId,
      recordType: 'annotation',
      recordId: annotation.id,
      field: result.field,
      mine: result.mine,
      theirs: result.theirs,
      mineLast: result.minePast.last ?? { at: annotation.createdAt, coderId: annotation.coderId },
      theirLast: result.theirPast.last ?? {
        at: theirs.annotation.createdAt,
        coderId: theirs.given.annotation.coderId,
      },
      answer,
    }),
  );
  const plain: Record<string, unknown> = {};
  let { values } = mine;
  for (const [field, value] of Object.entries(settled.patch)) {
    if (field === 'place') replaceSpans(merging, mine, value as Span[]);
    else if (field === 'codeId') {
      const coded = value as { codeId: string; values: AttributeValue[] };
      plain.codeId = coded.codeId;
      values = coded.values;
    } else if (field.startsWith('value ')) {
      const attributeId = field.slice('value '.length);
      values = [...values.filter((one) => one.attributeId !== attributeId), ...(value as AttributeValue[])];
    } else plain[field] = value;
  }
  merging.changes.update(annotation, plain);
  const after = { ...annotation, ...plain };
  merging.stands(after);
  const fitting = attributes.fitting(after, values);
  replaceValues(merging, mine, fitting, attributes);
  merging.list({
    ...listed,
    type: 'annotation',
    mineId: annotation.id,
    theirsId: theirs.given.annotation.id,
    category: settled.category,
    fields: settled.fields,
    by: settled.by,
    take: settled.take,
  });
}
