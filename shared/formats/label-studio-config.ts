/**
 * Label Studio's labelling configuration: which labels regions may have, and what is asked of each. Attributes are
 * controls `perRegion`, shown when a region of their code's label is selected; relations are labels of relations.
 */
import type { Attribute, AttributeKind } from '../records';
import { elementsIn, parseXmlText, type XmlElement } from '../xml';
import type { RowNames } from './coded-json';
import { type Dataset, groupedBy } from './dataset';
import { ownShortcuts } from './label-names';
import { xmlElement } from './xml-writer';

export const labelControl = 'label';
export const textObject = 'text';

/** The control that asks for an attribute, and how its results are called in tasks. */
export interface Control {
  name: string;
  element: 'Choices' | 'Number' | 'TextArea';
  type: 'choices' | 'number' | 'textarea';
}

/** Relations between annotations are no control of a region. */
const isAsked = ({ kind }: Attribute): boolean => kind !== 'annotation';

const elementOf = ({ kind, many }: Attribute): Control['element'] =>
  kind === 'choice' ? 'Choices' : kind === 'number' && !many ? 'Number' : 'TextArea';
const typeOf = { Choices: 'choices', Number: 'number', TextArea: 'textarea' } as const;

/** The control of each attribute, by its id; their names all differ. */
export function controlsOf(attributes: readonly Attribute[]): ReadonlyMap<string, Control> {
  const taken = new Set([labelControl, textObject]);
  const controls = new Map<string, Control>();
  for (const attribute of attributes.filter(isAsked)) {
    let name = attribute.name;
    for (let number = 2; taken.has(name); number++) name = `${attribute.name} (${number})`;
    taken.add(name);
    const element = elementOf(attribute);
    controls.set(attribute.id, { name, element, type: typeOf[element] });
  }
  return controls;
}

export function writeConfig(
  dataset: Dataset,
  names: RowNames,
  controls: ReadonlyMap<string, Control>,
): string {
  const { codes, attributes, choices } = dataset.registries;
  const shortcuts = ownShortcuts(codes);
  const choicesOf = groupedBy(choices, ({ attributeId }) => attributeId);
  const attributesOf = groupedBy(attributes.filter(isAsked), ({ codeId }) => codeId);
  const labels = codes.map(({ id, color, shortcut }) =>
    xmlElement('Label', {
      value: names.labels.get(id),
      background: color,
      hotkey: shortcut !== null && shortcuts.has(shortcut) ? shortcut : null,
    }),
  );
  const relations = [...new Set(attributes.filter((one) => !isAsked(one)).map(({ name }) => name))].map(
    (name) => xmlElement('Relation', { value: name }),
  );
  const controlOf = (attribute: Attribute): string => {
    const { name, element } = controls.get(attribute.id)!;
    const usual = { name, toName: textObject, perRegion: true, required: attribute.required || null };
    const header = xmlElement('Header', { value: attribute.name, size: 5 });
    if (element === 'Choices') {
      const offered = (choicesOf.get(attribute.id) ?? []).map((choice) =>
        xmlElement('Choice', {
          value: choice.name,
          hint: choice.definition === '' ? null : choice.definition,
        }),
      );
      const rules = { ...usual, choice: attribute.many ? 'multiple' : 'single' };
      return `${header}\n    ${xmlElement(element, rules, offered.join(''))}`;
    }
    const isSingle = element === 'TextArea' && !attribute.many;
    return `${header}\n    ${xmlElement(element, { ...usual, maxSubmissions: isSingle ? 1 : null })}`;
  };
  const asked = codes
    .filter(({ id }) => attributesOf.has(id))
    .map(({ id }) => {
      const rules = {
        visibleWhen: 'region-selected',
        whenTagName: labelControl,
        whenLabelValue: names.labels.get(id),
      };
      const inside = attributesOf.get(id)!.map((one) => `\n    ${controlOf(one)}`);
      return `  ${xmlElement('View', rules, `${inside.join('')}\n  `)}\n`;
    });
  const parts = [
    `  ${xmlElement('Labels', { name: labelControl, toName: textObject }, labels.map((label) => `\n    ${label}`).join(''))}\n`,
    relations.length > 0 ? `  ${xmlElement('Relations', {}, relations.join(''))}\n` : '',
    `  ${xmlElement('Text', { name: textObject, value: '$text' })}\n`,
    ...asked,
  ];
  return xmlElement('View', {}, `\n${parts.join('')}`) + '\n';
}

/** What a configuration says of the results that tasks have. */
export interface Config {
  labels: readonly { value: string; color: string | null; shortcut: string | null }[];
  /** By the name of the control. */
  asked: ReadonlyMap<string, AskedAttribute>;
  /** Of the texts that are annotated, by the names of the objects: the field of `data`, and whether it is HTML. */
  objects: ReadonlyMap<string, { field: string; isHtml: boolean }>;
}

export interface AskedAttribute {
  /** As people see it: the heading above the control, or the control's name. */
  name: string;
  kind: AttributeKind;
  many: boolean;
  required: boolean;
  /** The labels whose regions are asked; empty for all. */
  labels: readonly string[];
  choices: readonly { name: string; definition: string }[];
}

const kindOf: Readonly<Record<string, AttributeKind>> = {
  Choices: 'choice',
  Number: 'number',
  TextArea: 'text',
};

/** @throws ReadProblem for what is no sound XML */
export function readConfig(xml: string, what: string): Config {
  const root = parseXmlText(xml, what);
  const asked = new Map<string, AskedAttribute>();
  const visit = (element: XmlElement, labels: readonly string[]): void => {
    const label = element.attributes['whenLabelValue'];
    const within = label === undefined ? labels : [label];
    let heading: string | null = null;
    for (const child of element.children) {
      if (typeof child === 'string') continue;
      const { name, attributes } = child;
      const kind = Object.hasOwn(kindOf, name) ? kindOf[name]! : null;
      if (kind !== null && attributes['perRegion'] === 'true' && attributes['name'] !== undefined)
        asked.set(attributes['name'], {
          name: heading ?? attributes['name'],
          kind,
          many:
            name === 'Choices'
              ? attributes['choice'] === 'multiple'
              : name === 'TextArea' && attributes['maxSubmissions'] !== '1',
          required: attributes['required'] === 'true',
          labels: attributes['whenLabelValue'] === undefined ? within : [attributes['whenLabelValue']],
          choices: [...elementsIn(child, 'Choice')].map((choice) => ({
            name: choice.attributes['value'] ?? '',
            definition: choice.attributes['hint'] ?? '',
          })),
        });
      else visit(child, within);
      heading = name === 'Header' ? (attributes['value'] ?? null) : null;
    }
  };
  visit(root, []);
  const objects = new Map(
    ['Text', 'HyperText'].flatMap((kind) =>
      [...elementsIn(root, kind)].map(
        ({ attributes }) =>
          [
            attributes['name'] ?? '',
            { field: (attributes['value'] ?? '').replace(/^\$/, ''), isHtml: kind === 'HyperText' },
          ] as const,
      ),
    ),
  );
  const labels = ['Labels', 'HyperTextLabels'].flatMap((kind) =>
    [...elementsIn(root, kind)].flatMap((control) =>
      [...elementsIn(control, 'Label')].map(({ attributes }) => ({
        value: attributes['value'] ?? '',
        color: /^#[0-9a-f]{6}$/i.test(attributes['background'] ?? '') ? attributes['background']! : null,
        shortcut: attributes['hotkey'] ?? null,
      })),
    ),
  );
  return { labels, asked, objects };
}

/** Whether a file is a configuration and not some other XML. */
export const looksLikeConfig = (xml: string): boolean =>
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<View[\s>]/s.test(xml.slice(0, 10_000));
