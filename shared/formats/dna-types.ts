/** Which statement types and variables of DNA a codebook becomes. */
import type { Attribute, Choice, Code } from '../records';
import { type CodedArticle, type Dataset, foreignIdsOf, groupedBy, type Registries } from './dataset';
import { earlierRows } from './dna-foreign';
import { type DataType, dnaId, isDnaInteger, isShortText, RowIds, UniqueNames } from './dna-tables';

export interface Variable {
  id: number;
  name: string;
  dataType: DataType;
}

/** How an attribute is written: each of its values goes to one of its variables. */
export interface Column {
  attribute: Attribute;
  /** For values in general: none for attributes that point to annotations, which DNA cannot hold. */
  variable: Variable | null;
  /** For actors that are not persons, where they have a variable of their own. */
  organization: Variable | null;
}

export interface StatementType {
  id: number;
  label: string;
  code: Code;
  variables: readonly Variable[];
  columns: readonly Column[];
  /** For notes on annotations; null where none has one. */
  note: Variable | null;
  /** For DNA's own type: a position in more steps than yes and no, beside the boolean that it is written as. */
  steps: { of: Attribute; variable: Variable } | null;
  /** Variables that no attribute of the code is read from. */
  derived: readonly Variable[];
}

/** What has to be known of all annotations before the first can be written. */
export interface Survey {
  /** By code. */
  annotations: Map<string, number>;
  /** Codes with notes on annotations. */
  noted: Set<string>;
  /** By attribute: how many annotations answer it, and whether all values are whole numbers, or short texts. */
  answers: Map<string, { count: number; areWhole: boolean; areShort: boolean }>;
  /** Ids that articles and annotations had in DNA. */
  documentIds: Set<number>;
  statementIds: Set<number>;
}

export const emptySurvey = (): Survey => ({
  annotations: new Map(),
  noted: new Set(),
  answers: new Map(),
  documentIds: new Set(),
  statementIds: new Set(),
});

/** Adds an article to the survey. */
export function surveyArticle(survey: Survey, { annotations, foreignIds }: CodedArticle): void {
  for (const one of foreignIds) {
    const id = one.format === 'dna' ? dnaId(one.foreignId) : null;
    if (id === null) continue;
    if (one.recordType === 'article') survey.documentIds.add(id);
    if (one.recordType === 'annotation') survey.statementIds.add(id);
  }
  for (const { annotation, values } of annotations) {
    survey.annotations.set(annotation.codeId, (survey.annotations.get(annotation.codeId) ?? 0) + 1);
    if (annotation.note !== '') survey.noted.add(annotation.codeId);
    const answered = new Set<string>();
    for (const { attributeId, number, text } of values) {
      const answer = survey.answers.get(attributeId) ?? { count: 0, areWhole: true, areShort: true };
      survey.answers.set(attributeId, answer);
      if (!answered.has(attributeId)) answer.count += 1;
      answered.add(attributeId);
      answer.areWhole &&= number === null || isDnaInteger(number);
      answer.areShort &&= text === null || isShortText(text);
    }
  }
}

/** 1 for agreement, 0 or −1 for its opposite: what a boolean can say. */
const isYesOrNo = (choices: readonly Choice[]): boolean => {
  const [low, high, ...more] = choices.map(({ number }) => number).toSorted((a, b) => (a ?? 9) - (b ?? 9));
  return more.length === 0 && high === 1 && (low === 0 || low === -1);
};

/** Whether the choices stand for approval and its opposite, in whatever steps. */
const isPosition = (choices: readonly Choice[]): boolean => {
  const numbers = choices.flatMap(({ number }) => (number === null ? [] : [number]));
  return numbers.some((number) => number > 0) && numbers.some((number) => number <= 0);
};

const organizationWords = /organi[sz]ation|affiliation|party|group|institution|verband|partei/i;
const positionWords = /agree|position|stance|support|haltung|zustimm/i;

/** The attributes that DNA's own type asks for, as one code asks for them. */
interface Standard {
  person: Attribute;
  organization: Attribute | null;
  concept: Attribute;
  agreement: Attribute | null;
}

function standardOf(
  attributes: readonly Attribute[],
  choicesOf: ReadonlyMap<string, readonly Choice[]>,
): Standard | null {
  const actors = attributes.filter(({ kind }) => kind === 'actor');
  const person = actors.find(({ name }) => !organizationWords.test(name)) ?? actors[0];
  const concept = attributes.find(({ kind }) => kind === 'concept');
  if (!person || !concept) return null;
  const positions = attributes.filter(
    ({ id, kind }) => kind === 'choice' && isPosition(choicesOf.get(id) ?? []),
  );
  return {
    person,
    organization: actors.find((one) => one !== person && organizationWords.test(one.name)) ?? null,
    concept,
    agreement: positions.find(({ name }) => positionWords.test(name)) ?? positions[0] ?? null,
  };
}

/** Makes the statement types, in the order of the codebook. */
export function statementTypesOf(
  { registries }: Dataset,
  survey: Survey,
  way: 'codes' | 'dna-standard',
): StatementType[] {
  const foreign = foreignIdsOf(registries.foreignIds, 'dna');
  const wanted = (recordId: string): number | null => dnaId(foreign.get(recordId)?.foreignId);
  const reserved = (records: readonly { id: string }[]): Set<number> =>
    new Set(records.flatMap(({ id }) => wanted(id) ?? []));
  const typeIds = new RowIds(reserved(registries.codes));
  const variableIds = new RowIds(
    new Set([...reserved(registries.attributes), ...noteVariables(registries).map(({ id }) => id)]),
  );
  const labels = new UniqueNames();
  const choicesOf = groupedBy(registries.choices, ({ attributeId }) => attributeId);
  const attributesOf = groupedBy(registries.attributes, ({ codeId }) => codeId);
  const notes = new Map(noteVariables(registries).map((one) => [one.codeId, one]));
  let isStandardThere = way === 'codes';

  const typeOfData = (attribute: Attribute): DataType => {
    const answers = survey.answers.get(attribute.id);
    const isAlwaysAnswered = answers?.count === survey.annotations.get(attribute.codeId);
    if (attribute.kind === 'text') return (answers?.areShort ?? true) ? 'short text' : 'long text';
    if (attribute.kind === 'number') return isAlwaysAnswered && answers?.areWhole ? 'integer' : 'short text';
    const isBoolean = attribute.kind === 'choice' && isYesOrNo(choicesOf.get(attribute.id) ?? []);
    return isBoolean && isAlwaysAnswered ? 'boolean' : 'short text';
  };

  return registries.codes.map((code): StatementType => {
    const attributes = attributesOf.get(code.id) ?? [];
    const isStatement = code.kind === 'statement' || code.kind === 'claim';
    const standard = !isStandardThere && isStatement ? standardOf(attributes, choicesOf) : null;
    isStandardThere ||= standard !== null;
    const names = new UniqueNames();
    const variables: Variable[] = [];
    const variable = (name: string, dataType: DataType, id: number | null = null): Variable => {
      const made = { id: variableIds.take(id), name: names.take(name), dataType };
      variables.push(made);
      return made;
    };
    const own = standard
      ? {
          person: variable('person', 'short text', wanted(standard.person.id)),
          organization: variable(
            'organization',
            'short text',
            standard.organization && wanted(standard.organization.id),
          ),
          concept: variable('concept', 'short text', wanted(standard.concept.id)),
          agreement: variable('agreement', 'boolean', standard.agreement && wanted(standard.agreement.id)),
        }
      : null;
    const columns = attributes.map((attribute): Column => {
      const given =
        own && standard
          ? (['person', 'organization', 'concept', 'agreement'] as const).find(
              (role) => standard[role] === attribute,
            )
          : undefined;
      if (own && given)
        return {
          attribute,
          variable: own[given],
          organization: given === 'person' && !standard?.organization ? own.organization : null,
        };
      const isHeld = attribute.kind !== 'annotation';
      return {
        attribute,
        variable: isHeld ? variable(attribute.name, typeOfData(attribute), wanted(attribute.id)) : null,
        organization: null,
      };
    });
    const agreement = standard?.agreement ?? null;
    const steps =
      agreement && !isYesOrNo(choicesOf.get(agreement.id) ?? [])
        ? { of: agreement, variable: variable('position', 'short text') }
        : null;
    const earlier = notes.get(code.id);
    const isNoted = survey.noted.has(code.id) || earlier !== undefined;
    const read = new Set(columns.flatMap((one) => [one.variable, one.organization]));
    const derived = variables.filter((one) => !read.has(one));
    return {
      id: typeIds.take(wanted(code.id)),
      label: labels.take(standard ? 'DNA Statement' : code.name),
      code,
      note: isNoted ? variable(earlier?.name ?? 'note', 'long text', earlier?.id) : null,
      variables,
      columns,
      steps,
      derived,
    };
  });
}

/** The variables in which DNA had notes on statements, as reading kept them with the codes. */
function noteVariables({ foreignIds }: Registries): { codeId: string; id: number; name: string }[] {
  const ofCodes = foreignIds.filter(({ recordType }) => recordType === 'code');
  return [...earlierRows(ofCodes)].flatMap(([codeId, rows]) =>
    rows.flatMap(({ extra: { noteId: id, noteName: name } }) =>
      isDnaInteger(id) && id > 0 && typeof name === 'string' ? [{ codeId, id, name }] : [],
    ),
  );
}
