/** Which codes are offered where: a codebook may have thousands, and no bar or menu shows them all. */
import { type TreeRow, treeRows } from '../../shared/code-tree';
import type { Records } from '../../shared/changes';
import type { Code } from '../../shared/records';

/** As many buttons as are taken in at a glance beside selected words. */
const inToolbar = 6;
/** As many as a menu shows without scrolling. */
const inMenu = 16;

interface Offered {
  rows: readonly TreeRow[];
  /** The codes in use, in the order of the tree. */
  inUse: readonly Code[];
  toolbar: readonly Code[];
  menu: readonly Code[];
  /** The menu's, and all others that have a key. */
  actions: readonly Code[];
}

const known = new WeakMap<Records['code'], Offered>();

/** Worked out once for each state of the codebook: every key press asks. */
export function offeredCodes({ code }: Pick<Records, 'code'>): Offered {
  let offered = known.get(code);
  if (!offered) {
    const rows = treeRows(code.values());
    const inUse = rows.map((row) => row.code).filter(({ retired }) => !retired);
    const menu = first(inUse, inMenu);
    const keyed = inUse.filter((entry) => entry.shortcut !== null && !menu.includes(entry));
    offered = { rows, inUse, toolbar: first(inUse, inToolbar), menu, actions: [...menu, ...keyed] };
    known.set(code, offered);
  }
  return offered;
}

/** At most so many codes: those with a key before the others, all in the order of the tree. */
function first(codes: readonly Code[], most: number): readonly Code[] {
  if (codes.length <= most) return codes;
  const keyed = codes.filter(({ shortcut }) => shortcut !== null);
  const chosen = new Set([...new Set([...keyed, ...codes.slice(0, most)])].slice(0, most));
  return codes.filter((code) => chosen.has(code));
}
