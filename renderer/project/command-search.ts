/** Which commands the palette lists, and in which order. */
import { type Action, actionGroups } from '../actions';
import { foldForSearch } from '../ui/fold';

export interface CommandGroup {
  /** Empty where the commands stand by how well they fit. */
  title: string;
  actions: Action[];
}

export interface FoundCommands {
  groups: CommandGroup[];
  /** How many more have the words. */
  more: number;
}

/** More than anyone reads; a codebook may add thousands. */
const most = 60;
/** How many of the commands that were used last stand first. */
const mostRecent = 6;

/**
 * Without words all commands by what they are for, those used last first; with words those that have all of
 * them, in any order: best where the label begins with what is typed, then where words do.
 */
export function findCommands(
  actions: readonly Action[],
  typed: string,
  recent: readonly string[],
): FoundCommands {
  const query = foldForSearch(typed).trim();
  return query === '' ? byGroup(actions, recent) : byFit(actions, query, recent);
}

function byGroup(actions: readonly Action[], recent: readonly string[]): FoundCommands {
  const byId = new Map(actions.map((action) => [action.id, action]));
  const used = recent.flatMap((id) => byId.get(id) ?? []).slice(0, mostRecent);
  const groups: CommandGroup[] = used.length > 0 ? [{ title: 'Used last', actions: used }] : [];
  const listed = new Set(used);
  const counts = { shown: used.length, all: used.length };
  for (const { menu, title } of actionGroups) {
    const ofGroup = actions.filter((action) => action.menu === menu && !listed.has(action));
    // So that a codebook of thousands leaves room for what comes after it.
    const shown = ofGroup.slice(0, most);
    counts.all += ofGroup.length;
    counts.shown += shown.length;
    if (shown.length > 0) groups.push({ title, actions: shown });
  }
  return { groups, more: counts.all - counts.shown };
}

function byFit(actions: readonly Action[], query: string, recent: readonly string[]): FoundCommands {
  const words = query.split(' ').filter((word) => word !== '');
  const fits = actions.flatMap((action) => {
    const label = foldForSearch(action.label);
    if (!words.every((word) => label.includes(word))) return [];
    const beginnings = words.filter((word) => label.startsWith(word) || label.includes(` ${word}`)).length;
    const used = recent.indexOf(action.id);
    const fit =
      (label.startsWith(query) ? 100 : 0) + beginnings * 10 + (used === -1 ? 0 : recent.length - used);
    return [{ action, fit }];
  });
  const best = fits.toSorted((a, b) => b.fit - a.fit).slice(0, most);
  return {
    groups: best.length === 0 ? [] : [{ title: '', actions: best.map(({ action }) => action) }],
    more: fits.length - best.length,
  };
}

/** The commands used last, with one more in front. */
export const withRecent = (recent: readonly string[], id: string): string[] =>
  [id, ...recent.filter((other) => other !== id)].slice(0, 20);
