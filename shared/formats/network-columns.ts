/** What the formats of networks tell of nodes and ties beside their names: the same columns, of the same types, in all. */
import { edgeFigures, type NetworkEdge, type NetworkKind, isTwoMode } from './network';
import type { NamedNode } from './network-statements';

export interface NetworkColumn<T> {
  name: string;
  type: 'string' | 'integer' | 'double' | 'boolean';
  /** Empty for nothing. */
  of(one: T): string | number | boolean;
}

export const nodeColumns = (kind: NetworkKind): readonly NetworkColumn<NamedNode>[] => [
  { name: 'mode', type: 'string', of: ({ mode }) => mode },
  // igraph takes a network for one of two modes by this name, false for one mode and true for the other.
  ...(isTwoMode(kind)
    ? [{ name: 'type', type: 'boolean', of: ({ mode }: NamedNode) => mode === 'concept' } as const]
    : []),
  { name: 'kind', type: 'string', of: ({ kind: actorKind }) => actorKind },
  { name: 'authority', type: 'string', of: ({ authority }) => authority },
  { name: 'statements', type: 'integer', of: ({ statements }) => statements },
];

/** Without the weight, which every format has a place of its own for. Ids are parted by spaces. */
export const edgeColumns = (kind: NetworkKind, hasIds: boolean): readonly NetworkColumn<NetworkEdge>[] => [
  ...edgeFigures[isTwoMode(kind) ? 'twoMode' : 'oneMode'].map((name, at) => ({
    name,
    type: fractional.has(name) ? ('double' as const) : ('integer' as const),
    of: ({ figures }: NetworkEdge) => figures[at] ?? 0,
  })),
  ...(hasIds
    ? [
        {
          name: 'annotations',
          type: 'string',
          of: (edge: NetworkEdge) => edge.annotationIds().join(' '),
        } as const,
      ]
    : []),
];

/** Figures that need not be whole numbers. */
const fractional: ReadonlySet<string> = new Set(['balance', 'congruence', 'conflict']);
