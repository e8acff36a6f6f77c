import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const at = (...parts: string[]): string => path.join(root, ...parts);

/** pdf.js reads its tables of Asian characters from files, which lie beside the program. */
const characterTables = {
  name: 'character-tables',
  closeBundle: () =>
    fs.cpSync(at('node_modules/pdfjs-dist/cmaps'), at('out/main/cmaps'), { recursive: true }),
};

/** Native code stays in node_modules; everything else is bundled, so that it ships as what was tested. */
const external = ['electron', 'better-sqlite3'];

export default defineConfig({
  main: {
    plugins: [characterTables],
    build: {
      externalizeDeps: false,
      outDir: at('out/main'),
      sourcemap: true,
      rolldownOptions: {
        external,
        input: {
          main: at('electron/main.ts'),
          'project-host': at('electron/project-host.ts'),
          cli: at('electron/cli.ts'),
          'reading-worker': at('electron/reading-worker.ts'),
          'dataset-worker': at('electron/dataset-worker.ts'),
        },
        output: { format: 'es' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      outDir: at('out/preload'),
      rolldownOptions: {
        external,
        input: { preload: at('electron/preload.ts') },
        // A sandboxed preload must be one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      sourcemap: true,
      // The content security policy allows no data: scripts and no inline ones.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: at('renderer/index.html') },
    },
  },
});
