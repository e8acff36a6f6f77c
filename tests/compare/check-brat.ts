/** brat collections that we write, against rules of our own, as no program of brat can be run for it. */
import { bratFormat } from '../../shared/formats/brat';
import { type Exports, exportsOf, placeOf } from './check-projects';
import { askPython, notThere, type Programs } from './check-programs';
import type { Outcome } from './outcome';

/** @param folder of the exports */
export function checkBrat(exports: Exports, { python }: Programs, folder: string): Outcome[] {
  const format = bratFormat.id;
  if (python === null) return [{ format, checker: 'Python', why: notThere('python3') }];
  const folders = exportsOf(exports, format).map(({ target }) => target);
  const answers = askPython<{ documents: number; problems: string[] }[]>('check-brat.py', folders);
  return [
    {
      format,
      checker: `our own rules in ${python}`,
      what: 'lines are as brat knows them, words at their places, ids lead somewhere, names are in annotation.conf',
      files: answers.reduce((sum, { documents }) => sum + documents, 0),
      problems: answers.flatMap(({ problems }, at) =>
        problems.map((problem) => `${placeOf(folder, folders[at]!)}: ${problem}`),
      ),
    },
  ];
}
