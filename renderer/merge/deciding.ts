/** What the user has decided about a merge so far. */
import type { MergeDecisions } from '../../shared/api-merge';

export type Decided = Readonly<MergeDecisions>;

export const undecided: Decided = { matches: {}, rules: [], items: {} };
