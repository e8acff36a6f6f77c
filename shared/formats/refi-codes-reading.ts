/**
 * Codes of REFI-QDA as our codebook: sets of ours tell which of them are attributes and concepts; what lies below
 * an attribute are its choices, or the actors and concepts that it takes. Without such sets, all are codes.
 */
import {
  attributeKinds,
  type AttributeKind,
  codeKinds,
  type Code,
  lineStyles,
  type LineStyle,
} from '../records';
import type { XmlElement } from '../xml';
import type { DatasetBuilder, Foreign } from './dataset-builder';
import { withoutLabels } from './labelled-words';
import { childrenNamed, descriptionOf } from './refi-elements';
import { guidKey, isGuid } from './refi-guids';
import {
  attributeLabels,
  choiceLabels,
  type CodeExtra,
  codeLabels,
  conceptLabels,
  type Role,
  yes,
} from './refi-roles';
import type { ReadSets } from './refi-sets-reading';

/** What a code of the file is to us; entries are actors or concepts as values of an attribute, found by name later. */
export type CodeRole =
  | { kind: 'code' | 'attribute' | 'concept'; id: string }
  | { kind: 'choice'; id: string; attributeId: string }
  | { kind: 'entry'; attributeId: string; name: string };

/** By the key of the GUID. */
export type CodeRoles = ReadonlyMap<string, CodeRole>;

/** What a code lies below; the ids are null at the top. */
type Within =
  | { kind: 'codes'; id: string | null }
  | { kind: 'attribute'; id: string }
  | { kind: 'concepts'; id: string | null };

/** A code of the file on its way in. */
interface Given {
  name: string;
  key: string;
  color: string;
  isCodable: boolean;
  description: string;
  /** What notes say of it, to be put behind its definition; empty for nothing. */
  notes: string;
  foreign: Foreign;
  roles: ReadonlySet<Role>;
}

/** What a code became, for references to it, and what the codes below it lie within. */
interface Added {
  role: CodeRole | null;
  below: Within;
}

const together = (words: string, notes: string): string =>
  [words, notes].filter((part) => part !== '').join('\n\n');

class CodeReader {
  private readonly positions = new Map<string, number>();
  private readonly targets: { attributeId: string; codeName: string }[] = [];

  constructor(
    private readonly builder: DatasetBuilder,
    private readonly memberships: ReadSets['memberships'],
  ) {}

  add(given: Given, within: Within): Added {
    if (within.kind === 'concepts') return this.addConcept(given, within.id);
    if (within.kind === 'attribute') return this.addBelowAttribute(given, within.id);
    if (within.id === null && given.roles.has('concepts'))
      return { role: null, below: { kind: 'concepts', id: null } };
    return within.id !== null && given.roles.has('attribute')
      ? this.addAttribute(given, within.id)
      : this.addCode(given, within.id);
  }

  /** Attributes name the code that they point to, which may come after them. */
  finish(): void {
    const { builder } = this;
    const codes = builder.all('code').toReversed();
    const ids = new Map(codes.map(({ id, name }) => [name, id]));
    for (const { attributeId, codeName } of this.targets) {
      const targetCodeId = ids.get(codeName);
      if (targetCodeId === undefined)
        builder.losses.add(
          'attribute rules',
          'mismatch',
          'The code that an attribute points to is not in the file; it may point to any.',
          codeName,
        );
      else builder.update('attribute', attributeId, { targetCodeId });
    }
  }

  private addConcept({ name, description, notes, foreign }: Given, parentId: string | null): Added {
    const { words, fields } = withoutLabels(description, conceptLabels);
    const id = this.builder.concept({ name, parentId, definition: together(words, notes) }, foreign);
    for (const alias of fields['Also called'].split('\n'))
      if (alias.trim() !== '') this.builder.conceptAlias(id, alias);
    return { role: { kind: 'concept', id }, below: { kind: 'concepts', id } };
  }

  private addBelowAttribute(given: Given, attributeId: string): Added {
    const attribute = this.builder.get('attribute', attributeId);
    const below: Within = { kind: 'attribute', id: attributeId };
    const { name, description, notes, foreign } = given;
    if (attribute.kind === 'actor' || attribute.kind === 'concept')
      return { role: { kind: 'entry', attributeId, name }, below };
    if (attribute.kind !== 'choice') {
      this.builder.losses.add(
        'choice',
        'dropped',
        'A code below an attribute that takes none is left out.',
        `${attribute.name}: ${name}`,
      );
      return { role: null, below };
    }
    const { words, fields } = withoutLabels(description, choiceLabels);
    const number = fields.Number.trim() === '' ? null : Number(fields.Number);
    const isNumber = number === null || Number.isFinite(number);
    const id = this.builder.choice(
      {
        attributeId,
        name,
        number: isNumber ? number : null,
        definition: together(isNumber ? words : description, notes),
        position: this.positionIn(attributeId),
      },
      foreign,
    );
    return { role: { kind: 'choice', id, attributeId }, below };
  }

  private addAttribute({ name, description, notes, foreign }: Given, codeId: string): Added {
    const { words, fields } = withoutLabels(description, attributeLabels);
    const kind = attributeKinds.find((one): one is AttributeKind => one === fields.Takes) ?? 'choice';
    const id = this.builder.attribute(
      {
        codeId,
        name,
        kind,
        help: together(words, notes),
        many: fields['Several values'] === yes,
        required: fields.Required === yes,
        retired: fields.Retired === yes,
        position: this.positionIn(codeId),
      },
      foreign,
    );
    const codeName = fields['Target code'];
    if (codeName !== '') this.targets.push({ attributeId: id, codeName });
    return { role: { kind: 'attribute', id }, below: { kind: 'attribute', id } };
  }

  private addCode(given: Given, parentId: string | null): Added {
    const { name, key, color, isCodable, description, notes, foreign, roles } = given;
    const { words, fields } = withoutLabels(description, codeLabels);
    const sets = this.memberships.get(key);
    const extra: CodeExtra = { ...(isCodable ? {} : { isCodable: false }), ...(sets ? { sets } : {}) };
    const lineStyle = lineStyles.find((style): style is LineStyle => style === fields['Line style']);
    if (!lineStyle && fields['Line style'] !== '')
      this.builder.losses.add('code look', 'mismatch', 'A line style that is unknown is left out.', name);
    const id = this.builder.code(
      {
        name,
        kind: codeKinds.find((one) => one !== 'other' && roles.has(one)) ?? 'other',
        parentId,
        definition: together(words, notes),
        useWhen: fields['Use when'],
        useNot: fields['Do not use when'],
        shortcut: fields.Shortcut === '' ? null : fields.Shortcut.slice(0, 20),
        retired: roles.has('retired'),
        ...colorOf(color),
        ...(lineStyle ? { lineStyle } : {}),
      },
      Object.keys(extra).length > 0 ? { ...foreign, extra: { ...extra } } : foreign,
    );
    return { role: { kind: 'code', id }, below: { kind: 'codes', id } };
  }

  private positionIn(parentId: string): number {
    const position = this.positions.get(parentId) ?? 0;
    this.positions.set(parentId, position + 1);
    return position;
  }
}

/** @param notesOf the words of the notes that an element refers to; empty for none */
export function readCodes(
  codes: XmlElement | null,
  sets: ReadSets,
  builder: DatasetBuilder,
  notesOf: (element: XmlElement) => string = () => '',
): CodeRoles {
  const roles = new Map<string, CodeRole>();
  const reader = new CodeReader(builder, sets.memberships);
  const waiting: { element: XmlElement; within: Within }[] = [];
  const wait = (element: XmlElement, within: Within): void => {
    for (const child of childrenNamed(element, 'Code').toReversed()) waiting.push({ element: child, within });
  };
  if (codes) wait(codes, { kind: 'codes', id: null });
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { element, within } = next;
    const { guid = '', name = '', color = '', isCodable } = element.attributes;
    const key = guidKey(guid);
    const isOwn = isGuid(guid) && !roles.has(key);
    if (!isOwn)
      builder.losses.add(
        'code',
        'mismatch',
        'A code whose GUID is missing, wrong or that of another code is taken without its passages.',
        name,
      );
    const given: Given = {
      name,
      key,
      color,
      isCodable: isCodable !== 'false' && isCodable !== '0',
      description: descriptionOf(element),
      notes: notesOf(element),
      foreign: { id: isGuid(guid) ? guid : '' },
      roles: sets.roles.get(key) ?? new Set(),
    };
    const { role, below } = reader.add(given, within);
    if (role && isOwn) roles.set(key, role);
    wait(element, below);
  }
  reader.finish();
  return roles;
}

/** `#rgb` and `#rrggbb`; for others the builder gives one. */
function colorOf(written: string): Partial<Pick<Code, 'color'>> {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(written);
  const color = short
    ? `#${short
        .slice(1)
        .map((digit) => digit.repeat(2))
        .join('')}`
    : written;
  return /^#[0-9a-f]{6}$/i.test(color) ? { color } : {};
}
