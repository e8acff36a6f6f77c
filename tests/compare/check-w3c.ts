/** Web Annotations that we write, read by a JSON-LD processor that refuses every term without a meaning. */
import fs from 'node:fs';
import path from 'node:path';
import { w3cFormat } from '../../shared/formats/w3c';
import { expandSafely } from '../support/annotation-context';
import { type Exports, exportsOf, placeOf } from './check-projects';
import type { Programs } from './check-programs';
import type { Outcome } from './outcome';

/** @param folder of the exports @param samples the folder with the context of the standard */
export async function checkW3c(
  exports: Exports,
  { jsonld }: Programs,
  folder: string,
  samples: string,
): Promise<Outcome[]> {
  const context: unknown = JSON.parse(fs.readFileSync(path.join(samples, 'w3c', 'anno.jsonld'), 'utf8'));
  const problems: string[] = [];
  const files = exportsOf(exports, w3cFormat.id).flatMap((one) => one.files);
  for (const file of files) {
    const json: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    try {
      for (const one of Array.isArray(json) ? (json as unknown[]) : [json]) await expandSafely(one, context);
    } catch (error) {
      problems.push(`${placeOf(folder, file)}: ${String(error)}`);
    }
  }
  return [
    {
      format: w3cFormat.id,
      checker: jsonld,
      what: 'expanded in safe mode with the context of the standard',
      files: files.length,
      problems,
    },
  ];
}
