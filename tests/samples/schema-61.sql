CREATE TABLE actor (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'group', 'state', 'other')),
  note TEXT NOT NULL,
  authority TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE actor_affiliation (
  id TEXT NOT NULL PRIMARY KEY,
  actor_id TEXT NOT NULL REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
  organisation_id TEXT REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
  office TEXT NOT NULL,
  from_date TEXT,
  to_date TEXT,
  CHECK (organisation_id IS NOT NULL OR office <> '')
) STRICT;

CREATE TABLE actor_alias (
  id TEXT NOT NULL PRIMARY KEY,
  actor_id TEXT NOT NULL REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL CHECK (name <> '')
) STRICT;

CREATE TABLE adjudication (
  id TEXT NOT NULL PRIMARY KEY,
  article_id TEXT NOT NULL,
  coder_id TEXT NOT NULL REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
  choice TEXT NOT NULL CHECK (choice IN ('one', 'both', 'third', 'none', 'open')),
  note TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE adjudication_part (
  id TEXT NOT NULL PRIMARY KEY,
  adjudication_id TEXT NOT NULL REFERENCES adjudication (id) DEFERRABLE INITIALLY DEFERRED,
  annotation_id TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('considered', 'taken', 'made'))
) STRICT;

CREATE TABLE annotation (
  id TEXT NOT NULL PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
  code_id TEXT NOT NULL REFERENCES code (id) DEFERRABLE INITIALLY DEFERRED,
  coder_id TEXT NOT NULL REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
  note TEXT NOT NULL,
  created_at TEXT NOT NULL
, example TEXT CHECK (example IN ('best', 'doubtful')), review TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE "article" (
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
  copy_of_id TEXT REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
  import_id TEXT REFERENCES import (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL,
  text_sha256 TEXT NOT NULL CHECK (length(text_sha256) = 64),
  text_length INTEGER NOT NULL CHECK (text_length > 0),
  particulars TEXT NOT NULL,
  layout TEXT NOT NULL,
  text TEXT NOT NULL CHECK (text <> ''),
  CHECK (copy_of_id IS NOT id)
) STRICT;

CREATE TABLE article_key (
  key INTEGER NOT NULL,
  article_id TEXT NOT NULL,
  PRIMARY KEY (key, article_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE assignment (
  id TEXT NOT NULL PRIMARY KEY,
  double_coding_id TEXT NOT NULL REFERENCES double_coding (id) DEFERRABLE INITIALLY DEFERRED,
  article_id TEXT NOT NULL,
  coder_id TEXT NOT NULL REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (double_coding_id, article_id, coder_id)
) STRICT;

CREATE TABLE attribute (
  id TEXT NOT NULL PRIMARY KEY,
  code_id TEXT NOT NULL REFERENCES code (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL CHECK (name <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'date', 'choice', 'actor', 'concept', 'annotation')),
  many INTEGER NOT NULL CHECK (many IN (0, 1)),
  required INTEGER NOT NULL CHECK (required IN (0, 1)),
  help TEXT NOT NULL,
  target_code_id TEXT REFERENCES code (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  retired INTEGER NOT NULL CHECK (retired IN (0, 1)),
  CHECK (target_code_id IS NULL OR kind = 'annotation')
) STRICT;

CREATE TABLE attribute_value (
  id TEXT NOT NULL PRIMARY KEY,
  annotation_id TEXT NOT NULL REFERENCES annotation (id) DEFERRABLE INITIALLY DEFERRED,
  attribute_id TEXT NOT NULL REFERENCES attribute (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  text TEXT,
  number REAL,
  date TEXT,
  choice_id TEXT REFERENCES choice (id) DEFERRABLE INITIALLY DEFERRED,
  actor_id TEXT REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
  concept_id TEXT REFERENCES concept (id) DEFERRABLE INITIALLY DEFERRED,
  target_annotation_id TEXT REFERENCES annotation (id) DEFERRABLE INITIALLY DEFERRED,
  inferred INTEGER NOT NULL CHECK (inferred IN (0, 1)),
  evidence_start INTEGER CHECK (evidence_start >= 0),
  evidence_end INTEGER,
  evidence_quote TEXT,
  CHECK ((text IS NOT NULL) + (number IS NOT NULL) + (date IS NOT NULL) + (choice_id IS NOT NULL)
    + (actor_id IS NOT NULL) + (concept_id IS NOT NULL) + (target_annotation_id IS NOT NULL) = 1),
  CHECK ((evidence_start IS NULL) = (evidence_end IS NULL) AND (evidence_start IS NULL) = (evidence_quote IS NULL)),
  CHECK (evidence_start IS NULL OR evidence_start < evidence_end)
) STRICT;

CREATE TABLE change (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  coder_id TEXT,
  label TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
  origin_seq INTEGER REFERENCES change (seq),
  article_id TEXT,
  diff TEXT NOT NULL,
  CHECK ((kind = 'do') = (origin_seq IS NULL))
) STRICT;

CREATE TABLE change_subject (
  subject_id TEXT NOT NULL,
  named INTEGER NOT NULL CHECK (named IN (0, 1)),
  change_seq INTEGER NOT NULL REFERENCES change (seq),
  PRIMARY KEY (subject_id, named, change_seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE choice (
  id TEXT NOT NULL PRIMARY KEY,
  attribute_id TEXT NOT NULL REFERENCES attribute (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL CHECK (name <> ''),
  number REAL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE code (
  id TEXT NOT NULL PRIMARY KEY,
  parent_id TEXT REFERENCES code (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL CHECK (name <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('claim', 'actor', 'statement', 'other')),
  definition TEXT NOT NULL,
  use_when TEXT NOT NULL,
  use_not TEXT NOT NULL,
  color TEXT NOT NULL,
  line_style TEXT NOT NULL CHECK (line_style IN ('fill', 'underline', 'dotted', 'dashed', 'double')),
  shortcut TEXT,
  position INTEGER NOT NULL,
  retired INTEGER NOT NULL CHECK (retired IN (0, 1))
) STRICT;

CREATE TABLE coder (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  created_at TEXT NOT NULL
, role TEXT NOT NULL DEFAULT 'coder' CHECK (role IN ('coder', 'gold', 'again')), of_coder_id TEXT REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED) STRICT;

CREATE TABLE concept (
  id TEXT NOT NULL PRIMARY KEY,
  parent_id TEXT REFERENCES concept (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL CHECK (name <> ''),
  definition TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE concept_alias (
  id TEXT NOT NULL PRIMARY KEY,
  concept_id TEXT NOT NULL REFERENCES concept (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL CHECK (name <> '')
) STRICT;

CREATE TABLE distinction (
  id TEXT NOT NULL PRIMARY KEY,
  actor_id TEXT REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
  other_actor_id TEXT REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
  concept_id TEXT REFERENCES concept (id) DEFERRABLE INITIALLY DEFERRED,
  other_concept_id TEXT REFERENCES concept (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL,
  CHECK ((actor_id IS NULL) = (other_actor_id IS NULL) AND (concept_id IS NULL) = (other_concept_id IS NULL)),
  CHECK ((actor_id IS NULL) <> (concept_id IS NULL)),
  CHECK (actor_id IS NOT other_actor_id OR concept_id IS NOT other_concept_id)
) STRICT;

CREATE TABLE double_coding (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('between', 'again')),
  coder_id TEXT NOT NULL REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL,
  seed INTEGER NOT NULL,
  population INTEGER NOT NULL CHECK (population >= 0)
) STRICT;

CREATE TABLE foreign_id (
  id TEXT NOT NULL PRIMARY KEY,
  format TEXT NOT NULL CHECK (format <> ''),
  record_type TEXT NOT NULL CHECK (record_type <> ''),
  record_id TEXT NOT NULL,
  foreign_id TEXT NOT NULL,
  extra TEXT NOT NULL
) STRICT;

CREATE TABLE import (
  id TEXT NOT NULL PRIMARY KEY,
  coder_id TEXT NOT NULL REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  article_count INTEGER NOT NULL CHECK (article_count >= 0),
  report TEXT NOT NULL
) STRICT;

CREATE TABLE merge (
  id TEXT NOT NULL PRIMARY KEY,
  coder_id TEXT NOT NULL REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL,
  file_name TEXT NOT NULL,
  project_name TEXT NOT NULL,
  head_change_id TEXT,
  base_change_id TEXT,
  summary TEXT NOT NULL
, lines TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE project (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  description TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE question (
  id TEXT NOT NULL PRIMARY KEY,
  merge_id TEXT NOT NULL REFERENCES merge (id) DEFERRABLE INITIALLY DEFERRED,
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
  answered_by_id TEXT REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
  answered_at TEXT,
  CHECK ((answer IS NULL) = (answered_at IS NULL))
) STRICT;

CREATE TABLE reading (
  id TEXT NOT NULL PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
  coder_id TEXT NOT NULL REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
  state TEXT NOT NULL CHECK (state IN ('unread', 'in progress', 'done', 'no claim found')),
  changed_at TEXT NOT NULL,
  UNIQUE (article_id, coder_id)
) STRICT;

CREATE TABLE span (
  id TEXT NOT NULL PRIMARY KEY,
  annotation_id TEXT NOT NULL REFERENCES annotation (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
  end_offset INTEGER NOT NULL,
  quote TEXT NOT NULL CHECK (quote <> ''),
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  CHECK (start_offset < end_offset)
) STRICT;

CREATE INDEX actor_affiliation_actor ON actor_affiliation (actor_id);

CREATE INDEX actor_affiliation_organisation ON actor_affiliation (organisation_id);

CREATE INDEX actor_alias_actor ON actor_alias (actor_id);

CREATE INDEX adjudication_article ON adjudication (article_id);

CREATE INDEX adjudication_part_adjudication ON adjudication_part (adjudication_id);

CREATE INDEX adjudication_part_annotation ON adjudication_part (annotation_id);

CREATE INDEX annotation_article ON annotation (article_id);

CREATE INDEX annotation_code ON annotation (code_id);

CREATE INDEX annotation_coder ON annotation (coder_id);

CREATE INDEX annotation_example ON annotation (code_id, example) WHERE example IS NOT NULL;

CREATE INDEX annotation_review ON annotation (article_id) WHERE review <> '';

CREATE INDEX article_copy_of ON article (copy_of_id) WHERE copy_of_id IS NOT NULL;

CREATE INDEX article_import ON article (import_id) WHERE import_id IS NOT NULL;

CREATE INDEX article_text_sha256 ON article (text_sha256);

CREATE INDEX assignment_article ON assignment (article_id);

CREATE INDEX attribute_code ON attribute (code_id);

CREATE INDEX attribute_target_code ON attribute (target_code_id);

CREATE INDEX attribute_value_actor ON attribute_value (actor_id) WHERE actor_id IS NOT NULL;

CREATE INDEX attribute_value_annotation ON attribute_value (annotation_id);

CREATE INDEX attribute_value_attribute ON attribute_value (attribute_id);

CREATE INDEX attribute_value_choice ON attribute_value (choice_id) WHERE choice_id IS NOT NULL;

CREATE INDEX attribute_value_concept ON attribute_value (concept_id) WHERE concept_id IS NOT NULL;

CREATE INDEX attribute_value_target ON attribute_value (target_annotation_id) WHERE target_annotation_id IS NOT NULL;

CREATE INDEX change_article ON change (article_id);

CREATE INDEX change_coder ON change (coder_id);

CREATE INDEX change_kind ON change (kind, seq);

CREATE INDEX change_origin ON change (origin_seq) WHERE origin_seq IS NOT NULL;

CREATE INDEX choice_attribute ON choice (attribute_id);

CREATE INDEX code_parent ON code (parent_id);

CREATE INDEX concept_alias_concept ON concept_alias (concept_id);

CREATE INDEX concept_parent ON concept (parent_id);

CREATE INDEX distinction_actor ON distinction (actor_id) WHERE actor_id IS NOT NULL;

CREATE INDEX distinction_concept ON distinction (concept_id) WHERE concept_id IS NOT NULL;

CREATE INDEX distinction_other_actor ON distinction (other_actor_id) WHERE other_actor_id IS NOT NULL;

CREATE INDEX distinction_other_concept ON distinction (other_concept_id) WHERE other_concept_id IS NOT NULL;

CREATE INDEX foreign_id_name ON foreign_id (format, foreign_id);

CREATE INDEX foreign_id_record ON foreign_id (record_id);

CREATE INDEX import_coder ON import (coder_id);

CREATE INDEX question_article ON question (article_id) WHERE article_id IS NOT NULL;

CREATE INDEX question_merge ON question (merge_id);

CREATE INDEX question_open ON question (kind) WHERE answer IS NULL;

CREATE INDEX reading_coder ON reading (coder_id);

CREATE INDEX span_annotation ON span (annotation_id);

CREATE INDEX span_place ON span (start_offset, end_offset);
