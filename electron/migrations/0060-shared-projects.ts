/** Version 60: what projects that travel between people need: merges, what they left open, double coding, decisions. */

export const version = 60;

const to = (table: string): string => `REFERENCES ${table} (id) DEFERRABLE INITIALLY DEFERRED`;
const id = 'id TEXT NOT NULL PRIMARY KEY';

// No foreign keys to articles, annotations and records in question: what was asked and decided about them is told
// also when they are gone, and an undone removal finds it again.
export const sql = `
ALTER TABLE coder ADD COLUMN role TEXT NOT NULL DEFAULT 'coder' CHECK (role IN ('coder', 'gold', 'again'));
ALTER TABLE coder ADD COLUMN of_coder_id TEXT ${to('coder')};

CREATE TABLE merge (
  ${id},
  coder_id TEXT NOT NULL ${to('coder')},
  created_at TEXT NOT NULL,
  file_name TEXT NOT NULL,
  project_name TEXT NOT NULL,
  head_change_id TEXT,
  base_change_id TEXT,
  summary TEXT NOT NULL
) STRICT;

CREATE TABLE question (
  ${id},
  merge_id TEXT NOT NULL ${to('merge')},
  kind TEXT NOT NULL CHECK (kind IN ('value', 'removal', 'place', 'name', 'order')),
  article_id TEXT,
  record_type TEXT NOT NULL,
  record_id TEXT NOT NULL,
  field TEXT NOT NULL,
  mine TEXT NOT NULL,
  theirs TEXT NOT NULL,
  mine_by TEXT NOT NULL,
  mine_at TEXT,
  theirs_by TEXT NOT NULL,
  theirs_at TEXT,
  answer TEXT CHECK (answer IN ('mine', 'theirs', 'both', 'other')),
  note TEXT NOT NULL,
  answered_by_id TEXT ${to('coder')},
  answered_at TEXT,
  CHECK ((answer IS NULL) = (answered_at IS NULL))
) STRICT;
CREATE INDEX question_merge ON question (merge_id);
CREATE INDEX question_article ON question (article_id) WHERE article_id IS NOT NULL;
CREATE INDEX question_open ON question (kind) WHERE answer IS NULL;

CREATE TABLE adjudication (
  ${id},
  article_id TEXT NOT NULL,
  coder_id TEXT NOT NULL ${to('coder')},
  choice TEXT NOT NULL CHECK (choice IN ('one', 'both', 'third', 'none', 'open')),
  note TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX adjudication_article ON adjudication (article_id);

CREATE TABLE adjudication_part (
  ${id},
  adjudication_id TEXT NOT NULL ${to('adjudication')},
  annotation_id TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('considered', 'taken', 'made'))
) STRICT;
CREATE INDEX adjudication_part_adjudication ON adjudication_part (adjudication_id);
CREATE INDEX adjudication_part_annotation ON adjudication_part (annotation_id);

CREATE TABLE double_coding (
  ${id},
  name TEXT NOT NULL CHECK (name <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('between', 'again')),
  coder_id TEXT NOT NULL ${to('coder')},
  created_at TEXT NOT NULL,
  seed INTEGER NOT NULL,
  population INTEGER NOT NULL CHECK (population >= 0)
) STRICT;

CREATE TABLE assignment (
  ${id},
  double_coding_id TEXT NOT NULL ${to('double_coding')},
  article_id TEXT NOT NULL,
  coder_id TEXT NOT NULL ${to('coder')},
  UNIQUE (double_coding_id, article_id, coder_id)
) STRICT;
CREATE INDEX assignment_article ON assignment (article_id);
`;
