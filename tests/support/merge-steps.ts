/** What coders do to their copies of a project: steps that fast-check makes up, done by the commands of the app. */
import fc from 'fast-check';
import { sha256 } from './any-dataset';
import type { Copy, World } from './merge-world';
import { World as MergeWorld, Copy as MergeCopy } from './merge-world';
import type { CommandEnv, Decision } from '../../shared/commands';
import { addAlias } from '../../shared/commands-aliases';
import { createActor, updateActor } from '../../shared/commands-actors';
import {
  addSpan,
  moveSpan,
  recode,
  removeAnnotations,
  removeSpan,
  setNote,
  tag,
} from '../../shared/commands-annotations';
import { removeArticle, updateArticle } from '../../shared/commands-articles';
import { removeAttribute, updateAttribute } from '../../shared/commands-attributes';
import { createCode, moveCode, removeCode, updateCode } from '../../shared/commands-codes';
import { createConcept, moveConcept, updateConcept } from '../../shared/commands-concepts';
import { mergeEntries } from '../../shared/commands-merge';
import { removeEntries } from '../../shared/commands-remove-entry';
import { setReading } from '../../shared/commands';
import { setValues } from '../../shared/commands-values';
import {
  type Annotation,
  type AnyRecord,
  type Article,
  type Attribute,
  type Code,
  readingStates,
} from '../../shared/records';

export const texts = [
  'Merkel said: “Prices rose”. The minister denied it 😀, and the unions asked for more.',
  'قال الوزير إن الأسعار ارتفعت. Nobody answered; the mayor spoke of café prices.',
];

export interface MergeStep {
  verb: (typeof verbs)[number];
  pick: number;
  other: number;
  /** UTF-16 code units. */
  from: number;
  length: number;
}

const verbs = [
  'tag',
  'tag',
  'tag',
  'tag',
  'addSpan',
  'moveSpan',
  'moveSpan',
  'removeSpan',
  'recode',
  'note',
  'note',
  'actors',
  'actors',
  'actors',
  'choice',
  'choice',
  'concept',
  'target',
  'target',
  'remove',
  'remove',
  'reading',
  'newActor',
  'renameActor',
  'noteActor',
  'removeActor',
  'mergeActors',
  'alias',
  'newConcept',
  'moveConcept',
  'moveConcept',
  'defineConcept',
  'removeConcept',
  'newCode',
  'defineCode',
  'renameCode',
  'moveCode',
  'keyOfCode',
  'removeCode',
  'many',
  'removeAttribute',
  'updateArticle',
  'addArticle',
  'removeArticle',
  'undo',
  'undo',
  'redo',
] as const;

export const anyMergeStep: fc.Arbitrary<MergeStep> = fc.record({
  verb: fc.constantFrom(...verbs),
  pick: fc.nat(30),
  other: fc.nat(30),
  from: fc.nat(80),
  length: fc.integer({ min: 3, max: 25 }),
});

/** A project that several coders have: two codes with all kinds of attributes, two articles, an actor, a concept. */
export function startProject(world: World = new MergeWorld(), coders = 5, called = 'coder'): Copy {
  const base = new MergeCopy(world, 'base.claimbook');
  const id = world.newId;
  const createdAt = world.now();
  const code = (name: string, kind: Code['kind'], position: number): Code => ({
    type: 'code',
    id: id(),
    parentId: null,
    name,
    kind,
    definition: '',
    useWhen: '',
    useNot: '',
    color: '#336699',
    lineStyle: 'fill',
    shortcut: String(position + 1),
    position,
    retired: false,
  });
  const claim = code('Claim', 'claim', 0);
  const actor = code('Actor', 'actor', 1);
  const attribute = (
    name: string,
    kind: Attribute['kind'],
    position: number,
    many = false,
    codeId = claim.id,
  ): Attribute => ({
    type: 'attribute',
    id: id(),
    codeId,
    name,
    kind,
    many,
    required: false,
    help: '',
    targetCodeId: null,
    position,
    retired: false,
  });
  const position = attribute('Position', 'choice', 1);
  const articles = texts.map((text, at) => newArticle(id(), `Article ${at + 1}`, text, createdAt));
  const added: AnyRecord[] = [
    { type: 'project', id: id(), name: 'Study', description: '', createdAt },
    ...Array.from({ length: coders }, (_, at): AnyRecord => ({
      type: 'coder',
      id: `${called}-${at}`,
      name: `Coder ${at}`,
      createdAt,
      role: 'coder',
      ofCoderId: null,
    })),
    claim,
    actor,
    attribute('Speaker', 'actor', 0, true),
    position,
    attribute('Issue', 'concept', 2),
    attribute('Answers', 'annotation', 3),
    attribute('Who', 'actor', 0, false, actor.id),
    ...['For', 'Against'].map((name, at): AnyRecord => ({
      type: 'choice',
      id: id(),
      attributeId: position.id,
      name,
      number: 1 - 2 * at,
      definition: '',
      position: at,
    })),
    { type: 'actor', id: id(), name: 'Merkel', kind: 'person', note: '', authority: '', createdAt },
    { type: 'actor', id: id(), name: 'Unions', kind: 'person', note: '', authority: '', createdAt },
    { type: 'concept', id: id(), parentId: null, name: 'Prices', definition: '', createdAt },
    { type: 'concept', id: id(), parentId: null, name: 'Wages', definition: '', createdAt },
    ...articles,
  ];
  base.coderId = `${called}-0`;
  base.do({ added });
  base.lines[0] = { ...base.lines[0]!, coderId: null };
  return base;
}

export const newArticle = (id: string, title: string, text: string, createdAt: string): Article => ({
  type: 'article',
  id,
  title,
  source: '',
  author: '',
  date: null,
  section: '',
  url: '',
  accession: '',
  language: null,
  note: '',
  fileName: '',
  copyOfId: null,
  importId: null,
  createdAt,
  textSha256: sha256(text),
  textLength: text.length,
  particulars: '',
  layout: '',
  text,
});

const choose = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(1, list.length)];

/** Does a step in a copy; what the commands refuse changes nothing. */
export function take(copy: Copy, step: MergeStep): void {
  if (step.verb === 'undo') copy.undo();
  else if (step.verb === 'redo') copy.redo();
  else {
    const decision = decisionOf(copy, step);
    if (decision?.ok !== true) return;
    const { change } = decision.value;
    if (change.added.length + change.updated.length + change.removed.length > 0) copy.do(change);
  }
}

function decisionOf(copy: Copy, { verb, pick, other, from, length }: MergeStep): Decision | null {
  const env: CommandEnv = { now: copy.world.now(), newId: copy.world.newId, coderId: copy.coderId };
  const byId = <T extends { id: string }>(list: T[]): T[] => list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const articles = byId(copy.all('article'));
  const article = choose(articles, pick);
  const annotations = byId(copy.all('annotation'));
  const annotation = choose(annotations, pick);
  const codes = byId(copy.all('code'));
  const attributes = byId(copy.all('attribute'));
  const actors = byId(copy.all('actor'));
  const actor = choose(actors, pick);
  const concepts = byId(copy.all('concept'));
  const concept = choose(concepts, pick);
  const code = choose(codes, pick);
  const range = { start: from, end: from + length };
  const spansOf = (id: string) =>
    copy
      .all('span')
      .filter(({ annotationId }) => annotationId === id)
      .toSorted((a, b) => a.position - b.position);
  const about = (one: Annotation) => {
    const whole = copy.get('article', one.articleId);
    return {
      article: { ...whole, text: whole.text ?? '' },
      code: copy.get('code', one.codeId),
      annotation: one,
      spans: spansOf(one.id),
    };
  };
  const entryRemoval = (type: 'actor' | 'concept', ids: ReadonlySet<string>) => ({
    aliases:
      type === 'actor'
        ? copy.all('actor_alias').filter(({ actorId }) => ids.has(actorId))
        : copy.all('concept_alias').filter(({ conceptId }) => ids.has(conceptId)),
    values: copy
      .all('attribute_value')
      .filter((value) => ids.has((type === 'actor' ? value.actorId : value.conceptId) ?? '')),
    distinctions: [],
    affiliations: [],
    concepts,
  });
  const values = (kind: Attribute['kind'], inputs: (attribute: Attribute) => unknown[]): Decision | null => {
    if (!annotation) return null;
    const attribute = choose(
      attributes.filter((one) => one.codeId === annotation.codeId && one.kind === kind),
      other,
    );
    if (!attribute) return null;
    const pointing = copy
      .all('attribute_value')
      .filter(({ targetAnnotationId }) => targetAnnotationId !== null);
    const leadingHere = new Set([annotation.id]);
    for (const id of leadingHere)
      for (const value of pointing) if (value.targetAnnotationId === id) leadingHere.add(value.annotationId);
    leadingHere.delete(annotation.id);
    return setValues(
      {
        annotation,
        code: copy.get('code', annotation.codeId),
        attribute,
        values: copy
          .all('attribute_value')
          .filter((value) => value.annotationId === annotation.id && value.attributeId === attribute.id)
          .toSorted((a, b) => a.position - b.position),
        choices: copy.all('choice').filter(({ attributeId }) => attributeId === attribute.id),
        actors,
        concepts,
        targets: annotations,
        leadingHere,
      },
      { annotationId: annotation.id, attributeId: attribute.id, values: inputs(attribute) as never },
      env,
    );
  };
  switch (verb) {
    case 'tag': {
      if (!article || !code) return null;
      return tag(
        {
          article: { ...article, text: article.text ?? '' },
          code,
          tagged: [],
          reading:
            copy.all('reading').find((one) => one.articleId === article.id && one.coderId === copy.coderId) ??
            null,
        },
        {
          annotationId: env.newId(),
          articleId: article.id,
          codeId: choose(codes, other)!.id,
          ranges: [range],
          again: false,
        },
        env,
      );
    }
    case 'addSpan':
      return annotation ? addSpan(about(annotation), { annotationId: annotation.id, range }, env) : null;
    case 'moveSpan': {
      const span = annotation && choose(spansOf(annotation.id), other);
      return annotation && span ? moveSpan(about(annotation), { spanId: span.id, range }, env) : null;
    }
    case 'removeSpan': {
      const span = annotation && choose(spansOf(annotation.id), other);
      return annotation && span ? removeSpan(about(annotation), { spanId: span.id }, env) : null;
    }
    case 'recode': {
      const to = choose(codes, other);
      if (!annotation || !to) return null;
      return recode({
        annotation,
        from: copy.get('code', annotation.codeId),
        to,
        attributes,
        choices: copy.all('choice'),
        values: copy.all('attribute_value').filter(({ annotationId }) => annotationId === annotation.id),
        pointing: copy
          .all('attribute_value')
          .filter(({ targetAnnotationId }) => targetAnnotationId === annotation.id),
        targets: annotations,
      });
    }
    case 'note':
      return annotation
        ? setNote(
            { annotation, code: copy.get('code', annotation.codeId) },
            { annotationId: annotation.id, note: `note ${other % 4}` },
          )
        : null;
    case 'actors':
      return values('actor', ({ many }) =>
        many
          ? [...new Set([pick, other, from])]
              .slice(0, other % 4)
              .map((at) => ({ actorId: choose(actors, at)?.id }))
          : [{ actorId: choose(actors, other)?.id }].slice(0, other % 3),
      );
    case 'choice':
      return values('choice', ({ id }) =>
        [
          { choiceId: choose(byId(copy.all('choice').filter((one) => one.attributeId === id)), other)?.id },
        ].slice(0, other % 3),
      );
    case 'concept':
      return values('concept', () => [{ conceptId: choose(concepts, other)?.id }].slice(0, other % 3));
    case 'target':
      return values('annotation', () =>
        [{ targetAnnotationId: choose(annotations, other)?.id }].slice(0, other % 4),
      );
    case 'remove':
      return annotation
        ? removeAnnotations({
            annotations: [annotation],
            codes,
            spans: spansOf(annotation.id),
            values: copy
              .all('attribute_value')
              .filter(
                (value) => value.annotationId === annotation.id || value.targetAnnotationId === annotation.id,
              ),
          })
        : null;
    case 'reading':
      return article
        ? setReading(
            copy.all('reading').find((one) => one.articleId === article.id && one.coderId === copy.coderId) ??
              null,
            { articleId: article.id, state: choose(readingStates, other)! },
            env,
          )
        : null;
    case 'newActor':
      return createActor(actors, { name: `Actor ${other % 5}`, kind: 'person' }, env);
    case 'renameActor':
      return actor
        ? updateActor(
            actor,
            actors.filter((one) => one !== actor),
            { actorId: actor.id, name: `Name ${other % 6}` },
          )
        : null;
    case 'noteActor':
      return actor ? updateActor(actor, [], { actorId: actor.id, note: `note ${other % 4}` }) : null;
    case 'removeActor':
      return actor
        ? removeEntries('actor', { entries: [actor], ...entryRemoval('actor', new Set([actor.id])) }, true)
        : null;
    case 'mergeActors': {
      const into = choose(actors, other);
      if (!actor || !into || into === actor) return null;
      const ids = new Set([actor.id, into.id]);
      return mergeEntries(
        'actor',
        {
          into,
          from: [actor],
          ...entryRemoval('actor', ids),
          annotation: (id) => copy.get('annotation', id),
          attributeName: (id) => copy.get('attribute', id).name,
        },
        env,
      );
    }
    case 'alias':
      return actor
        ? addAlias(
            actor,
            copy.all('actor_alias').filter(({ actorId }) => actorId === actor.id),
            { type: 'actor', entryId: actor.id, name: `Alias ${other % 5}` },
            env,
          )
        : null;
    case 'newConcept':
      return createConcept(
        concepts,
        { name: `Concept ${other % 5}`, parentId: choose([...concepts, null], pick)?.id ?? null },
        env,
      );
    case 'moveConcept':
      return concept ? moveConcept(concept, choose([...concepts, null], other) ?? null, concepts) : null;
    case 'defineConcept':
      return concept
        ? updateConcept(concept, [], { conceptId: concept.id, definition: `definition ${other % 4}` })
        : null;
    case 'removeConcept':
      return concept
        ? removeEntries(
            'concept',
            { entries: [concept], ...entryRemoval('concept', new Set([concept.id])) },
            true,
          )
        : null;
    case 'newCode':
      return createCode(codes, {
        codeId: env.newId(),
        parentId: choose([...codes, null], pick)?.id ?? null,
        index: other % 3,
        name: `Code ${other % 5}`,
        kind: 'claim',
        color: '#123456',
        lineStyle: 'fill',
      });
    case 'defineCode':
      return code
        ? updateCode(code, codes, { codeId: code.id, fields: { definition: `definition ${other % 4}` } })
        : null;
    case 'renameCode':
      return code
        ? updateCode(code, codes, { codeId: code.id, fields: { name: `Code name ${other % 6}` } })
        : null;
    case 'keyOfCode':
      return code
        ? updateCode(code, codes, { codeId: code.id, fields: { shortcut: String(other % 6) } })
        : null;
    case 'moveCode':
      return code
        ? moveCode(code, codes, {
            codeId: code.id,
            parentId: choose([...codes, null], other)?.id ?? null,
            index: from % 3,
          })
        : null;
    case 'removeCode': {
      if (!code || codes.length < 3) return null;
      const gone = copy.all('annotation').filter(({ codeId }) => codeId === code.id);
      const ids = new Set(gone.map(({ id }) => id));
      const own = new Set(attributes.flatMap((one) => (one.codeId === code.id ? [one.id] : [])));
      return removeCode(
        {
          code,
          codes,
          attributes,
          choices: copy.all('choice').filter(({ attributeId }) => own.has(attributeId)),
          annotations: gone,
          spans: copy.all('span').filter(({ annotationId }) => ids.has(annotationId)),
          values: copy
            .all('attribute_value')
            .filter((value) => ids.has(value.annotationId) || ids.has(value.targetAnnotationId ?? '')),
        },
        { codeId: code.id, agreedTo: gone.length },
      );
    }
    case 'many': {
      const attribute = choose(attributes, pick);
      if (!attribute) return null;
      const crowded = [
        ...Map.groupBy(
          copy.all('attribute_value').filter(({ attributeId }) => attributeId === attribute.id),
          ({ annotationId }) => annotationId,
        ).values(),
      ].filter((list) => list.length > 1).length;
      return updateAttribute(
        attribute,
        { code: copy.get('code', attribute.codeId), attributes: [], crowded },
        { attributeId: attribute.id, fields: { many: other % 2 === 0 } },
      );
    }
    case 'removeAttribute': {
      const attribute = choose(attributes, pick);
      if (!attribute) return null;
      const gone = copy.all('attribute_value').filter(({ attributeId }) => attributeId === attribute.id);
      const choices = copy.all('choice').filter(({ attributeId }) => attributeId === attribute.id);
      return removeAttribute(
        attribute,
        { choices, values: gone },
        { attributeId: attribute.id, agreedTo: gone.length },
      );
    }
    case 'updateArticle':
      return article
        ? updateArticle(article, { title: `Title ${other % 4}`, author: `Author ${from % 3}` })
        : null;
    case 'addArticle': {
      const text = `${texts[other % 2]} Edition ${pick % 3}.`;
      const fresh = newArticle(env.newId(), `New ${pick % 3}`, text, env.now);
      return { ok: true, value: { label: 'Add', change: { added: [fresh], updated: [], removed: [] } } };
    }
    case 'removeArticle': {
      if (!article || articles.length < 2) return null;
      const inside = new Set(
        copy.all('annotation').flatMap((one) => (one.articleId === article.id ? [one.id] : [])),
      );
      const dependents: AnyRecord[] = [
        ...copy
          .all('attribute_value')
          .filter((value) => inside.has(value.annotationId) || inside.has(value.targetAnnotationId ?? '')),
        ...copy.all('span').filter(({ annotationId }) => inside.has(annotationId)),
        ...copy.all('annotation').filter(({ id }) => inside.has(id)),
        ...copy.all('reading').filter(({ articleId }) => articleId === article.id),
      ];
      return removeArticle(article, dependents, []);
    }
    case 'undo':
    case 'redo':
      return null;
  }
}
