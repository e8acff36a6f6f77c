import Ajv from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Codebook,
  type CodeInBook,
  codebookOf,
  codebookSchema,
  recordsOfCodebook,
} from '../../shared/codebook';
import type { CommandEnv } from '../../shared/commands';
import { planCodebook, problemOf } from '../../shared/commands-codebook';
import schema from '../../shared/formats/claimbook-codebook.schema.json';
import type { AnyRecord, Attribute, Choice, Code } from '../../shared/records';
import { builtInTemplate, templateIds } from '../../shared/templates';

const ids = (prefix = 'id'): (() => string) => {
  let count = 0;
  return () => `${prefix}-${++count}`;
};
const env = (): CommandEnv => ({ now: '2026-01-02T03:04:05.000Z', newId: ids('new'), coderId: 'ada' });
const isValid = new Ajv({ strict: true, allErrors: true }).compile(schema);

const recordsIn = (records: readonly AnyRecord[]) => ({
  codes: records.filter((record): record is Code => record.type === 'code'),
  attributes: records.filter((record): record is Attribute => record.type === 'attribute'),
  choices: records.filter((record): record is Choice => record.type === 'choice'),
});
const nothing = { codes: [], attributes: [], choices: [] };

/** Any codebook: names in many scripts, numbered so that siblings differ. */
const anyName = fc.constantFrom('Claim', 'مطالبة', '主張', 'é️🗳️', 'x'.repeat(300));
const anyText = fc.string({ unit: 'grapheme', maxLength: 12 });
const numbered = <T extends { name: string }>(list: T[]): T[] =>
  list.map((item, at) => ({ ...item, name: `${item.name} ${at}` }));
const anyAttribute = fc.record({
  name: anyName,
  kind: fc.constantFrom('text', 'number', 'date', 'choice', 'actor', 'concept', 'annotation' as const),
  many: fc.boolean(),
  required: fc.boolean(),
  retired: fc.boolean(),
  help: anyText,
  target: fc.constant(null),
  choices: fc
    .array(fc.record({ name: anyName, number: fc.option(fc.integer()), definition: anyText }), {
      maxLength: 3,
    })
    .map(numbered),
});
const anyCode: fc.Arbitrary<CodeInBook> = fc.letrec<{ code: CodeInBook }>((tie) => ({
  code: fc.record({
    name: anyName,
    kind: fc.constantFrom('claim', 'actor', 'statement', 'other'),
    definition: anyText,
    useWhen: anyText,
    useNot: anyText,
    color: fc.constantFrom('#0072b2', '#e69f00'),
    lineStyle: fc.constantFrom('fill', 'underline', 'dotted', 'dashed', 'double'),
    shortcut: fc.constant(null),
    retired: fc.boolean(),
    attributes: fc.array(anyAttribute, { maxLength: 3 }).map(numbered),
    codes: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constant<CodeInBook[]>([]),
      fc.array(tie('code'), { maxLength: 3 }).map(numbered),
    ),
  }),
})).code;
const anyBook: fc.Arbitrary<Codebook> = fc.array(anyCode, { minLength: 1, maxLength: 4 }).map((codes) => ({
  format: 'claimbook-codebook',
  version: 1,
  name: 'Book',
  description: 'For tests',
  codes: numbered(codes),
}));

describe('a codebook as a file', () => {
  it.each(templateIds)('of the template %s is sound, and as its JSON Schema says', (id) => {
    const book = builtInTemplate(id);
    expect(problemOf(book)).toBeNull();
    expect(isValid(JSON.parse(JSON.stringify(book))), JSON.stringify(isValid.errors)).toBe(true);
  });

  it('comes back from records as it was, whatever is in it', () => {
    fc.assert(
      fc.property(anyBook, (book) => {
        const file: unknown = JSON.parse(JSON.stringify(book));
        expect(isValid(file)).toBe(true);
        const read = codebookSchema.parse(file);
        expect(problemOf(read)).toBeNull();
        expect(codebookOf(recordsIn(recordsOfCodebook(read, ids())), book)).toMatchObject(book);
      }),
    );
  });

  it('keeps the codes that targets name, also in the depth of the tree', () => {
    const book = builtInTemplate('claims');
    book.codes[0]!.codes.push({ ...book.codes[2]!, name: 'Statement', shortcut: null, attributes: [] });
    book.codes[0]!.attributes[5]!.target = ['Claim', 'Statement'];
    const records = recordsIn(recordsOfCodebook(book, ids()));
    const below = records.codes.find(({ parentId }) => parentId !== null)!;
    expect(records.attributes.find(({ name }) => name === 'Made in')?.targetCodeId).toBe(below.id);
    expect(codebookOf(records, book)).toEqual(book);
  });

  it('is refused with the place and the reason when it contradicts itself', () => {
    const broken = (change: (book: Codebook) => void): string | null => {
      const book = structuredClone(builtInTemplate('claims'));
      change(book);
      return problemOf(book);
    };
    expect(broken((book) => (book.codes[1]!.name = 'CLAÍM'))).toMatch(/two codes named CLAÍM/);
    expect(broken((book) => (book.codes[0]!.attributes[1]!.name = 'claimant'))).toMatch(/claimant twice/);
    expect(broken((book) => (book.codes[0]!.attributes[3]!.choices[1]!.name = 'Against'))).toMatch(
      /Against twice/,
    );
    expect(broken((book) => (book.codes[0]!.attributes[5]!.target = ['Nobody']))).toMatch(
      /none of its codes/,
    );
    expect(broken((book) => (book.codes[0]!.attributes[0]!.target = ['Statement']))).toMatch(
      /only attributes of kind annotation/,
    );
    expect(broken((book) => (book.codes[1]!.shortcut = '1'))).toMatch(/have the key 1/);
  });
});

describe('bringing a codebook in', () => {
  it('adds all of it to a project that has none', () => {
    const book = builtInTemplate('claims');
    const { added, plan } = planCodebook(book, nothing, env());
    expect(codebookOf(recordsIn(added), book)).toEqual(book);
    expect(plan).toMatchObject({ matched: [], kept: [], added: { codes: ['Claim', 'Actor', 'Statement'] } });
  });

  it('adds nothing the second time, whatever is in it', () => {
    fc.assert(
      fc.property(anyBook, (book) => {
        const there = recordsIn(recordsOfCodebook(book, ids()));
        expect(planCodebook(book, there, env()).added).toEqual([]);
      }),
    );
  });

  it('matches by name whatever its case, keeps what is there, and says what it kept', () => {
    const there = recordsIn(recordsOfCodebook(builtInTemplate('claims'), ids()));
    const book = structuredClone(builtInTemplate('political-claims'));
    book.codes[0]!.name = 'CLAIM';
    book.codes.push({ ...book.codes[1]!, name: 'Frame', shortcut: '3' });
    const { plan, added } = planCodebook(book, there, env());
    expect(plan.matched).toEqual(['Claim', 'Actor']);
    expect(plan.added.codes).toEqual(['Frame']);
    expect(plan.added.attributes).toContain('Issue of CLAIM');
    expect(plan.added.choices).toEqual(['ambivalent of Position']);
    expect(plan.kept.join(' ')).toMatch(
      /Claim keeps its own definition, .*key 3 is taken, so Frame comes in without it/s,
    );
    expect(added.some(({ type, id }) => type === 'code' && there.codes.some((code) => code.id === id))).toBe(
      false,
    );
  });
});
