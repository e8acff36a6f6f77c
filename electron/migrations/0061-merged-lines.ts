/** Version 61: which lines of another file's history a merge has taken in, and not only the newest one. */

export const version = 61;

export const sql = `ALTER TABLE merge ADD COLUMN lines TEXT NOT NULL DEFAULT '';`;
