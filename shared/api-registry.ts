/** Calls about the registry of actors and the list of concepts. */
import { z } from 'zod';
import { id, name } from './api-common';
import type { Applied } from './api-history';
import { actorKinds } from './records';

export const registryInputs = {
  'actor.create': z.strictObject({ name, kind: z.enum(actorKinds) }),
  'actor.update': z.strictObject({
    actorId: id,
    name: name.optional(),
    kind: z.enum(actorKinds).optional(),
    note: z.string().optional(),
    authority: z.string().optional(),
  }),
  'concept.create': z.strictObject({ name }),
  'concept.update': z.strictObject({
    conceptId: id,
    name: name.optional(),
    definition: z.string().optional(),
  }),
};

export interface RegistryOutputs {
  'actor.create': Applied;
  'actor.update': Applied;
  'concept.create': Applied;
  'concept.update': Applied;
}
