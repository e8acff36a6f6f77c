/** What other programs write as CASes becomes records: layers codes, features attributes, references values. */
import { describe, expect, it } from 'vitest';
import { readUimaJson, uimaJsonFormat } from '../../shared/formats/uima-json';
import { readUimaXmi, recogniseUimaXmi, uimaXmiFormat, writeUimaXmi } from '../../shared/formats/uima-xmi';
import { typeSystemOf, xmiOf } from '../support/cas-xmi';
import { annotationsInWords } from '../support/in-words';
import { expectLaw, portraitOf } from '../support/portrait';
import { inputOf, readBack, written } from '../support/round-trip';

const xmi = { info: uimaXmiFormat, write: writeUimaXmi, read: readUimaXmi };
const json = { info: uimaJsonFormat, read: readUimaJson };

const layers = typeSystemOf(
  'de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token: uima.tcas.Annotation',
  'de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity: uima.tcas.Annotation; value: uima.cas.String; identifier: uima.cas.String',
  'webanno.custom.Claim: uima.tcas.Annotation; self: uima.cas.Integer; type: uima.cas.TOP; sure: uima.cas.Boolean; topics: uima.cas.StringArray; roles: uima.cas.FSArray: webanno.custom.Role; comment: uima.cas.String',
  'webanno.custom.Role: uima.cas.TOP; role: uima.cas.String; target: uima.tcas.Annotation',
  'webanno.custom.Relation: uima.tcas.Annotation; value: uima.cas.String; weight: uima.cas.Double; Governor: webanno.custom.Claim; Dependent: webanno.custom.Claim',
);

const document =
  '<meta:DocumentMetaData xmi:id="2" sofa="1" begin="0" end="9" language="ar" documentTitle="وثيقة" documentId="doc-7" isLastSegment="false"/>';

const readXmi = (files: Record<string, string>) =>
  readBack(xmi, inputOf('file', new Map(Object.entries(files))));

const claims = xmiOf('😀 [n:الوزيرة]n\r\nsaid [c:taxes [t:rise]t]c and [d:fall]d.', [
  document,
  '<seg:Token xmi:id="3" {t}/>',
  '<ner:NamedEntity xmi:id="4" {n} value="PER" identifier="http://example.org/?a=1&amp;b=2"/>',
  '<custom:Claim xmi:id="5" {c} self="3" sure="true" roles="7 8" comment="Two&#10;lines"><topics>a</topics><topics>b</topics></custom:Claim>',
  '<custom:Claim xmi:id="6" {d} type="5" sure="false"/>',
  '<custom:Role xmi:id="7" role="Speaker" target="4"/>',
  '<custom:Role xmi:id="8" role="Word" target="3"/>',
  '<custom:Relation xmi:id="9" {d} value="attacks" weight="0.5" Governor="5" Dependent="6"/>',
]);

describe('a CAS of INCEpTION', () => {
  it('has codes for layers, attributes for features, and values for relations and slots', async () => {
    const { dataset, report } = await readXmi({ 'admin.xmi': claims, 'TypeSystem.xml': layers });
    expect(annotationsInWords(dataset)).toEqual([
      'admin: NamedEntity “الوزيرة” (value: PER; identifier: http://example.org/?a=1&b=2)',
      'admin: Claim “taxes rise” (self: 3; sure: true; Speaker: “الوزيرة”; Word: “rise”; comment: Two\nlines; topics: a; topics: b; attacks: “fall”)',
      'admin: Token “rise”',
      'admin: Claim “fall” (sure: false; type: “taxes rise”)',
    ]);
    const kinds = new Map(
      dataset.registries.attributes.map(({ name, kind, many }) => [name, many ? `${kind}s` : kind]),
    );
    expect(Object.fromEntries(kinds)).toEqual({
      value: 'choice',
      identifier: 'text',
      self: 'number',
      sure: 'choice',
      topics: 'texts',
      comment: 'text',
      Speaker: 'annotation',
      Word: 'annotation',
      attacks: 'annotation',
      type: 'annotation',
    });
    const [coded] = dataset.articles();
    expect(coded?.article).toMatchObject({
      title: 'وثيقة',
      language: 'ar',
      text: '😀 الوزيرة\nsaid taxes rise and fall.',
    });
    expect(coded?.foreignIds.map(({ foreignId, extra }) => foreignId + extra)).toContain(
      '9{"type":"webanno.custom.Relation","weight":0.5}',
    );
    expect(report.losses.map(({ what, count }) => `${count} × ${what}`)).toEqual([
      '1 × Tokens, sentences and what else the text is made of are left out.',
    ]);
  });

  it('is known again when it has been written and read: documents and annotations keep their ids', async () => {
    const settings = { keys: 'ids', format: 'uima-xmi' } as const;
    const first = await readXmi({ 'admin.xmi': claims, 'TypeSystem.xml': layers });
    const portrait = portraitOf(first.dataset, settings);
    expect(portrait.get('annotation')?.[0]).toBe('["doc-7","4","NamedEntity",3,10]');
    const { files, report } = written(xmi, first.dataset);
    const second = await readBack(xmi, inputOf('again', files));
    expectLaw(portrait, portraitOf(second.dataset, settings), report, [
      // What the relation says beyond our fields is no fact of ours, but named.
      'foreign data',
    ]);
  });

  it('is read without its type system as far as can be told, and says which layers are not described', async () => {
    const { dataset, report } = await readXmi({ 'admin.xmi': claims });
    expect(annotationsInWords(dataset)).toEqual([
      expect.stringContaining('NamedEntity “الوزيرة” (value: PER'),
      expect.stringContaining('Claim “taxes rise” (self: 3; sure: true; Speaker: “الوزيرة”; Word: “rise”'),
      expect.stringContaining('Token “rise”'),
      expect.stringContaining('Claim “fall”'),
    ]);
    expect(report.losses.find(({ aspect }) => aspect === 'attribute rules')?.examples).toEqual([
      'de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token',
      'de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity',
      'webanno.custom.Claim',
      'webanno.custom.Role',
      'webanno.custom.Relation',
    ]);
  });

  it('takes the type system of the innermost folder that has one', async () => {
    const other = typeSystemOf('webanno.custom.Claim: uima.tcas.Annotation; self: uima.cas.String');
    const { dataset } = await readXmi({
      'TypeSystem.xml': layers,
      'a/b/doc.xmi': claims,
      'a/types.xml': other,
    });
    expect(annotationsInWords(dataset).join()).toContain('self: 3');
    expect(dataset.registries.attributes.find(({ name }) => name === 'self')?.kind).toBe('text');
  });

  it('becomes an article of several coders with the other files of its document', async () => {
    const note = (id: number, words: string) =>
      xmiOf('We [a:met]a.', [document, `<custom:Claim xmi:id="${id}" {a} comment="${words}"/>`]);
    const { dataset } = await readXmi({
      'TypeSystem.xml': layers,
      'annotation/doc-7/ada.xmi': note(3, 'yes'),
      'annotation/doc-7/bob.xmi': note(3, 'no'),
      'curation/doc-7/CURATION_USER.xmi': note(3, 'yes'),
    });
    expect(annotationsInWords(dataset).toSorted()).toEqual([
      'CURATION_USER: Claim “met” (comment: yes)',
      'ada: Claim “met” (comment: yes)',
      'bob: Claim “met” (comment: no)',
    ]);
    expect(dataset.articleCount).toBe(1);
  });
});

describe('two texts in one CAS', () => {
  it('are two articles, each with what lies on it', async () => {
    const sofas = [
      { '%ID': 1, '%TYPE': 'uima.cas.Sofa', sofaID: '_InitialView', sofaString: 'One.' },
      { '%ID': 2, '%TYPE': 'uima.cas.Sofa', sofaID: 'German', sofaString: 'Eins.' },
      { '%ID': 3, '%TYPE': 'uima.cas.Sofa', sofaID: 'Sound', sofaURI: 'file:a.mp3' },
    ];
    const spans = [1, 2].map((sofa) => ({
      '%ID': 9 + sofa,
      '%TYPE': 'uima.tcas.Annotation',
      '@sofa': sofa,
      begin: 0,
      end: 3,
    }));
    const cas = JSON.stringify({ '%FEATURE_STRUCTURES': [...sofas, ...spans] });
    const { dataset, report } = await readBack(json, inputOf('two', new Map([['two.json', cas]])));
    expect([...dataset.articles()].map(({ article }) => article.title)).toEqual(['two', 'two (German)']);
    expect(annotationsInWords(dataset)).toEqual([
      'Unknown coder: Annotation “One”',
      'Unknown coder: Annotation “Ein”',
    ]);
    expect(report.losses.map(({ what }) => what)).toEqual(['An article without text is left out.']);
  });
});

describe('JSON as the specification has it', () => {
  it('is read too: a header, offsets with a caret, structures in an object, numbers as words', async () => {
    const cas = JSON.stringify({
      '%HEADER': { '%VERSION': '1' },
      '%TYPES': {
        'x.Mark': {
          '%NAME': 'x.Mark',
          '%SUPER_TYPE': 'uima.tcas.Annotation',
          weight: { '%NAME': 'weight', '%RANGE': 'uima.cas.Double' },
          others: { '%NAME': 'others', '%RANGE': 'x.Mark[]' },
        },
      },
      '%FEATURE_STRUCTURES': {
        '1': { '%TYPE': 'uima.cas.Sofa', sofaNum: 1, sofaID: '_InitialView', sofaString: '😀 one two' },
        '2': { '%TYPE': 'x.Mark', '@sofa': 1, '^begin': 3, '^end': 6, '#weight': 'NaN', '@others': 4 },
        '3': { '%TYPE': 'x.Mark', '@sofa': 1, '^begin': 7, '^end': 10, weight: 2.5 },
        '4': { '%TYPE': 'x.Mark[]', '%ELEMENTS': [3] },
      },
      '%VIEWS': { _InitialView: { '%SOFA': 1, '%MEMBERS': [2, 3] } },
    });
    const { dataset } = await readBack(json, inputOf('spec', new Map([['spec.json', cas]])));
    expect(annotationsInWords(dataset)).toEqual([
      'Unknown coder: Mark “one” (others: “two”)',
      'Unknown coder: Mark “two” (weight: 2.5)',
    ]);
  });
});

describe('what does not fit', () => {
  const listed = async (elements: readonly string[], text = '😀 [a:one]a') => {
    const { dataset, report } = await readXmi({ 'x.xmi': xmiOf(text, elements), 'TypeSystem.xml': layers });
    return { lines: annotationsInWords(dataset), losses: report.losses.map(({ what }) => what) };
  };

  it.each([
    ['outside the text', 'sofa="1" begin="3" end="99"', 'An annotation outside its text is left out.'],
    [
      'in the middle of an emoji',
      'sofa="1" begin="1" end="6"',
      'An annotation that would cut a character in two is left out.',
    ],
    ['of no width', 'sofa="1" begin="3" end="3"', 'An annotation that covers no character is left out.'],
    ['without a place', 'sofa="1"', 'An annotation whose place is no number is left out.'],
  ])('is an annotation %s, which is listed', async (_, place, what) => {
    const { lines, losses } = await listed([
      `<custom:Claim xmi:id="5" ${place}/>`,
      '<custom:Claim xmi:id="6" {a}/>',
    ]);
    expect(lines).toEqual(['x: Claim “one”']);
    expect(losses).toEqual([what]);
  });

  it('is a relation or a reference that leads nowhere, which is listed', async () => {
    const { lines, losses } = await listed([
      '<custom:Claim xmi:id="5" {a} type="77"/>',
      '<custom:Relation xmi:id="6" {a} Governor="5" Dependent="88"/>',
    ]);
    expect(lines).toEqual(['x: Claim “one”']);
    expect(losses).toEqual([
      'A reference to a structure that is not there is left out.',
      'A relation whose ends are not both there is left out.',
    ]);
  });

  it('is a span of ours whose quote is another, or whose pieces somebody has copied', async () => {
    const { lines, losses } = await listed([
      '<claimbook:Span xmi:id="5" {a} code="Claim" identifier="i" quote="won" part="1" parts="2"/>',
      '<claimbook:Span xmi:id="6" {a} code="Claim" identifier="i" part="1" parts="2"/>',
    ]);
    expect(lines).toHaveLength(2);
    expect(losses).toEqual([
      'The words of an annotation are not those at its place; it keeps them and has to be placed anew.',
      'Two annotations have the same id; values that point to it mean the first.',
    ]);
  });

  it('are types that inherit from each other in a circle: their features are read as words', async () => {
    const circle = typeSystemOf(
      'webanno.custom.Claim: webanno.custom.Other',
      'webanno.custom.Other: webanno.custom.Claim',
    );
    const { dataset, report } = await readXmi({
      'x.xmi': xmiOf('[a:one]a', ['<custom:Claim xmi:id="5" {a}/>']),
      'TypeSystem.xml': circle,
    });
    expect(annotationsInWords(dataset)).toEqual([]);
    expect(report.losses.map(({ what }) => what)).toEqual([
      'What lies on no words, such as heads of chains, is left out.',
    ]);
  });
});

describe('a file that is refused', () => {
  const problem = (files: Record<string, string>, format: Parameters<typeof readBack>[0] = xmi) =>
    expect(readBack(format, inputOf('chosen', new Map(Object.entries(files))))).rejects;

  it('is cut off, or has an entity of its own', async () => {
    await problem({ 'x.xmi': claims.slice(0, -40) }).toThrow(
      /x\.xmi is not sound XML: line \d+.*get it anew/,
    );
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${claims.replace(/^<\?.*?\?>/, '').replace('said', '&b;')}`;
    await problem({ 'x.xmi': bomb }).toThrow(/x\.xmi is not sound XML/);
    await problem({ 'x.json': '{"%FEATURE_STRUCTURES": [' }, json).toThrow(
      /x\.json is not sound JSON: line 1.*its end is missing/,
    );
  });

  it('is of another program', async () => {
    await problem({ 'x.xmi': '<html><body/></html>' }).toThrow(
      /x\.xmi is XML, but no XMI: it begins with <html>/,
    );
    await problem({ 'x.json': '[{"text": "a"}]' }, json).toThrow(
      /x\.json is JSON, but no CAS.*UIMA CAS JSON/,
    );
    expect(await recogniseUimaXmi(inputOf('x', new Map([['x.xmi', '<html/>']])))).toBe(1);
    await problem({ 'x.txt': 'a' }).toThrow(/chosen holds no file of this format/);
  });

  it('gives two things the same id', async () => {
    const twice = xmiOf('[a:one]a', ['<custom:Claim xmi:id="5" {a}/>', '<custom:Claim xmi:id="5" {a}/>']);
    await problem({ 'x.xmi': twice }).toThrow(/two elements with the xmi:id 5/);
    const structures = [1, 1].map((id) => ({ '%ID': id, '%TYPE': 'uima.tcas.Annotation' }));
    await problem({ 'x.json': JSON.stringify({ '%FEATURE_STRUCTURES': structures }) }, json).toThrow(
      /two structures with the id 1/,
    );
  });

  it('is a project export whose annotations are in Java’s own format', async () => {
    const files = {
      'exportedproject1.json': '{}',
      'annotation_ser/a.txt/admin.ser': '',
      'source/a.txt': 'Text',
    };
    await problem(files, json).toThrow(/Settings › Export, choose “UIMA CAS JSON”/);
  });
});

describe('a project export of INCEpTION', () => {
  it('gives annotated documents, those that nobody has annotated, and says whose work it cannot read', async () => {
    const cas = JSON.stringify({
      '%FEATURE_STRUCTURES': [
        { '%ID': 1, '%TYPE': 'uima.cas.Sofa', sofaID: '_InitialView', sofaString: 'We met.' },
        { '%ID': 2, '%TYPE': 'uima.tcas.Annotation', '@sofa': 1, begin: 3, end: 6 },
      ],
    });
    const files = {
      'exportedproject1.json': '{"name": "P"}',
      'source/a.txt': 'We met.',
      'source/b.txt': 'We left.',
      'annotation/a.txt/ada.json': cas,
      'annotation/a.txt/bob.txt': 'We met.',
    };
    const { dataset, report } = await readBack(json, inputOf('project', new Map(Object.entries(files))));
    expect(annotationsInWords(dataset)).toEqual(['ada: Annotation “met”']);
    expect([...dataset.articles()].map(({ article }) => article.title)).toEqual(['a.txt', 'b.txt']);
    expect(report.losses).toMatchObject([{ aspect: 'annotation', examples: ['annotation/a.txt/bob.txt'] }]);
  });
});
