import { expect, it } from 'vitest';
import { toDosHere } from '../../renderer/annotations/to-dos';
import { initialState } from '../../renderer/store';
import { withApplied, withArticle } from '../../renderer/taken-in';
import { applyTo, emptyChange, emptyRecords } from '../../shared/changes';
import type { Annotation, Article, Attribute } from '../../shared/records';

const article = {
  type: 'article' as const,
  id: 'article',
  title: 'Prices',
  source: '',
  author: '',
  date: null,
  section: '',
  url: '',
  language: null,
  note: '',
  fileName: '',
  createdAt: '',
  accession: '',
  copyOfId: null,
  importId: null,
  particulars: '',
  layout: '',
  textSha256: '',
  textLength: 16,
  text: 'The prices rose.',
} satisfies Article;
const annotation = (id: string, codeId: string): Annotation => ({
  type: 'annotation',
  id,
  articleId: article.id,
  codeId,
  coderId: 'ada',
  note: '',
  createdAt: '',
  example: null,
  review: '',
});

/** How often a field of any of the attributes is read. */
let reads = 0;
/** Three required attributes of each of so many codes. */
const codebook = (codes: number): Attribute[] =>
  Array.from({ length: codes * 3 }, (_, at): Attribute => {
    const attribute: Attribute = {
      type: 'attribute',
      id: `attribute-${at}`,
      codeId: `code-${Math.floor(at / 3)}`,
      name: `Question ${(at % 3) + 1}`,
      kind: 'text',
      many: false,
      required: true,
      help: '',
      targetCodeId: null,
      position: at % 3,
      retired: false,
    };
    return new Proxy(attribute, {
      get: (target, key: keyof Attribute) => ((reads += 1), target[key]),
    });
  });

it('the work left by a tag is found without going through the codebook again', () => {
  const added = [article, ...codebook(2_000)];
  const records = applyTo(emptyRecords(), { ...emptyChange(), added });
  let state = withArticle(
    { ...initialState, records },
    { article, annotations: [], spans: [], attributeValues: [], unplacedSpanIds: [] },
  );
  expect(toDosHere(state)).toEqual([]);
  const forAll = reads;
  expect(forAll, 'the codebook is gone through once').toBeGreaterThan(6_000);
  for (const [at, codeId] of ['code-7', 'code-1999', 'code-7'].entries()) {
    const change = { ...emptyChange(), added: [annotation(`tagged-${at}`, codeId)] };
    state = withApplied(state, { seq: at + 1, label: 'Tag', change, undo: { undo: null, redo: null } });
    expect(toDosHere(state)).toHaveLength(at + 1);
  }
  expect(toDosHere(state)[0]?.missing).toEqual(['Question 1', 'Question 2', 'Question 3']);
  expect(reads - forAll).toBeLessThan(1_000);
});
