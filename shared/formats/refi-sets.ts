/** Sets of REFI-QDA on their way out: ours, which say what codes are, and those that records came in with. */
import type { ForeignId } from '../records';
import type { Registries } from './dataset';
import { derivedGuid, isGuid, refiFormats, type RefiGuids } from './refi-guids';
import { type CodeExtra, type Role, roles, type SetExtra, setNames } from './refi-roles';
import { xmlElement, xmlWords } from './xml-writer';

/** What REFI-QDA says of records beyond our fields, by their ids. */
export function extrasOf<T>(foreignIds: readonly ForeignId[], recordType: string): ReadonlyMap<string, T> {
  const extras = new Map<string, T>();
  for (const { format, recordType: type, recordId, extra } of foreignIds)
    if (
      (format === refiFormats.project || format === refiFormats.codebook) &&
      type === recordType &&
      extra !== ''
    )
      extras.set(recordId, JSON.parse(extra) as T);
  return extras;
}

export function codeExtras({ codes, foreignIds }: Registries): ReadonlyMap<string, CodeExtra> {
  const extras = extrasOf<CodeExtra>(foreignIds, 'code');
  return new Map(codes.flatMap(({ id }) => (extras.has(id) ? [[id, extras.get(id)!]] : [])));
}

interface OpenSet extends SetExtra {
  codes: string[];
  sources: string[];
}

/**
 * The element with all sets; empty for none.
 * @param reference the attribute by which a member is named: `guid` in codebooks, `targetGUID` in projects
 * @param sources the sets that articles are in, by the GUIDs of the articles
 */
export function setElements(
  members: ReadonlyMap<Role, readonly string[]>,
  extras: ReadonlyMap<string, CodeExtra>,
  guids: RefiGuids,
  reference: 'guid' | 'targetGUID',
  sources: ReadonlyMap<string, readonly SetExtra[]> = new Map(),
): string {
  const sets: OpenSet[] = roles
    .map((role) => ({
      guid: derivedGuid('set', role),
      name: setNames[role],
      description: '',
      codes: [...(members.get(role) ?? [])],
      sources: [],
    }))
    .filter(({ codes }) => codes.length > 0);
  const foreign = new Map<string, OpenSet>();
  const open = (set: SetExtra): OpenSet => {
    const guid = isGuid(set.guid) ? set.guid : derivedGuid('set', set.name);
    const found = foreign.get(guid) ?? { ...set, guid, codes: [], sources: [] };
    foreign.set(guid, found);
    return found;
  };
  for (const [id, extra] of extras) for (const set of extra.sets ?? []) open(set).codes.push(guids.of(id));
  for (const [guid, inSets] of sources) for (const set of inSets) open(set).sources.push(guid);
  const element = ({ guid, name, description, codes, sources: texts }: OpenSet): string => {
    const member = (kind: string) => (of: string) => xmlElement(kind, { [reference]: of });
    const words = description === '' ? [] : [xmlElement('Description', {}, xmlWords(description))];
    const all = [...words, ...codes.map(member('MemberCode')), ...texts.map(member('MemberSource'))];
    return xmlElement('Set', { guid, name }, all.join(''));
  };
  const all = [...sets, ...foreign.values()].map(element);
  return all.length === 0 ? '' : xmlElement('Sets', {}, `\n${all.join('\n')}\n`) + '\n';
}
