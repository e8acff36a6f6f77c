/** `claimbook copy`: writes a copy of a project for a colleague, and says what is in it. */
import { v7 as newId } from 'uuid';
import type { Run } from './cli-commands';
import { Complaint, coderName, done, misuse, onlyFile, withHost } from './cli-support';

const parts = ['history', 'notes', 'others'] as const;
type Part = (typeof parts)[number];

export async function writeCopy({ files, options, print, ...around }: Run): Promise<number> {
  const file = onlyFile(files);
  const { out, coder = [] } = options;
  if (out === undefined) throw new Complaint('Say --out: where the copy is to be written.', misuse);
  const without = partsIn(options.without);
  const [name, ...more] = coder;
  if (more.length > 0) throw new Complaint('Say one --coder: whose work goes along.', misuse);
  if (name !== undefined && !without.has('others'))
    throw new Complaint(
      '--coder says whose work goes along when --without others leaves the rest out.',
      misuse,
    );
  return withHost(around, async (host, grant) => {
    const { coders } = await done(host, 'project.open', {
      token: grant(file),
      mode: 'read',
      coderName: coderName(undefined),
    });
    const person = coders.find((one) => one.role === 'coder' && (one.name === name || one.id === name));
    if (name !== undefined && !person) {
      const known = coders.map((one) => `“${one.name}”`).join(', ');
      throw new Complaint(`There is no coder “${name}”. There are: ${known}. Nothing was written.`, misuse);
    }
    const report = await done(host, 'copy.run', {
      jobId: newId(),
      token: grant(out),
      request: {
        history: !without.has('history'),
        notes: !without.has('notes'),
        others: !without.has('others'),
        coderId: person?.id ?? null,
      },
    });
    print(report, [
      `${report.fileName}: ${report.bytes} bytes`,
      `articles: ${report.articles}`,
      `annotations: ${report.annotations}`,
      ...(report.leftOut > 0 ? [`annotations of others left out: ${report.leftOut}`] : []),
      report.lines > 0 ? `history: ${report.lines} lines` : 'history: left out',
    ]);
    return 0;
  });
}

function partsIn(words: string | undefined): ReadonlySet<Part> {
  const named = (words ?? '').split(',').flatMap((word) => (word.trim() === '' ? [] : [word.trim()]));
  return new Set(
    named.map((word) => {
      const found = parts.find((part) => part === word);
      if (found) return found;
      throw new Complaint(`--without names some of: ${parts.join(',')}. “${word}” is none of them.`, misuse);
    }),
  );
}
