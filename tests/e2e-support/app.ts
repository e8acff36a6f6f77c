/** The app as its user sees it: parts by their roles and names (DESIGN section 9), and what users do. */
import { expect, type Locator, type Page } from '@playwright/test';

export class App {
  readonly library: Locator;
  readonly articles: Locator;
  readonly text: Locator;
  readonly tagToolbar: Locator;
  readonly inspector: Locator;
  readonly annotations: Locator;
  readonly form: Locator;
  /** The pieces of text of the selected annotation. */
  readonly quotes: Locator;
  readonly status: Locator;

  constructor(readonly page: Page) {
    this.library = page.getByRole('navigation', { name: 'Library' });
    this.articles = this.library.getByRole('listbox', { name: 'Articles' });
    this.text = page.getByRole('main').getByRole('textbox', { name: 'Article text' });
    this.tagToolbar = page.getByRole('toolbar', { name: 'Tag selection' });
    this.inspector = page.getByRole('complementary', { name: 'Inspector' });
    this.annotations = this.inspector.getByRole('listbox', { name: 'Annotations' });
    this.form = this.inspector.getByRole('form', { name: 'Annotation' });
    this.quotes = this.form.getByRole('list', { name: 'Quotes' }).getByRole('listitem');
    this.status = page.getByRole('status');
  }

  /** An article of the library; an option's name begins with the title. */
  article(title: string): Locator {
    return this.articles.getByRole('option', { name: new RegExp(`^${escaped(title)}`) });
  }

  async openArticle(title: string): Promise<void> {
    await this.article(title).click();
    await expect(this.text).toBeVisible();
    // Letters of another font would move the words from where a test has found them.
    await this.page.evaluate(() => document.fonts.ready.then(() => undefined));
  }

  /** An annotation of the inspector's list; an option's name is the code, then the quote. */
  annotation(code: string, quote: string): Locator {
    const name = new RegExp(`^${escaped(code)}.*${escaped(quote)}`, 's');
    return this.annotations.getByRole('option', { name });
  }

  /** The open dialog of this name, whether it asks or warns. */
  dialog(name: string): Locator {
    return this.page.getByRole('dialog', { name }).or(this.page.getByRole('alertdialog', { name }));
  }

  /** Selects words with the mouse: one drag from the left of the first character to the right of the last. */
  async selectText(words: string): Promise<void> {
    const { from, to } = await this.startDrag(words);
    await this.page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
    await this.page.mouse.move(to.x, to.y, { steps: 4 });
    await this.page.mouse.up();
    expect(await this.selectedText()).toBe(words);
    await expect(this.tagToolbar).toBeVisible();
  }

  /** Presses the mouse button at the beginning of words. @returns where they begin and end on the screen. */
  async startDrag(words: string): Promise<{ from: Point; to: Point }> {
    await this.scrollTo(words);
    const place = await this.restingPlaceOf(words);
    await this.page.mouse.move(place.from.x, place.from.y);
    await this.page.mouse.down();
    return place;
  }

  /** Selects words by keyboard alone: a click before the first character, then Shift and arrows. */
  async selectTextByKeyboard(words: string): Promise<void> {
    await this.scrollTo(words);
    const { from } = await this.restingPlaceOf(words);
    await this.page.mouse.click(from.x, from.y);
    await this.page.keyboard.down('Shift');
    // One press per user-perceived character; the key that goes on depends on the direction of the script.
    const characters = [...new Intl.Segmenter().segment(words)].length;
    const key = (await this.isRightToLeft(words)) ? 'ArrowLeft' : 'ArrowRight';
    for (let pressed = 0; pressed < characters; pressed++) await this.page.keyboard.press(key);
    await this.page.keyboard.up('Shift');
    expect(await this.selectedText()).toBe(words);
    await expect(this.tagToolbar).toBeVisible();
  }

  /** What is selected in the window. */
  selectedText(): Promise<string> {
    return this.page.evaluate(() => document.getSelection()?.toString() ?? '');
  }

  /** The paragraph with the caret, a bar where it stands: `Night| bus`. */
  caret(): Promise<string> {
    return this.page.evaluate(() => {
      const { focusNode, focusOffset } = document.getSelection()!;
      const text = focusNode!.textContent ?? '';
      return `${text.slice(0, focusOffset)}|${text.slice(focusOffset)}`;
    });
  }

  /** The selected annotation of the inspector's list: its code, then its quote; null where none is. */
  async selectedAnnotation(): Promise<string | null> {
    const selected = this.annotations.locator('[aria-selected=true]');
    return (await selected.count()) > 0 ? selected.getAttribute('aria-label') : null;
  }

  /** Tags the selection with the toolbar's button of this code. */
  async tag(code: string): Promise<void> {
    await this.tagToolbar.getByRole('button', { name: code, exact: true }).click();
  }

  /** Finds an actor by type-ahead in a field of the selected annotation, or creates it, and links it. */
  async linkActor(field: string, name: string): Promise<void> {
    await this.fill(field, name);
  }

  /** The same for a field that takes concepts. */
  async linkConcept(field: string, name: string): Promise<void> {
    await this.fill(field, name);
  }

  private async fill(field: string, name: string): Promise<void> {
    const input = this.form.getByRole('combobox', { name: field });
    await input.fill(name);
    const choice = this.page.getByRole('option').filter({ hasText: name }).first();
    await expect(choice).toBeVisible();
    await choice.click();
    await this.expectSaved();
  }

  /** Opens the context menu of the text with the mouse: on these words. */
  async rightClick(words: string): Promise<Locator> {
    await this.scrollTo(words);
    const { from, to } = await this.restingPlaceOf(words);
    await this.page.mouse.click((from.x + to.x) / 2, (from.y + to.y) / 2, { button: 'right' });
    return this.textMenu();
  }

  /** Opens it with a key: what is chosen is then the selection, else what the caret stands in. */
  async menuByKey(key: 'ContextMenu' | 'Shift+F10'): Promise<Locator> {
    await this.page.keyboard.press(key);
    return this.textMenu();
  }

  private async textMenu(): Promise<Locator> {
    const menu = this.page.getByRole('menu', { name: 'Annotate' });
    // Only then do keys go to the menu.
    await expect.poll(() => menu.evaluate((list) => list.contains(document.activeElement))).toBe(true);
    return menu;
  }

  /** The box on the screen around words of one line. */
  async boxOf(words: string): Promise<{ left: number; right: number; top: number; bottom: number }> {
    await this.scrollTo(words);
    return this.text.evaluate((root, sought) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent?.indexOf(sought) ?? -1;
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + sought.length);
        const { left, right, top, bottom } = range.getBoundingClientRect();
        return { left, right, top, bottom };
      }
      throw new Error(`the text does not say ${sought}`);
    }, words);
  }

  /** Puts the caret before these words. */
  async placeCaret(words: string): Promise<void> {
    await this.scrollTo(words);
    const { from } = await this.restingPlaceOf(words);
    await this.page.mouse.click(from.x, from.y);
  }

  /** Waits until everything is in the file. */
  async expectSaved(): Promise<void> {
    await expect(this.status.filter({ hasText: 'Saved' })).toBeVisible();
  }

  async undo(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+z');
  }

  async redo(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+Shift+z');
  }

  /** Runs an action by its label, from the palette. */
  async runCommand(label: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+k');
    const palette = this.page.getByRole('dialog', { name: 'Commands' });
    await palette.getByRole('searchbox').or(palette.getByRole('combobox')).first().fill(label);
    await palette
      .getByRole('option')
      .or(palette.getByRole('menuitem'))
      .filter({ hasText: label })
      .first()
      .click();
  }

  private async scrollTo(words: string): Promise<void> {
    const paragraph = this.text.getByText(words, { exact: false }).first();
    await paragraph.scrollIntoViewIfNeeded();
  }

  /** The writing direction where the words stand. */
  private isRightToLeft(words: string): Promise<boolean> {
    return this.text
      .getByText(words, { exact: false })
      .first()
      .evaluate((element) => getComputedStyle(element).direction === 'rtl');
  }

  /** Where the words are once they stay there: a page that is being laid out moves them. */
  private async restingPlaceOf(words: string): Promise<{ from: Point; to: Point }> {
    let place = await this.placeOf(words);
    await expect(async () => {
      const before = place;
      await this.page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      place = await this.placeOf(words);
      expect(place).toEqual(before);
    }).toPass({ timeout: 5000 });
    return place;
  }

  /**
   * Where the words begin and end on the screen: points just inside the first and the last character, on
   * the side where the text begins and ends, whatever its direction.
   */
  private async placeOf(words: string): Promise<{ from: Point; to: Point }> {
    const place = await this.text.evaluate((element, sought) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const nodes: { node: Node; start: number }[] = [];
      let text = '';
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        nodes.push({ node, start: text.length });
        text += node.textContent ?? '';
      }
      const start = text.indexOf(sought);
      if (start === -1) return null;
      const characterAt = (offset: number): { rect: DOMRect; isRightToLeft: boolean } | null => {
        const found = nodes.findLast((entry) => entry.start <= offset);
        if (!found) return null;
        const range = document.createRange();
        range.setStart(found.node, offset - found.start);
        range.setEnd(found.node, Math.min(offset - found.start + 1, found.node.textContent?.length ?? 0));
        const parent = found.node.parentElement;
        return {
          rect: range.getBoundingClientRect(),
          isRightToLeft: parent !== null && getComputedStyle(parent).direction === 'rtl',
        };
      };
      const first = characterAt(start);
      const last = characterAt(start + sought.length - 1);
      if (!first || !last) return null;
      const middle = (rect: DOMRect): number => rect.top + rect.height / 2;
      const edge = (rect: DOMRect, left: boolean): number => (left ? rect.left + 0.5 : rect.right - 0.5);
      return {
        from: { x: edge(first.rect, !first.isRightToLeft), y: middle(first.rect) },
        to: { x: edge(last.rect, last.isRightToLeft), y: middle(last.rect) },
      };
    }, words);
    if (!place) throw new Error(`the text does not hold "${words}"`);
    return place;
  }
}

export interface Point {
  x: number;
  y: number;
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
