import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../shared/formats/dataset';
import type { FormatInfo, Options, Writer } from '../../shared/formats/format';
import { csvRows } from '../../shared/formats/csv-rows';
import { gexfFormat, writeGexf } from '../../shared/formats/gexf';
import { graphmlFormat, writeGraphml } from '../../shared/formats/graphml';
import { Losses, type LossReport } from '../../shared/formats/losses';
import { isTwoMode, Network, networkKinds, positionsOf, sliceOf } from '../../shared/formats/network';
import { networkChoices } from '../../shared/formats/network-options';
import { type NetworkSlice, networksOf } from '../../shared/formats/network-statements';
import { networkTablesFormat, writeNetworkTables } from '../../shared/formats/network-tables';
import { pajekFormat, writePajek } from '../../shared/formats/pajek';
import { elementsIn, parseXmlText, textOf as wordsOf, type XmlElement } from '../../shared/xml';
import { anyDataset } from '../support/any-dataset';
import { anyDebate, debate, type DebateArticle } from '../support/debate';
import { usualOptions, written } from '../support/round-trip';

const all = (dataset: Dataset, chosen: Options): { networks: NetworkSlice[]; report: LossReport } => {
  const losses = new Losses();
  const choices = networkChoices(usualOptions(gexfFormat, chosen));
  const networks = [...networksOf(dataset, choices, losses)].filter((found) => found !== null);
  return { networks, report: losses.report('gexf', 'out') };
};

/** The ties of a network as `Ann – Bo: 2`, in the order of the alphabet. */
function tiesOf({ network, nodes }: NetworkSlice): string[] {
  const names = new Map(nodes.map(({ id, label }) => [id, label]));
  return [...network.edges()]
    .map(({ source, target, weight }) => `${names.get(source)} – ${names.get(target)}: ${weight}`)
    .toSorted();
}

const ties = (articles: readonly DebateArticle[], chosen: Options, scale?: number[]): string[] =>
  all(debate(articles, scale), chosen).networks.flatMap(tiesOf);

const onOneDay = (...says: string[]): DebateArticle[] =>
  says.map((words) => ({ date: '2020-08-03', says: words }));

describe('who speaks of what', () => {
  it('counts the statements of an actor on a concept, whatever they say', () => {
    const articles = onOneDay('Ann + taxes; Ann - taxes; Bo ? taxes', 'Ann + taxes; Bo 0 borders');
    expect(ties(articles, { network: 'actor-concept' })).toEqual([
      'Ann – taxes: 3',
      'Bo – borders: 1',
      'Bo – taxes: 1',
    ]);
  });

  it('tells for and against beside the weight', () => {
    const articles = onOneDay('Ann + taxes; Ann - taxes; Ann ? taxes; Ann 0 taxes', 'Ann + taxes');
    const [found] = all(debate(articles), {}).networks;
    expect([...found!.network.edges()][0]).toMatchObject({ weight: 5, figures: [5, 2, 1, 1, 1] });
  });

  it('subtracts what is against from what is for, and leaves out what comes to nothing', () => {
    const articles = onOneDay('Ann + taxes; Ann - borders; Bo + taxes; Bo - taxes; Cy 0 taxes; Cy ? borders');
    expect(ties(articles, { network: 'actor-concept-subtract' })).toEqual([
      'Ann – borders: -1',
      'Ann – taxes: 1',
    ]);
  });

  it('takes an answer of no as against', () => {
    const articles = onOneDay('Ann - taxes; Bo + taxes');
    expect(ties(articles, { network: 'actor-concept-subtract' }, [0, 1])).toEqual([
      'Ann – taxes: -1',
      'Bo – taxes: 1',
    ]);
  });

  it('counts neither a gold layer nor a second round besides, unless that is chosen', () => {
    const articles = onOneDay('Ann + taxes; gold: Bo + taxes; again: Cy + taxes');
    expect(ties(articles, {})).toEqual(['Ann – taxes: 1']);
    expect(ties(articles, { coders: 'gold' })).toEqual(['Bo – taxes: 1']);
    expect(ties(articles, { coders: 'all' })).toEqual(['Ann – taxes: 1', 'Bo – taxes: 1', 'Cy – taxes: 1']);
    const { report } = all(debate(articles), {});
    const left = report.losses.filter(({ what }) => /gold layer/.test(what) && /make no tie/.test(what));
    expect(left.find(({ aspect }) => aspect === 'annotation')).toMatchObject({ count: 2 });
    const settled = all(debate(articles), { coders: 'gold' }).report.losses;
    expect(
      settled.find(({ what }) => what.startsWith('Annotations that are not of the gold layer')),
    ).toMatchObject({
      count: 2,
    });
  });

  it('counts a joint statement on several concepts for each actor and each concept', () => {
    expect(ties(onOneDay('Ann, Bo + taxes, borders'), {})).toEqual([
      'Ann – borders: 1',
      'Ann – taxes: 1',
      'Bo – borders: 1',
      'Bo – taxes: 1',
    ]);
  });
});

describe('repeated statements', () => {
  const articles = onOneDay('Ann + taxes; Ann + taxes; Ann - taxes', 'Ann + taxes');
  it('count once in an article', () => {
    expect(ties(articles, { repeats: 'article' })).toEqual(['Ann – taxes: 3']);
  });
  it('or each time', () => {
    expect(ties(articles, { repeats: 'each' })).toEqual(['Ann – taxes: 4']);
  });
  it('or once in a network', () => {
    expect(ties(articles, { repeats: 'network' })).toEqual(['Ann – taxes: 2']);
  });
  it('are all named by the tie, however they count', () => {
    for (const repeats of ['article', 'each', 'network']) {
      const [found] = all(debate(articles), { repeats }).networks;
      const [edge] = found!.network.edges();
      expect(edge!.annotationIds()).toHaveLength(4);
    }
  });
});

describe('who agrees with whom', () => {
  // Ann twice and Bo once for taxes, Cy once against: Ann–Bo 2·1 agree, Ann–Cy 2·1 and Bo–Cy 1·1 disagree.
  const articles = onOneDay('Ann + taxes; Bo + taxes; Cy - taxes', 'Ann + taxes; Ann + borders');

  it('multiplies what two actors say alike of one concept', () => {
    expect(ties(articles, { network: 'congruence' })).toEqual(['Ann – Bo: 2']);
  });
  it('and what they say against each other', () => {
    expect(ties(articles, { network: 'conflict' })).toEqual(['Ann – Cy: 2', 'Bo – Cy: 1']);
  });
  it('and takes the one from the other', () => {
    expect(ties(articles, { network: 'subtract' })).toEqual(['Ann – Bo: 2', 'Ann – Cy: -2', 'Bo – Cy: -1']);
  });
  it('counts shared concepts where each statement counts once', () => {
    const more = onOneDay('Ann + taxes; Bo + taxes; Ann - borders; Bo - borders', 'Ann + taxes; Bo + taxes');
    expect(ties(more, { network: 'congruence', repeats: 'network' })).toEqual(['Ann – Bo: 2']);
    expect(ties(more, { network: 'congruence', repeats: 'article' })).toEqual(['Ann – Bo: 5']);
  });
  it('leaves no tie where agreement and disagreement come to the same in thirds', () => {
    // Positions from −1 to 2: a whole agreement and three times ⅓, and three times ⅔ of a disagreement.
    const thirds = onOneDay('Ann + taxes; Bo + taxes; Ann - b; Bo + b; Ann - c; Bo + c; Ann - d; Bo + d');
    const scale = [-1, 0, 1, 2];
    expect(ties(thirds, { network: 'congruence' }, scale)).toEqual(['Ann – Bo: 2']);
    expect(ties(thirds, { network: 'conflict' }, scale)).toEqual(['Ann – Bo: 2']);
    expect(ties(thirds, { network: 'subtract' }, scale)).toEqual([]);
  });
  it('counts half an agreement between neutral and for', () => {
    const neutral = onOneDay('Ann + taxes; Bo 0 taxes');
    expect(ties(neutral, { network: 'congruence' })).toEqual(['Ann – Bo: 0.5']);
    expect(ties(neutral, { network: 'conflict' })).toEqual(['Ann – Bo: 0.5']);
    expect(ties(neutral, { network: 'subtract' })).toEqual([]);
  });
  it('leaves out who says neither for nor against, and keeps who agrees with nobody as a node', () => {
    const lonely = onOneDay('Ann + taxes; Bo ? taxes; Cy + borders');
    const { networks, report } = all(debate(lonely), { network: 'congruence' });
    expect(networks[0]!.nodes.map(({ label }) => label)).toEqual(['Ann', 'Cy']);
    expect(tiesOf(networks[0]!)).toEqual([]);
    const why = 'Annotations that do not say for or against make no tie in this network.';
    expect(report.losses.find(({ what, aspect }) => what === why && aspect === 'annotation')).toMatchObject({
      count: 1,
      examples: ['Bo ? taxes'],
    });
  });
  it('names the annotations of the two actors that make the tie, and no others', () => {
    const dataset = debate(onOneDay('Ann + taxes; Ann - taxes; Bo + taxes; Bo + borders; Cy + taxes'));
    const [article] = dataset.articles();
    const quotes = new Map(
      article!.annotations.map(({ annotation, spans }) => [annotation.id, spans[0]!.quote]),
    );
    const of = (network: string): string[] => {
      const [found] = all(dataset, { network }).networks;
      const [edge] = found!.network.edges();
      return edge!.annotationIds().map((id) => quotes.get(id)!);
    };
    expect(of('congruence')).toEqual(['Ann + taxes', 'Bo + taxes']);
    expect(of('conflict')).toEqual(['Ann - taxes', 'Bo + taxes']);
  });
});

describe('time slices', () => {
  const articles: DebateArticle[] = [
    { date: '2020-12-31', says: 'Ann + taxes' },
    { date: '2021-01-01', says: 'Ann + taxes; Bo - taxes @2019' },
    { date: '2021-01', says: 'Cy + taxes' },
    { date: null, says: 'Di + taxes' },
  ];
  const slices = (slicing: string): string[] =>
    all(debate(articles), { slices: slicing }).networks.map(
      (found) =>
        `${found.fileName} ${found.nodes.flatMap(({ mode, label }) => (mode === 'actor' ? [label] : [])).join(' ')}`,
    );

  it('are the years, months and weeks in which something was said', () => {
    expect(slices('none')).toEqual(['network Ann Bo Cy Di']);
    expect(slices('year')).toEqual(['network-2019 Bo', 'network-2020 Ann', 'network-2021 Ann Cy']);
    expect(slices('month')).toEqual(['network-2020-12 Ann', 'network-2021-01 Ann Cy']);
    expect(slices('week')).toEqual(['network-2020-W53 Ann']);
  });
  it('leave out what has no date that is exact enough, and say so', () => {
    const { report } = all(debate(articles), { slices: 'month' });
    const why = 'Annotations without a date that is exact enough are in no time slice.';
    expect(report.losses.find(({ what, aspect }) => what === why && aspect === 'annotation')?.count).toBe(2);
  });
  it('may all have the same nodes', () => {
    const { networks } = all(debate(articles), { slices: 'year', isolates: 'all' });
    for (const { nodes } of networks)
      expect(nodes.map(({ label }) => label)).toEqual(['Ann', 'Bo', 'Cy', 'taxes']);
    expect(networks[0]!.nodes.map(({ statements }) => statements)).toEqual([0, 1, 0, 1]);
  });
  it('are weeks of ISO 8601', () => {
    const weeks = {
      '2021-01-03': '2020-W53',
      '2021-01-04': '2021-W01',
      '2024-12-30': '2025-W01',
      '0099-01-07': '0099-W02',
    };
    for (const [date, week] of Object.entries(weeks)) expect(sliceOf(date, 'week')).toBe(week);
  });
});

describe('positions', () => {
  it('are the figures of the codebook, but 0 is against where there are only 1 and 0', () => {
    expect([...positionsOf([1, 0])]).toEqual([
      [1, 1],
      [0, -1],
    ]);
    expect([...positionsOf([-1, 0, 1])]).toEqual([
      [-1, -1],
      [0, 0],
      [1, 1],
    ]);
    expect([...positionsOf([])]).toEqual([]);
  });
  it('are measured against the whole scale of the codebook, not against what occurs', () => {
    expect(ties(onOneDay('Ann + taxes; Bo 0 taxes'), { network: 'congruence' }, [-2, -1, 0, 1, 2])).toEqual([
      'Ann – Bo: 0.75',
    ]);
  });
});

const anySettings = fc.record({
  slices: fc.constantFrom('none', 'year', 'month'),
  repeats: fc.constantFrom('article', 'each', 'network'),
});

describe('any debate', () => {
  it('has as much weight between actors and concepts as statements are counted', () => {
    fc.assert(
      fc.property(anyDebate, anySettings, (dataset, settings) => {
        for (const { network, nodes } of all(dataset, settings).networks) {
          const edges = [...network.edges()];
          expect(edges.reduce((total, { weight }) => total + weight, 0)).toBe(network.statements);
          for (const mode of ['actor', 'concept'])
            expect(nodes.reduce((total, node) => total + (node.mode === mode ? node.statements : 0), 0)).toBe(
              network.statements,
            );
        }
      }),
      { numRuns: 100 },
    );
  });

  it('subtracts conflict from congruence', () => {
    fc.assert(
      fc.property(anyDebate, anySettings, (dataset, settings) => {
        const weights = (network: string): Map<string, number>[] =>
          all(dataset, { ...settings, network }).networks.map(
            (found) =>
              new Map(
                [...found.network.edges()].map(({ source, target, weight }) => [
                  `${source} ${target}`,
                  weight,
                ]),
              ),
          );
        const [congruence, conflict, subtract] = ['congruence', 'conflict', 'subtract'].map(weights);
        expect(congruence!.length).toBe(subtract!.length);
        for (const [at, ofSlice] of subtract!.entries())
          for (const pair of new Set([
            ...congruence![at]!.keys(),
            ...conflict![at]!.keys(),
            ...ofSlice.keys(),
          ]))
            expect(ofSlice.get(pair) ?? 0).toBeCloseTo(
              (congruence![at]!.get(pair) ?? 0) - (conflict![at]!.get(pair) ?? 0),
            );
      }),
      { numRuns: 100 },
    );
  });

  it('has ties whose annotations are there, and are of the two at its ends', () => {
    fc.assert(
      fc.property(anyDebate, anySettings, fc.constantFrom(...networkKinds), (dataset, settings, network) => {
        const valuesOf = new Map(
          [...dataset.articles()].flatMap(({ annotations }) =>
            annotations.map(({ annotation, values }) => [annotation.id, values] as const),
          ),
        );
        for (const found of all(dataset, { ...settings, network }).networks)
          for (const edge of found.network.edges()) {
            const ids = edge.annotationIds();
            expect(new Set(ids).size).toBe(ids.length);
            const ofEach = ids.map((id) =>
              valuesOf.get(id)!.flatMap(({ actorId, conceptId }) => actorId ?? conceptId ?? []),
            );
            const ends = [edge.source, edge.target];
            const isOfPair = (of: string[]): boolean =>
              isTwoMode(network)
                ? ends.every((end) => of.includes(end))
                : ends.some((end) => of.includes(end));
            expect(ofEach.every(isOfPair)).toBe(true);
            for (const end of ends) expect(ofEach.some((of) => of.includes(end))).toBe(true);
          }
      }),
      { numRuns: 100 },
    );
  });

  it('says of each annotation either that it is summed up or why it is left out', () => {
    fc.assert(
      fc.property(anyDataset(), fc.constantFrom(...networkKinds), (dataset, network) => {
        const { report } = all(dataset, { network, slices: 'year' });
        const told = report.losses
          .filter(({ aspect }) => aspect === 'annotation')
          .reduce((total, { count }) => total + count, 0);
        expect(told).toBe(dataset.annotationCount);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a network of many', () => {
  it('of 100,000 statements by 400 actors is computed in seconds', () => {
    const network = new Network({ kind: 'subtract', range: 2, once: false, hasIds: true });
    for (let number = 0; number < 100_000; number += 1)
      network.add({
        actorId: `actor ${(number * 7) % 400}`,
        conceptId: `concept ${(number * 13) % 60}`,
        position: (number % 3) - 1,
        annotationIds: [`annotation ${number}`],
      });
    const start = performance.now();
    let count = 0;
    for (const { weight } of network.edges()) count += weight === 0 ? 0 : 1;
    expect(count).toBeGreaterThan(1000);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

const hard = [
  'Ångström & "Söhne" <GmbH>',
  'الوزيرة',
  '😀 party',
  '=SUM(A1)',
  'back\\slash',
  "it's|[a]_b->c;d*e",
];
const hardDebate = (): Dataset => {
  const dataset = debate(onOneDay(hard.map((_, at) => `A${at}, B + taxes, C${at}`).join('; ')));
  const renamed = <T extends { name: string }>(records: readonly T[], first: string): T[] =>
    records.map((record) => {
      const at = record.name.startsWith(first) ? Number(record.name.slice(1)) : Number.NaN;
      return { ...record, name: hard[at] ?? record.name };
    });
  const { registries } = dataset;
  return {
    ...dataset,
    registries: {
      ...registries,
      actors: renamed(registries.actors, 'A'),
      // The same names in both modes, which some programs take for one node.
      concepts: renamed(registries.concepts, 'C'),
    },
  };
};

const formats: { info: FormatInfo; write: Writer; ending: string }[] = [
  { info: gexfFormat, write: writeGexf, ending: '.gexf' },
  { info: graphmlFormat, write: writeGraphml, ending: '.graphml' },
  { info: pajekFormat, write: writePajek, ending: '.net' },
  { info: networkTablesFormat, write: writeNetworkTables, ending: '-edges.csv' },
];

const elements = (root: XmlElement, name: string): XmlElement[] => [...elementsIn(root, name)];

const textOf = (files: ReadonlyMap<string, Uint8Array>, name: string): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(files.get(name));

describe.each(formats)('$info.name', ({ info, write, ending }) => {
  it('has a file for each time slice, and says in words what was counted', () => {
    const dataset = debate([
      { date: '2020', says: 'Ann + taxes' },
      { date: '2021', says: 'Bo + taxes' },
    ]);
    const { files } = written({ info, write }, dataset, { slices: 'year' });
    const names = [...files.keys()].filter((name) => name.endsWith(ending));
    expect(names).toEqual([`network-2020${ending}`, `network-2021${ending}`]);
    expect(textOf(files, 'README.txt')).toContain('2020: 1 statements, 2 nodes');
  });

  it('is written, with every kind of network, of any project', () => {
    fc.assert(
      fc.property(anyDataset(), fc.constantFrom(...networkKinds), (dataset, network) => {
        const { files } = written({ info, write }, dataset, { network });
        expect(files.has(`network${ending}`)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

describe('GEXF', () => {
  it('keeps names and annotations', () => {
    const dataset = hardDebate();
    const { files } = written({ info: gexfFormat, write: writeGexf }, dataset, {});
    const root = parseXmlText(textOf(files, 'network.gexf'), 'network.gexf');
    const labels = elements(root, 'node').map(({ attributes }) => attributes.label);
    expect(labels).toEqual([hard[0], 'B', ...hard.slice(1), 'taxes', ...hard]);
    const ids = elements(root, 'attvalue').filter(({ attributes }) => attributes.for === 'annotations');
    const [article] = dataset.articles();
    const known = new Set(article!.annotations.map(({ annotation }) => annotation.id));
    expect(ids.flatMap(({ attributes }) => attributes.value!.split(' ')).every((id) => known.has(id))).toBe(
      true,
    );
    expect(ids.length).toBe(elements(root, 'edge').length);
  });
  it('leaves the annotations out when told to', () => {
    const { files } = written({ info: gexfFormat, write: writeGexf }, hardDebate(), { annotations: 'none' });
    expect(textOf(files, 'network.gexf')).not.toContain('annotations');
  });
});

describe('GraphML', () => {
  it('keeps names, weights and modes', () => {
    const { files } = written({ info: graphmlFormat, write: writeGraphml }, hardDebate(), {
      repeats: 'each',
    });
    const root = parseXmlText(textOf(files, 'network.graphml'), 'network.graphml');
    const of = (element: XmlElement, key: string): string | undefined => {
      const found = elements(element, 'data').find(({ attributes }) => attributes.key === key);
      return found && wordsOf(found);
    };
    const nodes = elements(root, 'node');
    expect(nodes.map((node) => of(node, 'node-label'))).toEqual([
      hard[0],
      'B',
      ...hard.slice(1),
      'taxes',
      ...hard,
    ]);
    expect(new Set(nodes.map((node) => `${of(node, 'node-mode')} ${of(node, 'node-type')}`))).toEqual(
      new Set(['actor false', 'concept true']),
    );
    expect(elements(root, 'edge').map((edge) => of(edge, 'edge-weight'))).toContain('6');
  });
});

describe('Pajek', () => {
  it('numbers the nodes, actors first, and makes each name one of its own', () => {
    const { files } = written({ info: pajekFormat, write: writePajek }, hardDebate(), { repeats: 'each' });
    const lines = textOf(files, 'network.net').split('\r\n');
    expect(lines.slice(0, 4)).toEqual([
      '\ufeff*Network study',
      '*Vertices 14 7',
      `1 "Ångström & 'Söhne' <GmbH>"`,
      '2 "B"',
    ]);
    expect(lines).toContain('14 "it\'s|[a]_b->c;d*e (2)"');
    expect(lines).toContain('2 8 6');
    expect(textOf(files, 'network-annotations.csv').split('\r\n')[1]).toMatch(/^1,8,018f2f6c-/);
  });
  it('says nothing of modes for programs that know of none, or when there is one', () => {
    for (const chosen of [{ program: 'networkx' }, { network: 'congruence' }] as Options[]) {
      const { files } = written({ info: pajekFormat, write: writePajek }, hardDebate(), chosen);
      expect(textOf(files, 'network.net').split('\r\n')[1]).toMatch(/^\*Vertices \d+$/);
    }
  });
});

describe('CSV', () => {
  it('holds together where an identifier has a line break', () => {
    const dataset = debate(onOneDay('Ann + taxes'));
    const [actor] = dataset.registries.actors;
    const { files } = written(
      { info: networkTablesFormat, write: writeNetworkTables },
      {
        ...dataset,
        registries: { ...dataset.registries, actors: [{ ...actor!, authority: 'Q1\nviaf 2\rgnd 3' }] },
      },
      { profile: 'statistics' },
    );
    expect(csvRows(textOf(files, 'network-nodes.csv'), 'network-nodes.csv').map((row) => row[5])).toEqual([
      'authority',
      'Q1\nviaf 2\rgnd 3',
      '',
    ]);
  });
  it('has a row for each node and each tie, with names beside the ids', () => {
    const dataset = debate(onOneDay('Ann + taxes'));
    const { files } = written({ info: networkTablesFormat, write: writeNetworkTables }, dataset, {
      profile: 'statistics',
    });
    const [actor] = dataset.registries.actors;
    const [concept] = dataset.registries.concepts;
    const [article] = dataset.articles();
    expect(textOf(files, 'network-nodes.csv')).toBe(
      `id,label,mode,type,kind,authority,statements\r\n${actor!.id},Ann,actor,false,other,,1\r\n${concept!.id},taxes,concept,true,,,1\r\n`,
    );
    expect(textOf(files, 'network-edges.csv')).toBe(
      `source,target,weight,statements,for,against,neutral,balance,annotations,source_label,target_label\r\n${actor!.id},${concept!.id},1,1,1,0,0,1,${article!.annotations[0]!.annotation.id},Ann,taxes\r\n`,
    );
  });
  it('guards formulas for spreadsheets, and counts the cells', () => {
    const { files, report } = written(
      { info: networkTablesFormat, write: writeNetworkTables },
      hardDebate(),
      {},
    );
    expect(textOf(files, 'network-nodes.csv')).toContain("'=SUM(A1)");
    expect(report.losses.find(({ aspect }) => aspect === 'cells')?.count).toBeGreaterThan(2);
  });
});
