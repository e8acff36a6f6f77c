import { expect, test } from '../e2e-support/fixtures';

test.describe('a page in the window', () => {
  test('has no Node, and nothing of Electron', async ({ launch }) => {
    const { page } = await launch();
    const found = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer', '__dirname'].filter(
        (name) => name in window,
      ),
    );
    expect(found).toEqual([]);
  });

  test('is sandboxed and isolated', async ({ launch }) => {
    const { electron } = await launch();
    const preferences = await electron.evaluate(({ webContents }) => {
      // Not in Electron's typings, but what it reports is what the renderer was started with.
      const contents = webContents.getAllWebContents()[0] as unknown as {
        getLastWebPreferences(): Electron.WebPreferences;
      };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    });
  });

  test('is handed two ports, and nothing else', async ({ launch }) => {
    const { page } = await launch();
    await page.addInitScript(() => {
      const handed: unknown[] = [];
      Object.assign(window, { handed });
      window.addEventListener('message', ({ data, ports }) => handed.push([data, ports.length]));
    });
    await page.reload();
    await expect
      .poll(() => page.evaluate(() => (window as unknown as { handed: unknown[] }).handed))
      .toEqual([
        [{ claimbook: 'host' }, 1],
        [{ claimbook: 'shell' }, 1],
      ]);
  });

  test('comes with a policy that begins by forbidding everything, and a new nonce each time', async ({
    launch,
  }) => {
    const { page } = await launch();
    const policies = await page.evaluate(async () => {
      const policyNow = async (): Promise<string> =>
        (await fetch(location.href)).headers.get('content-security-policy') ?? '';
      return [await policyNow(), await policyNow()];
    });
    for (const policy of policies) {
      expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[^']+';/);
      expect(policy).not.toContain('unsafe');
      expect(policy).not.toContain('http');
    }
    expect(policies[0]).not.toBe(policies[1]);
  });

  test('runs no script but the app’s own', async ({ launch, expectedErrors }) => {
    expectedErrors.push(/Content Security Policy/);
    const { page } = await launch();
    const ran = await page.evaluate(async () => {
      const inline = document.createElement('script');
      inline.textContent = 'window.ranInline = true';
      document.body.append(inline);
      const image = document.createElement('img');
      image.setAttribute('onerror', 'window.ranHandler = true');
      image.src = 'data:image/png;base64,AAAA';
      document.body.append(image);
      const remote = document.createElement('script');
      remote.src = 'data:text/javascript,window.ranData = true';
      document.body.append(remote);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return Object.keys(window).filter((name) => name.startsWith('ran'));
    });
    expect(ran).toEqual([]);
  });

  test('reaches nothing on the network', async ({ launch, expectedErrors }) => {
    expectedErrors.push(/Content Security Policy/, /Failed to load resource/, /Refused to connect/);
    const { page, electron } = await launch();
    const answers = await page.evaluate(async () => {
      const tries = ['https://example.com/', 'http://127.0.0.1:9/', 'file:///etc/hostname'];
      return Promise.all(
        tries.map((url) =>
          fetch(url).then(
            () => 'reached',
            () => 'blocked',
          ),
        ),
      );
    });
    expect(answers).toEqual(['blocked', 'blocked', 'blocked']);
    // Past the page's own policy, the session lets nothing through either.
    const fromMain = await electron.evaluate(({ session }) =>
      session.defaultSession.fetch('http://127.0.0.1:9/').then(
        () => 'reached',
        (error: Error) => error.message,
      ),
    );
    expect(fromMain).toContain('ERR_BLOCKED_BY_CLIENT');
  });

  test('reads no file outside the app’s own folder', async ({ launch, expectedErrors }) => {
    expectedErrors.push(/Failed to load resource/);
    const { page } = await launch();
    const statuses = await page.evaluate(() =>
      Promise.all(
        ['/../main/main.js', '/%2e%2e/main/main.js', '/..%2fmain%2fmain.js', '/..%5cmain%5cmain.js'].map(
          async (path) => (await fetch(path)).status,
        ),
      ),
    );
    expect(statuses).toEqual([404, 404, 404, 404]);
  });

  test('cannot leave, open windows or embed pages', async ({ launch, expectedErrors }) => {
    expectedErrors.push(/Content Security Policy/, /Not allowed/);
    const { page, electron } = await launch();
    const before = page.url();
    const opened = await page.evaluate(() => window.open('https://example.com/') === null);
    expect(opened).toBe(true);
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'https://example.com/';
      document.body.append(link);
      link.click();
      const frame = document.createElement('iframe');
      frame.src = 'app://claimbook/index.html';
      document.body.append(frame);
    });
    await page.waitForTimeout(300);
    expect(page.url()).toBe(before);
    expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    const frames = await page.evaluate(() =>
      [...document.querySelectorAll('iframe')].map((frame) => frame.contentDocument?.title ?? 'blocked'),
    );
    expect(frames).not.toContain('Claimbook');
  });

  test('is granted no permission but writing to the clipboard', async ({ launch }) => {
    const { page } = await launch();
    const answers = await page.evaluate(async () => ({
      notifications: await Notification.requestPermission(),
      place: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          ({ code }) => resolve(code),
        ),
      ),
      microphone: await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        (error: Error) => error.name,
      ),
    }));
    expect(answers.notifications).toBe('denied');
    expect(answers.place).toBe(1);
    expect(answers.microphone).not.toBe('granted');
  });
});
