/** The tables of the CSV export: their columns, what each means, and the query that fills them. */

import type { TableColumn } from '../../shared/formats/table-column';

export interface CsvTable {
  file: string;
  what: string;
  /** Selects exactly the columns, in order, one row a record; for spans, their article's id comes after. */
  sql: string;
  columns: TableColumn[];
  /** Columns that point at the first column of another table. */
  refers?: Record<string, string>;
}

const col = (name: string, what: string, type: TableColumn['type'] = 'string'): TableColumn => ({
  name,
  type,
  what,
});
const id = (what: string): TableColumn => col('id', `Identifier of the ${what} (UUIDv7).`);
const utf16 = 'zero-based, in UTF-16 code units of article.text';

export const csvTables: readonly CsvTable[] = [
  {
    file: 'articles',
    what: 'The articles with their texts.',
    sql: `SELECT id, title, source, author, date, section, url, accession, language, note, file_name, copy_of_id, import_id,
      created_at, text_sha256, text_length, text FROM article ORDER BY id`,
    columns: [
      id('article'),
      col('title', 'Title.'),
      col('source', 'Newspaper or other source.'),
      col('author', 'Author.'),
      col('date', 'Date of publication: YYYY, YYYY-MM or YYYY-MM-DD.'),
      col('section', 'Section.'),
      col('url', 'Address.'),
      col('accession', 'What the archive that it comes from calls it by.'),
      col('language', 'Language as a BCP 47 tag.'),
      col('note', 'Note on the article.'),
      col('file_name', 'File that it was read from.'),
      col('copy_of_id', 'The article whose text this one repeats; empty for an article of its own.'),
      col('import_id', 'The import that brought it in.'),
      col('created_at', 'When it was added, UTC.', 'datetime'),
      col('text_sha256', "SHA-256 of the text's UTF-8 bytes, in hex."),
      col('text_length', 'Length of the text in UTF-16 code units.', 'integer'),
      col('text', 'The text; a line break is one \\n.'),
    ],
    refers: { copy_of_id: 'articles', import_id: 'imports' },
  },
  {
    file: 'article_particulars',
    what: 'What the sources say about articles beyond their columns, in their own words.',
    sql: `SELECT article.id || '/' || one.key, article.id, one.value ->> 'name', one.value ->> 'value'
      FROM article, json_each(nullif(particulars, '')) AS one ORDER BY article.id, one.key`,
    columns: [
      id('particular'),
      col('article_id', 'The article.'),
      col('name', 'What it is, as the source calls it.'),
      col('value', 'What it says.'),
    ],
    refers: { article_id: 'articles' },
  },
  {
    file: 'article_blocks',
    what: 'Headings, list items, quotations, table rows and pages of the texts; all else is paragraphs.',
    sql: `SELECT article.id || '/block/' || one.key, article.id, one.value ->> 'kind', one.value ->> 'level',
        one.value ->> 'ordered', NULL, one.value ->> 'start' AS start, one.value ->> 'end' AS finish
      FROM article, json_each(nullif(layout, ''), '$.blocks') AS one
      UNION ALL SELECT article.id || '/page/' || one.key, article.id, 'page', NULL, NULL, one.value ->> 'label',
        one.value ->> 'start', one.value ->> 'end'
      FROM article, json_each(nullif(layout, ''), '$.pages') AS one ORDER BY 2, start, finish`,
    columns: [
      id('block'),
      col('article_id', 'The article.'),
      col('kind', 'heading, item, quote, row or page.'),
      col('level', 'How deep a heading or list item is; 1 is the outermost.', 'integer'),
      col('ordered', 'For list items: whether the list is numbered.', 'boolean'),
      col('label', 'For pages: what is printed on it, or its number in the file.'),
      col('start_offset', `Begin, ${utf16}.`, 'integer'),
      col('end_offset', `End (exclusive), ${utf16}.`, 'integer'),
    ],
    refers: { article_id: 'articles' },
  },
  {
    file: 'annotations',
    what: 'One row per annotation, with its words.',
    sql: `SELECT annotation.id, article_id, article.title, article.date, code_id, code.name, code.kind, coder_id, coder.name,
        (SELECT min(start_offset) FROM span WHERE annotation_id = annotation.id),
        (SELECT max(end_offset) FROM span WHERE annotation_id = annotation.id),
        (SELECT group_concat(quote, ' … ') FROM (SELECT quote FROM span WHERE annotation_id = annotation.id ORDER BY start_offset)),
        annotation.note, annotation.example, annotation.review, annotation.created_at
      FROM annotation JOIN article ON article.id = article_id JOIN code ON code.id = code_id JOIN coder ON coder.id = coder_id
      ORDER BY annotation.id`,
    columns: [
      id('annotation'),
      col('article_id', 'The article.'),
      col('article_title', "The article's title."),
      col('article_date', "The article's date."),
      col('code_id', 'The code: two that are under different codes may have the same name.'),
      col('code', 'Name of the code.'),
      col('kind', 'Kind of the code: claim, actor, statement or other.'),
      col('coder_id', 'The coder.'),
      col('coder', 'Name of the coder.'),
      col('start_offset', `Where its first span begins, ${utf16}.`, 'integer'),
      col('end_offset', `Where its last span ends (exclusive), ${utf16}.`, 'integer'),
      col('quote', 'Its words; the words of several spans are joined by “ … ”.'),
      col('note', "The coder's note."),
      col('example', 'best or doubtful, where the coders hold it up as an example.'),
      col('review', 'Why someone has to look at it again.'),
      col('created_at', 'When it was made, UTC.', 'datetime'),
    ],
    refers: { article_id: 'articles', code_id: 'codes', coder_id: 'coders' },
  },
  {
    file: 'spans',
    what: 'One row per span: a discontinuous annotation has several.',
    sql: `SELECT span.id, annotation_id, span.position, start_offset, end_offset, NULL, NULL, quote, NULL, article_id
      FROM span JOIN annotation ON annotation.id = annotation_id ORDER BY article_id, annotation_id, start_offset`,
    columns: [
      id('span'),
      col('annotation_id', 'The annotation.'),
      col('position', 'Order within the annotation, from 0.', 'integer'),
      col('start_offset', `Begin, ${utf16}.`, 'integer'),
      col('end_offset', `End (exclusive), ${utf16}.`, 'integer'),
      col('start_codepoint', 'Begin, zero-based, in Unicode code points: as R and Python count.', 'integer'),
      col('end_codepoint', 'End (exclusive), in Unicode code points.', 'integer'),
      col('quote', 'The words.'),
      col('pages', 'The page or pages that they stand on, where the article has pages: 12 or 12–13.'),
    ],
    refers: { annotation_id: 'annotations' },
  },
  {
    file: 'attribute_values',
    what: 'One row per value: who, to whom, about what, for or against.',
    sql: `SELECT v.id, v.annotation_id, code.name, v.attribute_id, attribute.name, attribute.kind, v.position,
        coalesce(v.text, v.date, choice.name, actor.name, concept.name, v.target_annotation_id, v.number),
        coalesce(v.number, choice.number), v.choice_id, v.actor_id, v.concept_id, v.target_annotation_id, v.inferred,
        v.evidence_start, v.evidence_end, v.evidence_quote
      FROM attribute_value AS v JOIN attribute ON attribute.id = v.attribute_id JOIN code ON code.id = attribute.code_id
      LEFT JOIN choice ON choice.id = v.choice_id LEFT JOIN actor ON actor.id = v.actor_id
      LEFT JOIN concept ON concept.id = v.concept_id ORDER BY v.annotation_id, attribute.position, v.position`,
    columns: [
      id('value'),
      col('annotation_id', 'The annotation.'),
      col('code', 'Name of the code.'),
      col('attribute_id', 'The attribute, which is one of this code.'),
      col('attribute', 'Name of the attribute.'),
      col('kind', 'Kind of the attribute: text, number, date, choice, actor, concept or annotation.'),
      col('position', 'Order among the values of the attribute, from 0.', 'integer'),
      col('value', 'The value as people read it.'),
      col('number_value', 'The figure of a number or a choice: −1, 0 or 1 for a position.', 'number'),
      col('choice_id', 'The choice, for kind choice.'),
      col('actor_id', 'The actor, for kind actor.'),
      col('concept_id', 'The concept, for kind concept.'),
      col('target_annotation_id', 'The other annotation, for kind annotation.'),
      col('inferred', 'Whether the value follows from the context and is not said.', 'boolean'),
      col('evidence_start', `Begin of the words that say it, ${utf16}.`, 'integer'),
      col('evidence_end', `End (exclusive) of these words, ${utf16}.`, 'integer'),
      col('evidence_quote', 'The words that say it.'),
    ],
    refers: {
      annotation_id: 'annotations',
      attribute_id: 'attributes',
      choice_id: 'choices',
      actor_id: 'actors',
      concept_id: 'concepts',
      target_annotation_id: 'annotations',
    },
  },
  {
    file: 'actors',
    what: 'The registry of people, organisations, groups and states.',
    sql: `SELECT id, name, kind, note, authority, created_at FROM actor ORDER BY id`,
    columns: [
      id('actor'),
      col('name', 'Name.'),
      col('kind', 'person, organisation, group, state or other.'),
      col('note', 'Note.'),
      col('authority', 'Identifier elsewhere, such as a Wikidata QID.'),
      col('created_at', 'When it was made, UTC.', 'datetime'),
    ],
  },
  {
    file: 'actor_aliases',
    what: 'Other names of actors.',
    sql: `SELECT id, actor_id, name FROM actor_alias ORDER BY id`,
    columns: [id('alias'), col('actor_id', 'The actor.'), col('name', 'The other name.')],
    refers: { actor_id: 'actors' },
  },
  {
    file: 'actor_affiliations',
    what: 'Memberships and offices of actors over time.',
    sql: `SELECT id, actor_id, organisation_id, office, from_date, to_date FROM actor_affiliation ORDER BY id`,
    columns: [
      id('affiliation'),
      col('actor_id', 'The actor.'),
      col('organisation_id', 'The organisation, itself an actor.'),
      col('office', 'The office held; empty for membership.'),
      col('from_date', 'From: YYYY, YYYY-MM or YYYY-MM-DD.'),
      col('to_date', 'To, likewise.'),
    ],
    refers: { actor_id: 'actors', organisation_id: 'actors' },
  },
  {
    file: 'concepts',
    what: 'The list of issues and demands.',
    sql: `SELECT id, parent_id, name, definition, created_at FROM concept ORDER BY id`,
    columns: [
      id('concept'),
      col('parent_id', 'The concept above it.'),
      col('name', 'Name.'),
      col('definition', 'Definition.'),
      col('created_at', 'When it was made, UTC.', 'datetime'),
    ],
    refers: { parent_id: 'concepts' },
  },
  {
    file: 'concept_aliases',
    what: 'Other names of concepts.',
    sql: `SELECT id, concept_id, name FROM concept_alias ORDER BY id`,
    columns: [id('alias'), col('concept_id', 'The concept.'), col('name', 'The other name.')],
    refers: { concept_id: 'concepts' },
  },
  {
    file: 'distinctions',
    what: 'Pairs of actors, or of concepts, that look alike and were found to be different.',
    sql: `SELECT id, actor_id, other_actor_id, concept_id, other_concept_id, created_at FROM distinction ORDER BY id`,
    columns: [
      id('distinction'),
      col('actor_id', 'The one actor.'),
      col('other_actor_id', 'The other actor.'),
      col('concept_id', 'The one concept.'),
      col('other_concept_id', 'The other concept.'),
      col('created_at', 'When they were found to be different, UTC.', 'datetime'),
    ],
    refers: {
      actor_id: 'actors',
      other_actor_id: 'actors',
      concept_id: 'concepts',
      other_concept_id: 'concepts',
    },
  },
  {
    file: 'codes',
    what: 'The codes of the codebook.',
    sql: `SELECT id, parent_id, name, kind, definition, use_when, use_not, color, line_style, shortcut, position, retired FROM code ORDER BY position, id`,
    columns: [
      id('code'),
      col('parent_id', 'The code above it.'),
      col('name', 'Name.'),
      col('kind', 'claim, actor, statement or other.'),
      col('definition', 'Definition.'),
      col('use_when', 'When to use it.'),
      col('use_not', 'When not to use it.'),
      col('color', 'Colour, #rrggbb.'),
      col('line_style', 'Line style.'),
      col('shortcut', 'Key.'),
      col('position', 'Order.', 'integer'),
      col('retired', 'Whether it is no longer offered.', 'boolean'),
    ],
    refers: { parent_id: 'codes' },
  },
  {
    file: 'attributes',
    what: 'What the codes ask of each annotation.',
    sql: `SELECT id, code_id, name, kind, many, required, help, target_code_id, position, retired FROM attribute ORDER BY code_id, position`,
    columns: [
      id('attribute'),
      col('code_id', 'The code.'),
      col('name', 'Name.'),
      col('kind', 'text, number, date, choice, actor, concept or annotation.'),
      col('many', 'Whether it takes several values.', 'boolean'),
      col('required', 'Whether it must be filled in.', 'boolean'),
      col('help', 'Help for the coder.'),
      col('target_code_id', 'For kind annotation: the code that the target must have.'),
      col('position', 'Order.', 'integer'),
      col('retired', 'Whether it is no longer asked.', 'boolean'),
    ],
    refers: { code_id: 'codes', target_code_id: 'codes' },
  },
  {
    file: 'choices',
    what: 'The choices of attributes of kind choice.',
    sql: `SELECT id, attribute_id, name, number, definition, position FROM choice ORDER BY attribute_id, position`,
    columns: [
      id('choice'),
      col('attribute_id', 'The attribute.'),
      col('name', 'Name.'),
      col('number', 'The figure it stands for.', 'number'),
      col('definition', 'Definition.'),
      col('position', 'Order.', 'integer'),
    ],
    refers: { attribute_id: 'attributes' },
  },
  {
    file: 'coders',
    what: 'Who annotated.',
    sql: `SELECT id, name, created_at FROM coder ORDER BY id`,
    columns: [id('coder'), col('name', 'Name.'), col('created_at', 'When they joined, UTC.', 'datetime')],
  },
  {
    file: 'readings',
    what: 'Who has read which article.',
    sql: `SELECT id, article_id, coder_id, state, changed_at FROM reading ORDER BY id`,
    columns: [
      id('reading'),
      col('article_id', 'The article.'),
      col('coder_id', 'The coder.'),
      col('state', 'unread, in progress, done or no claim found.'),
      col('changed_at', 'When the state was set, UTC.', 'datetime'),
    ],
    refers: { article_id: 'articles', coder_id: 'coders' },
  },
  {
    file: 'imports',
    what: 'When articles were brought in, and by whom.',
    sql: `SELECT id, coder_id, created_at, name, article_count, report FROM import ORDER BY id`,
    columns: [
      id('import'),
      col('coder_id', 'Who brought them in.'),
      col('created_at', 'When, UTC.', 'datetime'),
      col('name', 'The file, or how many files.'),
      col('article_count', 'How many articles came in.', 'integer'),
      col('report', 'What came of which file, as JSON.'),
    ],
    refers: { coder_id: 'coders' },
  },
  {
    file: 'foreign_ids',
    what: 'What other programs call the records.',
    sql: `SELECT id, format, record_type, record_id, foreign_id, extra FROM foreign_id ORDER BY id`,
    columns: [
      id('row'),
      col('format', 'The format of the other program.'),
      col('record_type', 'Table of the record, in the singular as in the project file.'),
      col('record_id', 'The record.'),
      col('foreign_id', 'What the format calls it.'),
      col('extra', 'What the format says of it beyond these tables, as JSON.'),
    ],
  },
];
