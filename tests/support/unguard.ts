import { needsGuard } from '../../shared/formats/formula-guard';

/** What `guard` was given. Only for files that say they are guarded. */
export const unguard = (cell: string): string =>
  cell.startsWith("'") && needsGuard(cell.slice(1)) ? cell.slice(1) : cell;
