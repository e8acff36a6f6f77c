/**
 * The networks of a dataset: which annotations are statements of an actor about a concept, when they were made, and
 * what is left out of a network. What is actor, concept and position follows from the kinds of a code's attributes.
 */
import { inOrder } from '../code-tree';
import { lookalikeKey } from '../names';
import { attributesWithFigures, positionAttribute } from '../position';
import type { Actor, Attribute, AttributeValue, Coder, CoderRole, Concept } from '../records';
import {
  byId,
  type CodedAnnotation,
  type CodedArticle,
  type Dataset,
  groupedBy,
  type Registries,
} from './dataset';
import type { Losses } from './losses';
import { aspectsOfAnnotation, aspectsOfArticle, aspectsOfValue } from './lost-facts';
import { needsPositions, Network, type NetworkNode, positionsOf, sliceOf, type Statement } from './network';
import type { NetworkChoices } from './network-options';
import { loseRegistries } from './network-losses';

/** What the attributes of a code mean in a network. */
interface Roles {
  actor: Attribute;
  concept: Attribute;
  position: Attribute | null;
  date: Attribute | null;
}

/** A node with what the registries say of it. */
export interface NamedNode extends NetworkNode {
  label: string;
  /** What kind of actor: `person`, `organisation` …; empty for concepts. */
  kind: string;
  /** An identifier elsewhere, such as a Wikidata QID; empty for none. */
  authority: string;
}

/** One network on its way out. */
export interface NetworkSlice {
  /** The year, month or week; empty for the network of all. */
  slice: string;
  /** What it is called in a folder, without ending: `network` or `network-2020-08`. */
  fileName: string;
  network: Network;
  nodes: readonly NamedNode[];
}

/**
 * All networks of a dataset, by time; where nothing counts, one that is empty. Notes in `losses` what a network has no
 * place for. Its articles are read first, during which it gives null: one is done.
 */
export function* networksOf(
  dataset: Dataset,
  choices: NetworkChoices,
  losses: Losses,
): Iterable<NetworkSlice | null> {
  const { registries } = dataset;
  const reading = new StatementReading(registries, choices, losses);
  const networks = new Map<string, Network>();
  const { kind, hasIds, repeats } = choices;
  const settings = { kind, hasIds, once: repeats === 'network', range: reading.range };
  for (const article of dataset.articles()) {
    for (const [slice, statements] of reading.statementsOf(article)) {
      const network = networks.get(slice) ?? new Network(settings);
      networks.set(slice, network);
      for (const statement of statements) network.add(statement);
    }
    yield null;
  }
  if (networks.size === 0) networks.set('', new Network(settings));
  const everywhere = new Map<string, NetworkNode>();
  for (const network of networks.values())
    for (const node of network.nodes()) everywhere.set(node.id, { ...node, statements: 0 });
  loseRegistries(registries, everywhere, losses);
  const named = namesOf(registries);
  for (const [slice, network] of [...networks].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const own = network.nodes();
    const present = new Map(own.map((node) => [node.id, node]));
    const all = [...everywhere.values()]
      .map((node) => present.get(node.id) ?? node)
      .toSorted((one, other) => one.mode.localeCompare(other.mode, 'en') || (one.id < other.id ? -1 : 1));
    yield {
      slice,
      fileName: slice === '' ? 'network' : `network-${slice}`,
      network,
      nodes: (choices.hasAllNodes ? all : own).map(named),
    };
  }
}

function namesOf({ actors, concepts }: Registries): (node: NetworkNode) => NamedNode {
  const named = byId<Actor | Concept>([...actors, ...concepts]);
  return (node) => {
    const record = named.get(node.id);
    const isActor = record?.type === 'actor';
    return {
      ...node,
      label: record?.name ?? node.id,
      kind: isActor ? record.kind : '',
      authority: isActor ? record.authority : '',
    };
  };
}

type Said = Statement & { annotationIds: string[] };

const notOfAStatement = 'Annotations of codes that do not ask for an actor and a concept make no tie.';
const withoutEnds = 'Annotations that do not say which actor and which concept make no tie.';
const withoutPosition = 'Annotations that do not say for or against make no tie in this network.';
/** Why annotations of others than those whose statements were chosen make no tie; of `all` none is left out. */
const notOfThose: Record<NetworkChoices['whose'], string> = {
  first: 'Annotations of a gold layer, or of a second round, make no tie unless that is chosen.',
  gold: 'Annotations that are not of the gold layer make no tie, as was chosen.',
  all: 'Annotations of a coder who is not among the coders make no tie.',
};
const withoutDate = 'Annotations without a date that is exact enough are in no time slice.';

class StatementReading {
  /** Of the scale of all codes together, after `positionsOf`. */
  readonly range: number;
  private readonly roles: ReadonlyMap<string, Roles>;
  /** Positions by the ids of choices. */
  private readonly positions: ReadonlyMap<string, number>;
  private readonly actorIds: ReadonlySet<string>;
  private readonly conceptIds: ReadonlySet<string>;
  /** Whose annotations count. */
  private readonly coderIds: ReadonlySet<string>;

  constructor(
    registries: Registries,
    private readonly choices: NetworkChoices,
    private readonly losses: Losses,
  ) {
    this.roles = rolesOf(registries, choices.whichActor);
    this.positions = scaleOf(registries, this.roles);
    const scale = [...this.positions.values()];
    this.range = scale.length === 0 ? 0 : Math.max(...scale) - Math.min(...scale);
    this.actorIds = new Set(registries.actors.map(({ id }) => id));
    this.conceptIds = new Set(registries.concepts.map(({ id }) => id));
    this.coderIds = codersWho(registries.coders, choices.whose);
  }

  /** The statements of an article by their time slices. */
  statementsOf(coded: CodedArticle): Map<string, Statement[]> {
    for (const aspect of aspectsOfArticle(coded))
      this.losses.add(aspect, 'dropped', 'A network holds no articles.', coded.article.title);
    const bySlice = new Map<string, Map<string, Said>>();
    for (const one of coded.annotations) {
      const found = this.read(one, coded.article.date);
      this.tell(one, typeof found === 'string' ? found : null);
      if (typeof found === 'string') continue;
      const statements = bySlice.get(found.slice) ?? new Map<string, Said>();
      bySlice.set(found.slice, statements);
      for (const statement of found.statements) {
        const { actorId, conceptId, position, annotationIds } = statement;
        const isCountedEach = this.choices.repeats === 'each';
        const key = [actorId, conceptId, position, ...(isCountedEach ? annotationIds : [])].join(' ');
        const earlier = statements.get(key);
        if (earlier) earlier.annotationIds.push(...annotationIds);
        else statements.set(key, { ...statement, annotationIds: [...annotationIds] });
      }
    }
    return new Map([...bySlice].map(([slice, statements]) => [slice, [...statements.values()]]));
  }

  /** What an annotation says in a network: a statement for each actor and concept of it; or why it says nothing. */
  private read(
    { annotation, values }: CodedAnnotation,
    articleDate: string | null,
  ): { slice: string; statements: Statement[] } | string {
    const roles = this.roles.get(annotation.codeId);
    if (!roles) return notOfAStatement;
    if (!this.coderIds.has(annotation.coderId)) return notOfThose[this.choices.whose];
    const of = (attribute: Attribute | null): AttributeValue[] =>
      attribute === null ? [] : values.filter(({ attributeId }) => attributeId === attribute.id);
    const actors = distinct(of(roles.actor).map(({ actorId }) => actorId)).filter((id) =>
      this.actorIds.has(id),
    );
    const concepts = distinct(of(roles.concept).map(({ conceptId }) => conceptId)).filter((id) =>
      this.conceptIds.has(id),
    );
    if (actors.length === 0 || concepts.length === 0) return withoutEnds;
    const [choiceId = null] = distinct(of(roles.position).map((value) => value.choiceId));
    const position = (choiceId === null ? undefined : this.positions.get(choiceId)) ?? null;
    if (position === null && needsPositions(this.choices.kind)) return withoutPosition;
    const [date = articleDate] = distinct(of(roles.date).map((value) => value.date));
    const slice = sliceOf(date, this.choices.slice);
    if (slice === null) return withoutDate;
    const statements = actors.flatMap((actorId) =>
      concepts.map((conceptId) => ({ actorId, conceptId, position, annotationIds: [annotation.id] })),
    );
    return { slice, statements };
  }

  /** @param whyNot the annotation is in no network; null where it is in one */
  private tell(one: CodedAnnotation, whyNot: string | null): void {
    const words = wordsOf(one);
    const roles = this.roles.get(one.annotation.codeId);
    const kept = [roles?.actor.id, roles?.concept.id, roles?.position?.id];
    const summed = this.choices.hasIds
      ? 'Annotations are summed up in ties, which name them by their ids.'
      : 'Annotations are summed up in ties.';
    for (const aspect of aspectsOfAnnotation(one)) {
      if (aspect === 'annotation' && whyNot === null) this.losses.add(aspect, 'approximated', summed, words);
      else this.losses.add(aspect, 'dropped', whyNot ?? notTold, words);
    }
    for (const value of one.values)
      for (const aspect of aspectsOfValue(value, one.values)) {
        const isSummed = aspect === 'value' || aspect === 'value link';
        const isKept = whyNot === null && isSummed && kept.includes(value.attributeId);
        this.losses.add(
          aspect,
          isKept ? 'approximated' : 'dropped',
          isKept ? summed : (whyNot ?? notTold),
          words,
        );
      }
  }
}

/** The ids of the coders whose annotations count. */
function codersWho(coders: readonly Coder[], whose: NetworkChoices['whose']): Set<string> {
  const roles: readonly CoderRole[] = whose === 'gold' ? ['gold'] : ['coder'];
  const chosen = coders.filter(({ role }) => whose === 'all' || roles.includes(role));
  const isAll = whose === 'first' && chosen.length === 0;
  return new Set((isAll ? coders : chosen).map(({ id }) => id));
}

const notTold = 'Of an annotation a network tells only the actor, the concept and the position.';

const wordsOf = ({ spans }: CodedAnnotation): string => spans.map(({ quote }) => quote).join(' … ');

const distinct = <T>(found: readonly (T | null)[]): T[] => [
  ...new Set(found.filter((one): one is T => one !== null)),
];

/** What the attributes of each code mean; codes that ask for no actor, or no concept, make no statements. */
function rolesOf({ attributes, choices }: Registries, whichActor: 0 | 1): Map<string, Roles> {
  const withFigures = attributesWithFigures(choices);
  const roles = new Map<string, Roles>();
  for (const [codeId, unordered] of groupedBy(attributes, (attribute) => attribute.codeId)) {
    const asked = inOrder(unordered);
    const actor = asked.filter(({ kind }) => kind === 'actor')[whichActor];
    const concept = asked.find(({ kind }) => kind === 'concept');
    if (!actor || !concept) continue;
    const dates = asked.filter(({ kind }) => kind === 'date');
    const date = dates.find(({ name }) => lookalikeKey(name) === 'date') ?? dates[0] ?? null;
    roles.set(codeId, { actor, concept, position: positionAttribute(asked, withFigures), date });
  }
  return roles;
}

/** The positions of all choices that say for or against; the figures of each attribute are a scale of their own. */
function scaleOf({ choices }: Registries, roles: ReadonlyMap<string, Roles>): Map<string, number> {
  const choicesOf = groupedBy(choices, ({ attributeId }) => attributeId);
  const positions = new Map<string, number>();
  for (const { position } of roles.values()) {
    const own = position === null ? [] : (choicesOf.get(position.id) ?? []);
    const scale = positionsOf(own.flatMap(({ number }) => number ?? []));
    for (const { id, number } of own) {
      const place = number === null ? undefined : scale.get(number);
      if (place !== undefined) positions.set(id, place);
    }
  }
  return positions;
}
