/** One entry with what belongs to it, and what only the host knows of it. */
import { useEffect, useRef, useState } from 'react';
import type { CallInput, Outputs } from '../../shared/api';
import type { Alias, Entry, EntryType } from '../../shared/registry';
import { call } from '../api';
import { useStore } from '../store';
import { aliasesByOwner, aliasesIn, entriesOf } from './entries';

/** The entry of this type and id with its other names, or null when it is gone. */
export function useEntry(type: EntryType, id: string): { entry: Entry; aliases: readonly Alias[] } | null {
  const records = useStore((state) => state.records);
  const entry = entriesOf(records, type).get(id);
  if (!entry) return null;
  return { entry, aliases: aliasesByOwner(aliasesIn(records, type)).get(id) ?? [] };
}

const noUsage: Readonly<Record<string, number>> = {};

/** How many annotation values name each entry, counted again after each write. */
export function useUsage(type: EntryType): Readonly<Record<string, number>> {
  return useAnswer('entry.usage', { type }, type) ?? noUsage;
}

/**
 * What the host answers to a call that only reads, asked again after each write. An old answer about the
 * same stays until the new one is there; null before the first.
 */
export function useAnswer<C extends 'entry.usage' | 'entry.page'>(
  name: C,
  input: CallInput<C>,
  about: string,
): Outputs[C] | null {
  // Every write, and every undoing of one, brings a new undo state.
  const written = useStore((state) => state.undo);
  const [answer, setAnswer] = useState<{ about: string; value: Outputs[C] } | null>(null);
  const latest = useRef(input);
  latest.current = input;
  const key = JSON.stringify(input);
  useEffect(() => {
    let isWanted = true;
    void call(name, latest.current).then((result) => {
      if (isWanted && result.ok) setAnswer({ about, value: result.value });
    });
    return () => {
      isWanted = false;
    };
  }, [name, key, about, written]);
  return answer?.about === about ? answer.value : null;
}
