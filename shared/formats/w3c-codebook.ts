/** The codebook that Web Annotations make: ours by its ids, that of others by the names of their tags. */
import { z } from 'zod';
import { codeKinds } from '../records';
import type { DatasetBuilder, GivenValue } from './dataset-builder';
import type { KeptIds } from './kept';
import { nameOfIri } from './w3c';
import type { FoundAnnotation, FoundBody } from './w3c-parsing';

const ownBody = z.object({
  code: z.string().optional(),
  attribute: z.string().optional(),
  choice: z.string().optional(),
  actor: z.string().optional(),
  concept: z.string().optional(),
});

/** What a tag-less annotation is called by its purpose; the standard's list, and none. */
const untagged = 'annotation';
/** The attribute of what other programs identify. */
const identified = 'Actor';

const isTag = ({ purposes, value, source }: FoundBody): boolean =>
  (purposes.includes('tagging') && (value !== null || source !== null)) ||
  (purposes.includes('classifying') && source !== null);
const isIdentity = ({ purposes, source }: FoundBody): boolean =>
  purposes.includes('identifying') && source !== null;
const isNote = ({ purposes, value }: FoundBody): boolean =>
  value !== null &&
  (purposes.length === 0 || purposes.some((one) => one !== 'tagging' && one !== 'classifying'));

export class W3cCodebook {
  private readonly codes = new Map<string, string>();
  private readonly coders = new Map<string, string>();
  private readonly attributes = new Map<string, string>();
  private readonly choices = new Map<string, string>();
  private readonly actors = new Map<string, string>();

  constructor(
    private readonly builder: DatasetBuilder,
    private readonly ids: KeptIds,
  ) {
    for (const { id, name } of builder.all('code')) this.codes.set(name, id);
    for (const { id, codeId, name } of builder.all('attribute')) this.attributes.set(`${codeId} ${name}`, id);
    for (const { id, attributeId, name } of builder.all('choice'))
      this.choices.set(`${attributeId} ${name}`, id);
  }

  /** Whether a body has a place in our records. */
  static isUnderstood(body: FoundBody): boolean {
    return isTag(body) || isIdentity(body) || isNote(body);
  }

  /** The coder by our own id, or by what the file says of who made it. */
  coder(own: string | undefined, creator: { iri: string; name: string } | null): string {
    const known = this.ids.coder.get(own ?? '');
    if (known !== undefined) return known;
    const key = creator?.iri || creator?.name || '';
    let id = this.coders.get(key);
    if (id === undefined) {
      id = this.builder.coder(
        { name: creator?.name || 'W3C' },
        key === '' ? undefined : { id: nameOfIri(key) },
      );
      this.coders.set(key, id);
    }
    return id;
  }

  /** A code for each tag; by the purpose where there is none. */
  codesOf({ bodies, motivations }: FoundAnnotation): string[] {
    const tags = bodies.filter(
      (body) => isTag(body) && ownBody.safeParse(body.own).data?.attribute === undefined,
    );
    const codes = tags.map((body) => {
      const own = this.ids.code.get(ownBody.safeParse(body.own).data?.code ?? '');
      const name = body.value ?? body.source?.name ?? '';
      // Someone may have put another word there since.
      return own !== undefined && this.builder.get('code', own).name === name
        ? own
        : this.code(name, body.source?.iri);
    });
    return codes.length > 0 ? [...new Set(codes)] : [this.code(motivations[0] || untagged)];
  }

  private code(name: string, iri = ''): string {
    let id = this.codes.get(name);
    if (id === undefined) {
      const kind = codeKinds.find((one) => one === name.toLowerCase()) ?? 'other';
      id = this.builder.code({ name, kind }, { id: iri === '' ? name : nameOfIri(iri) });
      this.codes.set(name, id);
    }
    return id;
  }

  /** What a body says of an annotation: a value, a note, or nothing beside its code. */
  valueOf(codeId: string, body: FoundBody): { attributeId: string; given: GivenValue } | 'note' | null {
    const own = ownBody.safeParse(body.own).data;
    const attributeId = this.ids.attribute.get(own?.attribute ?? '');
    if (own && attributeId !== undefined && this.builder.get('attribute', attributeId).codeId === codeId) {
      const given = this.ownValue(attributeId, own, body);
      return given ? { attributeId, given } : null;
    }
    if (isIdentity(body)) {
      const actorId = this.actor(body.source!);
      return { attributeId: this.attribute(codeId, identified, 'actor'), given: { actorId } };
    }
    return !isTag(body) && isNote(body) ? 'note' : null;
  }

  private ownValue(
    attributeId: string,
    own: z.infer<typeof ownBody>,
    { value, source }: FoundBody,
  ): GivenValue | null {
    switch (this.builder.get('attribute', attributeId).kind) {
      case 'choice': {
        const known = this.ids.choice.get(own.choice ?? '');
        if (known !== undefined && (value === null || this.builder.get('choice', known).name === value))
          return { choiceId: known };
        return value === null ? null : { choiceId: this.choice(attributeId, value) };
      }
      case 'actor':
        return {
          actorId:
            this.ids.actor.get(own.actor ?? '') ?? this.actor(source ?? { iri: '', name: value ?? '' }),
        };
      case 'concept': {
        const known = this.ids.concept.get(own.concept ?? '');
        return { conceptId: known ?? this.builder.concept({ name: source?.name ?? value ?? '' }) };
      }
      case 'number': {
        const number = Number(value);
        if (value !== null && value.trim() !== '' && Number.isFinite(number)) return { number };
        this.builder.losses.add(
          'value',
          'mismatch',
          'A value that should be a number is none; it is left out.',
          value ?? '',
        );
        return null;
      }
      case 'date':
        return value === null ? null : { date: value };
      case 'text':
        return value === null ? null : { text: value };
      case 'annotation':
        return null;
    }
  }

  private actor({ iri, name }: { iri: string; name: string }): string {
    const key = iri || name;
    let id = this.actors.get(key);
    if (id === undefined) {
      id = this.builder.actor({ name, authority: iri }, { id: nameOfIri(key) });
      this.actors.set(key, id);
    }
    return id;
  }

  private choice(attributeId: string, name: string): string {
    const key = `${attributeId} ${name}`;
    let id = this.choices.get(key);
    if (id === undefined)
      this.choices.set(key, (id = this.builder.choice({ attributeId, name }, { id: name })));
    return id;
  }

  private attribute(codeId: string, name: string, kind: 'actor' | 'annotation'): string {
    for (let number = 1; ; number++) {
      const numbered = number === 1 ? name : `${name} ${number}`;
      const key = `${codeId} ${numbered}`;
      const known = this.attributes.get(key);
      if (known !== undefined && this.builder.get('attribute', known).kind === kind) return known;
      if (known !== undefined) continue;
      const id = this.builder.attribute({ codeId, name: numbered, kind, many: true }, { id: name });
      this.attributes.set(key, id);
      return id;
    }
  }

  /** The attribute of a code whose values are links of this name. */
  linkAttribute(codeId: string, name: string, own: unknown): string {
    const known = this.ids.attribute.get(ownBody.safeParse(own).data?.attribute ?? '');
    if (known !== undefined && this.builder.get('attribute', known).codeId === codeId) return known;
    return this.attribute(codeId, name, 'annotation');
  }
}
