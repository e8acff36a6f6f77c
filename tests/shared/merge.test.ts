import { beforeEach, describe, expect, test } from 'vitest';
import type { AnyRecord, Annotation, Article, AttributeValue, Code } from '../../shared/records';
import { saysNothing } from '../../shared/records';
import { anchorOf } from '../../shared/anchor';
import type { MergePlan } from '../../shared/merge/merge-plan';
import { mark, only } from '../support/marked-text';
import { newArticle, startProject } from '../support/merge-steps';
import { type Copy, faultsIn, portraitOf, World } from '../support/merge-world';

const said = mark(
  '[whole:Merkel said: “[rose:Prices rose]rose”]whole. The [minister:minister]minister denied it.',
);

let world: World;
let ada: Copy;
let ben: Copy;

/** A project with one article, and a copy of it for each of two coders. */
function begin(): Copy {
  world = new World();
  const base = startProject(world);
  base.do({ added: [newArticle('said', 'What Merkel said', said.text, world.now())] });
  return base;
}

beforeEach(() => {
  const base = begin();
  ada = base.copy('ada.claimbook', 'coder-0');
  ben = base.copy('ben.claimbook', 'coder-1');
});

const called = <T extends { name: string }>(records: readonly T[], name: string): T => {
  const found = records.find((record) => record.name === name);
  if (!found) throw new Error(`nothing is called ${name}`);
  return found;
};

/** Tags marked words; @returns the id of the annotation. */
function tagged(copy: Copy, name: string, at: Partial<Annotation> = {}): string {
  const id = world.newId();
  const { start, end } = only(said, name);
  const annotation: Annotation = {
    type: 'annotation',
    id,
    articleId: 'said',
    codeId: called(copy.all('code'), 'Claim').id,
    coderId: copy.coderId,
    note: '',
    createdAt: world.now(),
    example: null,
    review: '',
    ...at,
  };
  const place = { startOffset: start, endOffset: end, ...anchorOf(said.text, { start, end }) };
  copy.do({
    added: [annotation, { type: 'span', id: world.newId(), annotationId: id, position: 0, ...place }],
  });
  return id;
}

function change<T extends AnyRecord>(copy: Copy, record: T, to: Partial<T>): void {
  const now = copy.get(record.type, record.id) as unknown as Record<string, unknown>;
  const from = Object.fromEntries(Object.keys(to).map((field) => [field, now[field]]));
  copy.do({ updated: [{ type: record.type, id: record.id, from, to }] });
}

const noted = (copy: Copy, id: string, note: string): void =>
  change(copy, copy.get('annotation', id), { note });

function valued(copy: Copy, annotationId: string, attribute: string, value: Partial<AttributeValue>): void {
  copy.do({
    added: [
      {
        type: 'attribute_value',
        id: world.newId(),
        annotationId,
        attributeId: called(copy.all('attribute'), attribute).id,
        position: copy.all('attribute_value').filter((one) => one.annotationId === annotationId).length,
        ...saysNothing,
        inferred: false,
        evidenceStart: null,
        evidenceEnd: null,
        evidenceQuote: null,
        ...value,
      },
    ],
  });
}

function removed(copy: Copy, id: string): void {
  copy.do({
    removed: [
      ...copy
        .all('attribute_value')
        .filter((one) => one.annotationId === id || one.targetAnnotationId === id),
      ...copy.all('span').filter(({ annotationId }) => annotationId === id),
      copy.get('annotation', id),
    ],
  });
}

const quoteOf = (copy: Copy, id: string): string[] =>
  copy.all('span').flatMap((span) => (span.annotationId === id ? [span.quote] : []));

const isEmpty = ({ change: { added, updated, removed: gone } }: MergePlan): boolean =>
  added.length + updated.length + gone.length === 0;

const categoriesOf = ({ items }: MergePlan): string[] =>
  items.map(({ type, category }) => `${type} ${category}`);

describe('what only one side did', () => {
  test('comes in with the ids that it has', () => {
    const id = tagged(ben, 'rose');
    const plan = ada.merge(ben);
    expect(ada.get('annotation', id)).toEqual(ben.get('annotation', id));
    expect(quoteOf(ada, id)).toEqual(['Prices rose']);
    expect(categoriesOf(plan)).toEqual(['annotation theirs']);
    expect(plan.merge).toMatchObject({ headChangeId: ben.lines.at(-1)?.id, fileName: 'ben.claimbook' });
  });

  test('a field that they changed comes in, one that I changed stays', () => {
    const id = tagged(ada, 'rose');
    ben.merge(ada);
    noted(ben, id, 'doubtful');
    change(ada, called(ada.all('actor'), 'Merkel'), { note: 'chancellor' });
    ada.merge(ben);
    expect(ada.get('annotation', id).note).toBe('doubtful');
    expect(called(ada.all('actor'), 'Merkel').note).toBe('chancellor');
    expect(ada.openQuestions()).toEqual([]);
  });

  test('what they removed goes, and is listed', () => {
    const id = tagged(ada, 'rose');
    ben.merge(ada);
    removed(ben, id);
    const plan = ada.merge(ben);
    expect(ada.records.annotation.has(id)).toBe(false);
    expect(plan.items).toMatchObject([{ category: 'removed', by: 'theirs', mineId: id }]);
  });

  test('what I removed stays away', () => {
    const id = tagged(ben, 'rose');
    ada.merge(ben);
    removed(ada, id);
    expect(ada.merge(ben).items).toMatchObject([
      { category: 'removed', by: 'mine', theirsId: id, take: 'mine' },
    ]);
    expect(ada.records.annotation.has(id)).toBe(false);
  });

  test('words that were marked anew replace those that were', () => {
    const id = tagged(ada, 'rose');
    ben.merge(ada);
    const span = ben.all('span').find(({ annotationId }) => annotationId === id)!;
    const { start, end } = only(said, 'whole');
    change(ben, span, { startOffset: start, endOffset: end, ...anchorOf(said.text, { start, end }) });
    ada.merge(ben);
    expect(quoteOf(ada, id)).toEqual([said.text.slice(start, end)]);
    expect(ada.all('span').filter(({ annotationId }) => annotationId === id)).toHaveLength(1);
  });
});

describe('what both did', () => {
  test('alike, is the same', () => {
    const id = tagged(ada, 'rose');
    ben.merge(ada);
    noted(ada, id, 'sure');
    noted(ben, id, 'sure');
    expect(ada.merge(ben).questions).toEqual([]);
  });

  test('differently, is a question with both values, authors and times; mine stays', () => {
    const id = tagged(ada, 'rose');
    ben.merge(ada);
    noted(ada, id, 'sure');
    noted(ben, id, 'doubtful');
    ada.merge(ben);
    expect(ada.get('annotation', id).note).toBe('sure');
    expect(ada.openQuestions()).toMatchObject([
      {
        kind: 'value',
        recordId: id,
        field: 'note',
        mine: '"sure"',
        theirs: '"doubtful"',
        mineBy: 'Coder 0',
        theirsBy: 'Coder 1',
        mineAt: expect.stringContaining('2026-01-01'),
      },
    ]);
  });

  test('values of a field that takes several come together', () => {
    const id = tagged(ada, 'rose');
    ben.merge(ada);
    const [merkel, unions] = ['Merkel', 'Unions'].map((name) => called(ada.all('actor'), name).id);
    valued(ada, id, 'Speaker', { actorId: merkel! });
    valued(ben, id, 'Speaker', { actorId: unions! });
    ada.merge(ben);
    expect(ada.all('attribute_value').map(({ actorId }) => actorId)).toEqual([merkel, unions]);
    expect(ada.openQuestions()).toEqual([]);
  });

  test('values of a field that takes one are a question', () => {
    const id = tagged(ada, 'rose');
    ben.merge(ada);
    const [pro, contra] = ['For', 'Against'].map((name) => called(ada.all('choice'), name).id);
    valued(ada, id, 'Position', { choiceId: pro! });
    valued(ben, id, 'Position', { choiceId: contra! });
    ada.merge(ben);
    expect(ada.all('attribute_value').map(({ choiceId }) => choiceId)).toEqual([pro]);
    expect(ada.openQuestions()).toHaveLength(1);
    expect(faultsIn(ada)).toEqual([]);
  });

  test('removed by one and changed by the other, is a question and is there, whoever merges', () => {
    const id = tagged(ada, 'rose');
    ben.merge(ada);
    removed(ben, id);
    noted(ada, id, 'still needed');
    const other = ben.copy('other');
    other.merge(ada);
    ada.merge(ben);
    for (const copy of [ada, other]) {
      expect(copy.get('annotation', id).note).toBe('still needed');
      expect(copy.openQuestions()).toMatchObject([{ kind: 'removal', recordId: id }]);
    }
  });

  test('is decided beforehand by a rule, or for one item; the decision is told to whoever merges next', () => {
    const id = tagged(ada, 'rose');
    ben.merge(ada);
    noted(ada, id, 'sure');
    noted(ben, id, 'doubtful');
    const byRule = ada.copy('by-rule');
    byRule.merge(ben, { rules: [{ category: 'conflict', take: 'theirs' }] });
    expect(byRule.get('annotation', id).note).toBe('doubtful');
    ada.merge(ben, { items: { [`annotation/${id}`]: 'mine' } });
    expect(ada.get('annotation', id).note).toBe('sure');
    expect(ada.openQuestions()).toEqual([]);
    ben.merge(ada);
    expect(ben.get('annotation', id).note).toBe('sure');
    expect(ben.openQuestions()).toEqual([]);
  });
});

describe('what something needs', () => {
  test('comes back: an actor that I removed and they name anew', () => {
    const id = tagged(ada, 'rose');
    ben.merge(ada);
    const unions = called(ada.all('actor'), 'Unions');
    ada.do({ removed: [unions] });
    valued(ben, id, 'Speaker', { actorId: unions.id });
    ada.merge(ben);
    expect(ada.get('actor', unions.id)).toEqual(unions);
    expect(ada.openQuestions()).toMatchObject([{ kind: 'removal', recordType: 'actor' }]);
    expect(faultsIn(ada)).toEqual([]);
  });

  test('stays: an article in which I coded while they removed it, with all that is in it', () => {
    const before = tagged(ada, 'minister');
    ben.merge(ada);
    const after = tagged(ada, 'rose');
    ben.do({
      removed: [
        ...ben.all('span').filter((span) => span.annotationId === before),
        ben.get('annotation', before),
        ben.get('article', 'said'),
      ],
    });
    ada.merge(ben);
    expect([before, after].every((id) => ada.records.annotation.has(id))).toBe(true);
    expect(ada.openQuestions()).toMatchObject([{ kind: 'removal', recordType: 'article', recordId: 'said' }]);
  });
});

describe('codes and concepts', () => {
  test('that each put beneath the other do not lie in a circle', () => {
    const [prices, wages] = ['Prices', 'Wages'].map((name) => called(ada.all('concept'), name));
    change(ada, prices!, { parentId: wages!.id });
    change(ben, wages!, { parentId: prices!.id });
    ada.merge(ben);
    expect(faultsIn(ada)).toEqual([]);
    expect(ada.openQuestions()).toMatchObject([{ kind: 'order', recordId: wages!.id, field: 'parentId' }]);
  });

  test('of theirs lose a key that one of mine has', () => {
    const code = (copy: Copy, name: string): Code => ({
      ...called(copy.all('code'), 'Claim'),
      id: world.newId(),
      name,
      shortcut: '7',
    });
    ada.do({ added: [code(ada, 'Frame')] });
    ben.do({ added: [code(ben, 'Metaphor')] });
    ada.merge(ben);
    expect(called(ada.all('code'), 'Frame').shortcut).toBe('7');
    expect(called(ada.all('code'), 'Metaphor').shortcut).toBeNull();
  });

  test('of the same definition are one, and the match is remembered', () => {
    const actor = (id: string): AnyRecord => ({ ...called(ada.all('actor'), 'Merkel'), id, name: 'Scholz' });
    ada.do({ added: [actor('scholz-a')] });
    ben.do({ added: [actor('scholz-b')] });
    const id = tagged(ben, 'rose');
    valued(ben, id, 'Speaker', { actorId: 'scholz-b' });
    const plan = ada.merge(ben);
    expect(plan.matches.find((match) => match.id === 'scholz-b')).toMatchObject({
      how: 'equal',
      mine: { id: 'scholz-a' },
    });
    expect(ada.all('attribute_value')[0]?.actorId).toBe('scholz-a');
    change(ben, ben.get('actor', 'scholz-b'), { name: 'Olaf Scholz' });
    ada.merge(ben);
    expect(ada.get('actor', 'scholz-a').name).toBe('Olaf Scholz');
  });

  test('are what the user says they are, or new', () => {
    ben.do({ added: [{ ...called(ben.all('actor'), 'Merkel'), id: 'angela', name: 'Angela' }] });
    const merkel = called(ada.all('actor'), 'Merkel').id;
    const apart = ada.copy('apart');
    ada.merge(ben, { matches: { angela: merkel } });
    expect(ada.records.actor.has('angela')).toBe(false);
    apart.merge(ben);
    expect(apart.get('actor', 'angela').name).toBe('Angela');
    expect(isEmpty(ada.plan(ben))).toBe(true);
  });

  test('an attribute of which both sides gave one value keeps all when it is to take one', () => {
    const id = tagged(ada, 'rose');
    ben.merge(ada);
    const [merkel, unions] = ['Merkel', 'Unions'].map((name) => called(ada.all('actor'), name).id);
    valued(ada, id, 'Speaker', { actorId: merkel! });
    valued(ada, id, 'Speaker', { actorId: unions! });
    change(ben, called(ben.all('attribute'), 'Speaker'), { many: false });
    ada.merge(ben);
    expect(ada.all('attribute_value')).toHaveLength(2);
    expect(faultsIn(ada)).toEqual([]);
  });
});

describe('copies', () => {
  test('that were cut have the original in common', () => {
    const before = tagged(ada, 'minister');
    const cut = ada.copy('cut', 'coder-1').cut();
    removed(cut, before);
    const id = tagged(cut, 'rose');
    ada.merge(cut);
    expect(ada.records.annotation.has(before)).toBe(false);
    expect(ada.records.annotation.has(id)).toBe(true);
    expect(ada.openQuestions()).toEqual([]);
  });

  test('that are blind take nothing away, and give what was done in them', () => {
    const hidden = tagged(ada, 'minister');
    noted(ada, hidden, 'mine alone');
    const blind = ada.copy('blind', 'coder-1').blind('coder-1');
    const id = tagged(blind, 'rose');
    ada.merge(blind);
    expect(ada.get('annotation', hidden).note).toBe('mine alone');
    expect(ada.records.annotation.has(id)).toBe(true);
    expect(ada.openQuestions()).toEqual([]);
  });
});

describe('nothing is to do', () => {
  test('with the file itself, with what it came from, and a second time', () => {
    const ancestor = ada.copy('ancestor');
    tagged(ada, 'rose');
    tagged(ben, 'minister');
    expect(isEmpty(ada.plan(ada.copy('itself')))).toBe(true);
    expect(isEmpty(ada.plan(ancestor))).toBe(true);
    ada.merge(ben);
    expect(isEmpty(ada.plan(ben))).toBe(true);
    expect(isEmpty(ada.plan(ancestor))).toBe(true);
  });
});

test('undoing a merge gives the file back record by record, and merging again brings the same', () => {
  const id = tagged(ben, 'rose');
  const before = portraitOf(ada);
  ada.merge(ben);
  ada.undo();
  expect(portraitOf(ada)).toEqual(before);
  ada.merge(ben);
  expect(ada.records.annotation.has(id)).toBe(true);
});

test('files that take each other in by turns come to the same, without questions', () => {
  const id = tagged(ada, 'rose');
  ben.merge(ada);
  noted(ben, id, 'one');
  ada.merge(ben);
  noted(ada, id, 'two');
  ben.merge(ada);
  noted(ben, id, 'one');
  ada.merge(ben);
  expect([ada.get('annotation', id).note, ada.openQuestions(), ben.openQuestions()]).toEqual(['one', [], []]);
});

test('three files come to the same in whichever order they are merged', () => {
  const cleo = ada.copy('cleo.claimbook', 'coder-2');
  const ids = [tagged(ada, 'rose'), tagged(ben, 'minister'), tagged(cleo, 'whole')];
  const other = ada.copy('other');
  ada.merge(ben);
  ada.merge(cleo);
  other.merge(cleo);
  other.merge(ben);
  for (const copy of [ada, other]) expect(ids.every((id) => copy.records.annotation.has(id))).toBe(true);
});

describe('nearly the same words, by the same coder with the same code', () => {
  let own: string;
  let theirs: string;
  beforeEach(() => {
    const { start, end } = only(said, 'whole');
    own = tagged(ada, 'whole');
    theirs = tagged(ben, 'whole', { coderId: ada.coderId });
    const span = ben.all('span').find(({ annotationId }) => annotationId === theirs)!;
    const longer = { start, end: end + 1 };
    change(ben, span, { endOffset: longer.end, ...anchorOf(said.text, longer) });
  });

  test('both stand, and are listed as a different boundary', () => {
    expect(categoriesOf(ada.merge(ben))).toEqual(['annotation boundary']);
    expect([own, theirs].every((id) => ada.records.annotation.has(id))).toBe(true);
    expect(isEmpty(ada.plan(ben))).toBe(true);
  });

  test('one of them is taken when that is said', () => {
    ada.merge(ben, { rules: [{ category: 'boundary', take: 'theirs' }] });
    expect(ada.records.annotation.has(theirs)).toBe(false);
    expect(quoteOf(ada, own)).toEqual(quoteOf(ben, theirs));
    expect(isEmpty(ada.plan(ben))).toBe(true);
  });
});

describe('a text that was corrected', () => {
  const corrected = (copy: Copy, text: string): void => {
    const article = copy.get('article', 'said');
    const next: Article = { ...newArticle('said', article.title, text, article.createdAt) };
    copy.records = { ...copy.records, article: new Map(copy.records.article).set('said', next) };
  };

  test('has the words where they are now', () => {
    corrected(ada, said.text.replace('Merkel said', 'On Monday, Merkel said'));
    const id = tagged(ben, 'rose');
    const plan = ada.merge(ben);
    expect(quoteOf(ada, id)).toEqual(['Prices rose']);
    expect(plan.articles).toMatchObject([{ id: 'said', how: 'id', otherText: true }]);
    expect(faultsIn(ada)).toEqual([]);
  });

  test('keeps what is not sure in a question, whole, and asks once', () => {
    corrected(ada, said.text.replace('“Prices rose”', 'nothing of the kind'));
    const id = tagged(ben, 'rose');
    const plan = ada.merge(ben);
    expect(categoriesOf(plan)).toEqual(['annotation unplaced']);
    expect(ada.openQuestions()).toMatchObject([{ kind: 'place', articleId: 'said', recordId: id }]);
    expect(JSON.parse(ada.openQuestions()[0]!.theirs)).toMatchObject({
      annotation: { id },
      spans: [{ quote: 'Prices rose' }],
    });
    expect(isEmpty(ada.plan(ben))).toBe(true);
  });

  test('leaves an annotation of both where it is, and lists that theirs was moved to words that are not here', () => {
    const id = tagged(ada, 'rose');
    ben.merge(ada);
    const [span] = ben.all('span');
    const { start, end } = only(said, 'minister');
    change(ben, span!, { startOffset: start, endOffset: end, ...anchorOf(said.text, { start, end }) });
    corrected(ada, said.text.replace('The minister denied it', 'Nobody said a word'));
    const plan = ada.merge(ben);
    expect(plan.items).toMatchObject([
      { key: `annotation/${id}/place`, category: 'unplaced', mineId: id, fields: [{ field: 'place' }] },
    ]);
    expect(quoteOf(ada, id)).toEqual(['Prices rose']);
    // Who moved it, and not who made it.
    expect(ada.openQuestions()).toMatchObject([
      { kind: 'place', recordId: id, theirsBy: 'Coder 1', theirsAt: ben.lines.at(-1)!.at },
    ]);
    expect(isEmpty(ada.plan(ben))).toBe(true);
  });

  test('leaves it where it is without a question where that is said beforehand', () => {
    const id = tagged(ada, 'rose');
    ben.merge(ada);
    const { start, end } = only(said, 'minister');
    change(ben, ben.all('span')[0]!, {
      startOffset: start,
      endOffset: end,
      ...anchorOf(said.text, { start, end }),
    });
    corrected(ada, said.text.replace('The minister denied it', 'Nobody said a word'));
    ada.merge(ben, { items: { [`annotation/${id}/place`]: 'mine' } });
    expect(ada.openQuestions()).toEqual([]);
    expect(isEmpty(ada.plan(ben))).toBe(true);
  });

  test('keeps a value whose words are not here any more, lists it and asks', () => {
    const id = tagged(ben, 'rose');
    const { start, end } = only(said, 'minister');
    valued(ben, id, 'Speaker', {
      actorId: called(ben.all('actor'), 'Merkel').id,
      evidenceStart: start,
      evidenceEnd: end,
      evidenceQuote: 'minister',
    });
    corrected(ada, said.text.replace('The minister denied it', 'Nobody said a word'));
    const plan = ada.merge(ben);
    expect(categoriesOf(plan)).toEqual(['annotation theirs', 'annotation unplaced']);
    expect(ada.all('attribute_value')).toMatchObject([{ annotationId: id, evidenceQuote: null }]);
    expect(ada.openQuestions()).toMatchObject([{ field: 'evidenceQuote', theirs: '"minister"' }]);
  });

  test('of which hardly a word is left, under the same id, is another article', () => {
    corrected(ada, 'Something else entirely, tampered with by somebody.');
    ada.merge(ben);
    expect(ada.all('article').filter(({ text }) => text === said.text)).toHaveLength(1);
    expect(isEmpty(ada.plan(ben))).toBe(true);
  });
});

describe('ids that were tampered with', () => {
  test('an annotation under an id that mine has in another article comes in under a new one, once', () => {
    const id = tagged(ada, 'rose');
    const elsewhere = ada.all('article').find((article) => article.id !== 'said')!;
    const words = { start: 0, end: 6 };
    ben.do({
      added: [
        { ...ada.get('annotation', id), articleId: elsewhere.id },
        {
          type: 'span',
          id: ada.all('span')[0]!.id,
          annotationId: id,
          position: 0,
          startOffset: 0,
          endOffset: 6,
          ...anchorOf(elsewhere.text!, words),
        },
      ],
    });
    ada.merge(ben);
    expect(ada.get('annotation', id).articleId).toBe('said');
    expect(ada.all('annotation').filter(({ articleId }) => articleId === elsewhere.id)).toHaveLength(1);
    expect(faultsIn(ada)).toEqual([]);
    expect(isEmpty(ada.plan(ben))).toBe(true);
  });

  test('words outside the text, or other than those that stand there, do not come in as marked', () => {
    const id = tagged(ben, 'rose');
    const span = ben.all('span').find(({ annotationId }) => annotationId === id)!;
    change(ben, span, {
      startOffset: 100_000,
      endOffset: 100_010,
      quote: 'never said',
      prefix: '',
      suffix: '',
    });
    ada.merge(ben);
    expect(ada.records.annotation.has(id)).toBe(false);
    expect(ada.openQuestions()).toMatchObject([{ kind: 'place', recordId: id }]);
  });

  test('circles of theirs are cut', () => {
    const concept = (id: string, parentId: string): AnyRecord => ({
      ...called(ben.all('concept'), 'Prices'),
      id,
      name: id,
      parentId,
    });
    ben.do({ added: [concept('one', 'two'), concept('two', 'one')] });
    ada.merge(ben);
    expect(faultsIn(ada)).toEqual([]);
    expect(['one', 'two'].every((id) => ada.records.concept.has(id))).toBe(true);
  });
});
