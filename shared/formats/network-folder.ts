/**
 * The folder that every format of networks writes: a text that says what was counted and how, and the networks,
 * one for each time slice.
 */
import type { Dataset } from './dataset';
import type { Piece, WritingTools } from './format';
import { edgeFigures, isTwoMode, type NetworkKind } from './network';
import { type NetworkChoices, networkChoices, networkOptions } from './network-options';
import { type NetworkSlice, networksOf } from './network-statements';

/** Writes one network; `title` says what it is. */
type NetworkWriter = (found: NetworkSlice, choices: NetworkChoices, title: string) => Iterable<Piece>;

export function* writeNetworks(
  dataset: Dataset,
  { losses, options, name }: WritingTools,
  write: NetworkWriter,
): Iterable<Piece> {
  const file = 'README.txt';
  const choices = networkChoices(options);
  yield { file, content: introduction(name, choices) };
  const networks: NetworkSlice[] = [];
  for (const found of networksOf(dataset, choices, losses)) {
    if (found === null) {
      yield { file, content: '' };
      continue;
    }
    const { slice, network, nodes } = found;
    const counts = `${network.statements} statements, ${nodes.length} nodes`;
    yield { file, content: `${slice === '' ? 'All' : slice}: ${counts}\n` };
    networks.push(found);
  }
  for (const found of networks)
    yield* write(found, choices, found.slice === '' ? name : `${name}, ${found.slice}`);
}

const formulas: Record<NetworkKind, string> = {
  'actor-concept': 'The weight of a tie is the number of statements that the actor makes of the concept.',
  'actor-concept-subtract':
    'The weight of a tie is the sum of the positions of what the actor says of the concept. A tie that comes to 0 is left out.',
  congruence:
    'The weight of a tie is the sum, over all concepts and all pairs of statements of the two actors on one concept, of 1 - d, where d is the distance of the two positions: 0 for the same, 1 for those at both ends of the scale.',
  conflict:
    'The weight of a tie is the sum, over all concepts and all pairs of statements of the two actors on one concept, of d, the distance of the two positions: 0 for the same, 1 for those at both ends of the scale.',
  subtract:
    'The weight of a tie is congruence less conflict, which stand beside it. A tie that comes to 0 is left out.',
};

const source =
  'After Discourse Network Analyzer (qualifier aggregation, without normalization) and P. Leifeld, "Discourse Network Analysis: policy debates as dynamic networks", in: The Oxford Handbook of Political Networks, 2017. The ends of the scale are those of the codebook; yes and no (1 and 0) are 1 and -1.';

const figureWords: Record<(typeof edgeFigures)[keyof typeof edgeFigures][number], string> = {
  statements: 'how many statements make the tie',
  for: 'how many of them are for the concept',
  against: 'how many are against it',
  neutral: 'how many are neither',
  balance: 'the sum of their positions',
  congruence: 'agreement, see above for the kind congruence',
  conflict: 'disagreement, see above for the kind conflict',
  concepts: 'of how many concepts both actors speak',
};

function introduction(name: string, choices: NetworkChoices): string {
  const chosen = [
    ['network', choices.kind],
    ['slices', choices.slice],
    ['repeats', choices.repeats],
    ['actors', choices.whichActor === 0 ? 'first' : 'second'],
    ['coders', choices.whose],
    ['isolates', choices.hasAllNodes ? 'all' : 'present'],
  ].flatMap(([id, choice]) => {
    const option = networkOptions().find((one) => one.id === id);
    const found = option?.choices.find((one) => one.id === choice);
    return option && found ? [`${option.name}: ${found.name}. ${found.what}`] : [];
  });
  const kinds: NetworkKind[] =
    choices.kind === 'subtract' ? ['congruence', 'conflict', 'subtract'] : [choices.kind];
  const figures = edgeFigures[isTwoMode(choices.kind) ? 'twoMode' : 'oneMode'];
  return [
    `${name}: networks written by Claimbook`,
    '',
    ...chosen,
    '',
    ...kinds.map((kind) => (kinds.length > 1 ? `${kind}: ${formulas[kind]}` : formulas[kind])),
    source,
    '',
    'A statement is what one actor says of one concept in an annotation; an annotation with several of them is several statements. It counts on its own date where it has one, else on that of its article.',
    '',
    'Nodes: mode (actor or concept), kind and authority of actors, statements (how many were counted).',
    'Ties:',
    ...figures.map((figure) => `- ${figure}: ${figureWords[figure]}`),
    ...(choices.hasIds ? ['- annotations: the ids of the annotations that make the tie'] : []),
    '',
    'Networks in this folder:',
    '',
  ].join('\n');
}
