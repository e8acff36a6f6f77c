import { describe, expect, it } from 'vitest';
import { signed, summaryOf } from '../../shared/frame-summary';
import type { Attribute, AttributeValue } from '../../shared/records';

const attribute = (id: string, kind: Attribute['kind']): Attribute => ({
  type: 'attribute',
  id,
  codeId: 'claim',
  name: id,
  kind,
  many: true,
  required: false,
  help: '',
  targetCodeId: null,
  position: 0,
  retired: false,
});
const value = (attributeId: string, position: number, content: Partial<AttributeValue>): AttributeValue => ({
  type: 'attribute_value',
  id: `${attributeId} ${position}`,
  annotationId: 'one',
  attributeId,
  position,
  text: null,
  number: null,
  date: null,
  choiceId: null,
  actorId: null,
  conceptId: null,
  targetAnnotationId: null,
  inferred: false,
  evidenceStart: null,
  evidenceEnd: null,
  evidenceQuote: null,
  ...content,
});

const claim = [
  attribute('Claimant', 'actor'),
  attribute('Addressee', 'actor'),
  attribute('Concept', 'concept'),
  attribute('Position', 'choice'),
];
const position = claim[3]!;
const names = {
  actor: (id: string) => ({ marsh: 'Helen Marsh', forum: 'الملتقى', council: 'the council' })[id] ?? null,
  concept: (id: string) => ({ tram: 'New tram line' })[id] ?? null,
  choice: (id: string) =>
    ({
      against: { name: 'against', number: -1 },
      praised: { name: 'praised', number: 1 },
      unclear: { name: 'unclear', number: null },
    })[id] ?? null,
};

describe('an annotation in a line', () => {
  it('says who, to whom, about what and for or against, in the order of the values', () => {
    const values = [
      value('Claimant', 1, { actorId: 'forum' }),
      value('Claimant', 0, { actorId: 'marsh' }),
      value('Addressee', 0, { actorId: 'council' }),
      value('Concept', 0, { conceptId: 'tram' }),
      value('Position', 0, { choiceId: 'against' }),
    ];
    expect(summaryOf(claim, position, values, names)).toEqual({
      who: ['Helen Marsh', 'الملتقى'],
      toWhom: ['the council'],
      what: ['New tram line'],
      position: { number: -1, name: 'against' },
    });
  });

  it('leaves out what is gone, and a choice that stands for no figure', () => {
    const values = [
      value('Claimant', 0, { actorId: 'gone' }),
      value('Concept', 0, { conceptId: 'gone' }),
      value('Position', 0, { choiceId: 'unclear' }),
    ];
    expect(summaryOf(claim, position, values, names)).toEqual({
      who: [],
      toWhom: [],
      what: [],
      position: null,
    });
  });

  it('says the position and no other figure, whichever comes first in the codebook', () => {
    const asked = [attribute('Evaluation', 'choice'), ...claim];
    const evaluated = value('Evaluation', 0, { choiceId: 'praised' });
    expect(summaryOf(asked, position, [evaluated], names).position).toBeNull();
    const both = [evaluated, value('Position', 0, { choiceId: 'against' })];
    expect(summaryOf(asked, position, both, names).position).toEqual({ number: -1, name: 'against' });
  });

  it('takes texts where the code asks for no concept', () => {
    const asked = [attribute('Demand', 'text')];
    expect(summaryOf(asked, null, [value('Demand', 0, { text: 'lower rents' })], names).what).toEqual([
      'lower rents',
    ]);
  });

  it('writes figures with a true minus sign', () => {
    expect([-1, 0, 1, 2.5].map(signed)).toEqual(['−1', '0', '+1', '+2.5']);
  });
});
