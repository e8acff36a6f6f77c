/** REFI-QDA projects: what is written is read again, and what other programs write becomes the right records. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Dataset } from '../../shared/formats/dataset';
import { DatasetBuilder } from '../../shared/formats/dataset-builder';
import { Losses } from '../../shared/formats/losses';
import {
  recogniseRefiProject,
  refiProjectFormat,
  refiProjectReader,
  writeRefiProject,
} from '../../shared/formats/refi-project';
import { parseXmlText } from '../../shared/xml';
import { anyDataset, sha256, timeOf } from '../support/any-dataset';
import { expectLaw, portraitOf } from '../support/portrait';
import { faultsIn, projectRules } from '../support/refi-rules';
import { idMaker, inputOf, readBack, written } from '../support/round-trip';

const format = { info: refiProjectFormat, write: writeRefiProject, read: refiProjectReader(null) };
const decode = (bytes: Uint8Array | undefined): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** What is read of files, and what is said of what is not. */
const read = (files: Record<string, string | Uint8Array>, reader = format.read) =>
  readBack({ ...format, read: reader }, inputOf('study.qdpx', new Map(Object.entries(files))));

const makeBuilder = () =>
  new DatasetBuilder({
    format: 'test',
    losses: new Losses(),
    now: timeOf(0),
    newId: idMaker(0xa00000),
    sha256,
  });

const facts = (dataset: Dataset, keys: 'ids' | 'words' = 'ids') =>
  Object.fromEntries(portraitOf(dataset, { keys, format: refiProjectFormat.id }));

describe('a project that we wrote', () => {
  test.each(['lf', 'crlf'])(
    'is read again as it was, and follows the rules of REFI-QDA (%s)',
    async (lineEnds) => {
      await fc.assert(
        fc.asyncProperty(anyDataset(), async (dataset) => {
          const { files, report } = written(format, dataset, { lineEnds });
          const texts = new Map([...files].map(([name, bytes]) => [name, decode(bytes)]));
          expect(faultsIn(texts.get('project.qde')!, projectRules, texts)).toEqual([]);
          const input = inputOf('study.qdpx', files);
          expect(await recogniseRefiProject(input)).toBe(3);
          const back = await readBack(format, input);
          expect(back.report.losses).toEqual([]);
          expectLaw(
            portraitOf(dataset, { keys: 'ids' }),
            portraitOf(back.dataset, { keys: 'ids', format: refiProjectFormat.id }),
            report,
          );
        }),
        { numRuns: 40 },
      );
    },
  );

  it('keeps its texts in files that hold nothing else, with line ends as they were chosen', () => {
    const builder = makeBuilder();
    builder.article({ title: 'A', text: 'one\n😀 two' });
    const textOf = (lineEnds: string): string => {
      const { files } = written(format, builder.build(), { lineEnds });
      return decode([...files].find(([name]) => name.endsWith('.txt'))![1]);
    };
    expect(textOf('lf')).toBe('one\n😀 two');
    expect(textOf('crlf')).toBe('one\r\n😀 two');
  });

  /** Layout, particulars and names that look like what they are not. */
  const full = (): DatasetBuilder => {
    const builder = makeBuilder();
    const articleId = builder.article({
      title: 'A',
      text: 'Head\n😀 قال',
      layout: '{"blocks":[{"kind":"heading","level":1,"start":0,"end":4}],"pages":[]}',
      particulars:
        '[{"name":"Source","value":"two\\nlines"},{"name":"Length","value":""},{"name":"Length","value":"3"}]',
    })!;
    const codeId = builder.code({
      name: 'Claim',
      kind: 'claim',
      definition: 'Use when: it is one.\n\nDo not use when: x\n\n\u2060Shortcut: 1',
      useWhen: 'a\n\nLine style: fill',
      lineStyle: 'double',
    });
    const subId = builder.code({ name: 'Sub', kind: 'other', parentId: codeId });
    const attributeId = builder.attribute({
      codeId,
      name: 'evidence',
      kind: 'annotation',
      targetCodeId: subId,
    });
    const coderId = builder.coder({ name: 'Ada' });
    const one = builder.annotation({
      articleId,
      codeId,
      coderId,
      ranges: [{ start: 5, end: 7 }],
      note: 'Review: no',
    })!;
    const other = builder.annotation({ articleId, codeId: subId, coderId, ranges: [{ start: 8, end: 11 }] })!;
    builder.value(one, attributeId, { targetAnnotationId: other, evidence: { start: 0, end: 4 } });
    return builder;
  };

  it('keeps layout, particulars and words that look like labels', async () => {
    const dataset = full().build();
    const { files, report } = written(format, dataset);
    expect(report.losses).toMatchObject([
      { aspect: 'article layout', severity: 'kept as extension', count: 1 },
    ]);
    const back = await readBack(format, inputOf('study.qdpx', files));
    expect(back.report.losses).toEqual([]);
    expectLaw(
      portraitOf(dataset, { keys: 'ids' }),
      portraitOf(back.dataset, { keys: 'ids', format: refiProjectFormat.id }),
      report,
    );
  });

  it('counts where another program has changed it: what we added to it yields, and that is said', async () => {
    const { files } = written(format, full().build());
    const [name] = [...files.keys()].filter((file) => file.endsWith('.txt'));
    files.set(name!, Buffer.from('Hood\n😀 قال'));
    const qde = decode(files.get('project.qde'))
      .replaceAll('name="Claim"', 'name="Demand"')
      .replaceAll('name="Head"', 'name="Hood"');
    files.set('project.qde', Buffer.from(qde));
    const { dataset, report } = await readBack(format, inputOf('study.qdpx', files));
    expect(dataset.registries.codes.map((code) => code.name)).toEqual(['Demand', 'Sub']);
    expect([...dataset.articles()].map(({ article }) => [article.text, article.layout])).toEqual([
      ['Hood\n😀 قال', ''],
    ]);
    expect(report.losses).toMatchObject([{ aspect: 'article layout', severity: 'mismatch' }]);
    files.set('claimbook.json', Buffer.from('{'));
    const broken = await readBack(format, inputOf('study.qdpx', files));
    expect(broken.report.losses[0]?.what).toContain('cannot be read; the project counts');
  });

  it('knows again who is more than a coder, and says where another program has removed one', async () => {
    const builder = full();
    const [ada] = builder.all('coder');
    builder.coder({ name: 'Agreed', role: 'gold' });
    builder.update('coder', builder.coder({ name: 'Ada in May', role: 'again' }), { ofCoderId: ada!.id });
    const { files } = written(format, builder.build());
    const rolesOf = async () => {
      const { dataset, report } = await readBack(format, inputOf('study.qdpx', files));
      const { coders } = dataset.registries;
      const nameOf = (id: string | null) => coders.find((one) => one.id === id)?.name;
      return {
        roles: coders.map(({ name, role, ofCoderId }) => [name, role, nameOf(ofCoderId)]),
        losses: report.losses.map(({ aspect, severity }) => [aspect, severity]),
      };
    };
    const second = ['Ada in May', 'again', 'Ada'];
    expect(await rolesOf()).toEqual({
      roles: [['Ada', 'coder', undefined], ['Agreed', 'gold', undefined], second],
      losses: [],
    });
    const qde = decode(files.get('project.qde'));
    files.set('project.qde', Buffer.from(qde.replace(/<User [^>]*name="Agreed"[^>]*>/, '')));
    expect(await rolesOf()).toEqual({
      roles: [['Ada', 'coder', undefined], second],
      losses: [['coder role', 'mismatch']],
    });
  });

  it('says how many passages have no place where texts are left out', () => {
    const dataset = full().build();
    const [coded] = [...dataset.articles()];
    const article = { ...coded!.article, text: '', layout: '' };
    const { report } = written(format, { ...dataset, articles: () => [{ ...coded!, article }] });
    expect(report.losses).toMatchObject([{ aspect: 'annotation', severity: 'approximated', count: 2 }]);
  });

  it('says which values it leaves out since what they point to is not there', async () => {
    const dataset = full().build();
    const [coded] = [...dataset.articles()];
    const without: Dataset = {
      ...dataset,
      articles: () => [{ ...coded!, annotations: coded!.annotations.slice(0, 1) }],
    };
    const { files, report } = written(format, without);
    expect(report.losses.map(({ aspect, count }) => [aspect, count])).toEqual([
      ['article layout', 1],
      ['value', 1],
      ['value link', 1],
      ['value evidence', 1],
    ]);
    const back = await readBack(format, inputOf('study.qdpx', files));
    expect(back.dataset.annotationCount).toBe(1);
    expect(back.report.losses).toEqual([]);
  });
});

const guid = (number: number): string => `${String(number).padStart(8, '0')}-AAAA-4BBB-8CCC-DDDDDDDDDDDD`;

interface Foreign {
  origin?: string;
  selections?: string;
  text?: string | Uint8Array;
  rest?: string;
  source?: string;
  codes?: string;
}

/** A project as another program may write it: two users, three codes, one text. */
function foreign({
  origin = 'Other 1.0',
  selections = '',
  text = 'one 😀 two\nthree',
  rest = '',
  source = '',
  codes = '',
}: Foreign) {
  const qde = `\ufeff<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="Field study" origin="${origin}" creatingUserGUID="{${guid(1)}}">
<Users><User guid="{${guid(1)}}" name="Ada"/><User guid="${guid(2)}" name="Ben" id="B"/></Users>
<CodeBook><Codes>
<Code guid="${guid(10)}" name="Topics" isCodable="false"><Description>All.</Description>
<Code guid="${guid(11)}" name="Taxes" isCodable="true" color="#f00"/></Code>
<Code guid="${guid(12)}" name="People" isCodable="true"/>${codes}
</Codes></CodeBook>
<Variables><Variable guid="${guid(90)}" name="newspaper" typeOfVariable="Text"/><Variable guid="${guid(91)}" name="Mood" typeOfVariable="Text"/><Variable guid="${guid(92)}" name="Date" typeOfVariable="Date"/></Variables>
<Sources><TextSource guid="${guid(20)}" name="Interview" plainTextPath="internal://${guid(20)}.txt">${selections}${source}</TextSource></Sources>
${rest}</Project>`;
  return { 'project.qde': qde, [`Sources/${guid(20).toLowerCase()}.TXT`]: text };
}

const coding = (number: number, code: number, user = 1): string =>
  `<Coding guid="${guid(number)}" creatingUser="${guid(user).toLowerCase()}" creationDateTime="2020-01-02T03:04:05Z"><CodeRef targetGUID="{${guid(code)}}"/></Coding>`;

const selection = (number: number, start: number, end: number, name: string, content: string): string =>
  `<PlainTextSelection guid="${guid(number)}" name="${name}" startPosition="${start}" endPosition="${end}">${content}</PlainTextSelection>`;

const passages = (dataset: Dataset): unknown[] =>
  [...dataset.articles()].flatMap(({ annotations }) =>
    annotations.map(({ annotation, spans }) => [
      dataset.registries.codes.find(({ id }) => id === annotation.codeId)?.name,
      dataset.registries.coders.find(({ id }) => id === annotation.coderId)?.name,
      spans.map(({ quote }) => quote).join(' … '),
      annotation.note,
    ]),
  );

describe('a project of another program', () => {
  const files = foreign({
    selections:
      selection(30, 4, 9, '😀 two', `<Description>Look.</Description>${coding(40, 11)}${coding(41, 12, 2)}`) +
      selection(31, 0, 3, 'one', ''),
    source: `<NoteRef targetGUID="${guid(50)}"/><VariableValue><VariableRef targetGUID="${guid(90)}"/><TextValue>Courier</TextValue></VariableValue><VariableValue><VariableRef targetGUID="${guid(91)}"/><TextValue>glad</TextValue></VariableValue><VariableValue><VariableRef targetGUID="${guid(92)}"/><DateValue>2020-08-03+02:00</DateValue></VariableValue>`,
    rest: `<Notes><Note guid="${guid(50)}" name="Memo"><PlainTextContent>A source.</PlainTextContent></Note><Note guid="${guid(51)}" name="Plan"><PlainTextContent>Go on.</PlainTextContent></Note></Notes>
<Links><Link guid="${guid(60)}" name="contradicts" direction="OneWay" originGUID="${guid(30)}" targetGUID="${guid(31)}"/></Links>
<Sets><Set guid="${guid(70)}" name="Group"><Description>Both.</Description><MemberCode targetGUID="${guid(11)}"/><MemberSource targetGUID="${guid(20)}"/></Set><Set guid="${guid(71)}" name="Empty"/></Sets>
<Graphs><Graph guid="${guid(80)}" name="Map"/></Graphs><Description>What for.</Description>`,
  });

  it('comes in with its coders, codes, passages, notes and variables; nothing is dropped in silence', async () => {
    const { dataset, report } = await read(files);
    const { coders, codes, project } = dataset.registries;
    expect(coders.map(({ name }) => name)).toEqual(['Ada', 'Ben']);
    expect(codes.map(({ name, color, definition }) => [name, color, definition])).toMatchObject([
      ['Topics', expect.any(String), 'All.'],
      ['Taxes', '#ff0000', ''],
      ['People', expect.any(String), ''],
      ['Passage without code', expect.any(String), ''],
    ]);
    expect(codes[1]?.parentId).toBe(codes[0]?.id);
    expect(passages(dataset)).toEqual([
      ['Passage without code', 'Ada', 'one', ''],
      ['Taxes', 'Ada', '😀 two', 'Look.\nLink “contradicts”: “😀 two” → “one”'],
      ['People', 'Ben', '😀 two', 'Look.\nLink “contradicts”: “😀 two” → “one”'],
    ]);
    expect([...dataset.articles()].map(({ article }) => article)).toMatchObject([
      {
        title: 'Interview',
        source: 'Courier',
        date: '2020-08-03',
        note: 'Memo: A source.',
        particulars: '[{"name":"Mood","value":"glad"}]',
      },
    ]);
    expect(project).toMatchObject({ name: 'Field study', description: 'What for.\n\nPlan: Go on.' });
    expect(report.losses.map(({ what, examples }) => [what, ...examples])).toEqual([
      ['A set without codes and sources is left out.', 'Empty'],
      ['Drawn networks are left out.', 'Map'],
    ]);
  });

  it('is read, written and read again with the same records, GUIDs and sets', async () => {
    const first = await read(files);
    const { files: again } = written(format, first.dataset);
    const second = await readBack(format, inputOf('study.qdpx', again));
    const [before, after] = [facts(first.dataset, 'words'), facts(second.dataset, 'words')];
    expect(after).toEqual(before);
    const qde = decode(again.get('project.qde'));
    for (const number of [10, 11, 12, 20, 30, 31, 40, 41, 70]) expect(qde).toContain(guid(number));
    expect(qde).toContain(`guid="{${guid(1)}}"`);
    expect(qde).toContain(
      `name="Group"><Description>Both.</Description><MemberCode targetGUID="${guid(11)}"/><MemberSource`,
    );
    expect(qde.match(/<PlainTextSelection/g)).toHaveLength(2);
    const texts = new Map([...again].map(([name, bytes]) => [name, decode(bytes)]));
    expect(faultsIn(qde, projectRules, texts)).toEqual([]);
  });

  it('may have codes on a whole source, and cases with sources and passages', async () => {
    const { dataset, report } = await read(
      foreign({
        selections: selection(30, 4, 9, '😀 two', coding(40, 95)),
        source: coding(42, 12),
        rest: `<Cases><Case guid="${guid(95)}" name="Ms X"><Description>Mayor.</Description><VariableValue><VariableRef targetGUID="${guid(91)}"/><TextValue>glad</TextValue></VariableValue><SourceRef targetGUID="${guid(20)}"/><SelectionRef targetGUID="${guid(30)}"/></Case></Cases>`,
      }),
    );
    expect(dataset.registries.actors).toMatchObject([{ name: 'Ms X', note: 'Mayor.\nMood: glad' }]);
    expect(passages(dataset)).toEqual([
      ['People', 'Ada', 'one 😀 two\nthree', ''],
      ['Case', 'Ada', '😀 two', ''],
    ]);
    expect(facts(dataset, 'words').value).toEqual([expect.stringContaining('"Ms X"')]);
    expect(report.losses.map(({ severity, what }) => [severity, what])).toEqual([
      ['approximated', 'Codes of a whole source stand on all of its text.'],
      ['dropped', 'That a passage belongs to a case is left out.'],
      ['kept as extension', 'Which sources belong to a case is kept for the next export as REFI-QDA.'],
    ]);
    expect(decode(written(format, dataset).files.get('project.qde'))).toContain(
      `<SourceRef targetGUID="${guid(20)}"/>`,
    );
  });

  it('may count a line end of two characters as one or as two; the words tell', async () => {
    const crlf = 'one\r\n😀 two\r\nthree';
    const counted = (origin: string, start: number, name: string) =>
      read(
        foreign({ origin, text: crlf, selections: selection(30, start, start + 5, name, coding(40, 11)) }),
      );
    for (const [origin, start, name] of [
      ['ATLAS.ti 23', 10, ''],
      ['ATLAS.ti 23', 10, 'three'],
      ['ATLAS.ti 23', 12, 'three'],
      ['Other 1.0', 12, ''],
      ['Other 1.0', 12, 'three'],
      ['Other 1.0', 10, 'three'],
    ] as const)
      expect(passages((await counted(origin, start, name)).dataset), `${origin} ${start} ${name}`).toEqual([
        ['Taxes', 'Ada', 'three', ''],
      ]);
  });

  it.each([
    ['in UTF-16, which is said', '\u{1f600}\u{1f600} two', 5, 'counted otherwise'],
    ['with its byte order mark, which is said', '\ufeff😀😀 two', 4, 'counted otherwise'],
  ])('may count %s', async (_, text, start, what) => {
    const { dataset, report } = await read(
      foreign({ text, selections: selection(30, start, start + 3, 'two', coding(40, 11)) }),
    );
    expect(passages(dataset)).toEqual([['Taxes', 'Ada', 'two', '']]);
    expect(report.losses[0]?.what).toContain(what);
  });

  it('may name passages by their words, by the beginning of them, or as people like', async () => {
    const { dataset, report } = await read(
      foreign({
        selections:
          selection(30, 4, 15, '😀 two…', coding(40, 11)) +
          selection(31, 0, 9, 'my favourite passage', coding(41, 11)) +
          selection(32, 0, 3, 'two', coding(42, 11)),
      }),
    );
    expect(passages(dataset)).toEqual([
      ['Taxes', 'Ada', 'one 😀 two'.slice(0, 10), 'Name: my favourite passage'],
      ['Taxes', 'Ada', 'two', ''],
      ['Taxes', 'Ada', '😀 two\nthree', ''],
    ]);
    expect(report.losses.map(({ examples }) => examples)).toEqual([['Interview: “two” instead of “one”']]);
  });

  it('may hold the text within, and may have it in a DOCX alone', async () => {
    const inside = foreign({
      selections: `<PlainTextContent>one 😀 &amp; two</PlainTextContent>${selection(30, 4, 5, '😀', coding(40, 11))}`,
    });
    delete inside[`Sources/${guid(20).toLowerCase()}.TXT`];
    expect(passages((await read(inside)).dataset)).toEqual([['Taxes', 'Ada', '😀', '']]);

    const files = foreign({ text: '\n', selections: selection(30, 0, 3, 'one', coding(40, 11)) });
    files['project.qde'] = files['project.qde'].replace(
      'plainTextPath',
      `richTextPath="internal://a.docx" plainTextPath`,
    );
    files['sources/A.docx'] = new Uint8Array([80, 75]);
    const without = await read(files);
    expect(without.dataset.articleCount).toBe(0);
    expect(without.report.losses[0]).toMatchObject({ aspect: 'article', severity: 'dropped', count: 1 });
    const { dataset, report } = await read(
      files,
      refiProjectReader(async () => 'one two'),
    );
    expect(passages(dataset)).toEqual([['Taxes', 'Ada', 'one', '']]);
    expect(report.losses[0]?.what).toContain('word processor');
  });

  it('finds texts by names that are written in another case, as an address or in parts of letters', async () => {
    const sourceOf = (number: number, file: string): string =>
      `<TextSource guid="${guid(number)}" name="${number}" plainTextPath="internal://${file}"/>`;
    const { dataset, report } = await read({
      'project.qde': `<Project xmlns="urn:QDA-XML:project:1.0" name="P"><Sources>${sourceOf(1, '%C3%9Cber.txt')}${sourceOf(2, 'Caf\u00e9.txt')}</Sources></Project>`,
      'sources/\u00fcber.txt': 'one',
      'Sources/cafe\u0301.TXT': 'two',
    });
    expect([...dataset.articles()].map(({ article }) => article.text)).toEqual(['one', 'two']);
    expect(report.losses).toEqual([]);
  });

  it('keeps notes that have the GUID of another, and names passages within notes', async () => {
    const note = (number: number, words: string, more = ''): string =>
      `<Note guid="${guid(number)}" name="Memo"><PlainTextContent>${words}</PlainTextContent>${more}</Note>`;
    const { dataset, report } = await read({
      'project.qde': `<Project xmlns="urn:QDA-XML:project:1.0" name="P"><Sources><TextSource guid="${guid(1)}" name="A" plainTextPath="internal://a.txt"><NoteRef targetGUID="${guid(50)}"/></TextSource></Sources><Notes>${note(50, 'First.')}${note(50, 'Second.', selection(30, 0, 3, 'Sec', ''))}</Notes></Project>`,
      'sources/a.txt': 'one',
    });
    expect([...dataset.articles()].map(({ article }) => article.note)).toEqual(['Memo: First.']);
    expect(dataset.registries.project.description).toBe('Memo: Second.');
    expect(report.losses.map(({ aspect, severity, examples }) => [aspect, severity, ...examples])).toEqual([
      ['annotation', 'dropped', 'Memo'],
      ['foreign data', 'mismatch', 'Memo'],
    ]);
  });

  it('leaves out pictures, recordings and pages by name, and takes the text of a PDF once', async () => {
    const { dataset, report } = await read({
      'project.qde': `<Project xmlns="urn:QDA-XML:project:1.0" name="P"><CodeBook><Codes><Code guid="${guid(11)}" name="Taxes" isCodable="true"/></Codes></CodeBook><Sources>
<PictureSource guid="${guid(1)}" name="a.jpg"/><AudioSource guid="${guid(2)}" name="b.mp3"/><VideoSource guid="${guid(3)}" name="c.mp4"/><PDFSource guid="${guid(4)}" name="d.pdf"/>
<TextSource guid="${guid(5)}" name="gone.txt" plainTextPath="absolute:///C:/gone.txt"/>
<PDFSource guid="${guid(6)}" name="e.pdf"><PDFSelection guid="${guid(30)}" page="0" firstX="1" firstY="1" secondX="2" secondY="2" name="one"/><PDFSelection guid="${guid(31)}" page="0" firstX="1" firstY="1" secondX="2" secondY="2" name="a table"/><Representation guid="${guid(7)}" plainTextPath="internal://e.txt">${selection(30, 0, 3, 'one', coding(40, 11))}${coding(41, 11)}</Representation></PDFSource>
</Sources></Project>`,
      'sources/e.txt': 'one two',
    });
    expect(passages(dataset)).toEqual([
      ['Taxes', 'Unknown coder', 'one two', ''],
      ['Taxes', 'Unknown coder', 'one', ''],
    ]);
    expect(report.losses.flatMap(({ examples }) => examples)).toEqual([
      'a.jpg',
      'b.mp3',
      'c.mp4',
      'd.pdf',
      'gone.txt: absolute:///C:/gone.txt',
      'e.pdf: a table',
      'e.pdf',
      guid(1).toLowerCase(),
    ]);
  });
});

describe('what another program has done to a project of ours', () => {
  /** A claim with a speaker, a concept and a position, all said by Ada on “two”. */
  const claim = () => {
    const builder = makeBuilder();
    const coderId = builder.coder({ name: 'Ada' });
    const codeId = builder.code({ name: 'Claim', kind: 'claim' });
    const speaker = builder.attribute({ codeId, name: 'Speaker', kind: 'actor' });
    const about = builder.attribute({ codeId, name: 'Concept', kind: 'concept' });
    const position = builder.attribute({ codeId, name: 'Position', kind: 'choice' });
    const choiceId = builder.choice({ attributeId: position, name: 'for' });
    const actorId = builder.actor({ name: 'Merkel', kind: 'person' });
    const conceptId = builder.concept({ name: 'Taxes' });
    const articleId = builder.article({ title: 'A', text: 'one 😀 two three' })!;
    const id = builder.annotation({ articleId, codeId, coderId, ranges: [{ start: 7, end: 10 }] })!;
    builder.value(id, speaker, { actorId });
    builder.value(id, about, { conceptId });
    builder.value(id, position, { choiceId });
    return { files: written(format, builder.build()).files, choiceId, conceptId };
  };
  const changed = (files: Map<string, Uint8Array>, change: (qde: string) => string) =>
    readBack(
      format,
      inputOf(
        'study.qdpx',
        new Map([...files, ['project.qde', Buffer.from(change(decode(files.get('project.qde'))))] as const]),
      ),
    );
  const valuesOf = (dataset: Dataset) =>
    [...portraitOf(dataset, { keys: 'words' }).get('value')!].map((fact) => JSON.parse(fact).slice(1));

  it('such as dropping cases and links, leaves actors and concepts by their names', async () => {
    const { files } = claim();
    const { dataset, report } = await changed(files, (qde) =>
      qde.replace(/<Cases>.*<\/Cases>\n/s, '').replace(/<Links>.*<\/Links>\n/s, ''),
    );
    expect(dataset.registries.actors.map(({ name }) => name)).toEqual(['Merkel']);
    expect(dataset.registries.concepts.map(({ name }) => name)).toEqual(['Taxes']);
    expect(valuesOf(dataset)).toEqual([
      ['Speaker', 'Merkel'],
      ['Concept', 'Taxes'],
      ['Position', 'for'],
    ]);
    expect(report.losses).toEqual([]);
  });

  it('such as dropping the sets, leaves codes and the passages that have them', async () => {
    const { files } = claim();
    const { dataset } = await changed(files, (qde) => qde.replace(/<Sets>.*<\/Sets>\n/s, ''));
    expect(
      passages(dataset)
        .map((passage) => (passage as string[])[0])
        .toSorted(),
    ).toEqual(['Claim', 'Merkel', 'Taxes', 'for']);
  });

  it('such as coding with a choice or a concept alone, becomes a value where one can be', async () => {
    const { files, choiceId, conceptId } = claim();
    const codingWith = (number: number, code: string) =>
      `<Coding guid="${guid(number)}"><CodeRef targetGUID="${code}"/></Coding>`;
    const { dataset, report } = await changed(files, (qde) =>
      qde.replace(
        '</TextSource>',
        `<PlainTextSelection guid="${guid(1)}" startPosition="0" endPosition="3">${codingWith(2, choiceId)}${codingWith(3, conceptId)}</PlainTextSelection><PlainTextSelection guid="${guid(4)}" startPosition="4" endPosition="5">${codingWith(5, conceptId)}</PlainTextSelection></TextSource>`,
      ),
    );
    expect(passages(dataset).map((passage) => (passage as string[]).slice(0, 3))).toEqual([
      ['Claim', 'Unknown coder', 'one'],
      ['Claim', 'Ada', 'two'],
    ]);
    expect(valuesOf(dataset)).toEqual([
      ['Concept', 'Taxes'],
      ['Position', 'for'],
      ['Speaker', 'Merkel'],
      ['Concept', 'Taxes'],
      ['Position', 'for'],
    ]);
    expect(report.losses.map(({ what, count }) => [count, what])).toEqual([
      [3, 'Passages whose user is not in the file are of “Unknown coder”.'],
      [1, 'A concept on a passage whose codes take none is left out.'],
    ]);
  });
});

it('gives each record a GUID of its own where a file was read twice', async () => {
  const { dataset } = await read(foreign({ selections: selection(30, 4, 9, '😀 two', coding(40, 11)) }));
  const [coded] = [...dataset.articles()];
  const again = (id: string): string => id.replace(/^0/, '1');
  const twin = {
    ...coded!,
    article: { ...coded!.article, id: again(coded!.article.id) },
    annotations: coded!.annotations.map(({ annotation, spans, values }) => ({
      annotation: { ...annotation, id: again(annotation.id), articleId: again(annotation.articleId) },
      spans: spans.map((span) => ({ ...span, id: again(span.id), annotationId: again(span.annotationId) })),
      values,
    })),
    foreignIds: coded!.foreignIds.map((one) => ({ ...one, recordId: again(one.recordId) })),
  };
  const both: Dataset = { ...dataset, articles: () => [coded!, twin] };
  const { files } = written(format, both);
  const texts = new Map([...files].map(([name, bytes]) => [name, decode(bytes)]));
  expect(faultsIn(texts.get('project.qde')!, projectRules, texts)).toEqual([]);
  expect((await readBack(format, inputOf('study.qdpx', files))).dataset.annotationCount).toBe(2);
});

describe('bad input', () => {
  it.each([
    ['no project', { 'a.txt': 'x' }, 'study.qdpx holds no file that ends in .qde'],
    ['no XML', { 'project.qde': 'PK\u0003' }, 'project.qde holds no XML|is not sound XML'],
    ['another program’s XML', { 'project.qde': '<html/>' }, 'is no REFI-QDA file: it begins with <html>'],
    [
      'a codebook',
      { 'project.qde': '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>' },
      'is a REFI-QDA codebook. Choose that format.',
    ],
    [
      'an entity bomb',
      { 'project.qde': '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><Project name="x">&c;</Project>' },
      'line 1, column',
    ],
  ])('of which nothing can be made is refused: %s', async (_, files, message) => {
    await expect(read(files as Record<string, string>)).rejects.toThrow(new RegExp(message));
  });

  it('that is cut off gives what is whole, and says so', async () => {
    const files = foreign({
      selections: selection(30, 0, 3, 'one', coding(40, 11)) + selection(31, 4, 5, '😀', coding(41, 12)),
    });
    const qde = files['project.qde'];
    const { dataset, report } = await read({
      ...files,
      'project.qde': qde.slice(0, qde.indexOf(`guid="${guid(31)}"`)),
    });
    expect(passages(dataset)).toEqual([['Taxes', 'Ada', 'one', '']]);
    expect(report.losses[0]?.what).toContain('The file is broken; what is whole of it is taken.');
  });

  it.each([
    [
      'a code that is not there',
      selection(30, 0, 3, 'one', coding(40, 99)),
      'a code that is not in the file',
    ],
    ['a place outside the text', selection(30, 0, 99, '', coding(40, 11)), 'outside its text'],
    ['no place', selection(30, 3, 3, '', coding(40, 11)), 'covers no character'],
    [
      'a place that is no number',
      selection(30, 0, 3, '', coding(40, 11)).replace('"3"', '"x"'),
      'whose place is no number',
    ],
    ['a user who is not there', selection(30, 0, 3, 'one', coding(40, 11, 99)), null],
  ])('in a passage with %s is named, and all else comes in', async (_, bad, what) => {
    const { dataset, report } = await read(
      foreign({ selections: bad + selection(31, 4, 5, '😀', coding(41, 12)) }),
    );
    expect(passages(dataset).at(-1)).toEqual(['People', 'Ada', '😀', '']);
    expect(passages(dataset)).toHaveLength(what === null ? 2 : 1);
    expect(report.losses.map((loss) => loss.what).join()).toContain(what ?? '');
  });

  it('with the same GUID for two things, links in a circle and to nowhere, and another version, is named', async () => {
    const { dataset, report } = await read(
      Object.fromEntries(
        Object.entries(
          foreign({
            codes: `<Code guid="${guid(11)}" name="Again" isCodable="true"/>`,
            selections:
              selection(30, 0, 3, 'one', coding(40, 11)) +
              selection(30, 4, 5, '😀', coding(41, 12)) +
              selection(32, 6, 9, 'two', coding(42, 12)) +
              selection(33, 10, 15, 'three', coding(43, 12)),
            rest: `<Links><Link guid="${guid(60)}" name="fragment" originGUID="${guid(32)}" targetGUID="${guid(33)}"/><Link guid="${guid(61)}" name="fragment" originGUID="${guid(33)}" targetGUID="${guid(32)}"/><Link guid="${guid(62)}" name="copy of" originGUID="${guid(20)}" targetGUID="${guid(98)}"/><Link guid="${guid(63)}" name="x" originGUID="${guid(97)}" targetGUID="${guid(98)}"/></Links>`,
          }),
        ).map(([name, content]) => [
          name,
          typeof content === 'string' ? content.replace('project:1.0', 'project:2.0') : content,
        ]),
      ),
    );
    expect(passages(dataset)).toEqual([
      ['Taxes', 'Ada', 'one', ''],
      ['People', 'Ada', '😀', ''],
      ['People', 'Ada', 'two … three', ''],
    ]);
    expect(report.losses.map(({ what, count }) => [count, what])).toEqual([
      [1, 'A link to something that is not in the file is left out.'],
      [1, 'A code whose GUID is missing, wrong or that of another code is taken without its passages.'],
      [1, 'A selection whose GUID is missing, wrong or that of another is taken without its links.'],
      [1, 'The file is of another version of REFI-QDA than 1.0; what it has more is not known here.'],
      [1, 'A link to something that is not in the file is left out.'],
    ]);
  });
});

test('10,000 passages of one article are written and read in little more time than their XML takes', async () => {
  const builder = makeBuilder();
  const coderId = builder.coder({ name: 'Ada' });
  const codes = Array.from({ length: 1_000 }, (_, at) => builder.code({ name: `Code ${at}`, kind: 'claim' }));
  const articleId = builder.article({ title: 'A', text: '😀 word\n'.repeat(10_000) })!;
  for (let at = 0; at < 10_000; at++) {
    const ranges = [{ start: at * 8, end: at * 8 + 2 }];
    builder.annotation({ articleId, codeId: codes[at % 1_000]!, coderId, ranges });
  }
  const dataset = builder.build();
  const start = performance.now();
  const { files } = written(format, dataset);
  const { dataset: back } = await readBack(format, inputOf('study.qdpx', files));
  const done = performance.now();
  expect(back.annotationCount).toBe(10_000);
  parseXmlText(decode(files.get('project.qde')), 'project.qde');
  // About ten times in a quiet hour; what takes the square of the time would take hundreds.
  expect((done - start) / (performance.now() - done)).toBeLessThan(60);
});
