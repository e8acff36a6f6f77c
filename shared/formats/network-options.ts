/** What the user may choose of a network, the same in all formats that hold one. */
import type { FormatInfo, FormatOption, Options } from './format';
import { type NetworkKind, networkKinds, type TimeSlice, timeSlices } from './network';

/** What a network holds of what researchers ask of a format. */
export const networkHolds: FormatInfo['holds'] = {
  'overlapping annotations': 'partly',
  'several spans in one annotation': 'no',
  'relations and attributes': 'no',
  'several coders': 'no',
  'actor registry': 'partly',
  'codebook tree': 'no',
  notes: 'no',
  'article details': 'no',
};

const kindWords: Record<NetworkKind, { name: string; what: string }> = {
  'actor-concept': {
    name: 'Actors and concepts',
    what: 'Who speaks of what. The weight of a tie is the number of statements; how many are for and against stands beside it.',
  },
  'actor-concept-subtract': {
    name: 'Actors and concepts, for minus against',
    what: 'Who is for or against what. The weight is the sum of the positions: above 0 for, below 0 against; a tie that comes to 0 is left out.',
  },
  congruence: {
    name: 'Actors by agreement (congruence)',
    what: 'Two actors are tied by the concepts on which they say the same.',
  },
  conflict: {
    name: 'Actors by disagreement (conflict)',
    what: 'Two actors are tied by the concepts on which they say the opposite.',
  },
  subtract: {
    name: 'Actors by agreement minus disagreement (subtract)',
    what: 'Congruence less conflict: above 0 for allies, below 0 for opponents; a tie that comes to 0 is left out.',
  },
};

const sliceWords: Record<TimeSlice, { name: string; what: string }> = {
  none: { name: 'One network of all', what: 'One network of all statements, also of those without a date.' },
  year: { name: 'Years', what: 'A network for each year in which something was said.' },
  month: { name: 'Months', what: 'A network for each month in which something was said.' },
  week: {
    name: 'Weeks',
    what: 'A network for each calendar week (ISO 8601, from Monday) in which something was said.',
  },
};

const sharedOptions: readonly FormatOption[] = [
  {
    id: 'network',
    name: 'Network',
    usual: 'actor-concept',
    choices: networkKinds.map((id) => ({ id, ...kindWords[id] })),
  },
  {
    id: 'slices',
    name: 'Time slices',
    usual: 'none',
    choices: timeSlices.map((id) => ({ id, ...sliceWords[id] })),
  },
  {
    id: 'repeats',
    name: 'Repeated statements',
    usual: 'article',
    choices: [
      {
        id: 'article',
        name: 'Once in each article',
        what: 'What an actor says of a concept with one position counts once in an article, however often it is annotated there.',
      },
      { id: 'each', name: 'Each time', what: 'Every statement counts, also a repetition.' },
      {
        id: 'network',
        name: 'Once in each network',
        what: 'It counts once in all articles of a time slice: congruence is then the number of concepts on which two actors agree.',
      },
    ],
  },
  {
    id: 'actors',
    name: 'Actors',
    usual: 'first',
    choices: [
      {
        id: 'first',
        name: 'Whom a code asks for first',
        what: 'The first attribute of a code that takes actors: the claimant, the speaker, the person.',
      },
      {
        id: 'second',
        name: 'Whom it asks for second',
        what: 'The second: the organization for which a person speaks, or the addressee.',
      },
    ],
  },
  {
    id: 'coders',
    name: 'Whose statements',
    usual: 'first',
    choices: [
      {
        id: 'first',
        name: 'Of coders',
        what: 'What coders annotated in their first round. A gold layer and second rounds say the same once more and do not count, unless there is nothing else.',
      },
      { id: 'gold', name: 'Of the gold layer', what: 'Only what was settled between coders counts.' },
      { id: 'all', name: 'All', what: 'Gold layers and second rounds count, too.' },
    ],
  },
  {
    id: 'isolates',
    name: 'Nodes',
    usual: 'present',
    choices: [
      {
        id: 'present',
        name: 'Those that speak',
        what: 'Actors, and concepts, with a statement in the network, also where it makes no tie.',
      },
      {
        id: 'all',
        name: 'The same in all',
        what: 'All that have a statement in any of the networks, so that those of several time slices can be compared.',
      },
    ],
  },
];

const annotationsOption: FormatOption = {
  id: 'annotations',
  name: 'Annotations of ties',
  usual: 'ids',
  choices: [
    { id: 'ids', name: 'Their ids', what: 'Every tie names the annotations that make it.' },
    {
      id: 'none',
      name: 'Left out',
      what: 'For large networks: in a network of actors one annotation makes many ties.',
    },
  ],
};

/** The options of a network format: those that all have, its own, and whether ties name their annotations. */
export const networkOptions = (own: readonly FormatOption[] = []): readonly FormatOption[] => [
  ...sharedOptions,
  ...own,
  annotationsOption,
];

export interface NetworkChoices {
  kind: NetworkKind;
  slice: TimeSlice;
  repeats: 'article' | 'each' | 'network';
  /** 0 for the first attribute of a code that takes actors. */
  whichActor: 0 | 1;
  /** `first`: neither gold layers nor second rounds, unless there is nothing else. */
  whose: 'first' | 'gold' | 'all';
  hasAllNodes: boolean;
  hasIds: boolean;
}

/** The options as what they mean. @throws Error for a choice that there is not: the registry has checked them */
export function networkChoices(options: Options): NetworkChoices {
  const one = <T extends string>(id: string, known: readonly T[]): T => {
    const found = known.find((each) => each === options[id]);
    if (found === undefined) throw new Error(`the option ${id} of a network is ${options[id]}`);
    return found;
  };
  return {
    kind: one('network', networkKinds),
    slice: one('slices', timeSlices),
    repeats: one('repeats', ['article', 'each', 'network']),
    whichActor: one('actors', ['first', 'second']) === 'first' ? 0 : 1,
    whose: one('coders', ['first', 'gold', 'all']),
    hasAllNodes: one('isolates', ['present', 'all']) === 'all',
    hasIds: one('annotations', ['ids', 'none']) === 'ids',
  };
}
