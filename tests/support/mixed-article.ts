/** An article in English and Arabic with headings, a list, a quotation and a table, and annotations that overlap. */
import type { Dataset } from '../../shared/formats/dataset';
import { DatasetBuilder } from '../../shared/formats/dataset-builder';
import { Losses } from '../../shared/formats/losses';
import { type Block, writeLayout } from '../../shared/layout';
import { mark } from '../../shared/marked-text';
import { sha256, timeOf } from './any-dataset';
import { idMaker } from './round-trip';

const marked = `[s1:[a1:Mayor Helen Marsh]a1 told the council that [c1:we must build this line now]c1, “because every year of waiting costs us more”]s1, and asked for patience 🚋. The line would cross the old harbour, where the traders fear for their customers.
What the traders say
[s2:[a2:The Northgate Traders’ Association]a2 warned that [c2:closing [c3:the whole street]c3 to cars would ruin its members]c2.]s2 Its chairman asked for three things:
[c4:more time for deliveries]c4
a bus lane instead of rails
money for those who lose customers
[s3:قالت الوزيرة سلمى الحداد إن [c5:رفع تعرفة المياه ضروري]c5 لحماية المزارعين 💧 في عام 2026.]s3 وأضافت أن الحكومة [c6:ستدعم الري الحديث]c6.
[s4:“Half a street is half a solution,” said a spokeswoman]s4 of Cycle Ellmouth; [s4:“we want all of it.”]s4
Votes for\tالأصوات\t[c7:12]c7
Votes against\tضد\t9

The council will vote on 2 April.`;

const kinds: Record<string, [code: string, speaker: string, concept: string, position: string]> = {
  c1: ['Claim', 'Helen Marsh', 'New tram line', 'for'],
  c2: ['Claim', 'Northgate Traders’ Association', 'Car-free High Street', 'against'],
  c3: ['Claim', 'Northgate Traders’ Association', 'Car-free High Street', 'against'],
  c4: ['Claim', 'Northgate Traders’ Association', 'Car-free High Street', 'neutral'],
  c5: ['Claim', 'سلمى الحداد', 'رفع تعرفة المياه', 'for'],
  c6: ['Claim', 'سلمى الحداد', 'دعم الري الحديث', 'for'],
  c7: ['Claim', 'Helen Marsh', 'New tram line', 'for'],
  s1: ['Statement', 'Helen Marsh', '', ''],
  s2: ['Statement', 'Northgate Traders’ Association', '', ''],
  s3: ['Statement', 'سلمى الحداد', '', ''],
  s4: ['Statement', 'Cycle Ellmouth', '', ''],
  a1: ['Actor', 'Helen Marsh', '', ''],
  a2: ['Actor', 'Northgate Traders’ Association', '', ''],
};

export function mixedArticle(): Dataset {
  const { text, ranges } = mark(marked);
  const lineOf = (words: string): { start: number; end: number } => {
    const start = text.indexOf(words);
    const end = text.indexOf('\n', start);
    return { start, end: end < 0 ? text.length : end };
  };
  const blocks: Block[] = [
    { kind: 'heading', level: 1, ...lineOf('What the traders say') },
    ...['more time', 'a bus lane', 'money for'].map((words): Block => ({
      kind: 'item',
      level: words === 'a bus lane' ? 2 : 1,
      ordered: true,
      ...lineOf(words),
    })),
    { kind: 'quote', ...lineOf('“Half a street') },
    { kind: 'row', ...lineOf('Votes for') },
    { kind: 'row', ...lineOf('Votes against') },
  ];
  const builder = new DatasetBuilder({
    format: 'made-up',
    losses: new Losses(),
    now: timeOf(0),
    newId: idMaker(0),
    sha256,
  });
  builder.project('Trams & water', '');
  const coderId = builder.coder({ name: 'نور Lang' });
  const codes = {
    Claim: builder.code({ name: 'Claim', kind: 'claim', color: '#e69f00' }),
    Statement: builder.code({ name: 'Statement', kind: 'statement', color: '#009e73' }),
    Actor: builder.code({ name: 'Actor', kind: 'actor', color: '#0072b2' }),
  };
  const attribute = (
    codeId: string,
    name: string,
    kind: 'actor' | 'concept' | 'choice' | 'annotation',
  ): string => builder.attribute({ codeId, name, kind });
  const speakers: Record<string, string> = {
    [codes.Claim]: attribute(codes.Claim, 'Claimant', 'actor'),
    [codes.Statement]: attribute(codes.Statement, 'Speaker', 'actor'),
    [codes.Actor]: attribute(codes.Actor, 'Who', 'actor'),
  };
  const concept = attribute(codes.Claim, 'Concept', 'concept');
  const position = attribute(codes.Claim, 'Position', 'choice');
  const madeIn = attribute(codes.Claim, 'Made in', 'annotation');
  const choices = new Map(
    (['for', 'neutral', 'against'] as const).map((name, at) => [
      name as string,
      builder.choice({ attributeId: position, name, number: 1 - at }),
    ]),
  );
  const articleId = builder.article({
    title: 'Ellmouth divided over tram <& water> – إلماوث',
    source: 'The Ellmouth Courier',
    author: 'Priya Lang',
    date: '2026-03-14',
    section: 'Local',
    language: 'en',
    url: 'https://courier.example/tram?page=1&view="all"',
    text,
    layout: writeLayout({
      blocks,
      pages: [
        { label: '4', start: 0, end: lineOf('What the').start },
        { label: '5', start: lineOf('What the').start, end: text.length },
      ],
    }),
  })!;
  const made = new Map<string, string>();
  const known = (name: string, make: () => string): string => {
    const id = made.get(name) ?? make();
    made.set(name, id);
    return id;
  };
  for (const [name, [code, speaker, about, stand]] of Object.entries(kinds)) {
    const codeId = codes[code as keyof typeof codes];
    const id = builder.annotation({
      articleId,
      codeId,
      coderId,
      ranges: ranges[name]!,
      note: name === 'c3' ? 'Only the part\nbetween the bridges?' : '',
      example: name === 'c1' ? 'best' : null,
    })!;
    made.set(`annotation ${name}`, id);
    builder.value(id, speakers[codeId]!, { actorId: known(speaker, () => builder.actor({ name: speaker })) });
    if (about !== '')
      builder.value(id, concept, {
        conceptId: known(`about ${about}`, () => builder.concept({ name: about })),
      });
    const choiceId = choices.get(stand);
    if (choiceId !== undefined) builder.value(id, position, { choiceId, inferred: name === 'c4' });
  }
  builder.value(made.get('annotation c1')!, madeIn, { targetAnnotationId: made.get('annotation s1')! });
  return builder.build();
}
