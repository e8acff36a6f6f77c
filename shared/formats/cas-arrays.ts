/** Arrays and lists of a CAS are structures of their own; here they become what the features that point to them say. */
import { type CasValue, type FeatureStructure, isArrayType, isListType } from './cas';

/** The structures, with elements in the place of references to arrays and lists. */
export function withElementsInPlace(
  structures: ReadonlyMap<string, FeatureStructure>,
): ReadonlyMap<string, FeatureStructure> {
  const elementsAt = (value: CasValue): CasValue => {
    if (typeof value !== 'object' || !('ref' in value)) return value;
    const target = structures.get(value.ref);
    if (!target) return value;
    if (isArrayType(target.type)) return target.features.get('elements') ?? { refs: [] };
    return isListType(target.type) ? elementsOfList(target, structures) : value;
  };
  const isCollection = ({ type }: FeatureStructure): boolean => isArrayType(type) || isListType(type);
  const changed = new Map(structures);
  for (const structure of structures.values()) {
    if (isCollection(structure)) continue;
    for (const [name, value] of structure.features) {
      const elements = elementsAt(value);
      if (elements === value) continue;
      const before = changed.get(structure.id) ?? structure;
      changed.set(structure.id, { ...before, features: new Map([...before.features, [name, elements]]) });
    }
  }
  return changed;
}

/** Along a chain of head and tail; one that leads back into itself ends there. */
function elementsOfList(
  first: FeatureStructure,
  structures: ReadonlyMap<string, FeatureStructure>,
): CasValue {
  const heads: CasValue[] = [];
  const seen = new Set<string>();
  for (let link: FeatureStructure | undefined = first; link && !seen.has(link.id);) {
    seen.add(link.id);
    const head = link.features.get('head');
    if (head !== undefined) heads.push(head);
    const tail: CasValue | undefined = link.features.get('tail');
    link = typeof tail === 'object' && 'ref' in tail ? structures.get(tail.ref) : undefined;
  }
  const refs = heads.flatMap((head) => (typeof head === 'object' && 'ref' in head ? [head.ref] : []));
  if (refs.length > 0) return { refs };
  const numbers = heads.filter((head) => typeof head === 'number');
  return numbers.length === heads.length ? numbers : heads.filter((head) => typeof head === 'string');
}
