/** Cases of a REFI-QDA project as actors, and the links between them. */
import { actorKinds } from '../records';
import { type XmlElement } from '../xml';
import type { DatasetBuilder } from './dataset-builder';
import type { CodeRoles } from './refi-codes-reading';
import { childrenNamed, descriptionOf, targetOf } from './refi-elements';
import { guidKey, isGuid } from './refi-guids';
import type { ReadLink, ReadLinks } from './refi-links-reading';
import { affiliationFrom, type CaseExtra } from './refi-registries-writing';
import { actorVariables, type ReadVariable, valuesOf } from './refi-variables';

export interface ReadCases {
  /** The actor of each case, by the key of its GUID. */
  actors: ReadonlyMap<string, string>;
  /** The actor that a code below an attribute stands for, by the key of the code's GUID. */
  ofCodes: ReadonlyMap<string, string>;
}

export function readCases(
  cases: XmlElement | null,
  {
    builder,
    variables,
    codes,
    sources,
  }: {
    builder: DatasetBuilder;
    variables: ReadonlyMap<string, ReadVariable>;
    codes: CodeRoles;
    /** As written, by their keys. */
    sources: ReadonlyMap<string, string>;
  },
): ReadCases {
  const actors = new Map<string, string>();
  const ofCodes = new Map<string, string>();
  for (const element of childrenNamed(cases, 'Case')) {
    const { guid = '', name = '' } = element.attributes;
    const values = valuesOf(element).map(({ key, words }) => ({
      key,
      words,
      name: variables.get(key)?.name ?? key,
    }));
    const saying = ({ guid: own, name: called }: { guid: string; name: string }): string =>
      (values.find(({ key }) => key === own) ?? values.find((value) => value.name === called))?.words ?? '';
    const kind = actorKinds.find((one) => one === saying(actorVariables.kind));
    const ours = Object.values(actorVariables).map((variable) => variable.name);
    const others = values
      .filter((value) => !ours.includes(value.name))
      .map((value) => `${value.name}: ${value.words}`);
    const note = [descriptionOf(element), ...others].filter((words) => words !== '').join('\n');
    const references = childrenNamed(element, 'SourceRef').map(targetOf);
    const known = references.flatMap((key) => sources.get(key) ?? []);
    const extra: CaseExtra = known.length > 0 ? { sources: known } : {};
    const id = builder.actor(
      { name, note, authority: saying(actorVariables.authority), ...(kind ? { kind } : {}) },
      { id: isGuid(guid) ? guid : '', ...(known.length > 0 ? { extra: { ...extra } } : {}) },
    );
    for (const alias of saying(actorVariables.aliases).split('\n'))
      if (alias.trim() !== '') builder.actorAlias(id, alias);
    if (actors.has(guidKey(guid)))
      builder.losses.add(
        'actor',
        'mismatch',
        'Two cases have the same GUID; what refers to it is taken to mean the first.',
        name,
      );
    else actors.set(guidKey(guid), id);
    for (const reference of childrenNamed(element, 'CodeRef')) {
      const key = targetOf(reference);
      if (codes.get(key)?.kind === 'entry') ofCodes.set(key, id);
      else
        builder.losses.add(
          'foreign data',
          'dropped',
          'That a case has a code is left out.',
          `${name}: ${key}`,
        );
    }
    for (const reference of childrenNamed(element, 'SelectionRef'))
      builder.losses.add(
        'foreign data',
        'dropped',
        'That a passage belongs to a case is left out.',
        `${name}: ${targetOf(reference)}`,
      );
    if (known.length > 0)
      builder.losses.add(
        'foreign data',
        'kept as extension',
        'Which sources belong to a case is kept for the next export as REFI-QDA.',
        name,
      );
  }
  return { actors, ofCodes };
}

/** Affiliations, and who or what is different from whom or what. */
export function readRegistryLinks(
  { affiliations, distinctions }: ReadLinks,
  {
    builder,
    actors,
    codes,
  }: { builder: DatasetBuilder; actors: ReadonlyMap<string, string>; codes: CodeRoles },
): void {
  const broken = ({ name }: ReadLink): void =>
    builder.losses.add(
      'foreign data',
      'mismatch',
      'A link to something that is not in the file is left out.',
      name,
    );
  for (const link of affiliations) {
    const actorId = actors.get(link.origin);
    const organisationId = link.target === '' ? null : actors.get(link.target);
    if (actorId === undefined || organisationId === undefined) broken(link);
    else
      builder.actorAffiliation(
        { actorId, organisationId, ...affiliationFrom(link.name)! },
        { id: link.guid },
      );
  }
  const concept = (key: string): string | undefined => {
    const role = codes.get(key);
    return role?.kind === 'concept' ? role.id : undefined;
  };
  for (const link of distinctions) {
    const ends = [
      actors.get(link.origin),
      actors.get(link.target),
      concept(link.origin),
      concept(link.target),
    ];
    const [actorId = null, otherActorId = null, conceptId = null, otherConceptId = null] = ends;
    const isWhole =
      (actorId !== null && otherActorId !== null) || (conceptId !== null && otherConceptId !== null);
    if (isWhole) builder.distinction({ actorId, otherActorId, conceptId, otherConceptId }, { id: link.guid });
    else broken(link);
  }
}
