/** Calls about the registry of actors and the tree of concepts; what both have in common is about an entry. */
import { z } from 'zod';
import { id, name } from './api-common';
import type { Applied } from './api-history';
import { partialDate } from './record-fields';
import { actorKinds } from './records';
import { entryTypes } from './registry';

const type = z.enum(entryTypes);
const ids = z.array(id).min(1);

export const registryInputs = {
  'actor.create': z.strictObject({ name, kind: z.enum(actorKinds) }),
  'actor.update': z.strictObject({
    actorId: id,
    name: name.optional(),
    kind: z.enum(actorKinds).optional(),
    note: z.string().optional(),
    authority: z.string().trim().max(1000).optional(),
  }),
  /** `affiliationId` null adds one; else it names the one to correct. */
  'actor.setAffiliation': z.strictObject({
    affiliationId: id.nullable(),
    actorId: id,
    organisationId: id.nullable(),
    office: z.string().trim().max(10_000),
    fromDate: partialDate.nullable(),
    toDate: partialDate.nullable(),
  }),
  'actor.removeAffiliation': z.strictObject({ affiliationId: id }),

  'concept.create': z.strictObject({ name, parentId: id.nullable().default(null) }),
  'concept.update': z.strictObject({
    conceptId: id,
    name: name.optional(),
    definition: z.string().optional(),
  }),
  /** `parentId` null puts it at the top. */
  'concept.move': z.strictObject({ conceptId: id, parentId: id.nullable() }),

  'entry.addAlias': z.strictObject({ type, entryId: id, name }),
  'entry.renameAlias': z.strictObject({ type, aliasId: id, name }),
  'entry.removeAlias': z.strictObject({ type, aliasId: id }),
  /** The entries `fromIds` go; whatever named them names `intoId`. */
  'entry.merge': z.strictObject({ type, fromIds: ids, intoId: id }),
  /** Values and other names that go to another entry: a new one, or one that is there. */
  'entry.split': z.strictObject({
    type,
    entryId: id,
    to: z.union([
      z.strictObject({ name, kind: z.enum(actorKinds).optional() }),
      z.strictObject({ entryId: id }),
    ]),
    valueIds: z.array(id),
    aliasIds: z.array(id).default([]),
  }),
  /** Refused while they are used, unless `withUses` lets the values that name them go too. */
  'entry.remove': z.strictObject({ type, entryIds: ids, withUses: z.boolean().default(false) }),
  /** Remembers that two that look alike are not the same. */
  'entry.distinguish': z.strictObject({ type, ids: z.tuple([id, id]) }),
  'entry.usage': z.strictObject({ type }),
  'entry.page': z.strictObject({
    type,
    entryId: id,
    offset: z.int().min(0).default(0),
    limit: z.int().min(1).max(1000).default(100),
  }),
  'entry.duplicates': z.strictObject({ type, limit: z.int().min(1).max(10_000).default(500) }),
};

/** One value that names an entry, with its passage. Offsets are UTF-16 code units of the article's text. */
export interface EntryUse {
  valueId: string;
  annotationId: string;
  articleId: string;
  articleTitle: string;
  articleDate: string | null;
  codeId: string;
  attributeId: string;
  coderId: string;
  /** The annotation's first span: what it covers, where it begins, and a little of what is around it. */
  quote: string;
  start: number;
  prefix: string;
  suffix: string;
}

/** A stretch of an entry's uses, by the date of the article and then in text order. */
export interface EntryPage {
  total: number;
  uses: EntryUse[];
}

/** Two entries that may be the same. */
export interface DuplicatePair {
  ids: [string, string];
  /** Why, as sentences, the strongest first. */
  reasons: string[];
  /** From 0 to 1. */
  score: number;
}

export interface RegistryOutputs {
  'actor.create': Applied;
  'actor.update': Applied;
  'actor.setAffiliation': Applied;
  'actor.removeAffiliation': Applied;
  'concept.create': Applied;
  'concept.update': Applied;
  'concept.move': Applied;
  'entry.addAlias': Applied;
  'entry.renameAlias': Applied;
  'entry.removeAlias': Applied;
  'entry.merge': Applied;
  'entry.split': Applied;
  'entry.remove': Applied;
  'entry.distinguish': Applied;
  /** How many values name each entry, by id; those that none names are left out. */
  'entry.usage': Record<string, number>;
  'entry.page': EntryPage;
  /** The most likely first, and how many there are in all. */
  'entry.duplicates': { pairs: DuplicatePair[]; total: number };
}
