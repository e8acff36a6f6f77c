/** Version 30: what each line of the history is about, so that the lines of one record are found at once. */
import { fillSubjects } from '../db/change-subjects';

export const version = 30;

export const sql = `
-- named = 0: the change touches the record or a part of it. named = 1: it only names it, before or after.
CREATE TABLE change_subject (
  subject_id TEXT NOT NULL,
  named INTEGER NOT NULL CHECK (named IN (0, 1)),
  change_seq INTEGER NOT NULL REFERENCES change (seq),
  PRIMARY KEY (subject_id, named, change_seq)
) STRICT, WITHOUT ROWID;
`;

/**
 * The table says again what the diffs say, as this build understands them. A later migration that changes
 * what it says fills it anew; the filling then moves there.
 */
export const fill = fillSubjects;
