/**
 * A coder without a mouse: finds words by a few habits, tags them and fills frames, as the window shows and
 * offers them, and counts every key. The keys are in `keys`: others need a change only there.
 */
import { type Locator, type Page, expect } from '@playwright/test';
import { sentenceAt } from '../../shared/sentences';
import { type Range, sameRange } from '../../shared/span';
import { grown } from '../../shared/text-growth';
import { type Selected, extendUnit, rangeOf, selectUnit } from '../../shared/text-movement';
import type { App } from './app';
import type { Claim, Finding, Mention, Statement } from './harbour-article';

export const keys = {
  sentence: { next: 'j', previous: 'k', extend: 'Shift+J' },
  word: { next: 'l', previous: 'h', extend: 'Shift+L' },
  name: { next: 'g', previous: 'Shift+G' },
  grow: 'w',
  claim: '1',
  mention: '2',
  statement: '3',
  takeOffer: 'y',
  sameSpeaker: 'x',
  toFields: 'Enter',
  take: 'Enter',
  nextField: 'Tab',
  toText: 'Escape',
  position: { '-1': '-', '0': '0', '1': '+' },
  forms: { 'direct quote': '1', 'indirect speech': '2', paraphrase: '3' },
} as const;

/** The offer to make an entry of a name: `New person “Joan Reed”`, `Create “New tram line”`. */
const newEntry = (name: string): RegExp => new RegExp(`^(New (person|organisation)|Create) “${name}”$`);

/** What it took. Letters of names that were new are in none of the figures. */
export interface KeyFigures {
  annotations: number;
  /** Key presses; a chord such as Shift+L is one. */
  presses: number;
  /** Key presses with each held modifier as one of its own. */
  withModifiers: number;
  perAnnotation: number;
  /** Presses by what they were for. */
  by: Record<string, number>;
  /** Presses that a busy machine dropped and that were made again; in none of the figures. */
  dropped: number;
}

type Placed<F extends Finding> = F & { range: Range };

export class KeyboardCoder {
  private presses = 0;
  private modifiers = 0;
  private by: Record<string, number> = {};
  private dropped = 0;
  private annotations = 0;
  private selected: Selected = { anchor: 0, focus: 0 };
  /** Actors and concepts that the project has by now. */
  private readonly known = new Set<string>();

  constructor(
    private readonly app: App,
    private readonly page: Page,
    private readonly text: string,
    private readonly language: string | null,
  ) {}

  figures(): KeyFigures {
    const { annotations, presses, by, dropped } = this;
    const perAnnotation = Math.round((presses / annotations) * 100) / 100;
    return { annotations, presses, withModifiers: presses + this.modifiers, perAnnotation, by, dropped };
  }

  async code(finding: Placed<Finding>): Promise<void> {
    if (finding.kind === 'mention') await this.mention(finding);
    else if (finding.kind === 'statement') await this.statement(finding);
    else await this.claim(finding);
    await this.app.expectSaved();
    this.annotations += 1;
  }

  private async press(key: string, purpose: string): Promise<void> {
    await this.page.keyboard.press(key);
    this.presses += 1;
    if (key.startsWith('Shift+') || key === '+') this.modifiers += 1;
    this.by[purpose] = (this.by[purpose] ?? 0) + 1;
  }

  /** Presses a key and looks for what it does; as long as nothing has happened at all, presses it again. */
  private async pressUntil(key: string, purpose: string, isDone: () => Promise<boolean>): Promise<void> {
    await this.press(key, purpose);
    for (let again = 0; ; again++) {
      const done = await expect
        .poll(isDone, { timeout: 2_000, intervals: [20] })
        .toBe(true)
        .then(
          () => true,
          () => false,
        );
      if (done) return;
      if (again === 2) throw new Error(`${key} does nothing, pressed for: ${purpose}`);
      this.dropped += 1;
      await this.page.keyboard.press(key);
    }
  }

  private async toFields(purpose: string, label: string): Promise<void> {
    const isThere = (): Promise<boolean> =>
      this.field(label).evaluate((input) => input === document.activeElement);
    await this.pressUntil(keys.toFields, purpose, isThere);
  }

  private async mention({ range, actor }: Placed<Mention>): Promise<void> {
    await this.select(range);
    await this.press(keys.mention, 'tag');
    await this.seeSelected('Actor', range);
    const field = this.field('Who');
    if ((await this.tokens('Who').count()) > 0) {
      await expect(this.tokens('Who')).toHaveText([actor]);
    } else if (await this.isOffered(field, actor)) {
      await this.press(keys.takeOffer, 'link');
      await expect(this.tokens('Who')).toHaveText([actor]);
    } else {
      await this.toFields('link', 'Who');
      await this.find('Who', actor);
      await this.press(keys.toText, 'link');
    }
    this.known.add(actor);
  }

  private last: Placed<Statement> | null = null;

  private async statement(statement: Placed<Statement>): Promise<void> {
    const { range, speaker, form } = statement;
    if (this.last?.speaker === speaker && this.isNextSentence(this.last.range, range)) {
      await this.press(keys.sameSpeaker, 'same speaker');
      this.selected = { anchor: range.start, focus: range.end };
      await this.seeSelected('Statement', range);
      await expect(this.tokens('Speaker')).toHaveText([speaker]);
      if (this.last.form !== form) {
        await this.toFields('form', 'Addressee');
        await this.chooseForm(form);
      }
    } else {
      await this.select(range);
      await this.press(keys.statement, 'tag');
      await this.seeSelected('Statement', range);
      if (await this.isOffered(this.field('Speaker'), speaker)) {
        await this.press(keys.takeOffer, 'link');
        await expect(this.tokens('Speaker')).toHaveText([speaker]);
        await this.toFields('form', 'Addressee');
      } else {
        await this.toFields('link', 'Speaker');
        await this.find('Speaker', speaker);
        await this.press(keys.nextField, 'form');
      }
      await this.chooseForm(form);
    }
    this.known.add(speaker);
    this.last = statement;
  }

  /** From the field before it. */
  private async chooseForm(form: Statement['form']): Promise<void> {
    await this.press(keys.nextField, 'form');
    await this.press(keys.forms[form], 'form');
    await expect(this.app.form.getByRole('radio', { name: form })).toBeChecked();
    await this.press(keys.toText, 'form');
    await expect(this.app.text).toBeFocused();
  }

  private async claim(claim: Placed<Claim>): Promise<void> {
    const { range, claimant, addressee, concept, position } = claim;
    await this.select(range);
    await this.press(keys.claim, 'tag');
    await this.seeSelected('Claim', range);
    if (await this.isOffered(this.field('Claimant'), claimant)) {
      await this.press(keys.takeOffer, 'link');
      await expect(this.tokens('Claimant')).toHaveText([claimant]);
      await this.toFields('link', 'Addressee');
    } else {
      await this.toFields('link', 'Claimant');
      await this.find('Claimant', claimant);
      await this.press(keys.nextField, 'link');
    }
    await expect(this.field('Addressee')).toBeFocused();
    if (await this.isOffered(this.field('Addressee'), addressee)) {
      await this.press(keys.take, 'link');
      await expect(this.tokens('Addressee')).toHaveText([addressee]);
    } else {
      await this.find('Addressee', addressee);
    }
    await this.press(keys.nextField, 'concept');
    await expect(this.field('Concept')).toBeFocused();
    await this.find('Concept', concept);
    await this.press(keys.toText, 'concept');
    await expect(this.app.text).toBeFocused();
    await this.press(keys.position[`${position}`], 'position');
    const figure = { '-1': 'against', '0': 'neutral', '1': 'for' }[`${position}`];
    await expect(this.app.form.getByRole('radio', { name: figure, exact: true })).toBeChecked();
    for (const name of [claimant, addressee, concept]) this.known.add(name);
  }

  /** Types into the focused field until the first match is the right one, and takes it; a new name is typed out. */
  private async find(label: string, name: string): Promise<void> {
    const purpose = label === 'Concept' ? 'concept' : 'link';
    const first = this.page.getByRole('listbox').getByRole('option').first();
    await expect(this.field(label)).toBeFocused();
    if (!this.known.has(name)) {
      await this.page.keyboard.type(name);
      await expect(first).toHaveText(newEntry(name));
    }
    for (const letter of this.known.has(name) ? name : '') {
      await this.press(letter.toLowerCase(), purpose);
      await expect(first).toBeVisible();
      if (((await first.textContent()) ?? '').startsWith(name)) break;
    }
    await this.press(keys.take, purpose);
    await expect(this.tokens(label)).toHaveText([name]);
    this.known.add(name);
  }

  private field = (label: string): Locator => this.app.form.getByRole('combobox', { name: label });
  private tokens = (label: string): Locator =>
    this.field(label).locator('xpath=ancestor::*[@data-field]').locator('.token-open');

  private async isOffered(field: Locator, name: string): Promise<boolean> {
    const offer = field.locator('xpath=ancestor::*[@data-field]').locator('.token-offer .token-label');
    const label = (await offer.count()) > 0 ? await offer.textContent() : null;
    return label === name || newEntry(name).test(label ?? '');
  }

  /** Waits until what was tagged is selected and its fields are shown. */
  private async seeSelected(code: string, range: Range): Promise<void> {
    const quote = this.text.slice(range.start, range.end);
    const selected = this.app.annotations.locator('[aria-selected=true]');
    await expect(selected).toHaveAttribute('aria-label', `${code} ${quote}`);
    await expect(this.app.form.locator('.quote-text')).toHaveText([quote]);
  }

  private isNextSentence(before: Range, range: Range): boolean {
    const next = selectUnit(
      this.text,
      { anchor: before.start, focus: before.end },
      'sentence',
      'next',
      this.language,
    );
    return next !== null && sameRange(rangeOf(next), range);
  }

  /** Selects words in the way that takes the fewest keys of those that a coder thinks of, looking at each step. */
  private async select(target: Range): Promise<void> {
    const ways = [
      this.byName(target),
      this.byWord(target),
      this.bySentence(target),
      this.growing(rangeOf(this.selected), target),
    ];
    const found = ways.filter((way) => way !== null).toSorted((a, b) => a.length - b.length)[0];
    if (!found) throw new Error(`no way to “${this.text.slice(target.start, target.end)}”`);
    for (const { key, range } of found) {
      const words = this.text.slice(range.start, range.end);
      await this.pressUntil(key, 'select', () =>
        this.page.evaluate((wanted) => document.getSelection()?.toString() === wanted, words),
      );
    }
    this.selected = { anchor: target.start, focus: target.end };
  }

  /** Name by name; then some words more, where the name is only the beginning. */
  private byName(target: Range): Step[] | null {
    return this.towards(target, this.selected, 'name', [], 15);
  }

  /** Word by word from here. */
  private byWord(target: Range): Step[] | null {
    return this.towards(target, this.selected, 'word', [], 30);
  }

  /** To the sentence first, on or back; then it is that, or its words are gone through. */
  private bySentence(target: Range): Step[] | null {
    const sentence = sentenceAt(this.text, target.start, this.language);
    const isBack = target.start < rangeOf(this.selected).start;
    const key = isBack ? keys.sentence.previous : keys.sentence.next;
    const pressed: Step[] = [];
    if (!sentence) return null;
    let here = this.selected;
    while (!sameRange(rangeOf(here), sentence)) {
      const next = selectUnit(this.text, here, 'sentence', isBack ? 'previous' : 'next', this.language);
      if (!next || pressed.length > 15) return null;
      here = next;
      pressed.push({ key, range: rangeOf(here) });
    }
    return sameRange(rangeOf(here), target) ? pressed : this.towards(target, here, 'word', pressed, 30);
  }

  private towards(
    target: Range,
    from: Selected,
    unit: 'name' | 'word',
    before: readonly Step[],
    most: number,
  ): Step[] | null {
    const pressed = [...before];
    let here = from;
    do {
      const next = selectUnit(this.text, here, unit, 'next', this.language);
      const isPast = next === null || rangeOf(next).start > target.start;
      if (isPast || pressed.length - before.length > most) return null;
      here = next;
      pressed.push({ key: keys[unit].next, range: rangeOf(here) });
    } while (rangeOf(here).start !== target.start);
    const rest = [this.growing(rangeOf(here), target), this.extending(rangeOf(here), target)];
    const shortest = rest.filter((way) => way !== null).toSorted((a, b) => a.length - b.length)[0];
    return shortest ? [...pressed, ...shortest] : null;
  }

  /** From a word to the name, the clause, the quotation around it. */
  private growing(from: Range, target: Range): Step[] | null {
    const pressed: Step[] = [];
    let growth: readonly Range[] = [from];
    for (let range = from; !sameRange(range, target); range = growth.at(-1) ?? from) {
      growth = grown(growth, range, this.text, this.language);
      if (pressed.length > 4) return null;
      pressed.push({ key: keys.grow, range: growth.at(-1) ?? from });
    }
    return pressed;
  }

  /** Word by word, and to the end of the sentence where the words go that far. */
  private extending({ start, end }: Range, target: Range): Step[] | null {
    const pressed: Step[] = [];
    let here: Selected = { anchor: start, focus: end };
    while (rangeOf(here).end < target.end) {
      const sentence = extendUnit(this.text, here, 'sentence', 'next', this.language);
      const isSentence = sentence !== null && rangeOf(sentence).end <= target.end;
      const next = isSentence ? sentence : extendUnit(this.text, here, 'word', 'next', this.language);
      if (!next) return null;
      here = next;
      pressed.push({ key: keys[isSentence ? 'sentence' : 'word'].extend, range: rangeOf(here) });
    }
    return rangeOf(here).end === target.end ? pressed : null;
  }
}

/** A key and what is selected after it. */
interface Step {
  key: string;
  range: Range;
}
