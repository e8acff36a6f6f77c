/** Small debates written as lines, `Ann + taxes; Bo, Cy - taxes`, for networks that can be computed by hand. */
import fc from 'fast-check';
import type { Dataset } from '../../shared/formats/dataset';
import { DatasetBuilder } from '../../shared/formats/dataset-builder';
import { Losses } from '../../shared/formats/losses';
import { sha256, timeOf } from './any-dataset';
import { idMaker } from './round-trip';

export interface DebateArticle {
  date: string | null;
  /**
   * Who says what, parted by `;`: names, then `+`, `-`, `0` or `?`, then concepts; `@2020-08` is its own date. A part
   * that begins with `gold:` or `again:` is of a gold layer or a second round.
   */
  says: string;
}

const signs: Readonly<Record<string, number>> = { '+': 1, '-': -1, '0': 0 };

/** @param scale the figures of the choices; yes and no are 1 and 0 */
export function debate(articles: readonly DebateArticle[], scale: readonly number[] = [-1, 0, 1]): Dataset {
  const builder = new DatasetBuilder({
    format: 'made-up',
    losses: new Losses(),
    now: timeOf(0),
    newId: idMaker(0),
    sha256,
  });
  const first = builder.coder({ name: 'Coder' });
  const layers: Record<string, string> = {};
  const ofLayer = (role: 'gold' | 'again'): string =>
    (layers[role] ??= builder.coder({
      name: `Coder ${role}`,
      role,
      ofCoderId: role === 'again' ? first : null,
    }));
  const codeId = builder.code({ name: 'Claim', kind: 'claim' });
  const mention = builder.code({ name: 'Actor', kind: 'actor' });
  const claimant = builder.attribute({ codeId, name: 'Claimant', kind: 'actor', many: true });
  builder.attribute({ codeId, name: 'Addressee', kind: 'actor', many: true });
  const concept = builder.attribute({ codeId, name: 'Concept', kind: 'concept', many: true });
  const position = builder.attribute({ codeId, name: 'Position', kind: 'choice' });
  const day = builder.attribute({ codeId, name: 'Date', kind: 'date' });
  const choices = new Map(
    scale.map((number) => [number, builder.choice({ attributeId: position, name: String(number), number })]),
  );
  const made = new Map<string, string>();
  const known = (name: string, make: () => string): string => {
    const id = made.get(name) ?? make();
    made.set(name, id);
    return id;
  };
  for (const [at, { date, says }] of articles.entries()) {
    const parts = says.split(';').map((part) => part.trim());
    const text = parts.join('\n');
    const articleId = builder.article({ title: `Article ${at + 1}`, text, date })!;
    let start = 0;
    for (const whole of parts) {
      const [, layer = '', part = ''] = /^(?:(gold|again): )?(.*)$/s.exec(whole) ?? [];
      const coderId = layer === 'gold' || layer === 'again' ? ofLayer(layer) : first;
      const ranges = [{ start, end: start + whole.length }];
      start += whole.length + 1;
      const [, who = '', sign = '', what = '', own] = /^(.+?) ([+\-0?]) (.+?)(?: @(\S+))?$/.exec(part) ?? [];
      if (who === '') {
        builder.annotation({ articleId, codeId: mention, coderId, ranges });
        continue;
      }
      const id = builder.annotation({ articleId, codeId, coderId, ranges })!;
      for (const name of who.split(', '))
        builder.value(id, claimant, { actorId: known(name, () => builder.actor({ name })) });
      for (const name of what.split(', '))
        builder.value(id, concept, { conceptId: known(`concept ${name}`, () => builder.concept({ name })) });
      // On a scale of yes and no, against is 0.
      const figure = sign === '-' && !scale.includes(-1) ? 0 : signs[sign];
      const choiceId = figure === undefined ? undefined : choices.get(figure);
      if (choiceId !== undefined) builder.value(id, position, { choiceId });
      if (own !== undefined) builder.value(id, day, { date: own });
    }
  }
  return builder.build();
}

/** Debates among few, so that they meet often; some statements have no position, some articles no date. */
export const anyDebate = fc
  .array(
    fc.record({
      date: fc.constantFrom('2020-08-03', '2020-08-20', '2021', null),
      says: fc
        .array(
          fc
            .tuple(
              fc.uniqueArray(fc.constantFrom('Ann', 'Bo', 'الوزيرة', '😀 "Cy"'), {
                minLength: 1,
                maxLength: 2,
              }),
              fc.constantFrom('+', '-', '0', '?'),
              fc.uniqueArray(fc.constantFrom('taxes', 'borders', '=SUM(A1)'), { minLength: 1, maxLength: 2 }),
            )
            .map(([who, sign, what]) => `${who.join(', ')} ${sign} ${what.join(', ')}`),
          { minLength: 1, maxLength: 8 },
        )
        .map((parts) => parts.join(';')),
    }),
    { maxLength: 5 },
  )
  .map((articles) => debate(articles));
