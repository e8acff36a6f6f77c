/**
 * Projects that fast-check makes up, with everything that formats get wrong: characters beyond the basic plane
 * before annotations, combining marks, both directions, hard spaces, overlapping, nested, identical and
 * discontinuous annotations, the first and last character, two coders on one passage, names that are long or full of
 * marks, notes of several lines, formula-like names, a deep tree, codes without use, actors without mention.
 */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { Dataset } from '../../shared/formats/dataset';
import { DatasetBuilder, type GivenValue } from '../../shared/formats/dataset-builder';
import { Losses } from '../../shared/formats/losses';
import { actorKinds, attributeKinds, codeKinds, examples, readingStates } from '../../shared/records';
import type { Range } from '../../shared/span';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Times like those that a project has, one second after another. */
export const timeOf = (count: number): string => new Date(Date.UTC(2026, 0, 1) + count * 1000).toISOString();

const sentences = [
  'Merkel said: “Wir schaffen das”.',
  '😀👩🏽‍⚖️ The minister',
  'قالت الوزيرة إن الحدود ستبقى مفتوحة.',
  '市長は「税金を下げる」と約束した。🗳️',
  'Cafe\u0301 au\u00a0lait costs 5 €',
  'a\tb',
  '<b>not a tag</b> & "quoted" \'text\' [1] | _x_ -> y; z*',
  '=1+1',
  'והשר אמר: לא',
  ' spaces at the edges ',
];

const names = [
  'Taxes',
  'Ångström & "Söhne" <GmbH>',
  "it's|[a]_b->c;d*e",
  '=SUM(A1)',
  '-5',
  '@home',
  'الوزيرة',
  '市長',
  '😀 party',
  'Cafe\u0301',
  'Very '.repeat(40).trim(),
  'taxes',
  'a/b\\c',
  'Name, with comma',
  '100 %',
];

const notes = [
  '',
  '',
  'A note.',
  'Two\nlines',
  '\tTab and "quotes"',
  '=1',
  'ملاحظة\nשורה 😀',
  'trailing space ',
];

const text = fc
  .array(fc.array(fc.constantFrom(...sentences), { minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((paragraphs) => paragraphs.map((parts) => parts.join(' ')).join('\n'));

/** Names differ within a registry, as they do in projects. */
const distinctNames = (most: number) =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...names), fc.nat(3)), {
      maxLength: most,
      selector: ([name, number]) => `${name.normalize('NFKD').toLowerCase()} ${number}`,
    })
    .map((found) => found.map(([name, number]) => (number === 0 ? name : `${name} ${number}`)));

const date = fc.constantFrom(null, '2020', '2020-08', '2020-08-03', '1999-12-31');
const numbers = fc.array(fc.nat(9999), { minLength: 40, maxLength: 40 });

/** What the numbers choose among; the same numbers choose the same. */
class Dice {
  private at = 0;
  constructor(private readonly numbers: readonly number[]) {}
  next(below: number): number {
    const number =
      this.numbers[this.at % this.numbers.length]! + Math.floor(this.at / this.numbers.length) * 7;
    this.at += 1;
    return below === 0 ? 0 : number % below;
  }
  of<T>(list: readonly T[]): T {
    return list[this.next(list.length)]!;
  }
}

/** A place between characters, not within one. */
function border(content: string, at: number): number {
  const inside = /[\udc00-\udfff]/.test(content[at] ?? '') && /[\ud800-\udbff]/.test(content[at - 1] ?? '');
  return inside ? at - 1 : at;
}

function someRange(content: string, dice: Dice): Range {
  const kind = dice.next(6);
  if (kind === 0) return { start: 0, end: border(content, 1) || 2 };
  if (kind === 1) return { start: border(content, content.length - 1), end: content.length };
  if (kind === 2) return { start: 0, end: content.length };
  const start = border(content, dice.next(content.length));
  const end = border(content, Math.min(content.length, start + 1 + dice.next(25)));
  return end > start ? { start, end } : { start, end: border(content, Math.min(content.length, start + 2)) };
}

/** What a made-up project may have; all of it unless said otherwise. */
export interface DatasetShape {
  /** Annotations in several pieces. */
  fragments?: boolean;
  /** Annotations that overlap others. */
  overlaps?: boolean;
}

export function anyDataset({ fragments = true, overlaps = true }: DatasetShape = {}): fc.Arbitrary<Dataset> {
  return fc
    .record({
      texts: fc.array(text, { minLength: 0, maxLength: 4 }),
      coders: distinctNames(4).filter((found) => found.length > 0),
      // Who settles between coders, or goes through articles a second time; whose second round it is may be unsaid.
      roles: fc.array(
        fc.constantFrom('coder', 'gold', 'again', 'again of another', ...(['coder', 'coder'] as const)),
        { minLength: 4, maxLength: 4 },
      ),
      codes: distinctNames(6).filter((found) => found.length > 0),
      attributes: distinctNames(5),
      actors: distinctNames(5),
      concepts: distinctNames(5),
      annotationCount: fc.nat(8),
      numbers,
      date,
    })
    .map((parts) => {
      let count = 0;
      const builder = new DatasetBuilder({
        format: 'made-up',
        losses: new Losses(),
        now: timeOf(0),
        newId: () => `018f2f6c-0000-7000-8000-${(++count).toString(16).padStart(12, '0')}`,
        sha256,
      });
      const dice = new Dice(parts.numbers);
      builder.project(dice.of(names), dice.of(notes));
      const coders = parts.coders.map((name, at) => {
        const given = parts.roles[at]!;
        const role = given === 'again of another' ? 'again' : given;
        return builder.coder({ name, role, createdAt: timeOf(dice.next(99)) });
      });
      for (const [at, coderId] of coders.entries())
        if (parts.roles[at] === 'again of another' && coders.length > 1)
          builder.update('coder', coderId, { ofCoderId: coders[(at + 1) % coders.length]! });
      const codes: string[] = [];
      for (const name of parts.codes) {
        const parentId = codes.length > 0 && dice.next(2) === 0 ? codes.at(-1)! : null;
        codes.push(
          builder.code({
            name,
            kind: dice.of(codeKinds),
            parentId,
            definition: dice.of(notes),
            useWhen: dice.of(notes),
            useNot: dice.of(notes),
            retired: dice.next(6) === 0,
            shortcut: dice.next(4) === 0 ? String(codes.length + 1) : null,
          }),
        );
      }
      const actors = parts.actors.map((name) =>
        builder.actor({
          name,
          kind: dice.of(actorKinds),
          note: dice.of(notes),
          authority: dice.of(['', 'Q567']),
          createdAt: timeOf(dice.next(99)),
        }),
      );
      for (const [at, actorId] of actors.entries()) {
        if (dice.next(2) === 0) builder.actorAlias(actorId, `${dice.of(names)} alias ${at}`);
        if (dice.next(3) === 0)
          builder.actorAffiliation({
            actorId,
            organisationId: dice.next(2) === 0 ? null : dice.of(actors),
            office: 'Minister of "X"',
            fromDate: '2019-02',
          });
      }
      const concepts: string[] = [];
      for (const name of parts.concepts) {
        const parentId = concepts.length > 0 && dice.next(2) === 0 ? concepts.at(-1)! : null;
        const id = builder.concept({
          name,
          parentId,
          definition: dice.of(notes),
          createdAt: timeOf(dice.next(99)),
        });
        if (dice.next(3) === 0) builder.conceptAlias(id, `${name} too`);
        concepts.push(id);
      }
      if (actors.length > 1)
        builder.distinction({
          actorId: actors[0]!,
          otherActorId: actors[1]!,
          conceptId: null,
          otherConceptId: null,
        });
      const attributes = parts.attributes.map((name) => {
        const kind = dice.of(attributeKinds);
        const id = builder.attribute({
          codeId: dice.of(codes),
          name,
          kind,
          many: dice.next(2) === 0,
          help: dice.of(notes),
          required: dice.next(3) === 0,
        });
        if (kind === 'choice')
          for (const [label, number] of [
            ['for', 1],
            ['against "all"', -1],
            ['ambivalent', null],
          ] as const)
            builder.choice({ attributeId: id, name: label, number, definition: dice.of(notes) });
        return id;
      });
      const articles = parts.texts.map((content, at) => {
        const id = builder.article({
          title: at === 0 ? dice.of(names) : `${dice.of(names)} article ${at}`,
          text: content,
          source: dice.of(['', 'The "Courier"']),
          author: dice.of(['', 'A. Writer']),
          date: at === 0 ? parts.date : '2021-01-02',
          section: dice.of(['', 'Politics']),
          url: dice.of(['', 'https://example.org/a?b=1&c=<d>']),
          accession: dice.of(['', 'DOC-1']),
          language: dice.of([null, 'en', 'ar']),
          note: dice.of(notes),
          createdAt: timeOf(dice.next(99)),
        })!;
        if (dice.next(2) === 0)
          builder.reading({
            articleId: id,
            coderId: dice.of(coders),
            state: dice.of(readingStates),
            changedAt: timeOf(5),
          });
        return id;
      });
      if (articles.length > 2 && dice.next(2) === 0) builder.copyOf(articles[2]!, articles[0]!);
      for (const articleId of articles) {
        const content = builder.textOf(articleId);
        const made: { id: string; ranges: Range[] }[] = [];
        for (let number = 0; number < parts.annotationCount; number++) {
          const first = someRange(content, dice);
          const again = made.length > 0 && dice.next(4) === 0 ? made.at(-1)!.ranges : null;
          const second = fragments && dice.next(4) === 0 ? someRange(content, dice) : null;
          const apart = second && (second.start > first.end || second.end < first.start);
          const ranges = again ?? (apart ? [first, second] : [first]);
          if (
            !overlaps &&
            made.some((other) =>
              other.ranges.some((a) => ranges.some((b) => a.start < b.end && b.start < a.end)),
            )
          )
            continue;
          const codeId = dice.of(codes);
          const id = builder.annotation({
            articleId,
            codeId,
            coderId: dice.of(coders),
            ranges,
            note: dice.of(notes),
            createdAt: timeOf(dice.next(999)),
            example: dice.next(5) === 0 ? dice.of(examples) : null,
            review: dice.next(6) === 0 ? 'Look again.' : '',
          })!;
          made.push({ id, ranges });
          for (const attributeId of attributes) {
            const attribute = builder.get('attribute', attributeId);
            if (attribute.codeId !== codeId || dice.next(4) === 0) continue;
            const times = attribute.many ? 1 + dice.next(3) : 1;
            for (let time = 0; time < times; time++) {
              const value = ((): GivenValue | null => {
                switch (attribute.kind) {
                  case 'text':
                    return { text: dice.of(['words', 'Two\nlines', '=1', 'نعم 😀', 'a|b;c']) };
                  case 'number':
                    return { number: dice.of([0, -1, 2.5, 1e6]) };
                  case 'date':
                    return { date: dice.of(['2020', '2020-08', '2020-08-03']) };
                  case 'choice': {
                    const choices = builder.all('choice').filter((one) => one.attributeId === attributeId);
                    return { choiceId: dice.of(choices).id };
                  }
                  case 'actor':
                    return actors.length > 0 ? { actorId: dice.of(actors) } : null;
                  case 'concept':
                    return concepts.length > 0 ? { conceptId: dice.of(concepts) } : null;
                  case 'annotation':
                    return { targetAnnotationId: dice.of(made).id };
                }
              })();
              if (value)
                builder.value(id, attributeId, {
                  ...value,
                  inferred: dice.next(4) === 0,
                  evidence: dice.next(3) === 0 ? someRange(content, dice) : null,
                });
            }
          }
        }
      }
      return builder.build();
    });
}
