/**
 * Makes the `.ann` files of an article, one for each coder: the lines, and what brat has no place for. Offsets are code
 * points.
 */
import type { AttributeValue, ForeignId } from '../records';
import type { Range } from '../span';
import { actorsResource, bratFormat, conceptsResource, keptFile } from './brat';
import type { KeptAnnotation } from './brat-kept';
import {
  type AnnLine,
  annotatorNotes,
  fragmentsOf,
  groupKey,
  onOneLine,
  type Role,
  roleKey,
  roleWithoutNumber,
  writeAnnLine,
} from './brat-lines';
import type { BratNames } from './brat-names';
import { codePointOffsets } from './code-points';
import {
  byId,
  type CodedAnnotation,
  type CodedArticle,
  foreignIdsOf,
  groupedBy,
  type Registries,
} from './dataset';
import { objectIn } from './kept';
import { loseAnnotation, loseValues } from './losing';
import type { Losses } from './losses';

/** One `.ann` file with what we keep of its annotations. */
interface AnnFile {
  folder: string;
  lines: AnnLine[];
  /** By the id of its line. */
  kept: Record<string, KeptAnnotation>;
}

const noPlace = 'brat cannot mark a place where there are only line breaks; the annotation is left out.';
const noLink = 'brat links only annotations of one coder in one article; the link is left out.';

/** The ids of an annotation's lines: of the one that others name, and of the one that has the place. */
interface LineIds {
  line: string;
  /** The same as `line`, but for events. */
  trigger: string;
}

/** Ids as brat had them, where they are free; the others get the next numbers. */
function lineIds(
  annotations: readonly CodedAnnotation[],
  names: BratNames,
  foreign: ReadonlyMap<string, ForeignId>,
): ReadonlyMap<string, LineIds> {
  const taken = new Set<string>();
  const take = (letter: string, id: unknown): string | null => {
    if (typeof id !== 'string' || !new RegExp(`^${letter}\\d+$`).test(id) || taken.has(id)) return null;
    taken.add(id);
    return id;
  };
  const known = new Map(
    annotations.map(({ annotation: { id } }) => {
      const name = foreign.get(id);
      return [
        id,
        {
          event: take('E', name?.foreignId),
          trigger: take('T', name?.foreignId) ?? take('T', objectIn(name?.extra)?.trigger),
        },
      ];
    }),
  );
  const numbers = { T: 0, E: 0 };
  const next = (letter: 'T' | 'E'): string => {
    let id;
    do id = `${letter}${++numbers[letter]}`;
    while (taken.has(id));
    return id;
  };
  return new Map(
    annotations.map(({ annotation: { id, codeId } }) => {
      const { event, trigger: knownTrigger } = known.get(id)!;
      const trigger = knownTrigger ?? next('T');
      return [id, { trigger, line: names.codes.get(codeId)!.isEvent ? (event ?? next('E')) : trigger }];
    }),
  );
}

/** Makes the `.ann` files of an article. */
export class AnnWriting {
  private readonly actors;
  private readonly concepts;
  private readonly registryNames;

  constructor(
    registries: Registries,
    private readonly names: BratNames,
  ) {
    this.actors = byId(registries.actors);
    this.concepts = byId(registries.concepts);
    this.registryNames = foreignIdsOf(registries.foreignIds, bratFormat.id);
  }

  /** A file for each coder who has annotated or read it; if nobody has, one in the spare folder. */
  filesOf(coded: CodedArticle, losses: Losses): AnnFile[] {
    const foreign = foreignIdsOf(coded.foreignIds, bratFormat.id);
    const ofCoder = groupedBy(coded.annotations, ({ annotation }) => annotation.coderId);
    const coders = new Set([...ofCoder.keys(), ...coded.readings.map(({ coderId }) => coderId)]);
    const files = [...this.names.folders]
      .filter(([id]) => coders.has(id))
      .map(([id, folder]) => ({ folder, ...this.fileOf(coded, ofCoder.get(id) ?? [], foreign, losses) }));
    return files.length === 0 ? [{ folder: this.names.spareFolder, lines: [], kept: {} }] : files;
  }

  private fileOf(
    { article }: CodedArticle,
    annotations: readonly CodedAnnotation[],
    foreign: ReadonlyMap<string, ForeignId>,
    losses: Losses,
  ): Omit<AnnFile, 'folder'> {
    const { text } = article;
    const points = codePointOffsets(text);
    const inPoints = ({ start, end }: Range): [number, number] => [points(start), points(end)];
    const placed = annotations.flatMap((one) => {
      const spans = one.spans.map(({ startOffset, endOffset }) => ({ start: startOffset, end: endOffset }));
      const fragments = fragmentsOf(text, spans);
      if (fragments.length > 0) return [{ ...one, ranges: spans, fragments }];
      loseAnnotation(losses, one, noPlace, article.title);
      return [];
    });
    const ids = lineIds(placed, this.names, foreign);
    const lines: AnnLine[] = [];
    const kept: Record<string, KeptAnnotation> = {};
    const counts = new Map<string, number>();
    const nextId = (letter: string): string => {
      const count = (counts.get(letter) ?? 0) + 1;
      counts.set(letter, count);
      return `${letter}${count}`;
    };
    for (const one of placed) {
      const { annotation, values, fragments, ranges } = one;
      const { line, trigger } = ids.get(annotation.id)!;
      const { slug: type } = this.names.codes.get(annotation.codeId)!;
      const words = fragments.map(({ start, end }) => text.slice(start, end)).join(' ');
      const places = fragments.map((fragment) => {
        const [start, end] = inPoints(fragment);
        return { start, end };
      });
      lines.push({ kind: 'span', id: trigger, type, fragments: places, words });
      const isWhole =
        fragments.length === ranges.length &&
        fragments.every(({ start, end }, at) => start === ranges[at]!.start && end === ranges[at]!.end);
      if (!isWhole)
        losses.add(
          'annotation fragments',
          'kept as extension',
          `brat breaks annotations at line ends and joins touching pieces; how they were is in ${keptFile}.`,
          article.title,
        );
      const about = this.valueLines(one, ids, line, nextId);
      loseValues(losses, values, about.lost, noLink, article.title);
      if (line !== trigger) lines.push({ kind: 'event', id: line, type, trigger, roles: about.roles });
      lines.push(...about.lines);
      if (annotation.note !== '')
        lines.push({
          kind: 'note',
          id: nextId('#'),
          type: annotatorNotes,
          target: line,
          words: onOneLine(annotation.note),
        });
      const name = foreign.get(annotation.id);
      const keptValues = Object.fromEntries(
        about.said.flatMap(({ key, value }) =>
          value.inferred || value.evidenceStart !== null
            ? [[key, { ...(value.inferred ? { inferred: true } : {}), ...evidenceOf(value, inPoints) }]]
            : [],
        ),
      );
      losses.add(
        'annotation time',
        'kept as extension',
        `It is in ${keptFile} only, which brat passes over.`,
      );
      kept[line] = {
        id: annotation.id,
        ...(name && name.foreignId !== '' ? { foreignId: name.foreignId } : {}),
        ...(name && name.extra !== '' ? { foreignExtra: name.extra } : {}),
        type,
        spans: ranges.map(inPoints),
        createdAt: annotation.createdAt,
        ...(annotation.example === null ? {} : { example: annotation.example }),
        ...(annotation.review === '' ? {} : { review: annotation.review }),
        ...(Object.keys(keptValues).length === 0 ? {} : { values: keptValues }),
      };
    }
    return { lines, kept };
  }

  /** The values of an annotation: lines of their own, roles of the event, and those that brat cannot hold. */
  private valueLines(
    { values }: CodedAnnotation,
    ids: ReadonlyMap<string, LineIds>,
    target: string,
    nextId: (letter: string) => string,
  ) {
    const lines: AnnLine[] = [];
    const roles: Role[] = [];
    const groups = new Map<string, string[]>();
    const lost = new Set<AttributeValue>();
    const said: { key: string; value: AttributeValue }[] = [];
    for (const value of values) {
      const { slug, way, arguments: ends } = this.names.attributes.get(value.attributeId)!;
      const linked = ids.get(value.targetAnnotationId ?? '')?.line;
      const add = (line: AnnLine): void => {
        lines.push(line);
        said.push({ key: writeAnnLine(line), value });
      };
      if (linked !== undefined && way === 'role') {
        const count = roles.filter(({ name }) => roleWithoutNumber(name) === slug).length;
        const role = { name: count === 0 ? slug : `${slug}${count + 1}`, target: linked };
        roles.push(role);
        said.push({ key: roleKey(target, role), value });
      } else if (linked !== undefined && way === 'group') {
        groups.set(slug, [...(groups.get(slug) ?? []), linked]);
        said.push({ key: groupKey(slug, target, linked), value });
      } else if (linked !== undefined && way === 'relation') {
        const both = [
          { name: ends[0], target },
          { name: ends[1], target: linked },
        ];
        add({ kind: 'relation', id: nextId('R'), type: slug, roles: both });
      } else if ((way === 'mark' || way === 'choice') && value.choiceId !== null) {
        const choice = way === 'mark' ? null : (this.names.choices.get(value.choiceId) ?? null);
        add({ kind: 'attribute', id: nextId('A'), name: slug, target, value: choice });
      } else if (way === 'reference') {
        const entry = this.actors.get(value.actorId ?? '') ?? this.concepts.get(value.conceptId ?? '');
        if (!entry) {
          lost.add(value);
          continue;
        }
        const [resource, id] = this.entryOf(
          entry.type === 'actor' ? actorsResource : conceptsResource,
          entry.id,
        );
        add({
          kind: 'reference',
          id: nextId('N'),
          type: slug,
          target,
          resource,
          entry: id,
          words: entry.name,
        });
      } else if (way === 'note') {
        const words = onOneLine(value.text ?? value.date ?? String(value.number));
        add({ kind: 'note', id: nextId('#'), type: slug, target, words });
      } else lost.add(value);
    }
    for (const [type, members] of groups) lines.push({ kind: 'group', type, members: [target, ...members] });
    return { lines, roles, lost, said };
  }

  /** `Wikipedia:64488` where brat had it so, else our id in our own registry. */
  private entryOf(registry: string, id: string): [string, string] {
    const known = /^([^:\s]+):(\S+)$/.exec(this.registryNames.get(id)?.foreignId ?? '');
    return known ? [known[1]!, known[2]!] : [registry, id];
  }
}

const evidenceOf = (
  { evidenceStart, evidenceEnd }: AttributeValue,
  inPoints: (range: Range) => [number, number],
): { evidence?: [number, number] } =>
  evidenceStart === null || evidenceEnd === null
    ? {}
    : { evidence: inPoints({ start: evidenceStart, end: evidenceEnd }) };
