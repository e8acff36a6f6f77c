/** What came of holding what we write against somebody's program. */

/** The files of one format were checked in one respect. */
export interface Check {
  /** The format's id. */
  format: string;
  /** By whose program, with its version. */
  checker: string;
  /** What was checked, as a phrase. */
  what: string;
  /** How many files, or folders where those are what was checked. */
  files: number;
  /** Sentences that name the file; none where all is well. */
  problems: readonly string[];
}

/** Something was not checked. */
export interface Skipped {
  format: string;
  checker: string;
  why: string;
}

export type Outcome = Check | Skipped;

export const isSkipped = (outcome: Outcome): outcome is Skipped => 'why' in outcome;

/** A check that had nothing to look at says nothing. */
export const checked = (check: Check): Outcome =>
  check.files > 0
    ? check
    : {
        format: check.format,
        checker: check.checker,
        why: `no project has a file for it (${check.what}): --runs makes more`,
      };

/** How often the same problem is told; the number of all stands beside it. */
export const mostProblems = 3;

/** Why a format is skipped that `exporters.ts` does not have. */
export const notBuilt = (format: string, checker: string): Skipped => ({
  format,
  checker,
  why: 'not built yet: the format is not in the list of exporters',
});
