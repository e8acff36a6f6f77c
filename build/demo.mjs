/**
 * The main job on a virtual display, by driving the real interface: open the sample project, tag, link an
 * actor, export. Leaves pictures and the exported files in demo-output/.
 */
import fs from 'node:fs';
import path from 'node:path';
import { _electron } from '@playwright/test';
import { asRoot } from './display.mjs';
import { electronInUse } from './electron-binary.mjs';
import { root } from './paths.mjs';
import { main, step, StepFailure } from './steps.mjs';

const output = path.join(root, 'demo-output');

await main(async () => {
  fs.rmSync(output, { recursive: true, force: true });
  fs.mkdirSync(output, { recursive: true });
  const profile = path.join(output, 'profile');
  const app = await _electron.launch({
    executablePath: electronInUse().file,
    args: [...asRoot(), root],
    env: { ...process.env, CLAIMBOOK_PROFILE: profile },
  });
  try {
    const page = await app.firstWindow();
    const picture = (name) => page.screenshot({ path: path.join(output, `${name}.png`) });

    await step('Opening the sample project', async () => {
      await page.getByRole('button', { name: 'Sample project' }).waitFor();
      await picture('1-welcome');
      await page.getByRole('button', { name: 'Sample project' }).click();
      await page.getByRole('textbox', { name: 'Article text' }).waitFor();
      await picture('2-sample-project');
    });

    await step('Tagging words and linking an actor', async () => {
      const paragraph = page
        .getByRole('textbox', { name: 'Article text' })
        .getByText('Councillors from the outer');
      await paragraph.scrollIntoViewIfNeeded();
      await paragraph.click({ position: { x: 2, y: 12 } });
      for (let word = 0; word < 5; word++) await page.keyboard.press('ControlOrMeta+Shift+ArrowRight');
      await picture('3-selected');
      await page.keyboard.press('2');
      const who = page.getByRole('form', { name: 'Annotation' }).getByRole('combobox', { name: 'Who' });
      await who.fill('Outer districts');
      await page.getByRole('option').filter({ hasText: 'Outer districts' }).first().click();
      await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
      await picture('4-tagged-and-linked');
    });

    for (const [format, name] of [
      ['CSV tables', 'csv'],
      ['Claimbook JSON', 'sample.json'],
    ]) {
      await step(`Exporting ${format}`, async () => {
        const target = path.join(output, name);
        await app.evaluate(({ dialog }, filePath) => {
          dialog.showSaveDialog = async () => ({ canceled: false, filePath });
        }, target);
        await page.keyboard.press('ControlOrMeta+e');
        const dialog = page.getByRole('dialog', { name: 'Export', exact: true });
        await dialog.getByRole('option', { name: format }).first().click();
        await dialog.getByRole('button', { name: 'Export…' }).click();
        await page.getByRole('dialog', { name: 'Exported' }).getByRole('button', { name: 'Close' }).waitFor();
        await picture(`5-exported-${name.split('.').at(-1)}`);
        await page.getByRole('dialog', { name: 'Exported' }).getByRole('button', { name: 'Close' }).click();
      });
    }
  } catch (error) {
    throw new StepFailure(`The demonstration stopped: ${error.message.split('\n')[0]}`, 'npm test');
  } finally {
    await app.close();
  }
  fs.renameSync(path.join(profile, 'Claimbook sample.claimbook'), path.join(output, 'sample.claimbook'));
  fs.rmSync(profile, { recursive: true, force: true });
  process.stdout.write('In demo-output/:\n');
  for (const name of fs.readdirSync(output, { recursive: true }).toSorted())
    process.stdout.write(`  ${name}\n`);
});
