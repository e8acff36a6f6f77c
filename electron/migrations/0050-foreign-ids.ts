/** Version 50: what other programs call our records, and what they say of them beyond our fields. */

export const version = 50;

// No foreign key: a record of any table may be meant, and an undone removal finds its foreign names again.
export const sql = `
CREATE TABLE foreign_id (
  id TEXT NOT NULL PRIMARY KEY,
  format TEXT NOT NULL CHECK (format <> ''),
  record_type TEXT NOT NULL CHECK (record_type <> ''),
  record_id TEXT NOT NULL,
  foreign_id TEXT NOT NULL,
  extra TEXT NOT NULL
) STRICT;
CREATE INDEX foreign_id_record ON foreign_id (record_id);
CREATE INDEX foreign_id_name ON foreign_id (format, foreign_id);
`;
