/** REFI-QDA codebooks, ours and those of other programs. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  readRefiCodebook,
  recogniseRefiCodebook,
  refiCodebookFormat,
  writeRefiCodebook,
} from '../../shared/formats/refi-codebook';
import { parseXmlText } from '../../shared/xml';
import { anyDataset } from '../support/any-dataset';
import { expectLaw, portraitOf } from '../support/portrait';
import { codebookRules, faultsIn } from '../support/refi-rules';
import { inputOf, readBack, written } from '../support/round-trip';
import { much, runs } from '../support/extent';

const format = { info: refiCodebookFormat, write: writeRefiCodebook, read: readRefiCodebook };
const decode = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
const read = (xml: string) => readBack(format, inputOf('codes.qdc', new Map([['codes.qdc', xml]])));

test('a codebook that we wrote is read again as it was, and follows the rules of REFI-QDA', async () => {
  await fc.assert(
    fc.asyncProperty(anyDataset(), async (dataset) => {
      const { files, report } = written(format, dataset);
      expect(faultsIn(decode(files.get('study.qdc')), codebookRules)).toEqual([]);
      const input = inputOf('study.qdc', files);
      expect(await recogniseRefiCodebook(input)).toBe(3);
      const back = await readBack(format, input);
      expect(back.report.losses).toEqual([]);
      expectLaw(
        portraitOf(dataset, { keys: 'ids' }),
        portraitOf(back.dataset, { keys: 'ids', format: refiCodebookFormat.id }),
        report,
      );
    }),
    { numRuns: runs(60) },
  );
});

const guid = (number: number): string => `${String(number).padStart(8, '0')}-aaaa-4bbb-8ccc-dddddddddddd`;
const codeBook = (codes: string, sets = ''): string =>
  `<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Other"><Codes>${codes}</Codes>${sets}</CodeBook>`;

describe('a codebook of another program', () => {
  const xml = codeBook(
    `<Code guid="{${guid(1)}}" name="Topics" isCodable="false"><Description>All &amp; more.</Description><Code guid="${guid(2)}" name="Taxes" isCodable="true" color="#0F0"/></Code>`,
    `<Sets><Set guid="${guid(9)}" name="Group"><Description>One.</Description><MemberCode guid="${guid(2).toUpperCase()}"/></Set></Sets>`,
  );

  it('comes in with tree, colours and descriptions', async () => {
    const { dataset, report } = await read(xml);
    expect(dataset.registries.codes).toMatchObject([
      { name: 'Topics', definition: 'All & more.', parentId: null, kind: 'other' },
      { name: 'Taxes', definition: '', parentId: dataset.registries.codes[0]?.id, color: '#00FF00' },
    ]);
    expect(report.losses).toEqual([]);
  });

  it('keeps its GUIDs, its sets and what cannot be coded with when it is written again', async () => {
    const { dataset } = await read(xml);
    const again = decode(written(format, dataset).files.get('study.qdc'));
    expect(again).toContain(`<Code guid="{${guid(1)}}" name="Topics" isCodable="false"`);
    expect(again).toContain(
      `<Set guid="${guid(9)}" name="Group"><Description>One.</Description><MemberCode guid="${guid(2)}"/>`,
    );
    expect(faultsIn(again, codebookRules)).toEqual([]);
    const back = await read(again);
    const portrait = (found: typeof dataset) =>
      portraitOf(found, { keys: 'ids', format: refiCodebookFormat.id });
    expect(portrait(back.dataset)).toEqual(portrait(dataset));
  });

  it('may have empty lists, which the schema does not allow', async () => {
    const { dataset } = await read(
      codeBook(`<Code guid="${guid(1)}" name="A" isCodable="true"/>`, '<Sets/>'),
    );
    expect(dataset.registries.codes).toHaveLength(1);
  });

  it('may have codes that another program has put below our attributes', async () => {
    const { files } = written(format, (await read(attributed)).dataset);
    const changed = decode(files.get('study.qdc')).replace(
      '</Code></Code>',
      `<Code guid="${guid(7)}" name="neutral" isCodable="true"/></Code></Code>`,
    );
    const { dataset, report } = await read(changed);
    expect(dataset.registries.choices.map(({ name, number }) => [name, number])).toEqual([
      ['for', 1],
      ['neutral', null],
    ]);
    expect(report.losses).toEqual([]);
  });
});

/** As we write it: a claim with an attribute of one choice. */
const attributed = codeBook(
  `<Code guid="${guid(1)}" name="Claim" isCodable="true"><Code guid="${guid(2)}" name="Position" isCodable="false"><Description>Which side?

Takes: choice

Required: yes</Description><Code guid="${guid(3)}" name="for" isCodable="true"><Description>Number: 1</Description></Code></Code></Code>`,
  `<Sets><Set guid="${guid(4)}" name="Claimbook: claims"><MemberCode guid="${guid(1)}"/></Set><Set guid="${guid(5)}" name="Claimbook: attributes"><MemberCode guid="${guid(2)}"/></Set></Sets>`,
);

test('sets and descriptions say what is an attribute and a choice', async () => {
  const { dataset } = await read(attributed);
  const { codes, attributes, choices } = dataset.registries;
  expect(codes).toMatchObject([{ name: 'Claim', kind: 'claim' }]);
  expect(attributes).toMatchObject([
    { name: 'Position', kind: 'choice', help: 'Which side?', required: true, many: false },
  ]);
  expect(choices).toMatchObject([{ name: 'for', number: 1, definition: '' }]);
});

describe('bad input', () => {
  it.each([
    ['no XML', 'Codes: a, b', 'is not sound XML'],
    ['another program’s XML', '<html/>', 'is no REFI-QDA file: it begins with <html>'],
    [
      'a project',
      '<Project xmlns="urn:QDA-XML:project:1.0" name="x"/>',
      'is a REFI-QDA project. Choose that format.',
    ],
    ['no codes', '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>', 'holds no codes'],
    ['an entity bomb', '<!DOCTYPE a [<!ENTITY b "bb">]><CodeBook>&b;</CodeBook>', 'is not sound XML'],
  ])('is refused: %s', async (_, xml, message) => {
    await expect(read(xml)).rejects.toThrow(message);
  });

  it('with one GUID for two codes, or none, gives both codes and says so', async () => {
    const { dataset, report } = await read(
      codeBook(
        `<Code guid="${guid(1)}" name="A" isCodable="true"/><Code guid="${guid(1)}" name="B" isCodable="true"/><Code name="C"/>`,
      ),
    );
    expect(dataset.registries.codes.map(({ name }) => name)).toEqual(['A', 'B', 'C']);
    expect(report.losses).toMatchObject([
      { aspect: 'code', severity: 'mismatch', count: 2, examples: ['B', 'C'] },
    ]);
    expect(faultsIn(decode(written(format, dataset).files.get('study.qdc')), codebookRules)).toEqual([]);
  });

  it('that is cut off gives the codes before the cut, and says so', async () => {
    const { dataset, report } = await read(attributed.slice(0, attributed.indexOf('<Sets>') + 20));
    expect(dataset.registries.codes.map(({ name }) => name)).toEqual(['Claim', 'Position', 'for']);
    expect(report.losses).toMatchObject([{ severity: 'mismatch', count: 1 }]);
  });
});

test('codes below themselves, or very deep, stand higher up, and are counted', async () => {
  const { dataset } = await read(
    codeBook(
      Array.from({ length: 600 }, (_, at) => `<Code guid="${guid(at)}" name="${at}" isCodable="true"/>`).join(
        '',
      ),
    ),
  );
  const codes = dataset.registries.codes.map((code, at, all) => ({
    ...code,
    // The first two lie below each other, the others in a chain.
    parentId: at === 0 ? all[1]!.id : all[at - 1]!.id,
  }));
  const odd = { ...dataset, registries: { ...dataset.registries, codes } };
  const { files, report } = written(format, odd);
  const back = await readBack(format, inputOf('study.qdc', files));
  expect(back.dataset.registries.codes).toHaveLength(600);
  expectLaw(
    portraitOf(odd, { keys: 'ids' }),
    portraitOf(back.dataset, { keys: 'ids', format: refiCodebookFormat.id }),
    report,
  );
  expect(report.losses).toMatchObject([{ aspect: 'code parent', severity: 'approximated', count: 101 }]);
});

test('very many codes are read and written in little more time than their XML takes', async () => {
  const count = much(100_000);
  const codes = Array.from(
    { length: count },
    (_, at) => `<Code guid="${guid(at)}" name="Code ${at}" isCodable="true"/>`,
  );
  const xml = codeBook(codes.join(''));
  const start = performance.now();
  parseXmlText(xml, 'codes.qdc');
  const parsed = performance.now();
  const { dataset } = await read(xml);
  expect(dataset.registries.codes).toHaveLength(count);
  expect(decode(written(format, dataset).files.get('study.qdc'))).toContain(`Code ${count - 1}`);
  // About four times in a quiet hour; what takes the square of the time would take thousands.
  expect((performance.now() - parsed) / (parsed - start)).toBeLessThan(20);
});
