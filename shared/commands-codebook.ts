/** Bringing a codebook from elsewhere into a project: what is new comes in, what is there stays. */
import type { CodebookPlan } from './api-codebook';
import {
  type AttributeInBook,
  type Codebook,
  type CodebookRecords,
  type CodeInBook,
  attributeRecords,
  codeRecord,
  pathKey,
  walk,
} from './codebook';
import { type Placed, inOrder, placeAt } from './code-tree';
import { type CommandEnv, type Decision, decide, shorten } from './commands';
import { lookalikeKey } from './names';
import type { AnyRecord, Attribute, Choice, Code } from './records';

/**
 * What is wrong with a codebook that its schema cannot say, as a sentence; null when nothing is.
 * Names must be different among siblings, and a target must be a code of the same codebook.
 */
export function problemOf(book: Codebook): string | null {
  const paths = new Set<string>();
  const keys = new Set<string>();
  for (const { code, path } of walk(book.codes)) {
    const key = pathKey(path);
    if (paths.has(key)) return `It has two codes named ${shorten(code.name)} in one place.`;
    paths.add(key);
    if (code.shortcut !== null && !code.retired) {
      if (keys.has(code.shortcut)) return `Two of its codes have the key ${code.shortcut}.`;
      keys.add(code.shortcut);
    }
    const twice =
      firstTwice(code.attributes.map(({ name }) => name)) ??
      code.attributes.map(({ choices }) => firstTwice(choices.map(({ name }) => name))).find(Boolean);
    if (twice) return `The code ${shorten(code.name)} asks or offers ${shorten(twice)} twice.`;
  }
  for (const { code } of walk(book.codes)) {
    for (const { name, kind, target } of code.attributes) {
      if (target === null) continue;
      const wanted = shorten(target.join(' / '));
      if (kind !== 'annotation') {
        return `The attribute ${shorten(name)} of ${shorten(code.name)} has the target ${wanted}, which only attributes of kind annotation can have.`;
      }
      if (!paths.has(pathKey(target))) {
        return `The attribute ${shorten(name)} of ${shorten(code.name)} wants annotations of ${wanted}, which is none of its codes.`;
      }
    }
  }
  return null;
}

function firstTwice(names: readonly string[]): string | undefined {
  const keys = names.map(lookalikeKey);
  return names.find((_, at) => keys.indexOf(keys[at] ?? '') < at);
}

const afterLast = (items: readonly Placed[]): number => placeAt(inOrder(items), items.length).position;

interface Arrival {
  plan: CodebookPlan;
  added: AnyRecord[];
}

/**
 * What comes in. Codes are matched by their names and those above them, attributes and choices by name
 * within their code; what is matched stays as it is. A key that is taken is left out.
 */
export function planCodebook(book: Codebook, there: CodebookRecords, env: CommandEnv): Arrival {
  const arrival: Arrival = {
    plan: { name: book.name, added: { codes: [], attributes: [], choices: [] }, matched: [], kept: [] },
    added: [],
  };
  const children = Map.groupBy(there.codes, ({ parentId }) => parentId);
  const named = new Map(there.codes.map((code) => [`${code.parentId} ${lookalikeKey(code.name)}`, code]));
  const attributesOf = Map.groupBy(there.attributes, ({ codeId }) => codeId);
  const keys = new Set(there.codes.filter(({ retired }) => !retired).map(({ shortcut }) => shortcut));
  const places = new Map<string | null, number>();
  const ids = new Map<string, string>();
  const pairs: { code: CodeInBook; id: string; own: Code | null }[] = [];

  for (const { code, path } of walk(book.codes)) {
    const parentId = path.length > 1 ? (ids.get(pathKey(path.slice(0, -1))) ?? null) : null;
    const own = named.get(`${parentId} ${lookalikeKey(code.name)}`) ?? null;
    const id = own?.id ?? env.newId();
    ids.set(pathKey(path), id);
    pairs.push({ code, id, own });
    if (own) {
      arrival.plan.matched.push(own.name);
      noteDifferences(code, own, arrival.plan.kept);
      continue;
    }
    const position = places.get(parentId) ?? afterLast(children.get(parentId) ?? []);
    places.set(parentId, position + 1);
    const record = codeRecord(code, { id, parentId, position });
    const { shortcut } = record;
    if (shortcut !== null && keys.has(shortcut)) {
      arrival.plan.kept.push(`The key ${shortcut} is taken, so ${shorten(code.name)} comes in without it.`);
      record.shortcut = null;
    } else if (!code.retired) {
      keys.add(shortcut);
    }
    arrival.added.push(record);
    arrival.plan.added.codes.push(code.name);
  }

  const targetOf = ({ target }: AttributeInBook): string | null =>
    target === null ? null : (ids.get(pathKey(target)) ?? null);
  for (const { code, id, own } of pairs) {
    const asked = attributesOf.get(id) ?? [];
    let position = afterLast(asked);
    for (const attribute of code.attributes) {
      const match = asked.find(({ name }) => lookalikeKey(name) === lookalikeKey(attribute.name));
      if (match) {
        addChoices(attribute, match, code, there, arrival, env);
        continue;
      }
      arrival.added.push(...attributeRecords(attribute, id, position, targetOf(attribute), env.newId));
      position += 1;
      if (own) arrival.plan.added.attributes.push(`${attribute.name} of ${code.name}`);
    }
  }
  return arrival;
}

function noteDifferences(code: CodeInBook, own: Code, kept: string[]): void {
  const fields = [
    ['kind', 'kind'],
    ['definition', 'definition'],
    ['useWhen', 'rule when to use it'],
    ['useNot', 'rule when not to use it'],
    ['color', 'colour'],
    ['lineStyle', 'line style'],
  ] as const;
  const differing = fields.filter(([key]) => own[key] !== code[key]).map(([, word]) => word);
  if (differing.length > 0) kept.push(`${shorten(own.name)} keeps its own ${listed(differing)}.`);
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** The choices that a matched attribute lacks; one of another kind stays as it is, and is named. */
function addChoices(
  attribute: AttributeInBook,
  own: Attribute,
  code: CodeInBook,
  there: CodebookRecords,
  { plan, added }: Arrival,
  env: CommandEnv,
): void {
  if (own.kind !== attribute.kind) {
    plan.kept.push(`${shorten(own.name)} of ${shorten(code.name)} stays of kind ${own.kind}.`);
    return;
  }
  const choices = there.choices.filter(({ attributeId }) => attributeId === own.id);
  const known = new Set(choices.map(({ name }) => lookalikeKey(name)));
  let position = afterLast(choices);
  for (const choice of attribute.choices) {
    if (known.has(lookalikeKey(choice.name))) continue;
    const record: Choice = { type: 'choice', id: env.newId(), attributeId: own.id, position, ...choice };
    position += 1;
    added.push(record);
    plan.added.choices.push(`${choice.name} of ${own.name}`);
  }
}

export function applyCodebook(book: Codebook, there: CodebookRecords, env: CommandEnv): Decision {
  const { added } = planCodebook(book, there, env);
  return decide(`Bring in the codebook ${shorten(book.name)}`, { added });
}
