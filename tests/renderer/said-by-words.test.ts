import { describe, expect, it } from 'vitest';
import { actorsSaidBy } from '../../renderer/annotations/said-by-words';
import { applyTo, emptyRecords } from '../../shared/changes';
import type { AnyRecord } from '../../shared/records';

const actor = (id: string, name: string): AnyRecord => ({
  type: 'actor',
  id,
  name,
  kind: 'person',
  note: '',
  authority: '',
  createdAt: '',
});
const records = applyTo(emptyRecords(), {
  added: [actor('karim', 'Aisha Karim'), actor('brandt', 'Jonas Brandt')],
  updated: [],
  removed: [],
});
const karim = { actorId: 'karim' };
const brandt = { actorId: 'brandt' };

describe('words for a slot of actors', () => {
  const joint = 'Aisha Karim and Jonas Brandt';
  it('that name its joint speakers are about those two', () => {
    const said = { kind: 'values', values: [karim, brandt] };
    expect(actorsSaidBy(joint, true, ['karim', 'brandt'], records)).toEqual(said);
    expect(actorsSaidBy(joint, true, [], records)).toEqual(said);
  });
  it('that has room for one of them ask which', () => {
    const fresh = { newActor: { name: joint, kind: 'person' } };
    expect(actorsSaidBy(joint, false, [], records)).toEqual({ kind: 'ask', values: [karim, brandt, fresh] });
  });
  it('make somebody new of one name only; what may be more, or is no name, asks', () => {
    const fresh = (name: string, kind: string) => ({ values: [{ newActor: { name, kind } }] });
    expect(actorsSaidBy('Joan Reed', true, ['karim'], records)).toEqual({
      kind: 'values',
      ...fresh('Joan Reed', 'person'),
    });
    expect(actorsSaidBy('Tom Hill and Joan Reed', true, [], records)).toMatchObject({ kind: 'ask' });
    expect(actorsSaidBy('She', true, [], records)).toEqual({ kind: 'ask', values: [] });
    expect(actorsSaidBy('Transport Ministry', true, [], records)).toMatchObject(
      fresh('Transport Ministry', 'organisation'),
    );
  });
  it('that look like a known name but are spelled otherwise ask whether that is who is meant', () => {
    const muller = applyTo(records, { added: [actor('muller', 'Muller')], updated: [], removed: [] });
    const known = { actorId: 'muller' };
    for (const given of [[], ['muller']])
      expect(actorsSaidBy('Müller', true, given, muller)).toEqual({ kind: 'ask', values: [known] });
    expect(actorsSaidBy('MULLER', true, [], muller)).toEqual({ kind: 'values', values: [known] });
  });
  it('that name one known actor twice, or run over a sentence or a quotation, ask', () => {
    expect(actorsSaidBy('Jonas Brandt and Jonas Brandt', true, [], records)).toMatchObject({ kind: 'ask' });
    for (const words of ['Berlin. “We reject the plan', 'Brandt said the tax must fall. Reed'])
      expect(actorsSaidBy(words, true, [], records)).toMatchObject({ kind: 'ask' });
    expect(actorsSaidBy('Dr. Joan Reed', true, [], records)).toMatchObject({ kind: 'values' });
  });
});
