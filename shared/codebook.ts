/**
 * A codebook on its own, apart from any project: as templates are written down, and as it is exported and
 * imported. It names things instead of numbering them, so that people can read and write it by hand.
 * `shared/formats/claimbook-codebook.schema.json` describes the same as JSON Schema.
 */
import { z } from 'zod';
import { inOrder, treeRows } from './code-tree';
import { lookalikeKey, nameInput } from './names';
import {
  type AnyRecord,
  type Attribute,
  type Choice,
  type Code,
  attributeKinds,
  codeKinds,
  lineStyles,
} from './records';

const text = z.string().default('');
const flag = z.boolean().default(false);

/** A key that tags: one printed character in lower case; the window compares it with the one pressed. */
export const keyInput = z
  .string()
  .transform((key) => key.toLowerCase())
  .pipe(z.string().regex(/^[^\s\p{C}]$/v, 'a key is one printed character, such as 4 or k'));

export const colorInput = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, 'a colour is # and six hexadecimal digits, such as #0072b2')
  .transform((color) => color.toLowerCase());

const choiceInBook = z.strictObject({
  name: nameInput,
  number: z.number().nullable().default(null),
  definition: text,
});

const attributeInBook = z.strictObject({
  name: nameInput,
  kind: z.enum(attributeKinds),
  many: flag,
  required: flag,
  retired: flag,
  help: text,
  /** For kind `annotation`: the names of the code that the target must have and of those above it, topmost first. */
  target: z.array(nameInput).min(1).nullable().default(null),
  choices: z.array(choiceInBook).default([]),
});

const codeInBook = z.strictObject({
  name: nameInput,
  kind: z.enum(codeKinds),
  definition: text,
  useWhen: text,
  useNot: text,
  color: colorInput,
  lineStyle: z.enum(lineStyles),
  shortcut: keyInput.nullable().default(null),
  retired: flag,
  attributes: z.array(attributeInBook).default([]),
  /** The codes beneath this one. */
  get codes(): z.ZodDefault<z.ZodArray<typeof codeInBook>> {
    return z.array(codeInBook).default([]);
  },
});

export const codebookVersion = 1;

export const codebookSchema = z.strictObject({
  $schema: z.string().optional(),
  format: z.literal('claimbook-codebook'),
  version: z.literal(codebookVersion),
  name: nameInput,
  description: text,
  codes: z.array(codeInBook).min(1, 'a codebook has at least one code'),
});

export type Codebook = z.output<typeof codebookSchema>;
/** A codebook as it is written by hand: what has a default may be left out. */
export type CodebookInput = z.input<typeof codebookSchema>;
export type CodeInBook = z.output<typeof codeInBook>;
export type AttributeInput = z.input<typeof attributeInBook>;
export type AttributeInBook = z.output<typeof attributeInBook>;

/** The records of a codebook, as an export needs them. */
export interface CodebookRecords {
  codes: readonly Code[];
  attributes: readonly Attribute[];
  choices: readonly Choice[];
}

/** Every code of a codebook with the names that lead to it, each before those beneath it. */
export function* walk(
  codes: readonly CodeInBook[],
  above: readonly string[] = [],
): Generator<{ code: CodeInBook; path: readonly string[] }> {
  for (const code of codes) {
    const path = [...above, code.name];
    yield { code, path };
    yield* walk(code.codes, path);
  }
}

/** Paths as keys of maps, as people would compare them: no name holds a control character. */
export const pathKey = (path: readonly string[]): string =>
  path.map((name) => `\u0000${lookalikeKey(name)}`).join('');

/** A code's record; its attributes and the codes beneath it have their own. */
export const codeRecord = (
  { attributes: _attributes, codes: _codes, ...fields }: CodeInBook,
  place: Pick<Code, 'id' | 'parentId' | 'position'>,
): Code => ({ type: 'code', ...place, ...fields });

/**
 * The records of a codebook, with ids from `newId`.
 * @throws Error when a target is none of its codes; `problemOf` finds that first in what others wrote
 */
export function recordsOfCodebook(book: Codebook, newId: () => string): AnyRecord[] {
  const codes = [...walk(book.codes)];
  const ids = new Map(codes.map(({ path }) => [pathKey(path), newId()]));
  const idOf = (path: readonly string[]): string => {
    const id = ids.get(pathKey(path));
    if (id === undefined) throw new Error(`the codebook has no code ${path.join(' / ')}`);
    return id;
  };
  const positions = new Map<string, number>();
  return codes.flatMap(({ code, path }): AnyRecord[] => {
    const above = path.slice(0, -1);
    const position = positions.get(pathKey(above)) ?? 0;
    positions.set(pathKey(above), position + 1);
    const id = idOf(path);
    const asked = code.attributes.flatMap((attribute, index) =>
      attributeRecords(attribute, id, index, attribute.target && idOf(attribute.target), newId),
    );
    const parentId = above.length > 0 ? idOf(above) : null;
    return [codeRecord(code, { id, parentId, position }), ...asked];
  });
}

/** An attribute and its choices as records. */
export function attributeRecords(
  { choices, target: _, ...fields }: AttributeInBook,
  codeId: string,
  position: number,
  targetCodeId: string | null,
  newId: () => string,
): (Attribute | Choice)[] {
  const attribute: Attribute = { type: 'attribute', id: newId(), codeId, position, ...fields, targetCodeId };
  return [
    attribute,
    ...choices.map((choice, at): Choice => ({
      type: 'choice',
      id: newId(),
      attributeId: attribute.id,
      position: at,
      ...choice,
    })),
  ];
}

/** A project's codebook on its own, as its tree shows it. */
export function codebookOf(
  { codes, attributes, choices }: CodebookRecords,
  about: { name: string; description: string },
): Codebook {
  const rows = treeRows(codes);
  const paths = new Map<string, string[]>();
  for (const { code, parentId } of rows) {
    paths.set(code.id, [...(parentId === null ? [] : (paths.get(parentId) ?? [])), code.name]);
  }
  const attributesOf = Map.groupBy(inOrder(attributes), ({ codeId }) => codeId);
  const choicesOf = Map.groupBy(inOrder(choices), ({ attributeId }) => attributeId);
  const askedBy = (code: Code): AttributeInBook[] =>
    (attributesOf.get(code.id) ?? []).map(
      ({ id, name, kind, many, required, retired, help, targetCodeId }) => ({
        name,
        kind,
        many,
        required,
        retired,
        help,
        target: (targetCodeId === null ? null : paths.get(targetCodeId)) ?? null,
        choices: (choicesOf.get(id) ?? []).map((choice) => ({
          name: choice.name,
          number: choice.number,
          definition: choice.definition,
        })),
      }),
    );
  const made = new Map<string, CodeInBook>();
  const top: CodeInBook[] = [];
  for (const { code, parentId } of rows) {
    const inBook: CodeInBook = {
      name: code.name,
      kind: code.kind,
      definition: code.definition,
      useWhen: code.useWhen,
      useNot: code.useNot,
      color: code.color.toLowerCase(),
      lineStyle: code.lineStyle,
      shortcut: keyInput.safeParse(code.shortcut).data ?? null,
      retired: code.retired,
      attributes: askedBy(code),
      codes: [],
    };
    made.set(code.id, inBook);
    ((parentId === null ? undefined : made.get(parentId)?.codes) ?? top).push(inBook);
  }
  return { format: 'claimbook-codebook', version: codebookVersion, ...about, codes: top };
}
