/** What can be done to codes, and which of them is shown. Each deed goes through the queue of writes. */
import { v7 as newId } from 'uuid';
import { create } from 'zustand';
import type { CallInput } from '../../shared/api';
import { type TreeRow, withDescendants } from '../../shared/code-tree';
import { suggestColor } from '../../shared/color';
import { lookalikeKey } from '../../shared/names';
import type { Code } from '../../shared/records';
import { type Failure, failureIn } from '../../shared/result';
import { offeredCodes } from '../annotations/offered-codes';
import { writes } from '../project/session';
import { useStore } from '../store';
import type { Drop } from '../ui/virtual-tree';
import type { WriteName } from '../writes';

/** Which code the view shows, and which are folded. Ids are never used twice, so old ones do no harm. */
interface Shown {
  codeId: string | null;
  folded: ReadonlySet<string>;
}
export const useShown = create<Shown>()(() => ({ codeId: null, folded: new Set() }));

export const showCode = (codeId: string): void => useShown.setState({ codeId });

export const setFolded = (codeId: string, isFolded: boolean): void =>
  useShown.setState(({ folded }) => {
    const next = new Set(folded);
    if (isFolded) next.add(codeId);
    else next.delete(codeId);
    return { folded: next };
  });

/** Writes; the answer says why that was refused, null when it is in the file. */
export async function edit<C extends WriteName>(name: C, input: CallInput<C>): Promise<Failure | null> {
  return failureIn(await writes.push(name, () => input));
}

export const updateCode = (
  codeId: string,
  fields: CallInput<'code.update'>['fields'],
): Promise<Failure | null> => edit('code.update', { codeId, fields });

const codesNow = (): Code[] => [...useStore.getState().records.code.values()];

/** A name that no code beside it has: `New code`, `New code 2`. */
function freeName(parentId: string | null): string {
  const taken = new Set(
    codesNow()
      .filter((code) => code.parentId === parentId)
      .map(({ name }) => lookalikeKey(name)),
  );
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? 'New code' : `New code ${count}`;
    if (!taken.has(lookalikeKey(name))) return name;
  }
}

/** Makes a code beneath another or at the top, with the colour farthest from the others, and shows it. */
export async function newCode(parentId: string | null): Promise<void> {
  const codeId = newId();
  const codes = codesNow();
  const parent = codes.find(({ id }) => id === parentId);
  const failure = await edit('code.create', {
    codeId,
    parentId,
    name: freeName(parentId),
    kind: parent?.kind ?? 'other',
    color: suggestColor(codes.filter(({ retired }) => !retired).map(({ color }) => color)),
    lineStyle: parent?.lineStyle ?? 'underline',
  });
  if (failure !== null) return;
  if (parentId !== null) setFolded(parentId, false);
  showCode(codeId);
  requestAnimationFrame(focusName);
}

/** The name is what a new code wants first. */
export function focusName(): void {
  const field = document.querySelector<HTMLInputElement>('[data-code-form] input');
  field?.focus();
  field?.select();
}

export type Step = 'up' | 'down' | 'in' | 'out';

/** Where a step leads in the tree; null where there is no further. */
export function placeAfter(row: TreeRow, step: Step): { parentId: string | null; index: number } | null {
  const { rows } = offeredCodes(useStore.getState().records);
  const { parentId, index } = row;
  if (step === 'up') return index > 0 ? { parentId, index: index - 1 } : null;
  if (step === 'down') return index < row.siblings - 1 ? { parentId, index: index + 1 } : null;
  if (step === 'in') {
    const above = rows.find((other) => other.parentId === parentId && other.index === index - 1);
    if (!above) return null;
    return {
      parentId: above.code.id,
      index: rows.filter((other) => other.parentId === above.code.id).length,
    };
  }
  const parent = rows.find(({ code }) => code.id === parentId);
  return parent ? { parentId: parent.parentId, index: parent.index + 1 } : null;
}

export async function moveCode(row: TreeRow, step: Step): Promise<void> {
  const place = placeAfter(row, step);
  if (!place) return;
  if (step === 'in' && place.parentId !== null) setFolded(place.parentId, false);
  await edit('code.move', { codeId: row.code.id, ...place });
}

/** A code was dragged onto another. */
export async function dropCode(codeId: string, targetId: string, where: Drop): Promise<void> {
  const { rows } = offeredCodes(useStore.getState().records);
  const target = rows.find(({ code }) => code.id === targetId);
  const own = rows.find(({ code }) => code.id === codeId);
  if (!target || !own || withDescendants(codesNow(), codeId).has(targetId)) return;
  if (where === 'inside') {
    const index = rows.filter(({ parentId }) => parentId === targetId).length;
    setFolded(targetId, false);
    await edit('code.move', { codeId, parentId: targetId, index });
    return;
  }
  const wanted = target.index + (where === 'after' ? 1 : 0);
  // The index counts the siblings without the moved code itself.
  const isAfterOwn = own.parentId === target.parentId && own.index < wanted;
  await edit('code.move', { codeId, parentId: target.parentId, index: wanted - (isAfterOwn ? 1 : 0) });
}
