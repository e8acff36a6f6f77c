/** brat standoff: what is written is read again, brat's own rules hold, and files of others come in. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { bratFormat, keptFile } from '../../shared/formats/brat';
import {
  fragmentsOf,
  fromOneLine,
  onOneLine,
  readAnnLine,
  writeAnnLine,
} from '../../shared/formats/brat-lines';
import { readBrat, recogniseBrat } from '../../shared/formats/brat-reading';
import { writeBrat } from '../../shared/formats/brat-writing';
import type { Dataset } from '../../shared/formats/dataset';
import { anyDataset } from '../support/any-dataset';
import { expectLaw, portraitOf } from '../support/portrait';
import { inputOf, readBack, written } from '../support/round-trip';
import { much, runs } from '../support/extent';

const format = { info: bratFormat, write: writeBrat, read: readBrat };
const decoded = (files: ReadonlyMap<string, Uint8Array>, name: string): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(files.get(name));
const read = (files: Record<string, string>) =>
  readBack(format, inputOf('study', new Map(Object.entries(files))));
const annotationsOf = (dataset: Dataset) => [...dataset.articles()].flatMap(({ annotations }) => annotations);
const codeNames = (dataset: Dataset) => dataset.registries.codes.map(({ name }) => name);

test('what is written as brat and read again says the same, but for what the report names', async () => {
  await fc.assert(
    fc.asyncProperty(anyDataset(), async (dataset) => {
      const { files, report } = written(format, dataset);
      const { dataset: back, report: reading } = await readBack(format, inputOf('study', files));
      expect(reading.losses).toEqual([]);
      expectLaw(
        portraitOf(dataset, { keys: 'ids' }),
        portraitOf(back, { keys: 'ids', format: 'brat' }),
        report,
      );
    }),
    { numRuns: runs(60) },
  );
});

/** What brat's server demands of an `.ann` file. */
function expectSound(text: string, ann: string): void {
  const points = [...text];
  const ids = new Set<string>();
  for (const line of ann.split('\n').slice(0, -1)) {
    expect(line).not.toMatch(/[\u0085\u2028\u2029\r]/);
    const [id = '', said = '', words = ''] = /^(\S+)\t([^\t]*)(?:\t(.*))?$/.exec(line)!.slice(1);
    if (id !== '*') {
      expect(ids).not.toContain(id);
      ids.add(id);
    }
    if (!id.startsWith('T')) continue;
    const [type = '', ...numbers] = said.split(/[ ;]/);
    expect(type).toMatch(/^[\w-]+$/);
    const places = numbers.map(Number);
    const pieces: string[] = [];
    for (let at = 0; at < places.length; at += 2) {
      expect(places[at + 1]).toBeGreaterThan(places[at]!);
      if (at > 0) expect(places[at]).toBeGreaterThan(places[at - 1]!);
      pieces.push(points.slice(places[at], places[at + 1]).join(''));
    }
    expect(pieces.join(' ')).toBe(words);
  }
  for (const target of ann.matchAll(/[ :]([TE]\d+)(?=[ \t\n])/g)) expect(ids).toContain(target[1]);
}

test('every .ann file keeps the rules of brat’s server', () => {
  fc.assert(
    fc.property(anyDataset(), (dataset) => {
      const { files } = written(format, dataset);
      for (const name of files.keys())
        if (name.endsWith('.ann'))
          expectSound(decoded(files, name.replace(/ann$/, 'txt')), decoded(files, name));
    }),
    { numRuns: runs(30) },
  );
});

describe('words on one line', () => {
  it('come back, whatever stands in them', () => {
    const words = fc.array(fc.constantFrom('a', '\\', '\n', '⏎', '\r', '␍', '\u2028', '\u0085', '😀', '\t'));
    fc.assert(
      fc.property(words, (parts) => {
        const said = parts.join('');
        expect(onOneLine(said)).not.toMatch(/[\n\r\u0085\u2028\u2029]/);
        expect(fromOneLine(onOneLine(said))).toBe(said);
      }),
    );
    expect(onOneLine('Two\nlines')).toBe('Two⏎lines');
  });
});

describe('the fragments of an annotation', () => {
  const pieces = (text: string, ranges: readonly (readonly [number, number])[]): string[] =>
    fragmentsOf(
      text,
      ranges.map(([start, end]) => ({ start, end })),
    ).map(({ start, end }) => text.slice(start, end));

  it('break at line ends, also those that only Python knows', () => {
    expect(pieces('one\n\ntwo\u2028three', [[0, 14]])).toEqual(['one', 'two', 'three']);
    expect(pieces('one\ntwo', [[2, 4]])).toEqual(['e']);
    expect(pieces('a\nb', [[1, 2]])).toEqual([]);
  });

  it('are joined where they touch', () => {
    expect(
      pieces('one two three', [
        [4, 7],
        [0, 4],
        [8, 13],
      ]),
    ).toEqual(['one two', 'three']);
  });
});

test('a line of each kind is read and written the same', () => {
  for (const line of [
    'T1\tClaim 0 5;16 23\tthese words',
    'E1\tClaim:T1 Speaker:T2 Speaker2:E3',
    'E2\tClaim:T1',
    'R1\tOrigin Arg1:T3 Arg2:T4\t',
    '*\tEquiv T1 T2 T3',
    'A1\tNegation E1',
    'A2\tPosition E1 support',
    'N1\tReference T1 Wikipedia:Angela_Merkel\tAngela Merkel',
    '#1\tAnnotatorNotes T1\ta\tnote ',
  ])
    expect(writeAnnLine(readAnnLine(line)!)).toBe(line);
  expect(readAnnLine('M1\tNegation E1')).toMatchObject({ kind: 'attribute', value: null });
  for (const line of ['', 'T1', 'Claim', 'R1\tOrigin Arg1:T3', 'N1\tReference T1 here', 'X1\ta b'])
    expect(readAnnLine(line), line).toBeNull();
});

const news = {
  'annotation.conf': [
    '[entities]',
    'Person',
    '\tMinister',
    'Organization',
    '[relations]',
    'Member Arg1:Person, Arg2:Organization',
    '[events]',
    '<WHO>=Person|Organization',
    '!Speech',
    '\tClaim  Speaker*:<WHO>, About?:Claim',
    '[attributes]',
    'Negation Arg:<EVENT>',
    'Position Arg:Claim, Value:support|oppose',
  ].join('\n'),
  'visual.conf': '[labels]\nOrganization | Organisation | Org\n[drawing]\nPerson bgColor:#FFCCAA\n',
  'doc.txt': '😀 Ada said: taxes\nmust rise. The Party agrees.\n',
  'doc.ann': [
    'T1\tPerson 2 5\tAda',
    'T2\tClaim 12 17;18 27\ttaxes must rise',
    'T3\tOrganization 33 38\tParty',
    'E1\tClaim:T2 Speaker:T1 Speaker2:T3',
    'R1\tMember Arg1:T1 Arg2:T3\t',
    'A1\tNegation E1',
    'A2\tPosition E1 support',
    'N1\tReference T3 Wikidata:Q42\tThe Party',
    '#1\tAnnotatorNotes E1\tlook ⏎ here',
    '',
  ].join('\n'),
  'empty.txt': 'Nothing here.',
  'empty.ann': '',
};

describe('a collection of others', () => {
  it('comes in with its types, roles, relations, attributes, references and notes', async () => {
    const { dataset, report } = await read(news);
    expect(report.losses).toEqual([]);
    expect(codeNames(dataset)).toEqual(['Person', 'Minister', 'Organisation', 'Speech', 'Claim']);
    const { codes, attributes, actors, coders } = dataset.registries;
    expect(codes.find(({ name }) => name === 'Minister')!.parentId).toBe(codes[0]!.id);
    expect(codes[0]!.color).toBe('#ffccaa');
    expect(codes.find(({ name }) => name === 'Claim')!.kind).toBe('claim');
    expect(attributes.map(({ name, kind, many }) => `${name} ${kind} ${many}`)).toEqual([
      'Speaker annotation true',
      'About annotation false',
      'Member annotation true',
      'Negation choice false',
      'Position choice false',
      'Reference actor true',
    ]);
    expect(actors).toMatchObject([{ name: 'The Party', authority: 'Wikidata:Q42' }]);
    expect(coders).toHaveLength(1);
    expect([...dataset.articles()].map(({ article }) => article.title)).toEqual(['doc', 'empty']);
    const found = annotationsOf(dataset);
    expect(found.map(({ spans }) => spans.map(({ quote }) => quote).join('|'))).toEqual([
      'Ada',
      'taxes|must rise',
      'Party',
    ]);
    const claim = found[1]!;
    expect(claim.annotation.note).toBe('look ⏎ here');
    expect(claim.values).toHaveLength(4);
    expect(claim.values.slice(0, 2).map(({ targetAnnotationId }) => targetAnnotationId)).toEqual([
      found[0]!.annotation.id,
      found[2]!.annotation.id,
    ]);
  });

  it('is the same when it is written and read again, line for line of the .ann file', async () => {
    const { dataset } = await read(news);
    const { files, report } = written(format, dataset);
    const { dataset: back } = await readBack(format, inputOf('study', files));
    const portrait = (of: Dataset) => portraitOf(of, { keys: 'ids', format: 'brat' });
    expectLaw(portrait(dataset), portrait(back), report);
    const lines = (ann: string): string[] =>
      ann
        .split('\n')
        .filter((line) => line !== '')
        .toSorted();
    expect(lines(decoded(files, 'brat/doc.ann'))).toEqual(
      lines(news['doc.ann'].replace('look ⏎ here', String.raw`look \⏎ here`)),
    );
    expect(decoded(files, 'annotation.conf')).toContain('\tClaim\tSpeaker*:<ANY>, About?:Claim');
  });

  it('has a coder for each folder, where folders hold the same texts', async () => {
    const text = 'Ada said so.';
    const { dataset } = await read({
      'study/annotation.conf': '[entities]\nPerson\n',
      'study/eva/a.txt': text,
      'study/eva/a.ann': 'T1\tPerson 0 3\tAda\n',
      'study/bob/a.txt': text,
      'study/bob/a.ann': 'T1\tPerson 0 3\tAda\n',
      'study/bob/b.txt': 'Other words.',
      'study/bob/b.ann': '',
    });
    expect(dataset.registries.coders.map(({ name }) => name)).toEqual(['bob', 'eva']);
    expect(
      [...dataset.articles()].map(({ article, annotations }) => [article.title, annotations.length]),
    ).toEqual([
      ['a', 2],
      ['b', 0],
    ]);
  });

  it('is placed by its words where it counts in UTF-16, as files made in the browser do', async () => {
    const { dataset, report } = await read({ 'a.txt': '😀😀 Ada', 'a.ann': 'T1\tPerson 5 8\tAda\n' });
    expect(annotationsOf(dataset)[0]!.spans).toMatchObject([{ quote: 'Ada', startOffset: 5 }]);
    expect(report.losses).toMatchObject([{ severity: 'mismatch', what: expect.stringContaining('utf-16') }]);
  });

  it('counts CR LF and a byte order mark as brat does', async () => {
    const { dataset, report } = await read({
      'a.txt': '\ufeffone\r\ntwo Ada',
      'a.ann': 'T1\tPerson 10 13\tAda\n',
    });
    expect(annotationsOf(dataset)[0]!.spans).toMatchObject([{ quote: 'Ada', startOffset: 8 }]);
    expect(report.losses).toEqual([]);
  });

  it('keeps what is noted of a relation with the annotation where it begins', async () => {
    const { dataset } = await read({
      'a.txt': 'Ada and she',
      'a.ann':
        'T1\tPerson 0 3\tAda\nT2\tPerson 8 11\tshe\n#1\tAnnotatorNotes R1\tsure?\nR1\tSame Arg1:T1 Arg2:T2\t\n',
    });
    expect(annotationsOf(dataset).map(({ annotation }) => annotation.note)).toEqual(['Same: sure?', '']);
  });

  it('keeps groups of annotations that are the same', async () => {
    const { dataset } = await read({
      'a.txt': 'Ada and she',
      'a.ann': 'T1\tPerson 0 3\tAda\nT2\tPerson 8 11\tshe\n*\tEquiv T1 T2\n',
    });
    const { files } = written(format, dataset);
    expect(decoded(files, 'brat/a.ann')).toContain('*\tEquiv T1 T2\n');
  });
});

describe('our own collection that was worked on in brat', () => {
  it('takes what brat says, and keeps the rest of what was not touched', async () => {
    const { dataset } = await read(news);
    const { files } = written(format, dataset);
    const changed = new Map(files);
    const ann = decoded(files, 'brat/doc.ann')
      .replace('Position E1 support', 'Position E1 oppose')
      .replace('T1\tPerson 2 5\tAda', 'T1\tOrganization 11 13\ts\t');
    changed.set('brat/doc.ann', Buffer.from(`${ann}T9\tMinister 2 5\tAda\n`));
    const { dataset: back } = await readBack(format, inputOf('study', changed));
    const names = new Map(back.registries.choices.map(({ id, name }) => [id, name]));
    const codes = new Map(back.registries.codes.map(({ id, name }) => [id, name]));
    const found = annotationsOf(back);
    expect(found.map(({ annotation }) => codes.get(annotation.codeId))).toContain('Minister');
    expect(found.flatMap(({ values }) => values.map(({ choiceId }) => names.get(choiceId ?? '')))).toContain(
      'oppose',
    );
  });

  it('joins what was broken at line ends', async () => {
    const { dataset } = await read({ 'a.txt': 'one\ntwo', 'a.ann': 'T1\tClaim 0 3;4 7\tone two\n' });
    const [article] = [...dataset.articles()];
    const [one] = article!.annotations;
    const whole = { ...one!.spans[0]!, endOffset: 7, quote: 'one\ntwo' };
    const joined: Dataset = {
      ...dataset,
      articles: () => [{ ...article!, annotations: [{ ...one!, spans: [whole] }] }],
    };
    const { files, report } = written(format, joined);
    expect(decoded(files, 'brat/a.ann')).toBe('T1\tClaim 0 3;4 7\tone two\n');
    expect(report.losses).toContainEqual(
      expect.objectContaining({ aspect: 'annotation fragments', severity: 'kept as extension', count: 1 }),
    );
    const { dataset: back } = await readBack(format, inputOf('study', files));
    expect(annotationsOf(back)[0]!.spans.map(({ quote }) => quote)).toEqual(['one\ntwo']);
  });
});

describe('what is wrong in a collection', () => {
  const wrong = async (ann: string, text = 'Ada said 😀 so.') => {
    const { dataset, report } = await read({ 'a.txt': text, 'a.ann': ann });
    return { found: annotationsOf(dataset).length, said: report.losses.map(({ what }) => what).join(' ') };
  };

  it.each([
    ['outside the text', 'T1\tClaim 3 99\tsaid', 'outside its text'],
    ['an empty place', 'T1\tClaim 3 3\t', 'covers no character'],
    ['pieces that overlap', 'T1\tClaim 0 5;3 8\tAda s said', 'overlap each other'],
    ['a place that is no number', 'T1\tClaim 3\tsaid', 'no number'],
    ['words of no line', 'what is this', 'not brat’s'],
    ['an event without words', 'E1\tClaim:T7', 'whose words are not marked'],
  ])('is noted, and left out: %s', async (_, ann, what) => {
    const { found, said } = await wrong(`${ann}\n`);
    expect(found).toBe(0);
    expect(said).toContain(what);
  });

  it.each([
    ['a link to nowhere', 'R1\tOf Arg1:T1 Arg2:T8', 'not there'],
    ['a repeated id', 'T1\tOther 0 3\tAda', 'same id'],
    ['other words than those at its place', 'T2\tClaim 4 8\tsays', 'not those at its place'],
    ['a line cut off', 'A1\tPosi', 'not brat’s'],
  ])('leaves the rest as it is: %s', async (_, ann, what) => {
    const { found, said } = await wrong(`T1\tClaim 0 3\tAda\n${ann}\n`);
    expect(found).toBeGreaterThan(0);
    expect(said).toContain(what);
  });

  it('stops reading only where nothing can be made of it', async () => {
    await expect(read({ 'a.txt': 'words' })).rejects.toThrow(/no \.ann file/);
    const { files } = written(format, (await read(news)).dataset);
    const newer = new Map(files).set(
      keptFile,
      Buffer.from(decoded(files, keptFile).replace('"version":1', '"version":9')),
    );
    await expect(readBack(format, inputOf('study', newer))).rejects.toThrow(/version 9.*newer Claimbook/s);
  });

  it('reads what brat holds where our own file is damaged', async () => {
    const { files } = written(format, (await read(news)).dataset);
    const cut = new Map(files).set(keptFile, Buffer.from(decoded(files, keptFile).slice(0, 100)));
    const { dataset, report } = await readBack(format, inputOf('study', cut));
    expect(annotationsOf(dataset)).toHaveLength(3);
    expect(report.losses).toMatchObject([{ severity: 'mismatch', examples: ['line 1'] }]);
  });

  it('is recognised by its files', async () => {
    const sure = (names: string[]) => recogniseBrat(inputOf('x', new Map(names.map((name) => [name, '']))));
    expect(await sure(['a.txt'])).toBe(0);
    expect(await sure(['a.ann'])).toBe(1);
    expect(await sure(['a.ann', 'a.txt'])).toBe(2);
    expect(await sure(['x/a.ann', 'x/a.txt', 'x/annotation.conf'])).toBe(3);
  });
});

test('very many types are read and written in a few seconds', async () => {
  const count = much(100_000);
  const types = Array.from({ length: count }, (_, number) => `Type_${number}_`);
  const start = process.cpuUsage();
  const { dataset } = await read({
    'annotation.conf': `[entities]\n${types.join('\n')}\n`,
    'a.txt': 'Ada said so.',
    'a.ann': `T1\t${types[0]} 0 3\tAda\n`,
  });
  const { files } = written(format, dataset);
  // Of this process alone: the machine may be busy.
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1e6).toBeLessThan(much(20));
  expect(dataset.registries.codes).toHaveLength(count);
  expect(decoded(files, 'brat/a.ann')).toBe(`T1\t${types[0]} 0 3\tAda\n`);
});
