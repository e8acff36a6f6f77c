/** A corpus that several coders have coded alike but for what a seeded generator makes them do differently. */
import { below, type Random, seeded } from '../../shared/agreement/random';
import type { Dataset } from '../../shared/formats/dataset';
import { DatasetBuilder } from '../../shared/formats/dataset-builder';
import { Losses } from '../../shared/formats/losses';
import { sha256, timeOf } from './any-dataset';
import { idMaker } from './round-trip';

export interface DoubleCoded {
  articles: number;
  /** Annotations of each coder in each article, about. */
  annotations: number;
  coders: readonly string[];
}

const sentence = 'The minister said that the border would stay open until the summer comes. ';
/** How often coders do something else than the others. */
const slips = 0.15;

/** Three claims of four, one mention of an actor; claims have a claimant or two, a concept, a position, a date. */
export function doubleCoded({ articles, annotations, coders }: DoubleCoded, seed = 1): Dataset {
  const random = seeded(seed);
  const newId = idMaker(0);
  const builder = new DatasetBuilder({
    format: 'made-up',
    losses: new Losses(),
    now: timeOf(0),
    newId,
    sha256,
  });
  builder.project('Double coded');
  const claim = builder.code({ name: 'Claim', kind: 'claim' });
  const mention = builder.code({ name: 'Actor', kind: 'actor' });
  const slots = {
    claimant: builder.attribute({ codeId: claim, name: 'Claimant', kind: 'actor', many: true }),
    concept: builder.attribute({ codeId: claim, name: 'Concept', kind: 'concept' }),
    position: builder.attribute({ codeId: claim, name: 'Position', kind: 'choice' }),
    date: builder.attribute({ codeId: claim, name: 'Date', kind: 'date' }),
    who: builder.attribute({ codeId: mention, name: 'Who', kind: 'actor' }),
  };
  const choices = [-1, 0, 1].map((number) =>
    builder.choice({ attributeId: slots.position, name: `Position ${number}`, number }),
  );
  const actors = Array.from({ length: 300 }, (_, at) => builder.actor({ name: `Actor ${at}` }));
  const concepts = Array.from({ length: 60 }, (_, at) => builder.concept({ name: `Concept ${at}` }));
  const coderIds = coders.map((name) => builder.coder({ name }));
  const pick = <T>(from: readonly T[], usual: number): T =>
    from[random() < slips ? below(from.length, random) : usual % from.length]!;
  for (let at = 0; at < articles; at++) {
    const date = new Date(Date.UTC(2026, 0, 1 + (at % 140))).toISOString().slice(0, 10);
    const text = sentence.repeat(Math.ceil((annotations * 120) / sentence.length));
    const articleId = builder.article({ title: `Article ${at + 1}`, text, date })!;
    for (const coderId of coderIds) {
      let count = 0;
      for (let place = 0; place < annotations; place++) {
        if (random() < slips / 3) continue;
        count++;
        const start = place * 120 + wobble(random);
        const end = start + 80 + wobble(random);
        const codeId = pick([claim, claim, claim, mention], place);
        const id = builder.annotation({ articleId, codeId, coderId, ranges: [{ start, end }] })!;
        const usual = at * 7 + place * place;
        if (codeId === mention) {
          builder.value(id, slots.who, { actorId: pick(actors, usual) });
          continue;
        }
        builder.value(id, slots.claimant, { actorId: pick(actors, usual) });
        if (place % 5 === 0) builder.value(id, slots.claimant, { actorId: pick(actors, usual + 1) });
        builder.value(id, slots.concept, { conceptId: pick(concepts, usual) });
        builder.value(id, slots.position, { choiceId: pick(choices, usual) });
        if (place % 3 === 0) builder.value(id, slots.date, { date });
      }
      builder.reading({ articleId, coderId, state: count === 0 ? 'no claim found' : 'done' });
    }
  }
  return builder.build();
}

const wobble = (random: Random): number => (random() < 2 * slips ? below(12, random) : 0);
