/** TEI: our corpora come back as they were, and files of others come in as text with what is marked in it. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { CodedArticle, Dataset } from '../../shared/formats/dataset';
import { teiFormat } from '../../shared/formats/tei';
import { readTei, recogniseTei } from '../../shared/formats/tei-reading';
import { writeTei } from '../../shared/formats/tei-writing';
import { anyDataset } from '../support/any-dataset';
import { expectLaw, portraitOf } from '../support/portrait';
import { inputOf, readBack, written } from '../support/round-trip';
import { much, runs } from '../support/extent';

const format = { info: teiFormat, write: writeTei, read: readTei };
const xmlOf = (dataset: Dataset): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(written(format, dataset).files.get('study.xml'));
const read = (xml: string, options = {}) =>
  readBack(format, inputOf('a.xml', new Map([['a.xml', xml]])), options);
const annotationsOf = (dataset: Dataset) => [...dataset.articles()].flatMap(({ annotations }) => annotations);

test('what is written as TEI and read again says the same, but for what the report names', async () => {
  await fc.assert(
    fc.asyncProperty(anyDataset(), async (dataset) => {
      const { files, report } = written(format, dataset);
      const { dataset: back, report: reading } = await readBack(format, inputOf('study.xml', files));
      expect(reading.losses).toEqual([]);
      expectLaw(
        portraitOf(dataset, { keys: 'ids' }),
        portraitOf(back, { keys: 'ids', format: 'tei' }),
        report,
      );
    }),
    { numRuns: runs(40) },
  );
});

/** A TEI document of others. */
const tei = (body: string, more = '') => `<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="doc1">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>Debate
        of the day</title><respStmt xml:id="ada"><resp>coder</resp><name>Ada</name></respStmt></titleStmt>
      <publicationStmt><p>here</p></publicationStmt>
      <sourceDesc><bibl><title level="j">The Courier</title><date when="2019-07-01T10:00:00"/><author>A. B.</author></bibl></sourceDesc>
    </fileDesc>
    <encodingDesc><classDecl><taxonomy><category xml:id="claim"><catDesc>Claims</catDesc><category xml:id="econ"><catDesc>Economy <gloss>of money</gloss></catDesc></category></category></taxonomy></classDecl></encodingDesc>
  </teiHeader>
  <standOff>
    <listPerson><person xml:id="pm"><persName>Minister</persName><persName>the PM</persName></person></listPerson>
    <listOrg><org xml:id="gov"><orgName>Government</orgName></org></listOrg>
    <listRelation><relation name="member-of" active="#pm" passive="#gov"/></listRelation>
    ${more}
  </standOff>
  <text xml:lang="en"><body>${body}</body></text>
</TEI>`;

describe('a document of others', () => {
  const textOf = async (body: string): Promise<string> =>
    [...(await read(tei(body))).dataset.articles()][0]!.article.text;

  it('is a line for each paragraph, heading, verse and item, with single spaces', async () => {
    expect(
      await textOf(`
        <div><head>The   day</head>
          <p>First <hi>words</hi>,
             more.</p>
          <lg><l>a verse</l><l>another</l></lg>
          <list><item>one</item><item>two</item></list>
          <table><row><cell>x</cell><cell>y</cell></row></table>
        </div>`),
    ).toBe('The day\nFirst words, more.\na verse\nanother\none\ntwo\nx\ny');
  });

  it('takes a line break of the print as a space, or as nothing within a word', async () => {
    expect(await textOf('<p>one<lb/>two inter<lb break="no"/>national</p>')).toBe('one two international');
  });

  it('takes one reading of a choice, and no footnotes', async () => {
    const xml = tei('<p>The <choice><sic>mony</sic><corr>money</corr></choice><note>sic!</note> of all</p>');
    const { dataset, report } = await read(xml);
    expect([...dataset.articles()][0]!.article.text).toBe('The money of all');
    expect(report.losses).toMatchObject([{ aspect: 'article text', count: 1 }]);
  });

  it('has its header, headings and pages', async () => {
    const { dataset } = await read(
      tei('<pb n="iv"/><div><head>Day</head><div><head>Hour</head><p>words <pb n="v"/>more</p></div></div>'),
    );
    const [{ article }] = [...dataset.articles()] as [CodedArticle];
    expect(article).toMatchObject({
      title: 'Debate of the day',
      source: 'The Courier',
      author: 'A. B.',
      date: '2019-07-01',
      language: 'en',
    });
    expect(JSON.parse(article.layout!)).toEqual({
      blocks: [
        { kind: 'heading', level: 1, start: 0, end: 3 },
        { kind: 'heading', level: 2, start: 4, end: 8 },
      ],
      pages: [
        { label: 'iv', start: 0, end: 15 },
        { label: 'v', start: 15, end: 19 },
      ],
    });
    expect(dataset.registries.actors).toMatchObject([
      { name: 'Minister', kind: 'person' },
      { name: 'Government', kind: 'organisation' },
    ]);
    expect(dataset.registries.actorAliases).toMatchObject([{ name: 'the PM' }]);
    expect(dataset.registries.actorAffiliations).toMatchObject([{ office: 'member-of' }]);
  });

  it('has what is marked in it as annotations, or as mere words', async () => {
    const xml = tei('<p>Then <said who="#pm">we <rs ref="#gov">will</rs></said>.</p><u who="#pm">Yes 😀</u>');
    const { dataset } = await read(xml);
    const codes = new Map(dataset.registries.codes.map(({ id, name }) => [id, name]));
    const actors = new Map(dataset.registries.actors.map(({ id, name }) => [id, name]));
    expect(
      annotationsOf(dataset).map(({ annotation, spans, values }) =>
        [codes.get(annotation.codeId), spans[0]!.quote, actors.get(values[0]!.actorId!)].join(': '),
      ),
    ).toEqual(['said: we will: Minister', 'rs: will: Government', 'u: Yes 😀: Minister']);
    expect(annotationsOf((await read(xml, { inline: 'text' })).dataset)).toEqual([]);
  });

  it('has spans and annotations that stand apart, with coders, codes, notes and links', async () => {
    const { dataset, report } = await read(
      tei(
        '<p>😀 <anchor xml:id="w1"/>We must<anchor xml:id="w2"/> act, <seg xml:id="x">she</seg> said.</p>',
        `<spanGrp type="statement" resp="#ada"><span xml:id="s1" from="#w1" to="#w2" ana="#econ"/><span xml:id="s2" target="#x"/></spanGrp>
         <linkGrp type="speaker"><link target="#s1 #pm"/><link target="#s1 #s2" type="said-by"/></linkGrp>
         <listAnnotation><annotation xml:id="an1" target="#s1"><respStmt><resp>creator</resp><name>Bob</name></respStmt><note>a  note</note></annotation></listAnnotation>`,
      ),
    );
    expect(report.losses).toEqual([]);
    const codes = new Map(dataset.registries.codes.map(({ id, name }) => [id, name]));
    const coders = new Map(dataset.registries.coders.map(({ id, name }) => [id, name]));
    const [one, other] = annotationsOf(dataset);
    expect([
      one!.spans[0]!.quote,
      codes.get(one!.annotation.codeId),
      coders.get(one!.annotation.coderId),
    ]).toEqual(['We must', 'Economy', 'Bob']);
    expect([
      other!.spans[0]!.quote,
      codes.get(other!.annotation.codeId),
      coders.get(other!.annotation.coderId),
    ]).toEqual(['she', 'statement', 'Ada']);
    expect(one!.annotation.note).toBe('a note');
    expect(one!.values.map(({ actorId, targetAnnotationId }) => actorId ?? targetAnnotationId)).toEqual([
      dataset.registries.actors[0]!.id,
      other!.annotation.id,
    ]);
    expect(dataset.registries.codes[1]).toMatchObject({ definition: 'of money' });
    expect(dataset.registries.codes[1]!.parentId).toBe(dataset.registries.codes[0]!.id);
  });

  it('of several files declares coders, codes and actors once, whichever of them say so', async () => {
    const one = tei('<p><persName ref="#pm">She</persName></p>');
    const other = tei('<p><persName ref="#pm">Her</persName></p>').replace(
      '<orgName>Government</orgName>',
      '<orgName>Another government</orgName>',
    );
    const files = new Map([
      ['a.xml', one],
      ['b.xml', other],
    ]);
    const { dataset } = await readBack(format, inputOf('corpus', files), {});
    const { coders, codes, actors, actorAliases } = dataset.registries;
    const namesOf = (entries: readonly { name: string }[]): string[] => entries.map(({ name }) => name);
    expect(namesOf(coders)).toEqual(['Ada', 'TEI']);
    expect(namesOf(codes)).toEqual([...new Set(namesOf(codes))]);
    // Under one xml:id, but of another name.
    expect(namesOf(actors)).toEqual(['Minister', 'Government', 'Another government']);
    expect(namesOf(actorAliases)).toEqual(['the PM']);
  });

  it('is the same when it is written and read again, by its own ids', async () => {
    const { dataset } = await read(
      tei(
        '<head>Day</head><p>😀 <anchor xml:id="w1"/>We must<anchor xml:id="w2"/> act.</p><p><persName ref="#pm" xml:id="n1">She</persName></p>',
        '<spanGrp><span xml:id="s1" from="#w1" to="#w2" ana="#econ" resp="#ada"/></spanGrp>',
      ),
    );
    const { files, report } = written(format, dataset);
    const { dataset: back } = await readBack(format, inputOf('study.xml', files));
    const portrait = (of: Dataset) => portraitOf(of, { keys: 'ids', format: 'tei' });
    expectLaw(portrait(dataset), portrait(back), report);
    const xml = xmlOf(dataset);
    for (const id of ['xml:id="pm"', 'xml:id="econ"', 'xml:id="ada"', 'n="s1"', 'n="n1"', 'n="doc1"'])
      expect(xml).toContain(id);
  });
});

describe('the layout of an article', () => {
  const withLayout = async (layout: unknown, text = 'Day\none\ntwo\nsaid\na\tb\nlast') => {
    const { dataset } = await read(tei('<p>x</p>'));
    const [coded] = [...dataset.articles()];
    const stored = JSON.stringify(layout);
    const changed: Dataset = {
      ...dataset,
      articles: () => [{ ...coded!, article: { ...coded!.article, text, layout: stored } }],
    };
    const { files, report } = written(format, changed);
    const { dataset: back } = await readBack(format, inputOf('study.xml', files));
    return { stored, back: [...back.articles()][0]!.article, losses: report.losses };
  };

  it('comes back: headings, items, quotations, rows and pages', async () => {
    const { stored, back, losses } = await withLayout({
      blocks: [
        { kind: 'heading', level: 2, start: 0, end: 3 },
        { kind: 'item', level: 1, ordered: false, start: 4, end: 7 },
        { kind: 'item', level: 3, ordered: true, start: 8, end: 11 },
        { kind: 'quote', start: 12, end: 16 },
        { kind: 'row', start: 17, end: 20 },
      ],
      pages: [
        { label: '1', start: 0, end: 9 },
        { label: '2', start: 9, end: 25 },
      ],
    });
    expect(back.layout).toBe(stored);
    expect(losses).toEqual([]);
  });

  it('is named in the report where it comes back in another way', async () => {
    const { stored, back, losses } = await withLayout({
      blocks: [{ kind: 'quote', start: 4, end: 11 }],
      pages: [{ label: '1', start: 0, end: 3 }],
    });
    expect(back.layout).not.toBe(stored);
    expect(losses).toMatchObject([{ aspect: 'article layout', severity: 'approximated', count: 1 }]);
  });
});

test('what XML cannot carry is replaced and named', async () => {
  const { dataset } = await read(tei('<p><persName>Ada</persName></p>'));
  const [coded] = [...dataset.articles()];
  const [one] = coded!.annotations;
  const note = 'bell \u0007 and\nline';
  const changed: Dataset = {
    ...dataset,
    articles: () => [{ ...coded!, annotations: [{ ...one!, annotation: { ...one!.annotation, note } }] }],
  };
  const { files, report } = written(format, changed);
  const { dataset: back } = await readBack(format, inputOf('study.xml', files));
  expectLaw(
    portraitOf(changed, { keys: 'ids', format: 'tei' }),
    portraitOf(back, { keys: 'ids', format: 'tei' }),
    report,
  );
  expect(report.losses).toMatchObject([{ aspect: 'annotation note', severity: 'approximated', count: 1 }]);
  expect(annotationsOf(back)[0]!.annotation.note).toBe('bell \ufffd and\nline');
});

describe('what is wrong in a file', () => {
  it.each([
    [
      '<listPerson xmlns="http://www.tei-c.org/ns/1.0"><person/></listPerson>',
      /no whole TEI document.*<listPerson>/,
    ],
    ['<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/></TEI>', /no text in it/],
    [tei('<p>cut').slice(0, -60), /not sound XML/],
    ['', /no XML|not sound XML/],
    ['<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><TEI>&b;</TEI>', /not sound XML/],
    [`<TEI>${'<div>'.repeat(3_000)}</TEI>`, /nested/],
  ])('stops reading: %#', async (xml, message) => {
    await expect(read(xml)).rejects.toThrow(message);
  });

  it('is told for another version of ours', async () => {
    const xml = xmlOf((await read(tei('<p>x</p>'))).dataset);
    await expect(
      read(xml.replace('ident="Claimbook" version="1"', 'ident="Claimbook" version="9"')),
    ).rejects.toThrow(/another version.*9/);
  });

  it.each([
    ['<spanGrp><span xml:id="s" from="#nowhere" to="#a"/></spanGrp>', 'not in its text'],
    ['<spanGrp><span xml:id="s" from="#a" to="#a"/></spanGrp>', 'covers no character'],
    ['<linkGrp><link target="#x #y"/></linkGrp>', 'link of what is not there'],
    ['<listRelation><relation name="r" active="#nobody"/></listRelation>', 'not there'],
  ])('is noted, and the rest comes in: %#', async (more, what) => {
    const { dataset, report } = await read(
      tei('<p><anchor xml:id="a"/>word<anchor xml:id="b"/> <persName>Ada</persName></p>', more),
    );
    expect(annotationsOf(dataset).some(({ spans }) => spans[0]!.quote === 'Ada')).toBe(true);
    expect(report.losses.map((loss) => loss.what).join(' ')).toContain(what);
  });

  it('is noted where several elements have the same xml:id; all come in, and the first is meant', async () => {
    const xml = tei(
      '<p><anchor xml:id="a"/>one <anchor xml:id="b"/>two<anchor xml:id="c"/></p>',
      `<listPerson><person xml:id="pm"><persName>Nobody</persName></person></listPerson>
       <spanGrp><span xml:id="s" from="#a" to="#b"/><span xml:id="s" from="#b" to="#c"/></spanGrp>
       <linkGrp type="speaker"><link target="#s #pm"/></linkGrp>`,
    );
    const { dataset, report } = await read(xml);
    const actors = new Map(dataset.registries.actors.map(({ id, name }) => [id, name]));
    expect(
      annotationsOf(dataset).map(({ spans, values }) => [
        spans[0]!.quote,
        ...values.map(({ actorId }) => actors.get(actorId!)),
      ]),
    ).toEqual([['one ', 'Minister'], ['two']]);
    expect(report.losses).toEqual([
      {
        aspect: 'foreign data',
        severity: 'mismatch',
        what: expect.stringContaining('same xml:id'),
        count: 2,
        examples: ['<person xml:id="pm">', '<span xml:id="s">'],
      },
    ]);
  });

  it('is noted where texts of a corpus use the same xml:id; in each it means its own', async () => {
    const text = (word: string): string =>
      tei(
        `<p><anchor xml:id="a"/>${word}<anchor xml:id="b"/></p>`,
        '<spanGrp><span xml:id="s" from="#a" to="#b"/></spanGrp><linkGrp type="same"><link target="#s #s"/></linkGrp>',
      ).replace(/<\?xml.*?\?>/, '');
    const { dataset, report } = await read(
      `<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">${text('one')}${text('two')}</teiCorpus>`,
    );
    expect(
      annotationsOf(dataset).map(({ annotation, spans, values }) => [
        spans[0]!.quote,
        values[0]!.targetAnnotationId === annotation.id,
      ]),
    ).toEqual([
      ['one', true],
      ['two', true],
    ]);
    expect(report.losses.map(({ what }) => what)).toEqual([expect.stringContaining('of several texts')]);
  });

  it('is noted where our own values point to nothing', async () => {
    const dataset = fc
      .sample(anyDataset(), { numRuns: 60, seed: 3 })
      .find((one) => xmlOf(one).includes('target="#actor-'))!;
    const { dataset: back, report } = await read(
      xmlOf(dataset).replaceAll('target="#actor-', 'target="#nobody-'),
    );
    expect(report.losses.map((loss) => loss.what)).toContain('A value of what is not there is left out.');
    expect(back.annotationCount).toBe(dataset.annotationCount);
  });

  it('is recognised by its root', async () => {
    const sure = (name: string, xml: string) => recogniseTei(inputOf('x', new Map([[name, xml]])));
    expect(await sure('a.txt', tei(''))).toBe(0);
    expect(await sure('a.xml', '<html/>')).toBe(0);
    expect(await sure('a.xml', '<listPerson xmlns="http://www.tei-c.org/ns/1.0"/>')).toBe(1);
    expect(await sure('a.xml', '<TEI/>')).toBe(2);
    expect(await sure('a.xml', tei(''))).toBe(3);
  });
});

test('very many codes are read and written in a few seconds', async () => {
  const count = much(100_000);
  const start = process.cpuUsage();
  const { dataset } = await read(tei('<p>x</p>'));
  const [first] = dataset.registries.codes;
  const codes = Array.from({ length: count }, (_, number) => ({
    ...first!,
    id: `code-${number}`,
    parentId: number % 2 === 0 ? first!.id : null,
    name: `Code ${number}`,
  }));
  const many: Dataset = { ...dataset, registries: { ...dataset.registries, codes: [first!, ...codes] } };
  const { dataset: back } = await read(xmlOf(many));
  expect(back.registries.codes).toHaveLength(count + 1);
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1e6).toBeLessThan(much(40));
});
