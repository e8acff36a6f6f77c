import { describe, expect, it } from 'vitest';
import { cardOf } from '../../renderer/annotations/cards';
import { applyTo, emptyRecords } from '../../shared/changes';
import type { AnyRecord, AttributeValue } from '../../shared/records';

const base = { createdAt: '', note: '' };
const code: AnyRecord = {
  type: 'code',
  id: 'statement',
  parentId: null,
  name: 'Statement',
  kind: 'statement',
  definition: '',
  useWhen: '',
  useNot: '',
  color: '#000',
  lineStyle: 'underline',
  shortcut: null,
  position: 0,
  retired: false,
};
const attribute = (id: string, kind: 'actor' | 'concept' | 'annotation', position: number): AnyRecord => ({
  type: 'attribute',
  id,
  codeId: 'statement',
  name: id,
  kind,
  many: true,
  required: false,
  help: '',
  targetCodeId: kind === 'annotation' ? 'statement' : null,
  position,
  retired: false,
});
const actor = (id: string, name: string): AnyRecord => ({
  ...base,
  type: 'actor',
  id,
  name,
  kind: 'person',
  authority: '',
});
const annotation = (id: string): AnyRecord => ({
  ...base,
  type: 'annotation',
  id,
  articleId: 'article',
  codeId: 'statement',
  coderId: 'ada',
  example: null,
  review: '',
});
const value = (annotationId: string, attributeId: string, content: Partial<AttributeValue>): AnyRecord => ({
  type: 'attribute_value',
  id: `${annotationId} ${attributeId}`,
  annotationId,
  attributeId,
  position: 0,
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

const records = applyTo(emptyRecords(), {
  added: [
    code,
    attribute('Speaker', 'actor', 0),
    attribute('Reported in', 'annotation', 1),
    attribute('Addressee', 'actor', 2),
    actor('agency', 'Reuters'),
    actor('minister', 'الوزير'),
    ...['outer', 'inner', 'nobody'].map(annotation),
    value('outer', 'Speaker', { actorId: 'agency' }),
    value('inner', 'Speaker', { actorId: 'minister' }),
    value('inner', 'Addressee', { actorId: 'agency' }),
    value('inner', 'Reported in', { targetAnnotationId: 'outer' }),
    value('nobody', 'Reported in', { targetAnnotationId: 'inner' }),
  ],
  updated: [],
  removed: [],
});
const card = (id: string) => cardOf(id, 'words', records, () => false);

describe('the card of a statement', () => {
  it('says who reports whom, from the outermost speaker to its own', () => {
    expect(card('inner')).toMatchObject({ who: 'الوزير', reportedBy: ['Reuters', 'الوزير'] });
    expect(card('nobody')).toMatchObject({ reportedBy: ['Reuters', 'الوزير', '?'] });
  });
  it('says nothing of the kind where a statement stands for itself', () => {
    expect(card('outer')).toMatchObject({ who: 'Reuters', reportedBy: [] });
  });
  it('keeps whom it is addressed to apart from what it is about, each with its own direction', () => {
    expect(card('inner')).toMatchObject({ what: '', toWhom: 'Reuters' });
    expect(card('outer')).toMatchObject({ what: '', toWhom: '' });
  });
  it('is none for an annotation that is gone', () => {
    expect(card('gone')).toBeNull();
  });
});
