/** Version 20: examples and passages to look at again, other names of concepts, pairs that are not the same. */
export const version = 20;

const to = (table: string): string => `REFERENCES ${table} (id) DEFERRABLE INITIALLY DEFERRED`;

export const sql = `
ALTER TABLE annotation ADD COLUMN example TEXT CHECK (example IN ('best', 'doubtful'));
ALTER TABLE annotation ADD COLUMN review TEXT NOT NULL DEFAULT '';
CREATE INDEX annotation_example ON annotation (code_id, example) WHERE example IS NOT NULL;
CREATE INDEX annotation_review ON annotation (article_id) WHERE review <> '';

-- For "these very words are tagged already".
CREATE INDEX span_place ON span (start_offset, end_offset);

CREATE TABLE concept_alias (
  id TEXT NOT NULL PRIMARY KEY,
  concept_id TEXT NOT NULL ${to('concept')},
  name TEXT NOT NULL CHECK (name <> '')
) STRICT;
CREATE INDEX concept_alias_concept ON concept_alias (concept_id);

CREATE TABLE distinction (
  id TEXT NOT NULL PRIMARY KEY,
  actor_id TEXT ${to('actor')},
  other_actor_id TEXT ${to('actor')},
  concept_id TEXT ${to('concept')},
  other_concept_id TEXT ${to('concept')},
  created_at TEXT NOT NULL,
  CHECK ((actor_id IS NULL) = (other_actor_id IS NULL) AND (concept_id IS NULL) = (other_concept_id IS NULL)),
  CHECK ((actor_id IS NULL) <> (concept_id IS NULL)),
  CHECK (actor_id IS NOT other_actor_id OR concept_id IS NOT other_concept_id)
) STRICT;
CREATE INDEX distinction_actor ON distinction (actor_id) WHERE actor_id IS NOT NULL;
CREATE INDEX distinction_other_actor ON distinction (other_actor_id) WHERE other_actor_id IS NOT NULL;
CREATE INDEX distinction_concept ON distinction (concept_id) WHERE concept_id IS NOT NULL;
CREATE INDEX distinction_other_concept ON distinction (other_concept_id) WHERE other_concept_id IS NOT NULL;

CREATE INDEX change_coder ON change (coder_id);
`;
