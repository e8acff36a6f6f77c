/**
 * What REFI-QDA 1.0 asks of a file: which elements stand in which order within which, which attributes they need, that
 * lists are not empty, and what no schema says: that GUIDs differ, that references lead somewhere, and that passages
 * lie in their texts.
 */
import { parseXmlText, type XmlElement } from '../../shared/xml';

type Times = 'one' | 'at most one' | 'any' | 'at least one';
interface Rule {
  needs: readonly string[];
  may?: readonly string[];
  children?: Readonly<Record<string, Times>>;
}

const made = ['creatingUser', 'creationDateTime', 'modifyingUser', 'modifiedDateTime'];
const reference: Rule = { needs: ['targetGUID'] };
const words: Rule = { needs: [] };

const text = { Description: 'at most one', PlainTextContent: 'at most one' } as const;
const coded = { Coding: 'any', NoteRef: 'any' } as const;

export const projectRules: Readonly<Record<string, Rule>> = {
  Project: {
    needs: ['name'],
    may: ['xmlns', 'origin', 'creationDateTime'],
    children: {
      Users: 'at most one',
      CodeBook: 'at most one',
      Variables: 'at most one',
      Cases: 'at most one',
      Sources: 'at most one',
      Notes: 'at most one',
      Links: 'at most one',
      Sets: 'at most one',
      Graphs: 'at most one',
      Description: 'at most one',
      NoteRef: 'any',
    },
  },
  Users: { needs: [], children: { User: 'at least one' } },
  User: { needs: ['guid'], may: ['name', 'id'] },
  CodeBook: { needs: [], children: { Codes: 'one' } },
  Codes: { needs: [], children: { Code: 'at least one' } },
  Code: {
    needs: ['guid', 'name', 'isCodable'],
    may: ['color'],
    children: { Description: 'at most one', NoteRef: 'any', Code: 'any' },
  },
  Variables: { needs: [], children: { Variable: 'at least one' } },
  Variable: { needs: ['guid', 'name', 'typeOfVariable'], children: { Description: 'at most one' } },
  VariableValue: {
    needs: [],
    children: { VariableRef: 'one', TextValue: 'at most one', DateValue: 'at most one' },
  },
  Cases: { needs: [], children: { Case: 'at least one' } },
  Case: {
    needs: ['guid'],
    may: ['name'],
    children: {
      Description: 'at most one',
      CodeRef: 'any',
      VariableValue: 'any',
      SourceRef: 'any',
      SelectionRef: 'any',
    },
  },
  Sources: { needs: [], children: { TextSource: 'at least one' } },
  TextSource: {
    needs: ['guid'],
    may: ['name', 'plainTextPath', ...made],
    children: { ...text, PlainTextSelection: 'any', ...coded, VariableValue: 'any' },
  },
  PlainTextSelection: {
    needs: ['guid', 'startPosition', 'endPosition'],
    may: ['name', ...made],
    children: { Description: 'at most one', ...coded },
  },
  Coding: {
    needs: ['guid'],
    may: ['creatingUser', 'creationDateTime'],
    children: { CodeRef: 'one', NoteRef: 'any' },
  },
  Notes: { needs: [], children: { Note: 'at least one' } },
  Note: { needs: ['guid'], may: ['name', ...made], children: { ...text, ...coded } },
  Links: { needs: [], children: { Link: 'at least one' } },
  Link: {
    needs: ['guid'],
    may: ['name', 'direction', 'originGUID', 'targetGUID'],
    children: { NoteRef: 'any' },
  },
  Sets: { needs: [], children: { Set: 'at least one' } },
  Set: {
    needs: ['guid', 'name'],
    children: { Description: 'at most one', MemberCode: 'any', MemberSource: 'any', MemberNote: 'any' },
  },
  Description: words,
  PlainTextContent: words,
  TextValue: words,
  DateValue: words,
  NoteRef: reference,
  CodeRef: reference,
  SourceRef: reference,
  SelectionRef: reference,
  VariableRef: reference,
  MemberCode: reference,
  MemberSource: reference,
  MemberNote: reference,
};

export const codebookRules: Readonly<Record<string, Rule>> = {
  CodeBook: { needs: [], may: ['xmlns', 'origin'], children: { Codes: 'one', Sets: 'at most one' } },
  Codes: projectRules.Codes!,
  Code: {
    needs: ['guid', 'name', 'isCodable'],
    may: ['color'],
    children: { Description: 'at most one', Code: 'any' },
  },
  Sets: projectRules.Sets!,
  Set: { needs: ['guid', 'name'], children: { Description: 'at most one', MemberCode: 'any' } },
  MemberCode: { needs: ['guid'] },
  Description: words,
};

const guidPattern =
  /^(\{[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/;
const guidAttributes = ['guid', 'targetGUID', 'originGUID', 'creatingUser'];
const keyOf = (guid: string): string => guid.replaceAll(/[{}]/g, '').toLowerCase();

/** Sentences about what is wrong; none for a file that follows the rules. */
export function faultsIn(
  xml: string,
  rules: Readonly<Record<string, Rule>>,
  sourceFiles: ReadonlyMap<string, string> = new Map(),
): string[] {
  const faults: string[] = [];
  const guids = new Set<string>();
  const references: string[] = [];
  const check = (element: XmlElement): void => {
    const { name, attributes } = element;
    const rule = rules[name];
    if (!rule) return void faults.push(`<${name}> is unknown`);
    const { needs, may = [], children = {} } = rule;
    for (const need of needs) if (attributes[need] === undefined) faults.push(`<${name}> has no ${need}`);
    for (const given of Object.keys(attributes))
      if (![...needs, ...may].includes(given)) faults.push(`<${name}> has ${given}`);
    const below = element.children.filter((child) => typeof child !== 'string');
    const order = Object.keys(children);
    let last = 0;
    for (const child of below) {
      const at = order.indexOf(child.name);
      if (at === -1) faults.push(`<${child.name}> stands in <${name}>`);
      else if (at < last) faults.push(`<${child.name}> stands too late in <${name}>`);
      else last = at;
    }
    for (const [kind, times] of Object.entries(children)) {
      const count = below.filter((child) => child.name === kind).length;
      if (count === 0 && times.endsWith('one') && times !== 'at most one')
        faults.push(`<${name}> without <${kind}>`);
      if (count > 1 && (times === 'one' || times === 'at most one'))
        faults.push(`<${name}> with ${count} <${kind}>`);
    }
    for (const attribute of guidAttributes) {
      const guid = attributes[attribute];
      if (guid === undefined) continue;
      if (!guidPattern.test(guid)) faults.push(`${guid} is no GUID`);
      if (attribute !== 'guid' || name === 'MemberCode') references.push(`${keyOf(guid)} in <${name}>`);
      else if (guids.has(keyOf(guid))) faults.push(`${guid} stands twice, the second time in <${name}>`);
      else guids.add(keyOf(guid));
    }
    if (name === 'TextSource') faults.push(...faultsInSource(element, sourceFiles));
    below.forEach(check);
  };
  check(parseXmlText(xml, 'the file'));
  return [
    ...faults,
    ...references.filter((one) => !guids.has(one.slice(0, 36))).map((one) => `${one} leads nowhere`),
  ];
}

/** Positions are in code points; a line end counts as one. */
function faultsInSource(source: XmlElement, files: ReadonlyMap<string, string>): string[] {
  const name = source.attributes.plainTextPath?.replace('internal://', 'sources/') ?? '';
  const content = files.get(name);
  if (content === undefined) return [`there is no file ${name}`];
  const characters = [...content.replaceAll('\r\n', '\n')];
  return source.children.flatMap((child) => {
    if (typeof child === 'string' || child.name !== 'PlainTextSelection') return [];
    const { startPosition, endPosition, name: quote = '' } = child.attributes;
    const covered = characters.slice(Number(startPosition), Number(endPosition)).join('');
    const isThere = quote.endsWith('…') ? covered.startsWith(quote.slice(0, -1)) : covered === quote;
    return covered !== '' && isThere
      ? []
      : [`“${quote}” is not at ${startPosition}–${endPosition}: ${covered}`];
  });
}
