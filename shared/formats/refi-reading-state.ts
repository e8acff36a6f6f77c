/** Who and what a REFI-QDA project's passages refer to, found by GUIDs, and made where it is missing. */
import type { XmlElement } from '../xml';
import type { Range } from '../span';
import type { DatasetBuilder, GivenValue } from './dataset-builder';
import { nameFrom } from '../names';
import type { ReadCases } from './refi-cases-reading';
import type { CodeRole, CodeRoles } from './refi-codes-reading';
import { childrenNamed } from './refi-elements';
import { guidKey, isGuid } from './refi-guids';
import type { ReadLinks } from './refi-links-reading';
import type { RefiNotes } from './refi-notes-reading';
import type { UserExtra } from './refi-registries-writing';

/** An annotation that was made, and what tells it from others of its selection. */
export interface MadeAnnotation {
  id: string;
  codeId: string;
  coderId: string;
}

/** What stands behind GUIDs of the whole project, by their keys. */
export interface ProjectReading {
  builder: DatasetBuilder;
  codes: CodeRoles;
  links: ReadLinks;
  notes: RefiNotes;
  /** The actor of a case, or what a code below an attribute stands for; it is made where it is missing. */
  entryOf(role: Extract<CodeRole, { kind: 'entry' }>, key: string): GivenValue;
  actorOfCase(key: string): string | null;
  /** The first that is known of several users; one of its own where none is. */
  coderOf(users: readonly (string | undefined)[]): string;
  /** A code for what has none, made when it is needed. */
  spareCode(name: string): string;
  /** The attribute for the case of a passage that is coded with one, made when it is needed. */
  caseAttribute(): { codeId: string; attributeId: string };
  /** What was made of a selection or a coding. */
  made: Map<string, MadeAnnotation[]>;
  /** Where the selections lie that say values. */
  evidence: Map<string, { articleId: string; range: Range }>;
}

/** The words that say a value, by the key of its GUID; null where there are none in that article. */
export function evidenceOf(
  { links, evidence }: Pick<ProjectReading, 'links' | 'evidence'>,
  articleId: string,
  key: string,
): Range | null {
  const found = evidence.get(links.evidence.get(key) ?? '');
  return found?.articleId === articleId ? found.range : null;
}

export interface ReadUsers {
  /** By the key of a GUID. */
  coderBy(key: string): string | null;
  coderNamed(name: string): string | null;
}

export function readUsers(users: XmlElement | null, builder: DatasetBuilder): ReadUsers {
  const byKey = new Map<string, string>();
  const byName = new Map<string, string>();
  for (const { attributes } of childrenNamed(users, 'User')) {
    const { guid = '', name = '', id } = attributes;
    const extra: UserExtra | null = id === undefined ? null : { id };
    const foreign = { id: isGuid(guid) ? guid : '', ...(extra ? { extra: { ...extra } } : {}) };
    const coderId = builder.coder({ name: name || (id ?? '') }, foreign);
    if (byKey.has(guidKey(guid)))
      builder.losses.add(
        'coder',
        'mismatch',
        'Two users have the same GUID; what refers to it is taken to be of the first.',
        name,
      );
    else byKey.set(guidKey(guid), coderId);
    if (!byName.has(name)) byName.set(name, coderId);
  }
  return { coderBy: (key) => byKey.get(key) ?? null, coderNamed: (name) => byName.get(name) ?? null };
}

/** Made when it is asked for, and kept. */
function once<T>(make: () => T): () => T {
  let made: { it: T } | null = null;
  return () => (made ??= { it: make() }).it;
}

export function readingOf({
  builder,
  codes,
  links,
  notes,
  users,
  cases,
  maker,
}: {
  builder: DatasetBuilder;
  codes: CodeRoles;
  links: ReadLinks;
  notes: RefiNotes;
  users: ReadUsers;
  cases: ReadCases;
  /** The GUID of whoever made the project. */
  maker: string | undefined;
}): ProjectReading {
  const actorNames = new Map(
    builder
      .all('actor')
      .toReversed()
      .map(({ name, id }) => [name, id]),
  );
  const conceptNames = new Map(
    builder
      .all('concept')
      .toReversed()
      .map(({ name, id }) => [name, id]),
  );
  const spareCodes = new Map<string, string>();
  const unknownCoder = once(() => builder.coder({ name: 'Unknown coder' }));

  const conceptOf = (key: string): string | null => {
    const role = codes.get(links.concepts.get(key) ?? '');
    return role?.kind === 'concept' ? role.id : null;
  };
  const made = <T extends string>(names: Map<string, T>, name: string, make: () => T): T => {
    const called = nameFrom(name) ?? name;
    const id = names.get(called) ?? make();
    names.set(called, id);
    return id;
  };
  const spareCode = (name: string): string => {
    const id = spareCodes.get(name) ?? builder.code({ name, kind: 'other' });
    spareCodes.set(name, id);
    return id;
  };

  return {
    builder,
    codes,
    links,
    notes,
    made: new Map(),
    evidence: new Map(),
    spareCode,
    actorOfCase: (key) => cases.actors.get(key) ?? null,
    entryOf({ attributeId, name }: Extract<CodeRole, { kind: 'entry' }>, key) {
      if (builder.get('attribute', attributeId).kind === 'concept')
        return { conceptId: conceptOf(key) ?? made(conceptNames, name, () => builder.concept({ name })) };
      return { actorId: cases.ofCodes.get(key) ?? made(actorNames, name, () => builder.actor({ name })) };
    },
    coderOf(written) {
      for (const user of [...written, maker]) {
        const coderId = user === undefined ? null : users.coderBy(guidKey(user));
        if (coderId !== null) return coderId;
      }
      builder.losses.add(
        'annotation coder',
        'mismatch',
        'Passages whose user is not in the file are of “Unknown coder”.',
        written.find((user) => user !== undefined) ?? 'no user',
      );
      return unknownCoder();
    },
    caseAttribute: once(() => {
      const codeId = builder.code({ name: 'Case', kind: 'actor' });
      return { codeId, attributeId: builder.attribute({ codeId, name: 'Case', kind: 'actor' }) };
    }),
  };
}
