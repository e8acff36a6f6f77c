/** Discourse Network Analyzer: which rows a dataset gives, and what rows of DNA's own databases mean. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { DatasetBuilder, GivenValue } from '../../shared/formats/dataset-builder';
import { mostCombinations } from '../../shared/formats/dna-statements';
import type { DnaRow } from '../../shared/formats/dna-tables';
import { anyDataset } from '../support/any-dataset';
import { dnaBuilder, type DnaTables, readTables, sourceOf, writtenTables } from '../support/dna-tables';
import { mark, only } from '../support/marked-text';
import { expectLaw, portraitOf } from '../support/portrait';
import { much, runs } from '../support/extent';

test.each(['codes', 'dna-standard'])(
  'what is written with statement types “%s” and read again says the same',
  (types) => {
    fc.assert(
      fc.property(anyDataset(), (dataset) => {
        const { tables, report } = writtenTables(dataset, { types });
        const back = readTables(sourceOf(tables));
        expect(back.report.losses).toEqual([]);
        expectLaw(
          portraitOf(dataset, { keys: 'ids' }),
          portraitOf(back.dataset, { keys: 'ids', format: 'dna' }),
          report,
        );
      }),
      { numRuns: runs(100) },
    );
  },
);

/** The values of each annotation by the names of its attributes, as people read them. */
function saidIn(builder: DatasetBuilder): Record<string, string[]>[] {
  return builder.all('annotation').map(({ id }) => {
    const said: Record<string, string[]> = {};
    for (const value of builder.all('attribute_value').filter(({ annotationId }) => annotationId === id)) {
      const words =
        value.text ??
        value.date ??
        (value.number === null ? null : String(value.number)) ??
        (value.actorId && builder.get('actor', value.actorId).name) ??
        (value.conceptId && builder.get('concept', value.conceptId).name) ??
        (value.choiceId && builder.get('choice', value.choiceId).name) ??
        `→ ${builder.quotesOf(value.targetAnnotationId ?? '').join(' … ')}`;
      (said[builder.get('attribute', value.attributeId).name] ??= []).push(words);
    }
    return said;
  });
}

/** A joint claim of a person and a party on two concepts, with emoji before it and Arabic in it. */
function jointClaim() {
  const marked = mark('😀👩🏽‍⚖️ e\u0301: [a:قالت الوزيرة]a and more');
  const { text } = marked;
  const { start, end } = only(marked, 'a');
  const builder = dnaBuilder();
  builder.project('Borders');
  const coderId = builder.coder({ name: 'Ada' });
  const codeId = builder.code({ name: 'Claim', kind: 'claim', definition: 'A demand.' });
  const claimant = builder.attribute({ codeId, name: 'Claimant', kind: 'actor', many: true });
  const concept = builder.attribute({ codeId, name: 'Concept', kind: 'concept', many: true });
  const position = builder.attribute({ codeId, name: 'Position', kind: 'choice' });
  const [against, neutral, inFavour] = (
    [
      ['against', -1],
      ['neutral', 0],
      ['for', 1],
    ] as const
  ).map(([name, number]) => builder.choice({ attributeId: position, name, number }));
  const person = builder.actor({ name: 'الوزيرة', kind: 'person', note: 'Minister.' });
  const party = builder.actor({ name: 'Party "X"', kind: 'organisation' });
  builder.actorAlias(party, 'X; Y');
  const migration = builder.concept({ name: 'Migration' });
  const open = builder.concept({ name: 'Open borders', parentId: migration });
  const closed = builder.concept({ name: 'Closed borders', parentId: migration, definition: 'No entry.' });
  const articleId = builder.article({ title: 'Harbour', text, date: '2020-08-03' })!;
  const annotate = (values: readonly [string, GivenValue][]): string => {
    const id = builder.annotation({ articleId, codeId, coderId, ranges: [{ start, end }] })!;
    for (const [attributeId, value] of values) builder.value(id, attributeId, value);
    return id;
  };
  return {
    builder,
    text,
    start,
    end,
    claimant,
    concept,
    position,
    against,
    neutral,
    inFavour,
    person,
    party,
    open,
    closed,
    annotate,
  };
}

function writtenJointClaim(types: 'codes' | 'dna-standard') {
  const made = jointClaim();
  made.annotate([
    [made.claimant, { actorId: made.person }],
    [made.claimant, { actorId: made.party }],
    [made.concept, { conceptId: made.open }],
    [made.concept, { conceptId: made.closed }],
    [made.position, { choiceId: made.against! }],
  ]);
  return { ...made, ...writtenTables(made.builder.build(), { types }) };
}

const rowsOf = (tables: DnaTables, table: string): DnaRow[] => tables[table] ?? [];

/** What DNA shows of each statement, by the names of its variables. */
function shownByDna(tables: DnaTables): Record<string, unknown>[] {
  const names = new Map(rowsOf(tables, 'VARIABLES').map(({ ID, Variable }) => [ID, String(Variable)]));
  const entities = new Map(rowsOf(tables, 'ENTITIES').map(({ ID, Value }) => [ID, Value]));
  return rowsOf(tables, 'STATEMENTS').map(({ ID }) => {
    const ofStatement = ({ StatementId }: DnaRow): boolean => StatementId === ID;
    return Object.fromEntries([
      ...rowsOf(tables, 'DATASHORTTEXT')
        .filter(ofStatement)
        .map(({ VariableId, Entity }) => [names.get(VariableId ?? 0), entities.get(Entity ?? 0)]),
      ...['DATABOOLEAN', 'DATAINTEGER', 'DATALONGTEXT'].flatMap((table) =>
        rowsOf(tables, table)
          .filter(ofStatement)
          .map(({ VariableId, Value }) => [names.get(VariableId ?? 0), Value]),
      ),
    ]) as Record<string, unknown>;
  });
}

/** The same database without what only Claimbook reads. */
const withoutKept = (tables: DnaTables): DnaTables => ({
  ...tables,
  SETTINGS: rowsOf(tables, 'SETTINGS').filter(({ Property }) => !String(Property).startsWith('claimbook/')),
});

/** The same database with other cells in some rows of a table. */
const changed = (tables: DnaTables, table: string, change: (row: DnaRow) => DnaRow | null): DnaTables => ({
  ...tables,
  [table]: rowsOf(tables, table)
    .map(change)
    .filter((row) => row !== null),
});

describe('what DNA sees', () => {
  it('of several speakers and concepts is a statement for each combination, at one place', () => {
    const { tables, start, end } = writtenJointClaim('codes');
    expect(shownByDna(tables)).toEqual([
      { Claimant: 'الوزيرة', Concept: 'Open borders', Position: 'against' },
      { Claimant: 'الوزيرة', Concept: 'Closed borders', Position: 'against' },
      { Claimant: 'Party "X"', Concept: 'Open borders', Position: 'against' },
      { Claimant: 'Party "X"', Concept: 'Closed borders', Position: 'against' },
    ]);
    for (const row of rowsOf(tables, 'STATEMENTS')) expect(row).toMatchObject({ Start: start, Stop: end });
  });

  it('with the standard types is person, organization, concept and agreement, with the steps beside', () => {
    const { tables } = writtenJointClaim('dna-standard');
    const [first, , third] = shownByDna(tables);
    expect(first).toEqual({
      person: 'الوزيرة',
      organization: '',
      concept: 'Open borders',
      agreement: 0,
      position: 'against',
    });
    expect(third).toMatchObject({ person: '', organization: 'Party "X"' });
    expect(rowsOf(tables, 'STATEMENTTYPES')).toMatchObject([{ Label: 'DNA Statement' }]);
  });

  it('of a neutral position is agreement, and the report says so', () => {
    const made = jointClaim();
    made.annotate([[made.position, { choiceId: made.neutral! }]]);
    const { tables, report } = writtenTables(made.builder.build(), { types: 'dna-standard' });
    expect(shownByDna(tables)).toMatchObject([{ agreement: 1, position: 'neutral' }]);
    expect(report.losses.map(({ what }) => what).join()).toContain('neither stands as agreement');
    expect(saidIn(readTables(sourceOf(tables)).builder)).toEqual([{ Position: ['neutral'] }]);
  });

  it('of a choice between 1 and −1 that is always answered is a boolean, otherwise a short text', () => {
    const make = (isOpen: boolean) => {
      const builder = dnaBuilder();
      const coderId = builder.coder({ name: 'Ada' });
      const codeId = builder.code({ name: 'C', kind: 'claim' });
      const attributeId = builder.attribute({ codeId, name: 'Agreement', kind: 'choice' });
      const yes = builder.choice({ attributeId, name: 'yes', number: 1 });
      builder.choice({ attributeId, name: 'no', number: -1 });
      const articleId = builder.article({ title: 'A', text: 'one two' })!;
      const place = { articleId, codeId, coderId, ranges: [{ start: 0, end: 3 }] };
      builder.value(builder.annotation(place)!, attributeId, { choiceId: yes });
      if (isOpen) builder.annotation(place);
      return shownByDna(writtenTables(builder.build()).tables);
    };
    expect(make(false)).toEqual([{ Agreement: 1 }]);
    expect(make(true)).toEqual([{ Agreement: 'yes' }, { Agreement: '' }]);
  });

  it('of an actor is a kind, other names and a note; of concepts the tree', () => {
    const { tables } = writtenJointClaim('codes');
    const entity = (name: string) => rowsOf(tables, 'ENTITIES').find(({ Value }) => Value === name)!;
    const attributes = (name: string) =>
      rowsOf(tables, 'ATTRIBUTEVALUES')
        .filter(({ EntityId }) => EntityId === entity(name).ID)
        .map(({ AttributeValue }) => AttributeValue);
    expect(attributes('الوزيرة')).toEqual(['person', '', 'Minister.']);
    expect(attributes('Party "X"')).toEqual(['organisation', 'X; Y', '']);
    expect(attributes('Closed borders')).toEqual(['', '', 'No entry.']);
    expect(entity('Open borders').ChildOf).toBe(entity('Migration').ID);
  });

  it('of long names that begin alike are two names, cut', () => {
    const made = jointClaim();
    const long = '😀'.repeat(250);
    const twins = ['a', 'b'].map((end) => made.builder.actor({ name: `${long}${end}` }));
    for (const actorId of twins) made.annotate([[made.claimant, { actorId }]]);
    const { tables } = writtenTables(made.builder.build());
    const shown = shownByDna(tables).map(({ Claimant }) => String(Claimant));
    expect(new Set(shown).size).toBe(2);
    for (const name of shown) expect([...name].length).toBeLessThanOrEqual(190);
    expect(saidIn(readTables(sourceOf(tables)).builder)).toEqual([
      { Claimant: [`${long}a`] },
      { Claimant: [`${long}b`] },
    ]);
  });

  it('of words beyond the end of the text is nothing; the report names the annotation with all that it said', () => {
    const { builder, start, claimant, person, annotate } = jointClaim();
    annotate([[claimant, { actorId: person }]]);
    const whole = builder.build();
    const dataset = {
      ...whole,
      *articles() {
        for (const coded of whole.articles()) {
          const text = coded.article.text.slice(0, start + 3);
          yield { ...coded, article: { ...coded.article, text } };
        }
      },
    };
    const { tables, report } = writtenTables(dataset, { types: 'codes' });
    expect(rowsOf(tables, 'STATEMENTS')).toEqual([]);
    const outside = report.losses.filter(({ what }) => what.includes('outside its text'));
    expect(outside).toMatchObject([{ aspect: 'annotation', count: 1, examples: ['Harbour: Claim'] }]);
    const dropped = report.losses.filter(({ examples }) => examples.includes('Harbour: Claim'));
    expect(dropped.map(({ aspect }) => aspect).toSorted()).toEqual([
      'annotation',
      'annotation coder',
      'annotation time',
      'value',
      'value link',
    ]);
    const back = readTables(sourceOf(tables)).dataset;
    expect([...back.articles()].flatMap(({ annotations }) => annotations)).toEqual([]);
  });

  it('of too many combinations is each value once, and all come back', () => {
    const made = jointClaim();
    const many = Array.from({ length: 20 }, (_, at) => made.builder.actor({ name: `Actor ${at}` }));
    const topics = Array.from({ length: 20 }, (_, at) => made.builder.concept({ name: `Topic ${at}` }));
    made.annotate([
      ...many.map((actorId): [string, GivenValue] => [made.claimant, { actorId }]),
      ...topics.map((conceptId): [string, GivenValue] => [made.concept, { conceptId }]),
    ]);
    const { tables, report } = writtenTables(made.builder.build());
    expect(rowsOf(tables, 'STATEMENTS')).toHaveLength(20);
    expect(report.losses.map(({ what }) => what).join()).toContain(`${mostCombinations} combinations`);
    const [said] = saidIn(readTables(sourceOf(tables)).builder);
    expect(said?.Claimant).toHaveLength(20);
    expect(said?.Concept).toHaveLength(20);
  });
});

describe('a database of ours that was changed in DNA', () => {
  const { tables } = writtenJointClaim('dna-standard');
  const read = (now: DnaTables) => readTables(sourceOf(now));

  it('without what only we read is four statements, as any other program would find them', () => {
    const { builder } = read(withoutKept(tables));
    expect(builder.all('code')).toMatchObject([{ name: 'DNA Statement', kind: 'statement' }]);
    expect(saidIn(builder)[2]).toEqual({
      organization: ['Party "X"'],
      concept: ['Open borders'],
      agreement: ['no'],
      position: ['against'],
    });
    expect(builder.all('actor')).toMatchObject([
      { name: 'الوزيرة', kind: 'person', note: 'Minister.' },
      { name: 'Party "X"', kind: 'organisation' },
    ]);
    expect(builder.all('actor_alias').map(({ name }) => name)).toEqual(['X', 'Y']);
  });

  it('has the new name of what was renamed, and is still one annotation', () => {
    const { builder } = read(
      changed(tables, 'ENTITIES', (row) => (row.Value === 'Party "X"' ? { ...row, Value: 'Party Z' } : row)),
    );
    expect(saidIn(builder)).toMatchObject([
      {
        Claimant: ['الوزيرة', 'Party Z'],
        Concept: ['Open borders', 'Closed borders'],
        Position: ['against'],
      },
    ]);
  });

  it('has the position that agrees with the agreement', () => {
    const { builder } = read(changed(tables, 'DATABOOLEAN', (row) => ({ ...row, Value: 1 })));
    expect(saidIn(builder)).toMatchObject([{ Position: ['for'] }]);
  });

  it('has an annotation of its own for a statement that was moved', () => {
    const { builder, report } = read(
      changed(tables, 'STATEMENTS', (row) => (row.ID === 4 ? { ...row, Start: Number(row.Start) + 1 } : row)),
    );
    expect(saidIn(builder)).toMatchObject([
      { Claimant: ['الوزيرة', 'Party "X"'] },
      { Claimant: ['Party "X"'], Concept: ['Closed borders'] },
    ]);
    expect(report.losses).toEqual([]);
  });

  it('lacks what was removed, and what the code asks stays', () => {
    const gone = (row: DnaRow) => (Number(row.StatementId ?? row.ID) > 2 ? null : row);
    let now = changed(tables, 'STATEMENTS', gone);
    for (const table of ['DATABOOLEAN', 'DATASHORTTEXT']) now = changed(now, table, gone);
    const { builder } = read(now);
    expect(saidIn(builder)).toMatchObject([{ Claimant: ['الوزيرة'] }]);
    expect(builder.all('code')).toMatchObject([{ name: 'Claim', definition: 'A demand.' }]);
  });

  it('whose kept rows are broken is read as DNA has it, and says so', () => {
    const { builder, report } = read(
      changed(tables, 'SETTINGS', (row) =>
        String(row.Property).startsWith('claimbook/annotation/') ? { ...row, Value: '{"rows": "x"' } : row,
      ),
    );
    expect(builder.all('annotation')).toHaveLength(4);
    expect(report.losses).toMatchObject([{ aspect: 'foreign data', severity: 'mismatch', count: 1 }]);
  });
});

/** A small database of DNA 3: two statements of a person, one note, an entity below another. */
const foreignTables = (): DnaTables => ({
  SETTINGS: [{ Property: 'version', Value: '3.0.11' }],
  CODERS: [
    { ID: 1, Name: 'Admin', Red: 255, Green: 255, Blue: 0, Password: 'x' },
    { ID: 5, Name: 'Grace', Red: 1, Green: 2, Blue: 3, Password: 'y', PermissionEditCoders: 0 },
  ],
  CODERRELATIONS: [
    {
      ID: 1,
      Coder: 5,
      OtherCoder: 1,
      viewStatements: 1,
      editStatements: 0,
      viewDocuments: 1,
      editDocuments: 1,
    },
  ],
  DOCUMENTS: [
    {
      ID: 7,
      Title: 'Debate',
      Text: '😀 Ann wants more taxes.\r\nBob not.',
      Coder: 5,
      Author: 'A. Writer',
      Source: 'Courier',
      Section: 'Politics',
      Notes: 'two\nlines',
      Type: 'editorial',
      Date: 1_106_739_000,
    },
  ],
  STATEMENTTYPES: [
    { ID: 1, Label: 'DNA Statement', Red: 239, Green: 208, Blue: 51 },
    { ID: 3, Label: 'Annotation', Red: 211, Green: 211, Blue: 211 },
  ],
  VARIABLES: [
    { ID: 1, Variable: 'person', DataType: 'short text', StatementTypeId: 1 },
    { ID: 3, Variable: 'concept', DataType: 'short text', StatementTypeId: 1 },
    { ID: 4, Variable: 'agreement', DataType: 'boolean', StatementTypeId: 1 },
    { ID: 9, Variable: 'tone', DataType: 'short text', StatementTypeId: 1 },
    { ID: 11, Variable: 'note', DataType: 'long text', StatementTypeId: 3 },
  ],
  ENTITIES: [
    { ID: 1, VariableId: 1, Value: '', Red: 0, Green: 0, Blue: 0, ChildOf: null },
    { ID: 2, VariableId: 1, Value: 'Ann', Red: 255, Green: 0, Blue: 0, ChildOf: 5 },
    { ID: 5, VariableId: 1, Value: 'Bob', Red: 0, Green: 0, Blue: 0, ChildOf: null },
    { ID: 3, VariableId: 3, Value: 'Taxes', Red: 0, Green: 0, Blue: 0, ChildOf: null },
    { ID: 4, VariableId: 3, Value: 'More taxes', Red: 0, Green: 0, Blue: 0, ChildOf: 3 },
    { ID: 6, VariableId: 9, Value: 'sharp', Red: 0, Green: 0, Blue: 0, ChildOf: null },
    { ID: 8, VariableId: 9, Value: '', Red: 0, Green: 0, Blue: 0, ChildOf: null },
  ],
  ATTRIBUTEVARIABLES: [
    { ID: 1, VariableId: 1, AttributeVariable: 'Type' },
    { ID: 2, VariableId: 1, AttributeVariable: 'Alias' },
    { ID: 3, VariableId: 1, AttributeVariable: 'Notes' },
    { ID: 4, VariableId: 1, AttributeVariable: 'Country' },
  ],
  ATTRIBUTEVALUES: [
    { ID: 1, EntityId: 2, AttributeVariableId: 1, AttributeValue: 'Business' },
    { ID: 2, EntityId: 2, AttributeVariableId: 2, AttributeValue: 'Annie; A.' },
    { ID: 3, EntityId: 2, AttributeVariableId: 3, AttributeValue: 'Owner.' },
    { ID: 4, EntityId: 2, AttributeVariableId: 4, AttributeValue: 'FR' },
  ],
  STATEMENTS: [
    { ID: 10, StatementTypeId: 1, DocumentId: 7, Start: 3, Stop: 23, Coder: 5 },
    { ID: 20, StatementTypeId: 1, DocumentId: 7, Start: 24, Stop: 31, Coder: 5 },
    { ID: 30, StatementTypeId: 3, DocumentId: 7, Start: 24, Stop: 27, Coder: 5 },
  ],
  DATABOOLEAN: [
    { StatementId: 10, VariableId: 4, Value: 1 },
    { StatementId: 20, VariableId: 4, Value: 0 },
  ],
  DATAINTEGER: [],
  DATASHORTTEXT: [
    { StatementId: 10, VariableId: 1, Entity: 2 },
    { StatementId: 10, VariableId: 3, Entity: 4 },
    { StatementId: 10, VariableId: 9, Entity: 6 },
    { StatementId: 20, VariableId: 1, Entity: 5 },
    { StatementId: 20, VariableId: 3, Entity: 4 },
    { StatementId: 20, VariableId: 9, Entity: 8 },
  ],
  DATALONGTEXT: [{ StatementId: 30, VariableId: 11, Value: 'Look up Bob.' }],
  REGEXES: [{ Label: 'tax', Red: 0, Green: 0, Blue: 0 }],
});

describe('a database that DNA made', () => {
  it('gives actors, concepts, positions and notes, and offsets count a line break as one', () => {
    const { builder, report } = readTables(sourceOf(foreignTables()));
    expect(saidIn(builder)).toEqual([
      { person: ['Ann'], concept: ['More taxes'], agreement: ['yes'], tone: ['sharp'] },
      { person: ['Bob'], concept: ['More taxes'], agreement: ['no'] },
      {},
    ]);
    expect(builder.all('annotation').map(({ id }) => builder.quotesOf(id))).toEqual([
      ['Ann wants more taxes'],
      ['\nBob no'],
      ['\nBo'],
    ]);
    expect(builder.all('actor')[0]).toMatchObject({ kind: 'person', note: 'Type: Business\nOwner.' });
    expect(builder.all('actor_alias').map(({ name }) => name)).toEqual(['Annie', 'A.']);
    const [taxes, moreTaxes] = builder.all('concept');
    expect(moreTaxes).toMatchObject({ name: 'More taxes', parentId: taxes?.id });
    expect(builder.all('article')).toMatchObject([
      {
        title: 'Debate',
        date: '2005-01-26',
        note: 'two\nlines',
        particulars: '[{"name":"Type","value":"editorial"}]',
      },
    ]);
    expect(builder.all('annotation')[2]).toMatchObject({ note: 'Look up Bob.' });
    expect(builder.all('coder')).toMatchObject([{ name: 'Grace' }]);
    expect(report.losses).toMatchObject([{ aspect: 'foreign data', examples: ['tax'] }]);
  });

  it('never gives a password', () => {
    const { dataset } = readTables(sourceOf(foreignTables()));
    expect(JSON.stringify(dataset.registries)).not.toContain('Password');
  });

  it.each([
    ['actor', 'actor'],
    ['concept', 'concept'],
    ['text', 'text'],
    ['choice', 'choice'],
  ])('has short texts of unknown meaning as the user says: %s', (chosen, kind) => {
    const { builder } = readTables(sourceOf(foreignTables()), { 'short-texts': chosen });
    expect(builder.all('attribute').find(({ name }) => name === 'tone')).toMatchObject({ kind });
    expect(saidIn(builder)[0]).toMatchObject({ tone: ['sharp'] });
  });

  it('has the nearest day where times moved', () => {
    const late = changed(foreignTables(), 'DOCUMENTS', (row) => ({ ...row, Date: 1_106_694_000 }));
    const dateWith = (dates: string) =>
      readTables(sourceOf(late), { dates })
        .builder.all('article')
        .map(({ date }) => date);
    expect(dateWith('day')).toEqual(['2005-01-25']);
    expect(dateWith('nearest')).toEqual(['2005-01-26']);
  });

  it('is written with the numbers that it had, and read again says the same', () => {
    const before = foreignTables();
    const first = readTables(sourceOf(before));
    const { tables, report } = writtenTables(first.dataset);
    const kept = (table: string, columns: readonly string[], from: DnaTables): unknown[] =>
      rowsOf(from, table)
        .filter(({ Value, ID }) => Value !== '' && !(table === 'CODERS' && ID === 1))
        .map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? null])))
        .toSorted((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other)));
    for (const [table, columns] of Object.entries({
      STATEMENTTYPES: ['ID', 'Label', 'Red', 'Green', 'Blue'],
      VARIABLES: ['ID', 'Variable', 'DataType', 'StatementTypeId'],
      ENTITIES: ['ID', 'VariableId', 'Value', 'Red', 'Green', 'Blue', 'ChildOf'],
      STATEMENTS: ['ID', 'StatementTypeId', 'DocumentId', 'Start', 'Stop', 'Coder'],
      DOCUMENTS: ['ID', 'Title', 'Coder', 'Author', 'Source', 'Section', 'Notes', 'Type', 'Date'],
      CODERS: ['ID', 'Name', 'Red', 'Green', 'Blue'],
      DATABOOLEAN: ['StatementId', 'VariableId', 'Value'],
      DATALONGTEXT: ['StatementId', 'VariableId', 'Value'],
    }))
      expect(kept(table, columns, tables), table).toEqual(kept(table, columns, before));
    const country = rowsOf(tables, 'ATTRIBUTEVARIABLES').find(
      ({ AttributeVariable }) => AttributeVariable === 'Country',
    );
    expect(rowsOf(tables, 'ATTRIBUTEVALUES')).toContainEqual(
      expect.objectContaining({ EntityId: 2, AttributeVariableId: country?.ID, AttributeValue: 'FR' }),
    );
    expect(rowsOf(tables, 'CODERRELATIONS')).toContainEqual(
      expect.objectContaining({ Coder: 5, OtherCoder: 1, editStatements: 0 }),
    );
    const names = { keys: 'ids', format: 'dna' } as const;
    expectLaw(
      portraitOf(first.dataset, names),
      portraitOf(readTables(sourceOf(tables)).dataset, names),
      report,
    );
  });
});

test('version 2 has words instead of entities, milliseconds, permissions and links', () => {
  const { ENTITIES, ...same } = foreignTables();
  const names = new Map(ENTITIES!.map(({ ID, Value }) => [ID, Value!]));
  const { builder, report } = readTables(
    sourceOf(
      {
        ...same,
        REGEXES: [],
        SETTINGS: [{ Property: 'version', Value: '2.0' }],
        DOCUMENTS: same.DOCUMENTS!.map((row) => ({ ...row, Date: Number(row.Date) * 1000 })),
        DATASHORTTEXT: same.DATASHORTTEXT!.map(({ Entity, ...row }) => ({
          ...row,
          Value: names.get(Entity ?? 0)!,
        })),
        ATTRIBUTES: ENTITIES!.map(({ ID, VariableId, Value, Red, Green, Blue, ChildOf }) => ({
          ...({ ID, VariableId, Value, Red, Green, Blue } as DnaRow),
          ChildOf: ChildOf === null ? '' : names.get(ChildOf ?? 0)!,
          Type: ID === 2 ? 'Business' : '',
          Alias: '',
          Notes: ID === 2 ? 'Owner.' : '',
        })),
        CODERPERMISSIONS: [{ ID: 1, Coder: 5, Type: 'editDocuments', Permission: 0 }],
        STATEMENTLINKS: [
          { ID: 1, SourceId: 20, TargetId: 10 },
          { ID: 2, SourceId: 20, TargetId: 99 },
        ],
      },
      2,
    ),
  );
  expect(saidIn(builder).slice(0, 2)).toEqual([
    { person: ['Ann'], concept: ['More taxes'], agreement: ['yes'], tone: ['sharp'] },
    { person: ['Bob'], concept: ['More taxes'], agreement: ['no'], 'Linked to': ['→ Ann wants more taxes'] },
  ]);
  expect(builder.all('article')).toMatchObject([{ date: '2005-01-26' }]);
  expect(builder.all('actor')[0]).toMatchObject({ name: 'Ann', note: 'Type: Business\nOwner.' });
  const [taxes] = builder.all('concept').filter(({ name }) => name === 'Taxes');
  expect(builder.all('concept')).toContainEqual(
    expect.objectContaining({ name: 'More taxes', parentId: taxes?.id }),
  );
  const grace = builder.all('foreign_id').find(({ recordType }) => recordType === 'coder');
  expect(JSON.parse(grace?.extra ?? '{}')).toMatchObject({ PermissionEditDocuments: 0 });
  expect(report.losses).toMatchObject([{ aspect: 'value', severity: 'mismatch', examples: ['20 to 99'] }]);
});

describe('what is wrong with rows is noted, and the rest is read', () => {
  const damaged = (table: string, change: (row: DnaRow) => DnaRow | null, more: readonly DnaRow[] = []) => {
    const tables = changed(foreignTables(), table, change);
    return readTables(sourceOf({ ...tables, REGEXES: [], [table]: [...rowsOf(tables, table), ...more] }));
  };
  const same = (row: DnaRow): DnaRow => row;
  const where =
    (id: number, cells: DnaRow) =>
    (row: DnaRow): DnaRow =>
      row.ID === id ? { ...row, ...cells } : row;

  it.each([
    ['a statement outside its text', 'STATEMENTS', where(10, { Stop: 999 }), 'annotation', 2],
    ['a statement that cuts a character', 'STATEMENTS', where(10, { Start: 1 }), 'annotation', 2],
    ['a statement whose place is no number', 'STATEMENTS', where(10, { Start: 'x' }), 'annotation', 2],
    ['a statement of no document', 'STATEMENTS', where(10, { DocumentId: 99 }), 'annotation', 2],
    ['a statement of no type', 'STATEMENTS', where(10, { StatementTypeId: 99 }), 'annotation', 2],
    ['a statement of no coder', 'STATEMENTS', where(10, { Coder: 99 }), 'coder', 3],
    ['a text of no entity', 'DATASHORTTEXT', (row: DnaRow) => ({ ...row, Entity: 99 }), 'value', 3],
    ['a variable of an unknown kind', 'VARIABLES', where(4, { DataType: 'colour' }), 'attribute', 3],
    ['an entity of no variable', 'ENTITIES', where(2, { VariableId: 99 }), 'value', 3],
    ['concepts in a circle', 'ENTITIES', where(3, { ChildOf: 4 }), 'concept parent', 3],
    ['a document without text', 'DOCUMENTS', where(7, { Text: null }), 'article', 0],
  ])('%s', (_name, table, change, aspect, annotations) => {
    const { builder, report } = damaged(table, change);
    expect(report.losses.map((one) => one.aspect)).toContain(aspect);
    expect(builder.all('annotation')).toHaveLength(annotations);
  });

  it('numbers that stand twice count once', () => {
    const { builder, report } = damaged('STATEMENTS', same, [foreignTables().STATEMENTS![0]!]);
    expect(builder.all('annotation')).toHaveLength(3);
    expect(report.losses).toMatchObject([{ aspect: 'annotation', severity: 'mismatch', count: 1 }]);
  });

  it('a year that no calendar of ours has is no date', () => {
    const { builder } = damaged('DOCUMENTS', where(7, { Date: 1e15 }));
    expect(builder.all('article')).toMatchObject([{ date: null }]);
  });
});

test('very many codes and as many entities are written and read in seconds', () => {
  const count = much(100_000);
  const builder = dnaBuilder();
  builder.coder({ name: 'Ada' });
  for (let number = 0; number < count; number++) builder.code({ name: `Code ${number}`, kind: 'other' });
  const codeId = builder.all('code')[0]!.id;
  builder.attribute({ codeId, name: 'Concept', kind: 'concept' });
  let parentId: string | null = null;
  for (let number = 0; number < count; number++)
    parentId = builder.concept({ name: `Concept ${number}`, parentId: number % 50 === 0 ? null : parentId });
  const { tables } = inTime(() => writtenTables(builder.build()));
  const back = inTime(() => readTables(sourceOf(withoutKept(tables))));
  expect(back.builder.all('code')).toHaveLength(count);
  expect(back.builder.all('concept').filter((one) => one.parentId !== null)).toHaveLength(count * 0.98);
});

/** Does work that must take less than some seconds of this process, however busy the machine is. */
function inTime<T>(work: () => T): T {
  const before = process.cpuUsage();
  const done = work();
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(much(20));
  return done;
}
