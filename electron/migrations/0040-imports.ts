/** Version 40: imports with their reports; what an article was like in its file; keys to find duplicates by. */
import { fillArticleKeys } from '../db/article-keys';

export const version = 40;

const to = (table: string): string => `REFERENCES ${table} (id) DEFERRABLE INITIALLY DEFERRED`;

// The table of articles is made anew, so that its texts stay its last column: SQLite reads a row from its
// beginning, and whoever lists 10,000 articles must not read their texts on the way to a later column.
export const sql = `
CREATE TABLE import (
  id TEXT NOT NULL PRIMARY KEY,
  coder_id TEXT NOT NULL ${to('coder')},
  created_at TEXT NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  article_count INTEGER NOT NULL CHECK (article_count >= 0),
  report TEXT NOT NULL
) STRICT;
CREATE INDEX import_coder ON import (coder_id);

CREATE TABLE new_article (
  id TEXT NOT NULL PRIMARY KEY,
  title TEXT NOT NULL CHECK (title <> ''),
  source TEXT NOT NULL,
  author TEXT NOT NULL,
  date TEXT,
  section TEXT NOT NULL,
  url TEXT NOT NULL,
  accession TEXT NOT NULL,
  language TEXT,
  note TEXT NOT NULL,
  file_name TEXT NOT NULL,
  copy_of_id TEXT ${to('article')},
  import_id TEXT ${to('import')},
  created_at TEXT NOT NULL,
  text_sha256 TEXT NOT NULL CHECK (length(text_sha256) = 64),
  text_length INTEGER NOT NULL CHECK (text_length > 0),
  particulars TEXT NOT NULL,
  layout TEXT NOT NULL,
  text TEXT NOT NULL CHECK (text <> ''),
  CHECK (copy_of_id IS NOT id)
) STRICT;
INSERT INTO new_article (id, title, source, author, date, section, url, accession, language, note, file_name,
  created_at, text_sha256, text_length, particulars, layout, text)
SELECT id, title, source, author, date, section, url, '', language, note, file_name,
  created_at, text_sha256, text_length, '', '', text FROM article ORDER BY rowid;
DROP TABLE article;
ALTER TABLE new_article RENAME TO article;
CREATE INDEX article_text_sha256 ON article (text_sha256);
CREATE INDEX article_copy_of ON article (copy_of_id) WHERE copy_of_id IS NOT NULL;
CREATE INDEX article_import ON article (import_id) WHERE import_id IS NOT NULL;

-- Articles that share a key may be the same. Made from the articles (shared/article-keys.ts), and nothing else.
CREATE TABLE article_key (
  key INTEGER NOT NULL,
  article_id TEXT NOT NULL,
  PRIMARY KEY (key, article_id)
) STRICT, WITHOUT ROWID;
`;

/** A later migration that makes other keys fills the table anew; the filling then moves there. */
export const fill = fillArticleKeys;
