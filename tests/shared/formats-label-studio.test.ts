/** Label Studio: what is written comes back, what Label Studio exports is read, and odd results spoil nothing. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Dataset } from '../../shared/formats/dataset';
import { labelStudioFormat, writeLabelStudio } from '../../shared/formats/label-studio';
import { readLabelStudio, recogniseLabelStudio } from '../../shared/formats/label-studio-reading';
import { ReadProblem } from '../../shared/read-problem';
import { anyDataset } from '../support/any-dataset';
import { cpuSecondsOf } from '../support/cpu-time';
import { annotationsIn, valuesIn } from '../support/dataset-in-words';
import { expectLaw, portraitOf } from '../support/portrait';
import { inputOf, readBack, written } from '../support/round-trip';
import { much, runs } from '../support/extent';

const format = { info: labelStudioFormat, write: writeLabelStudio, read: readLabelStudio };
const inputOfFiles = (files: Record<string, string>) => inputOf('export', new Map(Object.entries(files)));
const read = (tasks: unknown, config?: string) =>
  readBack(
    format,
    inputOfFiles({
      'project.json': JSON.stringify(tasks),
      ...(config === undefined ? {} : { 'config.xml': config }),
    }),
  );
const textOf = (files: ReadonlyMap<string, Uint8Array>, name: string): string =>
  new TextDecoder().decode(files.get(name));

test('a project comes back as it was, but for what the report names', async () => {
  await fc.assert(
    fc.asyncProperty(anyDataset(), async (dataset) => {
      const { files, report } = written(format, dataset);
      const back = await readBack(format, inputOf('study', files));
      expect(back.report.losses).toEqual([]);
      expectLaw(
        portraitOf(dataset, { keys: 'ids' }),
        portraitOf(back.dataset, { keys: 'ids', format: 'label-studio' }),
        report,
      );
    }),
    { numRuns: runs(100) },
  );
});

const config = `<View>
  <Labels name="label" toName="text"><Label value="Claim" background="#112233" hotkey="q"/><Label value="Person"/></Labels>
  <Relations><Relation value="said by"/></Relations>
  <Text name="text" value="$article"/>
  <View visibleWhen="region-selected" whenTagName="label" whenLabelValue="Claim">
    <Header value="Position"/>
    <Choices name="pos" toName="text" perRegion="true" choice="single" required="true"><Choice value="for"/><Choice value="against"/></Choices>
    <TextArea name="who" toName="text" perRegion="true" maxSubmissions="1"/>
  </View>
  <Choices name="tone" toName="text"><Choice value="calm"/></Choices>
</View>`;

/** As Label Studio exports a task: the emoji before the spans counts one. */
const article = '😀 Merkel wants open borders, قالت الوزيرة';
const at = (words: string) => {
  const points = Array.from(article);
  const length = Array.from(words).length;
  const start = points.findIndex((_, from) => points.slice(from, from + length).join('') === words);
  return { start, end: start + length, text: words };
};
const region = (id: string, words: string, label: string) => ({
  id,
  from_name: 'label',
  to_name: 'text',
  type: 'labels',
  value: { ...at(words), labels: [label] },
});
const tasks = [
  {
    id: 87,
    data: { article, newspaper: 'Courier', shelf: 'B4' },
    annotations: [
      {
        id: 22,
        completed_by: { id: 5, email: 'ada@example.org', first_name: '', last_name: '' },
        created_at: '2024-01-30T02:40:43.893565Z',
        was_cancelled: false,
        result: [
          region('r1', 'Merkel', 'Person'),
          { ...region('r2', 'open borders', 'Claim'), meta: { text: ['Sure?'] } },
          {
            id: 'r2',
            from_name: 'pos',
            to_name: 'text',
            type: 'choices',
            value: { ...at('open borders'), choices: ['for'] },
          },
          {
            id: 'r2',
            from_name: 'who',
            to_name: 'text',
            type: 'textarea',
            value: { ...at('open borders'), text: ['Angela Merkel'] },
          },
          { type: 'relation', from_id: 'r2', to_id: 'r1', direction: 'right', labels: ['said by'] },
          { id: 'x', from_name: 'tone', to_name: 'text', type: 'choices', value: { choices: ['calm'] } },
        ],
      },
      { id: 23, completed_by: 7, result: [region('r3', 'قالت الوزيرة', 'Claim')] },
      { id: 24, completed_by: 7, was_cancelled: true, result: [region('r4', 'Merkel', 'Claim')] },
    ],
    predictions: [{ model_version: 'm', result: [region('p1', 'Merkel', 'Person')] }],
  },
];

describe('what Label Studio exports', () => {
  it('has annotations, answers and relations of all who completed it', async () => {
    const { dataset, report } = await read(tasks, config);
    expect(annotationsIn(dataset)).toEqual([
      'Person: Merkel (ada@example.org)',
      'Claim: open borders (ada@example.org)',
      'Claim: قالت الوزيرة (Annotator 7)',
    ]);
    expect(valuesIn(dataset)).toEqual([
      'open borders, Position: for',
      'open borders, who: Angela Merkel',
      'open borders, said by: → Merkel',
    ]);
    const [coded] = [...dataset.articles()];
    expect(coded!.article.source).toBe('Courier');
    expect(coded!.annotations.map(({ annotation }) => annotation.note)).toEqual(['', 'Sure?', '']);
    expect(coded!.annotations[0]!.annotation.createdAt).toBe('2024-01-30T02:40:43.893565Z');
    expect(dataset.registries.codes).toMatchObject([{ color: '#112233', shortcut: 'q' }, { name: 'Person' }]);
    expect(dataset.registries.attributes).toMatchObject([
      { name: 'Position', kind: 'choice', required: true, many: false },
      { name: 'who', kind: 'text', many: false },
      { name: 'said by', kind: 'annotation' },
    ]);
    expect(dataset.registries.choices.map(({ name }) => name)).toEqual(['for', 'against']);
    expect(report.losses.map(({ what, severity }) => `${severity}: ${what}`)).toEqual([
      "dropped: Label Studio's predictions are left out.",
      'kept as extension: Answers about a whole text are kept for Label Studio only.',
      'dropped: Annotations that were cancelled are left out.',
    ]);
  });

  it('has the same ids, answers and fields when it is written and read again', async () => {
    const once = (await read(tasks, config)).dataset;
    const { files } = written(format, once);
    expect(JSON.parse(textOf(files, 'tasks.json'))).toMatchObject([
      {
        id: 87,
        data: { text: article, source: 'Courier', shelf: 'B4' },
        annotations: [
          {
            completed_by: { email: 'ada@example.org' },
            result: [
              { id: 'r1', value: at('Merkel') },
              { id: 'r2', value: at('open borders'), meta: { text: ['Sure?'] } },
              { id: 'r2', from_name: 'Position', value: { choices: ['for'] } },
              { id: 'r2', from_name: 'who', value: { text: ['Angela Merkel'] } },
              { from_id: 'r2', to_id: 'r1', labels: ['said by'] },
              { id: 'x', value: { choices: ['calm'] } },
            ],
          },
          { completed_by: 7, result: [{ id: 'r3' }] },
        ],
      },
    ]);
    const twice = (await readBack(format, inputOf('study', files))).dataset;
    const settings = { keys: 'ids', format: 'label-studio' } as const;
    expect(portraitOf(twice, settings)).toEqual(portraitOf(once, settings));
  });

  it('is believed where answers were changed there after we wrote it', async () => {
    const { files } = written(format, (await read(tasks, config)).dataset);
    const changed = textOf(files, 'tasks.json').replace('"choices":["for"]', '"choices":["against"]');
    const { dataset } = await readBack(
      format,
      inputOf('study', new Map([...files, ['tasks.json', Buffer.from(changed)]])),
    );
    expect(valuesIn(dataset)).toContain('open borders, Position: against');
    expect(valuesIn(dataset)).not.toContain('open borders, Position: for');
  });

  it('may count as JavaScript does, as old versions did: the words tell', async () => {
    const start = article.indexOf('Merkel');
    const old = {
      ...region('r1', 'Merkel', 'Person'),
      value: { start, end: start + 6, text: 'Merkel', labels: ['Person'] },
    };
    const { dataset, report } = await read([{ data: { text: article }, annotations: [{ result: [old] }] }]);
    expect(annotationsIn(dataset)).toEqual(['Person: Merkel (Label Studio)']);
    expect(report.losses).toEqual([]);
  });

  it('may be HTML, of which only the words count', async () => {
    const result = [
      {
        id: 'h',
        from_name: 'ner',
        to_name: 'doc',
        type: 'hypertextlabels',
        value: {
          start: '/p[1]/text()[1]',
          end: '/p[1]/text()[1]',
          startOffset: 0,
          endOffset: 4,
          globalOffsets: { start: 4, end: 10 },
          text: 'Merkel',
          hypertextlabels: ['Person'],
        },
      },
    ];
    const html =
      '<View><HyperTextLabels name="ner" toName="doc"><Label value="Person"/></HyperTextLabels><HyperText name="doc" value="$html"/></View>';
    const { dataset } = await read(
      [{ data: { html: '<p>Mrs <b>Merkel</b> &amp; co</p>' }, annotations: [{ result }] }],
      html,
    );
    expect([...dataset.articles()][0]!.article.text).toBe('Mrs Merkel & co');
    expect(annotationsIn(dataset)).toEqual(['Person: Merkel (Label Studio)']);
  });

  it('is told from other JSON', async () => {
    const json = JSON.stringify(tasks);
    expect(await recogniseLabelStudio(inputOfFiles({ 'a.json': json }))).toBe(2);
    expect(await recogniseLabelStudio(inputOfFiles({ 'a.json': json, 'c.xml': config }))).toBe(3);
    expect(await recogniseLabelStudio(inputOfFiles({ 'a.json': '[]' }))).toBe(1);
    expect(await recogniseLabelStudio(inputOfFiles({ 'a.xml': '<View/>' }))).toBe(0);
  });
});

test('a relation to what another coder annotated is none to Label Studio, but comes back', async () => {
  await fc.assert(
    fc.asyncProperty(anyDataset(), async (dataset) => {
      const { files } = written(format, dataset);
      const all = JSON.parse(textOf(files, 'tasks.json')) as {
        annotations: { result: { type: string; id: string; from_id: string; to_id: string }[] }[];
      }[];
      for (const { result } of all.flatMap(({ annotations }) => annotations)) {
        const ids = result.filter(({ type }) => type === 'labels').map(({ id }) => id);
        for (const one of result)
          if (one.type === 'relation') expect(ids).toEqual(expect.arrayContaining([one.from_id, one.to_id]));
          else expect(ids).toContain(one.id);
      }
      const back = await readBack(format, inputOf('study', files));
      expect(valuesIn(back.dataset).toSorted()).toEqual(valuesIn(dataset).toSorted());
    }),
    { numRuns: runs(60) },
  );
});

describe('bad input', () => {
  it('keeps the words of a region where others are at its place, and says so', async () => {
    const wrong = {
      ...region('r1', 'Merkel', 'Person'),
      value: { start: 0, end: 1, text: 'Merkel', labels: ['Person'] },
    };
    const { dataset, report } = await read([{ data: { text: article }, annotations: [{ result: [wrong] }] }]);
    expect(annotationsIn(dataset)).toEqual(['Person: Merkel (Label Studio)']);
    expect(report.losses).toMatchObject([{ severity: 'mismatch', count: 1 }]);
  });

  it('leaves images out with a count of what was on them', async () => {
    const box = {
      id: 'b',
      type: 'rectanglelabels',
      from_name: 'label',
      to_name: 'image',
      value: { rectanglelabels: ['Car'] },
    };
    const { dataset, report } = await read([
      { id: 1, data: { image: '/a.png' }, annotations: [{ result: [box, box] }] },
    ]);
    expect(dataset.articleCount).toBe(0);
    expect(report.losses).toMatchObject([
      { aspect: 'article', count: 1 },
      { aspect: 'annotation', count: 2 },
    ]);
  });

  it.each([
    ['a relation to nowhere', { type: 'relation', from_id: 'r1', to_id: 'gone', direction: 'right' }],
    [
      'a region outside the text',
      { ...region('r9', 'Merkel', 'Person'), value: { start: 3, end: 999, text: '', labels: ['Person'] } },
    ],
    [
      'a region without label',
      { ...region('r9', 'Merkel', 'Person'), value: { ...at('Merkel'), labels: [] } },
    ],
    ['an answer that is no number', { id: 'r1', type: 'number', from_name: 'n', value: { number: 'many' } }],
  ])('names %s and reads the rest', async (_, result) => {
    const { dataset, report } = await read([
      { data: { text: article }, annotations: [{ result: [region('r1', 'Merkel', 'Person'), result] }] },
    ]);
    expect(annotationsIn(dataset)).toEqual(['Person: Merkel (Label Studio)']);
    expect(report.losses).toHaveLength(1);
  });

  it.each([
    ['a file that is cut off', '[{"data": {"text": "a"'],
    ['annotations without their tasks', JSON.stringify({ result: [region('r1', 'Merkel', 'Person')] })],
    ['JSON of another program', JSON.stringify([{ text: 'a', label: [] }])],
  ])('%s is refused with what to do', async (_, content) => {
    const problem = await readBack(format, inputOfFiles({ 'a.json': content })).catch(
      (error: unknown) => error,
    );
    expect(problem).toBeInstanceOf(ReadProblem);
    expect((problem as ReadProblem).message).toMatch(/[Ee]xport|get it anew/);
  });

  test('a configuration that is no sound XML is refused', async () => {
    await expect(read(tasks, '<View><Labels></View>')).rejects.toThrow(ReadProblem);
  });
});

test('very many regions in one task are read in seconds, and written', async () => {
  const count = much(100_000);
  const result = Array.from({ length: count }, (_, number) =>
    region(`r${number}`, 'Merkel', `Label ${number}`),
  );
  const input = inputOfFiles({
    'a.json': JSON.stringify([{ data: { text: article }, annotations: [{ result }] }]),
  });
  let dataset: Dataset | null = null;
  const reading = await cpuSecondsOf(async () => {
    dataset = (await readBack(format, input)).dataset;
  });
  expect(dataset!.annotationCount).toBe(count);
  expect(reading).toBeLessThan(much(20));
  expect(await cpuSecondsOf(() => void written(format, dataset!))).toBeLessThan(much(20));
}, 120_000);
