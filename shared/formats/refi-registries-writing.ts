/** Coders and actors as REFI-QDA has them: users and cases; links between actors, and between concepts. */
import { partialDate } from '../record-fields';
import type { Actor, ActorAffiliation } from '../records';
import { groupedBy, type Registries } from './dataset';
import type { Losses } from './losses';
import { entryCodeGuid, noteUncarried, type UsedEntries } from './refi-codes-writing';
import { derivedGuid, type RefiGuids } from './refi-guids';
import { extrasOf } from './refi-sets';
import { affiliationLinkName, linkNames } from './refi-selections';
import { actorValues, valueElement, type Variable } from './refi-variables';
import { xmlElement, xmlWords } from './xml-writer';

/** What REFI-QDA says of a case beyond our fields: GUIDs. */
export interface CaseExtra {
  sources?: string[];
}

/** What REFI-QDA says of a user beyond our fields: what a program calls it. */
export interface UserExtra {
  id?: string;
}

export function userElements({ coders, foreignIds }: Registries, guids: RefiGuids): string[] {
  const extras = extrasOf<UserExtra>(foreignIds, 'coder');
  return coders.map(({ id, name }) =>
    xmlElement('User', { guid: guids.of(id), name, id: extras.get(id)?.id }),
  );
}

export interface Cases {
  elements: string[];
  variables: Variable[];
}

/** @param sources the GUIDs of all articles */
export function casesOf(
  registries: Registries,
  {
    guids,
    losses,
    used,
    sources,
  }: { guids: RefiGuids; losses: Losses; used: UsedEntries; sources: ReadonlySet<string> },
): Cases {
  const aliasesOf = groupedBy(registries.actorAliases, ({ actorId }) => actorId);
  const extras = extrasOf<CaseExtra>(registries.foreignIds, 'actor');
  const attributesWith = new Map<string, string[]>();
  for (const [attributeId, entries] of used)
    for (const id of entries) attributesWith.set(id, [...(attributesWith.get(id) ?? []), attributeId]);
  const variables = new Map<string, Variable>();
  const element = (actor: Actor): string => {
    const { id, name, note } = actor;
    noteUncarried(losses, 'actor note', note, name);
    const values = actorValues(
      actor,
      (aliasesOf.get(id) ?? []).map((alias) => alias.name),
    );
    for (const { variable } of values) variables.set(variable.guid, variable);
    const reference = (kind: string) => (targetGUID: string) => xmlElement(kind, { targetGUID });
    const parts = [
      note === '' ? '' : xmlElement('Description', {}, xmlWords(note)),
      ...(attributesWith.get(id) ?? []).map((attributeId) =>
        reference('CodeRef')(entryCodeGuid(guids, attributeId, id)),
      ),
      ...values.map(valueElement),
      ...(extras.get(id)?.sources ?? []).filter((guid) => sources.has(guid)).map(reference('SourceRef')),
    ];
    return xmlElement('Case', { guid: guids.of(id), name }, parts.join(''));
  };
  return { elements: registries.actors.map(element), variables: [...variables.values()] };
}

/** `affiliation: Minister of the interior (2019-02–2020)`; `affiliation: ` alone for plain membership. */
export function affiliationName({ office, fromDate, toDate }: ActorAffiliation): string {
  const dates = fromDate === null && toDate === null ? '' : ` (${fromDate ?? ''}–${toDate ?? ''})`;
  return `${affiliationLinkName}${office}${dates}`;
}

/** The inverse of `affiliationName`; null for another link. */
export function affiliationFrom(
  name: string,
): Pick<ActorAffiliation, 'office' | 'fromDate' | 'toDate'> | null {
  if (!name.startsWith(affiliationLinkName)) return null;
  const words = name.slice(affiliationLinkName.length);
  const dates = /^(.*) \((\d{4}(?:-\d\d){0,2})?–(\d{4}(?:-\d\d){0,2})?\)$/s.exec(words);
  const areReal = [dates?.[2], dates?.[3]].every(
    (date) => date === undefined || partialDate.safeParse(date).success,
  );
  return dates && areReal
    ? { office: dates[1] ?? '', fromDate: dates[2] ?? null, toDate: dates[3] ?? null }
    : { office: words, fromDate: null, toDate: null };
}

export const linkElement = (
  about: {
    guid: string;
    name: string;
    direction: 'OneWay' | 'Associative';
    originGUID: string;
    targetGUID?: string;
  },
  content = '',
): string => xmlElement('Link', about, content);

export function registryLinks(
  registries: Registries,
  { guids, losses, used }: { guids: RefiGuids; losses: Losses; used: UsedEntries },
): string[] {
  const entryIds = new Set([...registries.actors, ...registries.concepts].map(({ id }) => id));
  const links: string[] = [];
  for (const affiliation of registries.actorAffiliations) {
    const { id, actorId, organisationId, office } = affiliation;
    const name = affiliationName(affiliation);
    const back = affiliationFrom(name);
    if (
      !entryIds.has(actorId) ||
      back?.office !== office ||
      (organisationId !== null && !entryIds.has(organisationId))
    )
      losses.add(
        'actor affiliation',
        'approximated',
        'What an affiliation says of an office or a missing actor comes back otherwise.',
        office,
      );
    if (!entryIds.has(actorId)) continue;
    links.push(
      linkElement({
        guid: guids.of(id),
        name,
        direction: 'OneWay',
        originGUID: guids.of(actorId),
        ...(organisationId !== null && entryIds.has(organisationId)
          ? { targetGUID: guids.of(organisationId) }
          : {}),
      }),
    );
  }
  for (const { id, actorId, otherActorId, conceptId, otherConceptId } of registries.distinctions) {
    const one = actorId ?? conceptId;
    const other = otherActorId ?? otherConceptId;
    if (one === null || other === null || !entryIds.has(one) || !entryIds.has(other)) {
      losses.add('distinction', 'dropped', 'That an entry differs from a missing one is left out.');
      continue;
    }
    links.push(
      linkElement({
        guid: guids.of(id),
        name: linkNames.distinct,
        direction: 'Associative',
        originGUID: guids.of(one),
        targetGUID: guids.of(other),
      }),
    );
  }
  const conceptIds = new Set(registries.concepts.map(({ id }) => id));
  for (const [attributeId, entries] of used)
    for (const id of entries)
      if (conceptIds.has(id)) {
        const originGUID = entryCodeGuid(guids, attributeId, id);
        links.push(
          linkElement({
            guid: derivedGuid('concept link', originGUID),
            name: linkNames.concept,
            direction: 'OneWay',
            originGUID,
            targetGUID: guids.of(id),
          }),
        );
      }
  return links;
}
