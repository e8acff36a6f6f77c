/** What was coded, in words that a test can state. */
import type { Dataset } from '../../shared/formats/dataset';

/** Annotations as `code: words (coder)`, article by article in text order; pieces parted by `…`. */
export function annotationsIn({ registries, articles }: Dataset): string[] {
  const codes = new Map(registries.codes.map(({ id, name }) => [id, name]));
  const coders = new Map(registries.coders.map(({ id, name }) => [id, name]));
  return [...articles()].flatMap(({ annotations }) =>
    annotations.map(({ annotation, spans }) => {
      const words = spans.map(({ quote }) => quote).join(' … ');
      return `${codes.get(annotation.codeId)}: ${words} (${coders.get(annotation.coderId)})`;
    }),
  );
}

/** Values as `words of the annotation, attribute: value`; a target is told by its words. */
export function valuesIn({ registries, articles }: Dataset): string[] {
  const names = new Map(
    [...registries.actors, ...registries.concepts, ...registries.choices, ...registries.attributes].map(
      ({ id, name }) => [id, name],
    ),
  );
  const all = [...articles()].flatMap(({ annotations }) => annotations);
  const wordsOf = new Map(all.map(({ annotation, spans }) => [annotation.id, spans[0]!.quote]));
  return all.flatMap(({ spans, values }) =>
    values.map((value) => {
      const named = value.choiceId ?? value.actorId ?? value.conceptId;
      const target = value.targetAnnotationId;
      const said =
        named !== null
          ? names.get(named)
          : target !== null
            ? `→ ${wordsOf.get(target)}`
            : (value.text ?? value.number ?? value.date);
      return `${spans[0]!.quote}, ${names.get(value.attributeId)}: ${said}`;
    }),
  );
}
