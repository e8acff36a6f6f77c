/** A whole article is coded without the mouse, and the keys are counted. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, root, test } from '../e2e-support/fixtures';
import { harbour } from '../e2e-support/harbour-article';
import { KeyboardCoder } from '../e2e-support/keyboard-coder';
import { makeProject } from '../e2e-support/project-file';
import { rowsOf } from '../e2e-support/sqlite';

/** The goal: key presses per annotation, linked and complete, on average. */
const goal = 9;

test('an article is coded from the first name to the last claim without the mouse', async ({
  launch,
  folder,
}) => {
  test.setTimeout(300_000);
  const file = makeProject(folder, 'Harbour', [harbour.text]);
  const { app, page, electron } = await launch({ args: [file] });
  await expect(app.text).toBeVisible();
  await app.text.focus();

  const coder = new KeyboardCoder(app, page, harbour.text, 'en');
  for (const finding of harbour.findings) await coder.code(finding);
  await app.expectSaved();
  await electron.close();

  const figures = coder.figures();
  console.log(`Keyboard coding: ${JSON.stringify(figures)}`);
  const results = path.join(root, 'bench-results');
  fs.mkdirSync(results, { recursive: true });
  fs.writeFileSync(path.join(results, 'keyboard-coding.json'), JSON.stringify(figures, null, 2));

  const rows = rowsOf<{
    code: string;
    start: number;
    end: number;
    quote: string;
    slot: string;
    said: string;
  }>(
    file,
    `SELECT code.name AS code, start_offset AS start, end_offset AS end, quote, attribute.name AS slot,
       coalesce(actor.name, concept.name, choice.name) AS said
     FROM annotation JOIN code ON code.id = annotation.code_id JOIN span ON span.annotation_id = annotation.id
     JOIN attribute_value AS value ON value.annotation_id = annotation.id
     JOIN attribute ON attribute.id = value.attribute_id
     LEFT JOIN actor ON actor.id = actor_id LEFT JOIN concept ON concept.id = concept_id
     LEFT JOIN choice ON choice.id = choice_id
     ORDER BY start, end, code, attribute.position, value.position`,
  );
  const found: Record<string, Record<string, string>> = {};
  for (const { code, start, end, slot, said } of rows) {
    (found[`${code} ${start}–${end}`] ??= {})[slot] = said;
  }
  const wanted = harbour.findings.map((finding) => {
    const { start, end } = finding.range;
    const frame =
      finding.kind === 'mention'
        ? { Who: finding.actor }
        : finding.kind === 'statement'
          ? { Speaker: finding.speaker, Form: finding.form }
          : {
              Claimant: finding.claimant,
              Addressee: finding.addressee,
              Concept: finding.concept,
              Position: { '-1': 'against', '0': 'neutral', '1': 'for' }[`${finding.position}`],
            };
    const code = { mention: 'Actor', statement: 'Statement', claim: 'Claim' }[finding.kind];
    return [`${code} ${start}–${end}`, frame] as const;
  });
  expect(found).toEqual(Object.fromEntries(wanted));
  for (const { start, end, quote } of rows) expect(harbour.text.slice(start, end)).toBe(quote);
  expect(rowsOf(file, 'SELECT count(*) AS count FROM annotation')).toEqual([{ count: 28 }]);
  expect(rowsOf(file, 'SELECT count(*) AS count FROM actor')).toEqual([{ count: 6 }]);
  expect(figures.annotations).toBe(28);
  expect(figures.perAnnotation).toBeLessThanOrEqual(goal);
});
