/** The codes of the codebook: making, describing, moving, retiring, splitting and deleting them. */
import type { ParsedInput } from './api';
import { inOrder, placeAt, withDescendants } from './code-tree';
import {
  type CommandEnv,
  type Decision,
  decide,
  madeBefore,
  named,
  refuse,
  shorten,
  updatesOf,
} from './commands';
import { type Update, updateOf } from './changes';
import { lookalikeKey } from './names';
import type { Annotation, Attribute, AttributeValue, Choice, Code, Span } from './records';

type Refusal = ReturnType<typeof refuse>;

/** Refuses a name that looks like that of a code beside it; null when it is free. */
export function nameTaken(name: string, siblings: readonly Code[]): Refusal | null {
  const key = lookalikeKey(name);
  const same = siblings.find((code) => lookalikeKey(code.name) === key);
  if (!same) return null;
  const retired = same.retired ? ', which is retired' : '';
  return refuse(
    `There is already a code named ${shorten(same.name)} in this place${retired}. Names that differ only in case or marks count as the same; choose another.`,
  );
}

/** Refuses a key that another code in use has; null when it is free. */
function keyTaken(key: string | null | undefined, others: readonly Code[]): Refusal | null {
  const other = key == null ? undefined : others.find((code) => !code.retired && code.shortcut === key);
  return other
    ? refuse(
        `The key ${key} already tags as ${shorten(other.name)}. Choose another, or take it from that code first.`,
      )
    : null;
}

const childrenOf = (codes: readonly Code[], parentId: string | null): Code[] =>
  inOrder(codes.filter((code) => code.parentId === parentId));

const shifts = (codes: readonly Code[], shifted: ReadonlyMap<string, number>): Update[] =>
  updatesOf(
    ...codes.map((code) => {
      const position = shifted.get(code.id);
      return position === undefined ? null : updateOf<'code'>(code, { position });
    }),
  );

/** `codes` are all of the project, as everywhere in this file. */
export function createCode(
  codes: readonly Code[],
  { codeId, parentId, index, ...fields }: ParsedInput<'code.create'>,
): Decision {
  const label = `New code ${shorten(fields.name)}`;
  const known = codes.find(({ id }) => id === codeId);
  if (known) return madeBefore(label, known, { parentId, name: fields.name, kind: fields.kind });
  const siblings = childrenOf(codes, parentId);
  const refusal = nameTaken(fields.name, siblings);
  if (refusal) return refusal;
  const { position, shifted } = placeAt(siblings, index ?? siblings.length);
  const code: Code = {
    type: 'code',
    id: codeId,
    parentId,
    ...fields,
    definition: '',
    useWhen: '',
    useNot: '',
    shortcut: null,
    position,
    retired: false,
  };
  return decide(label, { added: [code], updated: shifts(siblings, shifted) });
}

export function updateCode(
  code: Code,
  codes: readonly Code[],
  { fields }: ParsedInput<'code.update'>,
): Decision {
  const others = codes.filter(({ id }) => id !== code.id);
  const refusal =
    (fields.name === undefined ? null : nameTaken(fields.name, childrenOf(others, code.parentId))) ??
    keyTaken(fields.shortcut, others);
  if (refusal) return refusal;
  const isRenamed = fields.name !== undefined && fields.name !== code.name;
  const label = isRenamed
    ? `Rename code ${shorten(code.name)} to ${shorten(fields.name ?? '')}`
    : `Edit code ${shorten(code.name)}`;
  return decide(label, { updated: updatesOf(updateOf<'code'>(code, named(fields) as Partial<Code>)) });
}

/** Moves a code, and with it all beneath it, to another place in the tree. */
export function moveCode(
  code: Code,
  codes: readonly Code[],
  { parentId, index }: ParsedInput<'code.move'>,
): Decision {
  const parent = codes.find(({ id }) => id === parentId);
  if (parent && withDescendants(codes, code.id).has(parent.id)) {
    const where = parent.id === code.id ? 'itself' : `${shorten(parent.name)}, which lies beneath it`;
    return refuse(`${shorten(code.name)} cannot be put beneath ${where}. Choose another place.`);
  }
  const siblings = childrenOf(codes, parentId).filter(({ id }) => id !== code.id);
  const refusal = nameTaken(code.name, siblings);
  if (refusal) return refusal;
  const now = siblings.filter(({ position, id }) =>
    position === code.position ? id < code.id : position < code.position,
  ).length;
  if (code.parentId === parentId && now === Math.min(index, siblings.length)) {
    return decide(`Move code ${shorten(code.name)}`, {});
  }
  const { position, shifted } = placeAt(siblings, index);
  return decide(`Move code ${shorten(code.name)}`, {
    updated: [...updatesOf(updateOf<'code'>(code, { parentId, position })), ...shifts(siblings, shifted)],
  });
}

/** A code that is brought back while another has its key comes without it. */
export function retireCode(
  code: Code,
  codes: readonly Code[],
  { retired }: ParsedInput<'code.retire'>,
): Decision {
  const others = codes.filter(({ id }) => id !== code.id);
  const losesKey = !retired && keyTaken(code.shortcut, others) !== null;
  const label = `${retired ? 'Retire' : 'Bring back'} code ${shorten(code.name)}`;
  return decide(label, {
    updated: updatesOf(updateOf<'code'>(code, losesKey ? { retired, shortcut: null } : { retired })),
  });
}

/** What splitting a code is decided from. */
export interface AboutSplit {
  code: Code;
  codes: readonly Code[];
  /** Those of the code, retired ones included. */
  attributes: readonly Attribute[];
  choices: readonly Choice[];
  annotations: readonly Annotation[];
}

/**
 * Makes a new code after this one, with copies of its attributes. No annotation changes its code: each is
 * marked to be looked at again, in addition to what its mark said before.
 */
export function splitCode(about: AboutSplit, input: ParsedInput<'code.split'>, env: CommandEnv): Decision {
  const { code, codes } = about;
  const label = `Split code ${shorten(code.name)}: new code ${shorten(input.name)}`;
  const known = codes.find(({ id }) => id === input.newCodeId);
  if (known) return madeBefore(label, known, { parentId: code.parentId, name: input.name });
  const siblings = childrenOf(codes, code.parentId);
  const refusal = nameTaken(input.name, siblings);
  if (refusal) return refusal;
  const { position, shifted } = placeAt(siblings, siblings.findIndex(({ id }) => id === code.id) + 1);
  const fresh: Code = {
    ...code,
    id: input.newCodeId,
    name: input.name,
    color: input.color,
    shortcut: null,
    retired: false,
    position,
  };
  const copies = about.attributes.flatMap((attribute) => {
    const copy: Attribute = {
      ...attribute,
      id: env.newId(),
      codeId: fresh.id,
      targetCodeId: attribute.targetCodeId === code.id ? fresh.id : attribute.targetCodeId,
    };
    const choices = about.choices.filter(({ attributeId }) => attributeId === attribute.id);
    return [copy, ...choices.map((choice) => ({ ...choice, id: env.newId(), attributeId: copy.id }))];
  });
  const why = `${shorten(code.name)} was split: is this still ${shorten(code.name)}, or ${shorten(input.name)}?`;
  return decide(label, {
    added: [fresh, ...copies],
    updated: [
      ...shifts(siblings, shifted),
      ...updatesOf(
        ...about.annotations.map((annotation) =>
          updateOf<'annotation'>(annotation, { review: alsoWhy(annotation.review, why) }),
        ),
      ),
    ],
  });
}

/** A reason to look at an annotation again, after those that it had. */
export const alsoWhy = (review: string, why: string): string =>
  review === '' || review === why ? why : `${review}\n${why}`;

/** A code with everything that cannot be without it. */
export interface AboutCodeRemoval {
  code: Code;
  codes: readonly Code[];
  /** All of the project. */
  attributes: readonly Attribute[];
  /** Those of the code's attributes. */
  choices: readonly Choice[];
  annotations: readonly Annotation[];
  spans: readonly Span[];
  /** The values of these annotations, and values elsewhere that point at one of them; each once. */
  values: readonly AttributeValue[];
}

/**
 * Deletes a code with its annotations. The codes beneath it take its place; attributes elsewhere that
 * wanted annotations of this code take any from now on.
 */
export function removeCode(about: AboutCodeRemoval, { agreedTo }: ParsedInput<'code.remove'>): Decision {
  const { code, codes, annotations } = about;
  if (annotations.length !== agreedTo) {
    return refuse(
      `${shorten(code.name)} has ${annotations.length} annotations, not ${agreedTo}. Look again at what would go.`,
    );
  }
  const moved = adoptChildren(code, codes, code.parentId, code.id);
  if (!moved.ok) return moved;
  const attributes = about.attributes.filter(({ codeId }) => codeId === code.id);
  const elsewhere = about.attributes.filter(
    ({ codeId, targetCodeId }) => codeId !== code.id && targetCodeId === code.id,
  );
  const what = annotations.length === 0 ? '' : ` and its annotations (${annotations.length})`;
  return decide(`Delete code ${shorten(code.name)}${what}`, {
    updated: [
      ...moved.updates,
      ...updatesOf(...elsewhere.map((entry) => updateOf<'attribute'>(entry, { targetCodeId: null }))),
    ],
    removed: [...about.values, ...about.spans, ...annotations, ...about.choices, ...attributes, code],
  });
}

/**
 * Puts the codes beneath `code` under another parent, before one of its children or after the last.
 * Refused where one of that name is there already.
 */
export function adoptChildren(
  code: Code,
  codes: readonly Code[],
  parentId: string | null,
  beforeId: string | null,
): { ok: true; updates: Update[] } | Refusal {
  const children = childrenOf(codes, code.id);
  if (children.length === 0) return { ok: true, updates: [] };
  const there = childrenOf(codes, parentId).filter(({ id }) => id !== code.id);
  for (const child of children) {
    if (nameTaken(child.name, there)) {
      return refuse(
        `${shorten(child.name)} beneath ${shorten(code.name)} would move to where there is a code of that name already. Rename or merge one of the two first.`,
      );
    }
  }
  const places = childrenOf(codes, parentId);
  const at = beforeId === null ? -1 : places.findIndex(({ id }) => id === beforeId);
  const before = places.slice(0, at === -1 ? places.length : at).filter(({ id }) => id !== code.id);
  const after = at === -1 ? [] : places.slice(at).filter(({ id }) => id !== code.id);
  const first = (before.at(-1)?.position ?? (after[0]?.position ?? 0) - children.length - 1) + 1;
  const updates = updatesOf(
    ...children.map((child, step) => updateOf<'code'>(child, { parentId, position: first + step })),
  );
  let free = first + children.length;
  for (const sibling of after) {
    if (sibling.position >= free) break;
    updates.push(...updatesOf(updateOf<'code'>(sibling, { position: free })));
    free += 1;
  }
  return { ok: true, updates };
}
