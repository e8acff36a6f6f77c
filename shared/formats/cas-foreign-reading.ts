/**
 * Reads the layers of other programs: a layer is a code, its features are the code's attributes, relations and slots
 * are attributes that point to annotations. Tokens, sentences and the like are no annotations, except those that
 * a relation or a slot points to.
 */
import {
  type Cas,
  type CasValue,
  type FeatureStructure,
  isArrayType,
  isListType,
  refsOf,
  shortName,
  stringOf,
} from './cas';
import type { ReadArticle } from './cas-articles';
import { metadataPackage } from './cas-layers';
import { ownLayers, rangeOf, type ReadingTools } from './cas-own-reading';
import { annotationType, documentType } from './cas-types';
import type { MadeAnnotations } from './cas-values';
import type { Foreign } from './dataset-builder';

/** What a text is made of, and what describes the whole document. */
const structural =
  /^(?:de\.tudarmstadt\.ukp\.dkpro\.core\.api\.(?:segmentation\.type\.(?:Token|Sentence|Paragraph|Document|Div|Heading)|metadata\.type\..*)|org\.dkpro\.core\.api\.(?:xml|pdf)\.type\..*)$/;
/** The features of a relation, or of a link, that say which it is; the first that says something counts. */
const labelFeatures = ['label', 'role', 'value', 'DependencyType', 'relationType', 'type'];
/** What the two ends of a relation are called in all layers that INCEpTION takes for one. */
const [source, target] = ['Governor', 'Dependent'];

const labelOf = (structure: FeatureStructure): { feature: string; label: string } | null => {
  for (const feature of labelFeatures) {
    const label = stringOf(structure, feature);
    if (label !== null && label.trim() !== '') return { feature, label };
  }
  return null;
};

export class ForeignLayers {
  constructor(
    private readonly cas: Cas,
    private readonly article: ReadArticle,
    private readonly made: MadeAnnotations,
    private readonly tools: ReadingTools,
  ) {}

  read(members: readonly FeatureStructure[]): void {
    let [parts, others] = [0, 0];
    const relations: FeatureStructure[] = [];
    const found: FeatureStructure[] = [];
    for (const structure of members) {
      const { type } = structure;
      if (ownLayers.has(type)) continue;
      if (!this.isAnnotation(structure)) others += this.isMereForm(structure) ? 0 : 1;
      else if (type.startsWith(metadataPackage) || this.cas.types.isA(type, documentType)) continue;
      else if (structural.test(type)) parts += 1;
      else if (refsOf(structure, source).length > 0 && refsOf(structure, target).length > 0)
        relations.push(structure);
      else found.push(structure);
    }
    const { losses } = this.tools.builder;
    losses.add(
      'foreign data',
      'dropped',
      'Tokens, sentences and what else the text is made of are left out.',
      '',
      parts,
    );
    losses.add(
      'foreign data',
      'dropped',
      'What lies on no words, such as heads of chains, is left out.',
      '',
      others,
    );
    for (const structure of found) this.annotationOf(structure);
    for (const relation of relations) this.readRelation(relation);
  }

  private isAnnotation({ type, sofa, begin, end }: FeatureStructure): boolean {
    return this.cas.types.has(type)
      ? this.cas.types.isA(type, annotationType)
      : sofa !== null && begin !== null && end !== null;
  }

  /** Whether it only joins an annotation with another: it lies on no words and has a target. */
  private isLink(structure: FeatureStructure): boolean {
    return !this.isAnnotation(structure) && this.targetsOf(structure).length === 1;
  }

  /** Whether all that it says is said where something points to it. */
  private isMereForm(structure: FeatureStructure): boolean {
    return isArrayType(structure.type) || isListType(structure.type) || this.isLink(structure);
  }

  private targetsOf(structure: FeatureStructure): FeatureStructure[] {
    return [...structure.features.keys()]
      .flatMap((name) => refsOf(structure, name))
      .flatMap((id) => this.cas.structures.get(id) ?? [])
      .filter((one) => this.isAnnotation(one));
  }

  /** Makes the annotation that a structure is, once. @returns its id, or null where it has no sound place */
  private annotationOf(structure: FeatureStructure): string | null {
    const { builder, codebook } = this.tools;
    const known = this.made.byStructure.get(structure.id);
    if (known !== undefined) return known;
    const codeId = codebook.codeOfLayer(structure.type, shortName(structure.type));
    const extra: Record<string, unknown> = {};
    const annotationId = builder.annotation(
      {
        articleId: this.article.articleId,
        codeId,
        coderId: this.article.coderId(),
        ranges: [rangeOf(structure, this.article)],
      },
      { id: structure.id },
    );
    if (annotationId === null) return null;
    this.made.byStructure.set(structure.id, annotationId);
    if (structural.test(structure.type)) return annotationId;
    for (const [name, value] of structure.features) this.readFeature(annotationId, name, value, extra);
    if (Object.keys(extra).length > 0) builder.foreign('annotation', annotationId, { extra });
    return annotationId;
  }

  private readFeature(
    annotationId: string,
    name: string,
    value: CasValue,
    extra: Record<string, unknown>,
  ): void {
    // Neither a project nor JSON has a place for what is no number.
    if (typeof value === 'number' && !Number.isFinite(value)) extra[name] = String(value);
    else if (typeof value !== 'object') this.readPrimitive(annotationId, name, value);
    else if ('ref' in value || 'refs' in value) {
      const ids = 'ref' in value ? [value.ref] : value.refs;
      for (const id of ids) this.readReference(annotationId, name, id, extra);
    } else for (const one of value) this.readFeature(annotationId, name, one, extra);
  }

  private readPrimitive(annotationId: string, name: string, value: string | number | boolean): void {
    const { builder, codebook, values } = this.tools;
    const { codeId } = builder.get('annotation', annotationId);
    const { made } = this;
    const waiting = { annotationId, position: null, made };
    if (typeof value === 'boolean') {
      const attributeId = codebook.attributeOfKind(codeId, name, 'choice');
      const choiceId = codebook.choice(attributeId, String(value), null, value ? 1 : 0);
      values.add({ ...waiting, attributeId, content: { choiceId } });
    } else if (typeof value === 'number') {
      const attributeId = codebook.attributeOfKind(codeId, name, 'number');
      values.add({ ...waiting, attributeId, content: { number: value } });
    } else if (value !== '') {
      const attributeId = codebook.attributeOfKind(codeId, name, 'text');
      values.add({ ...waiting, attributeId, content: { text: value }, isWords: true });
    }
  }

  private readReference(
    annotationId: string,
    name: string,
    id: string,
    extra: Record<string, unknown>,
  ): void {
    const { builder } = this.tools;
    const structure = this.cas.structures.get(id);
    if (!structure) {
      builder.losses.add(
        'value',
        'mismatch',
        'A reference to a structure that is not there is left out.',
        `${name}: ${id}`,
      );
      return;
    }
    if (this.isAnnotation(structure)) this.addTarget(annotationId, name, structure, undefined);
    else if (this.isLink(structure)) this.readLink(annotationId, name, structure);
    else {
      const list = extra[name];
      const words = { type: structure.type, ...plainly(structure, []) };
      extra[name] = Array.isArray(list) ? [...(list as unknown[]), words] : [words];
    }
  }

  private readLink(annotationId: string, feature: string, link: FeatureStructure): void {
    const [filler] = this.targetsOf(link);
    if (!filler) return;
    const role = labelOf(link);
    const rest = plainly(link, role ? [role.feature] : []);
    const foreign = Object.keys(rest).length > 0 ? { extra: rest } : {};
    this.addTarget(annotationId, role?.label ?? feature, filler, { id: link.id, ...foreign });
  }

  private readRelation(relation: FeatureStructure): void {
    const [from, to] = [source, target].map((end) => this.cas.structures.get(refsOf(relation, end)[0] ?? ''));
    const annotationId =
      from &&
      (this.made.byStructure.get(from.id) ?? (this.isAnnotation(from) ? this.annotationOf(from) : null));
    if (!annotationId || !to || !this.isAnnotation(to)) {
      this.tools.builder.losses.add(
        'value',
        'mismatch',
        'A relation whose ends are not both there is left out.',
        `${shortName(relation.type)} ${relation.id}`,
      );
      return;
    }
    const label = labelOf(relation);
    const rest = plainly(relation, label ? [label.feature] : []);
    const extra = { type: relation.type, ...rest };
    this.addTarget(annotationId, label?.label ?? shortName(relation.type), to, { id: relation.id, extra });
  }

  private addTarget(
    annotationId: string,
    name: string,
    structure: FeatureStructure,
    foreign: Foreign | undefined,
  ): void {
    const { builder, codebook, values } = this.tools;
    const { made } = this;
    this.annotationOf(structure);
    const { codeId } = builder.get('annotation', annotationId);
    values.add({
      annotationId,
      attributeId: codebook.attributeOfKind(codeId, name, 'annotation'),
      position: null,
      content: { structure: structure.id },
      made,
      ...(foreign ? { foreign } : {}),
    });
  }
}

/** The primitive features of a structure, as JSON has them. */
function plainly({ features }: FeatureStructure, without: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    [...features].filter(
      ([name, value]) =>
        !without.includes(name) && !(typeof value === 'object' && ('ref' in value || 'refs' in value)),
    ),
  );
}
