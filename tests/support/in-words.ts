/** A dataset as lines that a test can be compared with: what is where, by whom, with which values. */
import { type CodedArticle, type Dataset, valueInWords, byId } from '../../shared/formats/dataset';

const quoteOf = (
  { article }: CodedArticle,
  spans: readonly { startOffset: number; endOffset: number }[],
): string =>
  spans.map(({ startOffset, endOffset }) => `“${article.text.slice(startOffset, endOffset)}”`).join(' + ');

/** Each annotation: `Ada: Claim “prices rose” (Speaker: “the minister”; Stance: for)`. */
export function annotationsInWords({ registries, articles }: Dataset): string[] {
  const [coders, codes, attributes] = [
    byId(registries.coders),
    byId(registries.codes),
    byId(registries.attributes),
  ];
  const names = {
    choices: byId(registries.choices),
    actors: byId(registries.actors),
    concepts: byId(registries.concepts),
  };
  return [...articles()].flatMap((coded) => {
    const quotes = new Map(
      coded.annotations.map(({ annotation, spans }) => [annotation.id, quoteOf(coded, spans)]),
    );
    return coded.annotations.map(({ annotation, values }) => {
      const said = values.map((value) => {
        const words =
          value.targetAnnotationId === null
            ? valueInWords(value, names)
            : quotes.get(value.targetAnnotationId);
        return `${attributes.get(value.attributeId)?.name}: ${words}`;
      });
      const head = `${coders.get(annotation.coderId)?.name}: ${codes.get(annotation.codeId)?.name} ${quotes.get(annotation.id)}`;
      return said.length === 0 ? head : `${head} (${said.join('; ')})`;
    });
  });
}
