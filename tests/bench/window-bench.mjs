/** Measures the window in the real app. Every figure is a time in milliseconds, measured in the page. */
import { _electron } from '@playwright/test';

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const p95 = (values) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * 0.95))];

async function withApp(electron, folder, args, work) {
  const app = await _electron.launch({
    executablePath: electron.file,
    args: [...electron.args, ...args],
    env: { ...process.env, CLAIMBOOK_PROFILE: folder },
  });
  try {
    const page = await app.firstWindow();
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].setContentSize(1280, 860));
    return await work(page, app);
  } finally {
    await app.close();
  }
}

/** From the press on an article in the list to the frame that shows its text and its highlights. */
const openArticle = (page, title) =>
  page.evaluate(
    (wanted) =>
      new Promise((resolve) => {
        const option = [...document.querySelectorAll('[role=option]')].find((each) =>
          (each.getAttribute('aria-label') ?? each.textContent).startsWith(wanted),
        );
        const before = document.querySelector('[aria-label="Article text"] p');
        const started = performance.now();
        const isShown = () => {
          const first = document.querySelector('[aria-label="Article text"] p');
          if (!first || first === before) return false;
          return [...CSS.highlights.values()].some((highlight) =>
            [...highlight].some(({ startContainer }) => startContainer.isConnected),
          );
        };
        const look = () => {
          if (!isShown()) return requestAnimationFrame(look);
          // What is there in this frame's callbacks is painted at its end.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - started);
          port2.postMessage(null);
        };
        for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) {
          const Kind = type.startsWith('pointer') ? PointerEvent : MouseEvent;
          option.dispatchEvent(
            new Kind(type, { bubbles: true, cancelable: true, pointerType: 'mouse', detail: 1 }),
          );
        }
        requestAnimationFrame(look);
      }),
    title,
  );

/** The floor: the same text as plain paragraphs in the same window, until they are painted. */
const plainParagraphs = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const texts = [...document.querySelectorAll('[aria-label="Article text"] p')].map(
          (p) => p.textContent,
        );
        const sheet = document.createElement('div');
        sheet.style.cssText = 'position:fixed;inset:0;overflow:auto;background:white;z-index:9999';
        requestAnimationFrame(() => {
          const started = performance.now();
          for (const text of texts) {
            const paragraph = document.createElement('p');
            paragraph.textContent = text;
            sheet.append(paragraph);
          }
          document.body.append(sheet);
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
              const time = performance.now() - started;
              sheet.remove();
              resolve({ time, paragraphs: texts.length });
            };
            port2.postMessage(null);
          });
        });
      }),
  );

/** Ends when the number of registered ranges has grown: the tag is in the file and on the screen. */
const watchTag = (page) =>
  page.evaluate(() => {
    const count = () => [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0);
    window.tagged = new Promise((resolve) => {
      addEventListener(
        'keydown',
        () => {
          const started = performance.now();
          const before = count();
          const look = () => {
            if (count() <= before && performance.now() - started < 5000) return requestAnimationFrame(look);
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(performance.now() - started);
            port2.postMessage(null);
          };
          requestAnimationFrame(look);
        },
        { capture: true, once: true },
      );
    });
  });

async function tagToPaint(page, rounds) {
  const times = [];
  const text = page.getByRole('textbox', { name: 'Article text' });
  const paragraph = text.locator('p').first();
  await paragraph.scrollIntoViewIfNeeded();
  await paragraph.click({ position: { x: 3, y: 10 } });
  for (let round = 0; round < rounds; round++) {
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ControlOrMeta+ArrowRight');
    await page.keyboard.press('ControlOrMeta+Shift+ArrowRight');
    await page.waitForTimeout(150);
    await watchTag(page);
    await page.keyboard.press(String(1 + (round % 3)));
    times.push(await page.evaluate(() => window.tagged));
    await page.waitForTimeout(100);
    await page.keyboard.press('ArrowRight');
  }
  return times;
}

const scroll = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const scroller = document.querySelector('.article-scroller');
        scroller.scrollTop = 0;
        const frames = [];
        let last = 0;
        const next = (now) => {
          if (last > 0) frames.push(now - last);
          last = now;
          scroller.scrollTop += 120;
          if (frames.length < 400) requestAnimationFrame(next);
          else resolve(frames);
        };
        requestAnimationFrame(next);
      }),
  );

/** The floor: frames while the same text is scrolled as plain paragraphs in the same window. */
const scrollPlain = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const shown = document.querySelector('[aria-label="Article text"]');
        const sheet = document.createElement('div');
        sheet.style.cssText = 'position:fixed;inset:0;overflow:auto;background:white;z-index:9999';
        const column = document.createElement('div');
        column.style.cssText = `width:${shown.clientWidth}px;margin:auto;font:${getComputedStyle(shown).font}`;
        for (const { textContent } of shown.querySelectorAll('p')) {
          const paragraph = document.createElement('p');
          paragraph.textContent = textContent;
          column.append(paragraph);
        }
        sheet.append(column);
        document.body.append(sheet);
        const frames = [];
        let last = 0;
        const next = (now) => {
          if (last > 0) frames.push(now - last);
          last = now;
          sheet.scrollTop += 120;
          if (frames.length < 400) return requestAnimationFrame(next);
          sheet.remove();
          resolve(frames);
        };
        requestAnimationFrame(next);
      }),
  );

/** Scrolling an article whose coders are side by side in lanes, and its text as plain paragraphs. */
export async function measureLanes(electron, file, folder) {
  return withApp(electron, folder, [file], async (page) => {
    await page.getByRole('textbox', { name: 'Article text' }).waitFor();
    await page.waitForTimeout(1000);
    await page.keyboard.press('v');
    await page.locator('.lane-chip').first().waitFor();
    await page.getByRole('listbox', { name: 'Compared places' }).waitFor();
    await page.waitForTimeout(1500);
    const lanes = await scroll(page);
    const chips = await page.locator('.lane-chip').count();
    const floor = await scrollPlain(page);
    return { scroll: p95(lanes), median: median(lanes), worst: Math.max(...lanes), floor: p95(floor), chips };
  });
}

/** From the key that shows the page of agreement to its figures, and to the intervals that follow them. */
export async function measureAgreement(electron, file, folder) {
  return withApp(electron, folder, [file], async (page) => {
    await page.getByRole('textbox', { name: 'Article text' }).waitFor();
    await page.waitForTimeout(1500);
    return page.evaluate(
      () =>
        new Promise((resolve) => {
          const started = performance.now();
          // As one event: of a real chord the first is the Control key alone.
          const isMac = navigator.platform.startsWith('Mac');
          const held = { ctrlKey: !isMac, metaKey: isMac, bubbles: true, cancelable: true };
          document.activeElement.dispatchEvent(
            new KeyboardEvent('keydown', { key: '6', code: 'Digit6', ...held }),
          );
          let figures = 0;
          const look = () => {
            const table = document.querySelector('.agreement-table');
            if (table && figures === 0) figures = performance.now() - started;
            if (!table || table.getAttribute('aria-busy') === 'true') return requestAnimationFrame(look);
            resolve({ figures, intervals: performance.now() - started });
          };
          requestAnimationFrame(look);
        }),
    );
  });
}

const openProject = async (page) => {
  await page.getByRole('button', { name: 'Open project' }).waitFor();
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const button = [...document.querySelectorAll('button')].find((each) =>
          each.textContent.includes('Open project'),
        );
        const started = performance.now();
        button.click();
        const look = () => {
          if (!document.querySelector('[aria-label="Articles"] [role=option]'))
            return requestAnimationFrame(look);
          requestAnimationFrame(() => resolve(performance.now() - started));
        };
        requestAnimationFrame(look);
      }),
  );
};

/** All window figures; `rounds` repetitions of each opening. */
export async function measureWindow(electron, files, folder, rounds = 5) {
  const result = await withApp(electron, folder, [files.long], async (page) => {
    await page.getByRole('textbox', { name: 'Article text' }).waitFor();
    await page.waitForTimeout(1000);
    const opened = [];
    const floor = [];
    for (let round = 0; round < rounds; round++) {
      opened.push(await openArticle(page, `Article ${2 - (round % 2)}`));
      await page.waitForTimeout(500);
      floor.push((await plainParagraphs(page)).time);
      await page.waitForTimeout(300);
    }
    const scrolled = await scroll(page);
    await page.evaluate(() => (document.querySelector('.article-scroller').scrollTop = 0));
    await page.waitForTimeout(500);
    const tagged = await tagToPaint(page, 30);
    return {
      open: median(opened),
      floor: median(floor),
      tag: p95(tagged),
      tagMedian: median(tagged),
      scroll: p95(scrolled),
    };
  });
  const projects = [];
  for (let round = 0; round < 3; round++) {
    projects.push(
      await withApp(electron, folder, [], async (page, app) => {
        await app.evaluate(({ dialog }, file) => {
          dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] });
        }, files.many);
        return openProject(page);
      }),
    );
  }
  return { ...result, project: median(projects) };
}

/** Notes for each key press how long it takes until the frame after it is painted. */
const watchKeys = (page) =>
  page.evaluate(() => {
    window.latencies = [];
    addEventListener(
      'keydown',
      ({ timeStamp }) =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => window.latencies.push(performance.now() - timeStamp);
          port2.postMessage(null);
        }),
      { capture: true },
    );
  });

/** The 95th percentile of input to paint while 10,000 articles are read, shown and brought in. */
export async function measureImport(electron, { project, corpus }, profile) {
  return withApp(electron, profile, [project], async (page, app) => {
    await app.evaluate(({ dialog }, folder) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] });
    }, corpus);
    await page.getByRole('navigation', { name: 'Library' }).waitFor();
    await page.keyboard.press('ControlOrMeta+i');
    const box = page.getByRole('textbox', { name: 'Paste a text' });
    await page.getByRole('button', { name: 'Choose a folder…' }).click();
    await box.focus();
    await watchKeys(page);
    const pressUntil = async (isOver) => {
      while (!(await isOver())) await page.keyboard.press('ArrowLeft');
    };
    const add = page.getByRole('button', { name: 'Add 10,000 articles' });
    await pressUntil(async () => (await add.isVisible()) && (await add.isEnabled()));
    await add.click();
    await pressUntil(() => page.getByText('10,000 articles', { exact: true }).isVisible());
    for (let more = 0; more < 20; more++) await page.keyboard.press('ArrowLeft');
    const latencies = await page.evaluate(() => window.latencies);
    return { input: p95(latencies), worst: Math.max(...latencies), presses: latencies.length };
  });
}
