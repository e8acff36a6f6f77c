/** The values of a data package: who, to whom, about what, each of the kind of its attribute. */
import { attributeKinds } from '../records';
import type { Range } from '../span';
import type { Placing } from './calibrate';
import type { DatasetBuilder, GivenValue } from './dataset-builder';
import { columnsOf, foreignOf, type Ids, type OpenTable } from './package-registries';
import type { PackageRow } from './package-table';

const knownOfValue = columnsOf(
  'id annotation_id code attribute_id attribute kind position value number_value choice_id actor_id concept_id target_annotation_id inferred evidence_start evidence_end evidence_quote',
);

export class ValueTable {
  /** @param placing turns offsets of the file into those of the stored text of an article */
  constructor(
    private readonly open: OpenTable,
    private readonly builder: DatasetBuilder,
    private readonly ids: Ids,
    private readonly placing: (articleId: string) => Placing,
  ) {}

  async read(): Promise<void> {
    const table = await this.open('attribute_values');
    for (const row of table?.rows() ?? []) {
      if (!table || !this.ids.attribute_values.isNew(row, 'value')) continue;
      const annotationId = this.ids.annotations.from(row, 'annotation_id', 'value');
      const attributeId = this.ids.attributes.from(row, 'attribute_id', 'value');
      if (annotationId === null || attributeId === null) continue;
      const annotation = this.builder.get('annotation', annotationId);
      if (this.builder.get('attribute', attributeId).codeId !== annotation.codeId) {
        row.note('attribute_id', 'value', 'A value of an attribute of another code is left out.');
        continue;
      }
      const said = this.saidIn(row, attributeId);
      if (said === null) continue;
      const id = this.builder.value(annotationId, attributeId, {
        ...said,
        inferred: row.flag('inferred', 'value inferred'),
        evidence: this.evidenceOf(row, annotation.articleId),
        foreign: foreignOf(table, row, knownOfValue),
      });
      if (id !== null) this.ids.attribute_values.keep(row.text('id'), id);
    }
  }

  private saidIn(row: PackageRow, attributeId: string): GivenValue | null {
    const { kind } = this.builder.get('attribute', attributeId);
    const given = row.oneOf('kind', attributeKinds, 'value link');
    if (given !== undefined && given !== kind)
      row.note('kind', 'value link', `A value says that it is of another kind than its attribute.`);
    const empty = (): null => {
      row.note('value', 'value', 'A value that says nothing is left out.');
      return null;
    };
    const link = (column: string, id: string | null): string | null =>
      id === null && row.text(column) === '' ? empty() : id;
    switch (kind) {
      case 'text':
        return { text: row.text('value') };
      case 'date':
        return row.text('value') === '' ? empty() : { date: row.text('value') };
      case 'number': {
        const number = row.figure('number_value', 'value');
        return number === undefined ? (row.text('number_value') === '' ? empty() : null) : { number };
      }
      case 'actor': {
        const actorId = link('actor_id', this.ids.actors.from(row, 'actor_id', 'value'));
        return actorId === null ? null : { actorId };
      }
      case 'concept': {
        const conceptId = link('concept_id', this.ids.concepts.from(row, 'concept_id', 'value'));
        return conceptId === null ? null : { conceptId };
      }
      case 'choice': {
        const choiceId = link('choice_id', this.ids.choices.from(row, 'choice_id', 'value'));
        if (choiceId === null) return null;
        if (this.builder.get('choice', choiceId).attributeId === attributeId) return { choiceId };
        row.note('choice_id', 'value', 'A choice that is none of its attribute is left out.');
        return null;
      }
      case 'annotation': {
        const column = 'target_annotation_id';
        const targetAnnotationId = link(column, this.ids.annotations.from(row, column, 'value'));
        return targetAnnotationId === null ? null : { targetAnnotationId };
      }
    }
  }

  private evidenceOf(row: PackageRow, articleId: string): Range | null {
    const start = row.whole('evidence_start', 'value evidence');
    const end = row.whole('evidence_end', 'value evidence');
    if (start === undefined || end === undefined) return null;
    const place = this.placing(articleId);
    const range = { start: place(start), end: place(end) };
    const quote = row.text('evidence_quote');
    if (quote !== '' && this.builder.textOf(articleId).slice(range.start, range.end) !== quote)
      row.note(
        'evidence_quote',
        'value evidence',
        'The words that say a value are not those at their place; the place was taken.',
      );
    return range;
  }
}
