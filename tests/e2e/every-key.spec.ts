/**
 * Every action by keyboard, each with what it does: three jobs, and the app's own lists at the end of each
 * say whether something was left out (`key-journal.ts`).
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from '@playwright/test';
import { answerOpen, answerSave } from '../e2e-support/dialogs';
import { makeDoubleCoded } from '../e2e-support/double-coded';
import { type Desk, expect, test } from '../e2e-support/desk';
import { KeyJournal, type Look } from '../e2e-support/key-journal';
import { makeProject } from '../e2e-support/project-file';
import { rowsOf } from '../e2e-support/sqlite';

/** The headings of the sheet of shortcuts, by the test that presses the keys under them. */
const groups = {
  text: ['Caret and selection'],
  annotations: ['Annotate'],
  comparing: ['Compare coders'],
  window: ['Edit', 'Move around', 'Project and articles', 'Help'],
};

const isVisible =
  (part: Locator): Look<boolean> =>
  () =>
    part.isVisible();
const isFocused =
  (part: Locator): Look<boolean> =>
  () =>
    part.evaluateAll(([element]) => element !== undefined && element === document.activeElement);

test('caret and selection', async ({ openDesk }) => {
  const { app, page } = await openDesk([
    'Night bus\n“We want it back,” said Dr. Joan Reed 👩‍👩‍👧‍👦 of Bath on Monday. The union called it too expensive.\n\nNobody asked the drivers.',
  ]);
  const journal = new KeyJournal(page);
  const [first, second] = [
    '“We want it back,” said Dr. Joan Reed 👩‍👩‍👧‍👦 of Bath on Monday.',
    'The union called it too expensive.',
  ];
  const selects = (key: string, label: string, words: string) =>
    journal.press(
      key,
      label,
      async () => (await app.selectedText()).replaceAll(/[\n\uFEFF]+/g, ' ¶ '),
      words,
    );

  await selects('j', 'Select the next sentence', 'Night bus');
  await selects('j', 'Select the next sentence', first);
  await selects('k', 'Select the previous sentence', 'Night bus');
  await selects('o', 'Select the next paragraph', `${first} ${second}`);
  await selects('Shift+o', 'Select one paragraph further', `${first} ${second} ¶ Nobody asked the drivers.`);
  await selects('Shift+u', 'Select one paragraph back', `${first} ${second}`);
  await selects('u', 'Select the previous paragraph', 'Night bus');
  await selects('j', 'Select the next sentence', first);
  await selects('Shift+j', 'Select one sentence further', `${first} ${second}`);
  await selects('Shift+k', 'Select one sentence back', first);
  await selects('g', 'Select the next name', 'Dr. Joan Reed');
  await selects('g', 'Select the next name', 'Bath');
  await selects('Shift+g', 'Select the previous name', 'Dr. Joan Reed');
  await selects('g', 'Select the next name', 'Bath');
  await selects('l', 'Select the next word', 'on');
  await selects('Shift+l', 'Select one word further', 'on Monday');
  await selects('Shift+h', 'Select one word back', 'on');
  await selects('h', 'Select the previous word', 'Bath');
  await selects('w', 'Grow the selection: word, name, clause, quotation, sentence', first.slice(19));
  await selects('Shift+w', 'Shrink the selection again', 'Bath');
  await page.keyboard.press('Escape');
  const goes = (key: string, label: string, caret: string) =>
    journal.press(key, label, () => app.caret(), caret);
  await goes('Alt+ArrowDown', 'Caret to the next sentence', `${first} |${second}`);
  await goes('Alt+ArrowUp', 'Caret to the previous sentence', `|${first} ${second}`);
  await goes('Alt+PageDown', 'Caret to the next paragraph', '|Nobody asked the drivers.');
  await goes('Alt+PageUp', 'Caret to the previous paragraph', `|${first} ${second}`);
  await journal.expectEveryKeyOf(groups.text);
});

test('annotations, from the first tag to the article that is done', async ({ openDesk }) => {
  const desk = await openDesk([
    'Night bus\n“We want it back,” said Joan Reed. “It must run every hour.” The union called it too expensive. Nobody asked the drivers.',
    'Trams\nNobody speaks.',
    'Lorries\nNobody drives.',
  ]);
  const { app, page, electron, file } = desk;
  const journal = new KeyJournal(page);
  const isSelected = (): Promise<string | null> => app.selectedAnnotation();
  const dialog = (name: string): Look<boolean> => isVisible(app.dialog(name));
  const tokens = (field: string) => () => frameOf(desk, field).locator('.token-open').allTextContents();
  const isChecked =
    (name: string): Look<boolean> =>
    () =>
      app.form.getByRole('radio', { name, exact: true }).isChecked();
  const quotes = (): Promise<string[]> => app.quotes.locator('.quote-text').allTextContents();
  const heading = (): Promise<string | null> => page.getByRole('heading', { level: 1 }).textContent();

  // A statement whose speaker is assigned; the next sentence is by the same speaker.
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  const said = 'Statement “We want it back,” said Joan Reed.';
  await journal.press('3', 'Tag selection as Statement', isSelected, said);
  await page.keyboard.press('g');
  const slots = page.getByRole('menu', { name: 'Assign the selected words to' });
  await journal.press('s', 'Assign the selected words to a slot', isVisible(slots), true);
  await page.keyboard.press('1');
  await expect.poll(tokens('Speaker')).toEqual(['Joan Reed']);
  await journal.press('2', 'Tag selection as Actor', isSelected, 'Actor Joan Reed');
  const goesOn = 'Statement “It must run every hour.”';
  await journal.press('x', 'Same speaker, next sentence', isSelected, goesOn);
  await expect.poll(tokens('Speaker')).toEqual(['Joan Reed']);

  // The one after it gets its frame from the one before; a claim its position.
  await page.keyboard.press('j');
  await page.keyboard.press('3');
  await expect.poll(isSelected).toBe('Statement The union called it too expensive.');
  await journal.press('y', 'Take what the next empty field offers', tokens('Speaker'), ['Joan Reed']);
  await app.undo();
  await expect.poll(tokens('Speaker')).toEqual([]);
  await journal.press('r', 'Fill in as the last one of this code', tokens('Speaker'), ['Joan Reed']);
  await page.keyboard.press('k');
  const claim = 'Claim “It must run every hour.”';
  await journal.press('1', 'Tag selection as Claim', isSelected, claim);
  await journal.press('-', 'Position: against', isChecked('against'), true);
  await journal.press('0', 'Position: neutral', isChecked('neutral'), true);
  await journal.press('+', 'Position: for', isChecked('for'), true);
  await page.keyboard.press('-');
  await expect.poll(isChecked('against')).toBe(true);
  await journal.press('=', 'Position: for', isChecked('for'), true);
  await journal.press('m', 'Write a note on the annotation', isFocused(app.form.getByLabel('Note')), true);
  await page.keyboard.type('from Bath');
  await page.keyboard.press('Escape');
  await expect(app.text).toBeFocused();

  // From one to another: in text order, at the caret, and those to which something is missing.
  await journal.press('p', 'Previous annotation', isSelected, goesOn);
  await journal.press('n', 'Next annotation', isSelected, claim);
  await journal.press('c', 'Select the annotation at the caret, then the next one there', isSelected, goesOn);
  for (let back = 0; back < 3; back++) await page.keyboard.press('k');
  await expect.poll(() => app.selectedText()).toBe('Night bus');
  await page.keyboard.press('3');
  const incomplete = 'Statement Night bus';
  await expect.poll(isSelected).toBe(incomplete);
  await journal.press('i', 'Next incomplete annotation', isSelected, claim);
  await journal.press('Shift+i', 'Previous incomplete annotation', isSelected, incomplete);

  // Another code, any code, all places.
  await journal.press('Shift+t', 'Change the code of the annotation', dialog('Change the code'), true);
  await page.keyboard.press('2');
  await expect.poll(isSelected).toBe('Actor Night bus');
  await page.keyboard.press('l');
  await expect.poll(() => app.selectedText()).toBe('Night');
  await journal.press('t', 'Tag selection with a code found by name', dialog('Tag selection'), true);
  await page.keyboard.type('act');
  await page.keyboard.press('Enter');
  await expect.poll(isSelected).toBe('Actor Night');
  await journal.press('f', 'Tag all occurrences', dialog('Tag all occurrences'), true);
  await page.keyboard.press('Escape');

  // Its pieces and its edges.
  await expect(app.text).toBeFocused();
  await page.keyboard.press('l');
  await expect.poll(() => app.selectedText()).toBe('bus');
  await journal.press('a', 'Add selection to the selected annotation', quotes, ['Night', 'bus']);
  await app.undo();
  await expect.poll(quotes).toEqual(['Night']);
  const has = (key: string, label: string, words: string) => journal.press(key, label, quotes, [words]);
  await has('Alt+Shift+ArrowRight', 'Move the end one word right', 'Night bus');
  await has('Alt+ArrowRight', 'Move the start one word right', 'bus');
  await has('Alt+ArrowLeft', 'Move the start one word left', 'Night bus');
  await has('Alt+Shift+ArrowLeft', 'Move the end one word left', 'Night');
  await has('Alt+Shift+,', 'Move the end one character back', 'Nigh');
  await has('Alt+Shift+.', 'Move the end one character forward', 'Night');
  await has('Alt+.', 'Move the start one character forward', 'ight');
  await has('Alt+,', 'Move the start one character back', 'Night');

  // Away with it, by either key, and on to the articles that are still to be read.
  const count = (): Promise<number> => app.annotations.getByRole('option').count();
  await journal.press('Delete', 'Delete annotation', count, 6);
  await app.undo();
  await expect.poll(count).toBe(7);
  await page.keyboard.press('p');
  await expect.poll(isSelected).toBe('Actor Night');
  await page.keyboard.press('p');
  await expect.poll(isSelected).toBe('Actor Night bus');
  await page.keyboard.press('p');
  await expect(page.getByText('That was the first annotation.')).toBeVisible();
  await journal.press('Backspace', 'Delete annotation', count, 6);
  await journal.press('d', 'Done: go to the next unread article', heading, 'Trams');
  await journal.press(
    'Shift+d',
    'Read and no claim found: go to the next unread article',
    heading,
    'Lorries',
  );
  await journal.expectEveryKeyOf(groups.annotations);

  await app.expectSaved();
  await electron.close();
  expect(
    rowsOf(
      file,
      `SELECT code.name || ' ' || quote AS annotation, annotation.note, group_concat(coalesce(actor.name, choice.name)) AS given
       FROM annotation JOIN code ON code.id = code_id JOIN span ON span.annotation_id = annotation.id
       LEFT JOIN attribute_value AS value ON value.annotation_id = annotation.id
       LEFT JOIN actor ON actor.id = actor_id LEFT JOIN choice ON choice.id = choice_id
       GROUP BY annotation.id ORDER BY start_offset, code.name`,
    ),
  ).toEqual([
    { annotation: 'Actor Night', note: '', given: null },
    { annotation: said, note: '', given: 'Joan Reed' },
    { annotation: 'Actor Joan Reed', note: '', given: 'Joan Reed' },
    { annotation: claim, note: 'from Bath', given: 'for' },
    { annotation: goesOn, note: '', given: 'Joan Reed' },
    { annotation: 'Statement The union called it too expensive.', note: '', given: 'Joan Reed' },
  ]);
  expect(
    rowsOf(file, 'SELECT title, state FROM reading JOIN article ON article.id = article_id ORDER BY title'),
  ).toEqual([
    { title: 'Night bus', state: 'done' },
    { title: 'Trams', state: 'no claim found' },
  ]);
});

/** The field of an attribute with what it holds. */
const frameOf = ({ app }: Desk, field: string): Locator =>
  app.form.locator('[data-field]').filter({ has: app.page.getByRole('combobox', { name: field }) });

test('comparing coders', async ({ launch, folder }) => {
  const file = makeDoubleCoded(folder, [
    {
      marked: 'Trams\n[a1:[b1:Reed]b1 wants trams]a1. [a2:Nobody]a2 pays. [a3:[b3x:Bath]b3x]a3 waits.',
      says: { a1: 'Claim by Reed +1', b1: 'Claim by Bath -1', b3x: 'Actor' },
    },
  ]);
  const { app, page } = await launch({ args: [file] });
  await expect(app.text).toBeFocused();
  const journal = new KeyJournal(page);
  const places = app.inspector.getByRole('listbox', { name: 'Compared places' });
  const chosen = async (): Promise<string | null> => {
    const option = places.locator('[aria-selected=true]');
    return (await option.count()) > 0 ? option.getAttribute('aria-label') : null;
  };
  await journal.press('v', 'Compare coders in the text, or no longer', isVisible(places), true);
  await expect(places.getByRole('option')).toHaveCount(3);
  await expect(page.getByRole('button', { name: /^All places/ })).toBeVisible();
  const [first, second] = [
    'Other boundaries, Other actor: Claimant, Other value: Position, Ann and Bo: Reed wants trams',
    'Only Ann, Ann: Nobody',
  ];
  await journal.press('b', 'Next difference between coders', chosen, first);
  await journal.press('b', 'Next difference between coders', chosen, second);
  await journal.press('Shift+b', 'Previous difference between coders', chosen, first);
  const ofBo = app.inspector.getByRole('group', { name: 'Bo' }).getByRole('button', { pressed: true });
  await journal.press('q', 'The same place as the next coder marked it', isVisible(ofBo), true);
  await journal.press('v', 'Compare coders in the text, or no longer', isVisible(places), false);

  await page.keyboard.press('ControlOrMeta+6');
  const passages = page.getByRole('listbox', { name: 'Disagreeing passages' });
  await expect(passages).toBeVisible();
  const stage = page
    .getByRole('region', { name: 'Where they differ' })
    .getByRole('button', { name: /Stage$/ });
  const shown = async (): Promise<string> => (await stage.textContent()) ?? '';
  for (const [key, words] of [
    ['Alt+1', 'Marked the same passage'],
    ['Alt+2', 'Gave it the same code'],
    ['Alt+3', 'Same actors in each slot'],
    ['Alt+4', 'Same concept'],
    ['Alt+5', 'Same position, form, date'],
  ] as const)
    await journal.press(key, `Passages that differ: ${words.toLowerCase()}`, shown, words);
  await journal.expectEveryKeyOf(groups.comparing);
});

test('views, panes, projects, and what has no key', async ({ launch, folder }) => {
  test.slow();
  const { app, page, electron } = await launch();
  const journal = new KeyJournal(page);
  const dialog = (name: string): Look<boolean> => isVisible(app.dialog(name));
  const view = (name: string): Look<boolean> => isVisible(page.getByRole('main', { name }));
  const heading = (): Promise<string | null> => page.getByRole('heading', { level: 1 }).first().textContent();
  const close = async (name: string): Promise<void> => {
    await page.keyboard.press('Escape');
    await expect(app.dialog(name)).toBeHidden();
  };
  /** With the key, or without one by its name. */
  const opens = async (name: string, label: string, key?: string): Promise<void> => {
    if (key === undefined) await journal.run(label, dialog(name), true);
    else await journal.press(key, label, dialog(name), true);
    await close(name);
  };
  const shows = (key: string, label: string, name: string) => journal.press(key, label, view(name), true);
  const toText = () => journal.press('Mod+1', 'Show the text', isFocused(app.text), true);

  const welcome = page.getByRole('button', { name: 'Sample project' });
  await expect(welcome).toBeVisible();
  await journal.run('Open the sample project', isFocused(app.text), true);

  // In the text, and back to it.
  await journal.press('F6', 'Next pane', isFocused(app.annotations), true);
  await journal.press('Shift+F6', 'Previous pane', isFocused(app.text), true);
  const [first, second] = [await heading(), 'خلاف حول رفع تعرفة المياه في وادي الزهور'];
  await journal.press('Shift+n', 'Next article of the list', heading, second);
  await journal.press('Shift+p', 'Previous article of the list', heading, first);
  await page.keyboard.press('n');
  const inForm = isFocused(app.form.locator(':focus'));
  await journal.press('Enter', 'To the fields of the selected annotation', inForm, true);
  await journal.press('Escape', 'Back to the text', isFocused(app.text), true);
  await shows('Mod+Shift+h', 'History of this annotation', 'History');
  await toText();
  await journal.run('History of this article', view('History'), true);
  await journal.press('Escape', 'Back to the text', isFocused(app.text), true);
  const counted = async (): Promise<string | undefined> => {
    const name = await app.articles.getByRole('option').first().getAttribute('aria-label');
    return /\d+ annotations/.exec(name ?? '')?.[0];
  };
  await expect.poll(counted).toBe('11 annotations');
  await page.keyboard.press('j');
  await page.keyboard.press('2');
  await expect.poll(counted).toBe('12 annotations');
  await journal.press('Mod+z', 'Undo', counted, '11 annotations');
  await journal.press('Mod+Shift+z', 'Redo', counted, '12 annotations');
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(counted).toBe('11 annotations');
  await journal.press('Mod+y', 'Redo', counted, '12 annotations');

  // The views, and what is done there.
  await shows('Mod+2', 'Show the codebook', 'Codebook');
  await journal.press('Escape', 'Back to the text', isFocused(app.text), true);
  const codeName = page.getByRole('main', { name: 'Codebook' }).getByLabel('Name', { exact: true });
  await journal.run(
    'New code',
    async () => (await isFocused(codeName)()) && codeName.inputValue(),
    'New code',
  );
  await opens('Templates and files', 'Codebook templates and files…');
  await shows('Mod+3', 'Show actors', 'Actors');
  const others = page.getByRole('button', { name: 'All actors' });
  await journal.press('Mod+Shift+d', 'Find duplicates', isVisible(others), true);
  await journal.press('Mod+Shift+d', 'Find duplicates', isVisible(others), false);
  await page.getByRole('listbox', { name: 'Actors' }).press('ArrowDown');
  await opens('Merge actors', 'Merge with…');
  await opens('Split this actor', 'Split…');
  await opens('Remove this actor?', 'Remove from the registry…');
  await journal.run('History of this actor', view('History'), true);
  await shows('Mod+4', 'Show concepts', 'Concepts');
  await page.getByRole('tree', { name: 'Concepts' }).press('ArrowDown');
  await journal.run('History of this concept', view('History'), true);
  await toText();
  await shows('Mod+5', 'Show history', 'History');
  await toText();
  await shows('Mod+6', 'Show how far coders agree', 'Compare');
  await toText();
  await shows('Mod+7', 'Show what coders disagree on', 'Adjudicate');
  await toText();

  // What is undone out of sight is told, and leads to its place.
  const messages = page.getByRole('region', { name: 'Messages' });
  await page.keyboard.press('ControlOrMeta+z');
  await expect(messages).toContainText(/Undone: .*New code/);
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(messages).toContainText(/Done again: .*New code/);
  await messages.getByRole('button', { name: 'Go there' }).press('Enter');
  await expect(page.getByRole('main', { name: 'Codebook' })).toBeVisible();
  await expect(codeName).toHaveValue('New code');
  await toText();

  // Articles and projects: a removal leaves a backup to look at.
  await opens('Edit details', 'Edit details…');
  await opens('Add articles', 'Add articles', 'Mod+i');
  await opens('Project details', 'Project details…');
  await opens('Export', 'Export', 'Mod+e');
  await opens('Take in a dataset', 'Take in a dataset…');
  await opens('New project from an archive', 'New project from an archive…');
  await opens('New project', 'New project', 'Mod+n');
  await opens('Save a copy for a colleague', 'Save a copy for a colleague…');
  await opens('Open questions', 'Open questions of merges…');
  await opens('About this file', 'About this file…');
  await opens('Draw articles for double coding', 'Draw articles for double coding…');
  const pdf = path.join(folder, 'article.pdf');
  await answerSave(electron, pdf);
  await journal.run('Save article as PDF…', async () => fs.existsSync(pdf), true);
  await journal.run('Remove article…', isVisible(page.getByRole('alertdialog')), true);
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).press('Enter');
  await expect.poll(heading).toBe('No article is open');
  await expect(app.articles).toBeFocused();
  await journal.run('Backups…', dialog('Backups'), true);
  await page
    .getByRole('button', { name: /^Open the backup/ })
    .first()
    .press('Enter');
  const banner = page.getByText(/^This is a backup/);
  await expect(banner).toBeVisible();
  await journal.run('Back from the backup to the project', isVisible(banner), false);
  await answerOpen(electron, makeProject(folder, 'Other', ['Trams\nNobody speaks.']));
  await journal.press('Mod+o', 'Open project', heading, 'Trams');
  await page.keyboard.press('Escape');
  await expect(app.text).toBeFocused();
  for (let at = 0; at < 3; at++) await page.keyboard.press('Shift+ArrowRight');
  await journal.run('Snap the selection to whole words', () => app.selectedText(), 'Trams');

  // The window itself.
  const theme = () => page.locator('html').getAttribute('data-theme');
  await journal.run('Colours: dark', theme, 'dark');
  await journal.run('Colours: light', theme, 'light');
  await journal.run('Colours: as the system', theme, null);
  await opens('Commands', 'Commands', 'Mod+k');
  await opens('Keyboard shortcuts', 'Keyboard shortcuts', '?');
  await opens('About Claimbook', 'About Claimbook');
  const windows = async (): Promise<number> => electron.windows().length;
  await journal.press('Mod+Shift+n', 'New window', windows, 2);
  await journal.run('Close project', isVisible(welcome), true);

  const headings = await journal.expectEveryKeyOf(groups.window);
  expect(headings.toSorted(), 'each heading belongs to a test').toEqual(
    Object.values(groups).flat().toSorted(),
  );
  await journal.run('Change keys…', dialog('Change keys'), true);
  // See adjudicate.spec.ts and merge.spec.ts.
  await journal.expectEveryActionWithoutKey(
    /^(?:Settle|Leave this|Next dis|Previous dis|Take the decision|Say why|Show this dis|Complete gold|Progress of double|Merge a colleague)/,
  );
});
