/** Files of other programs, read by us, against what is expected of them: all modules `*-samples.ts`. */
import type { SampleCheck } from './sample-check';

const modules = import.meta.glob<{ check: (samples: string) => Promise<SampleCheck[]> }>('./*-samples.ts', {
  eager: true,
});

export interface SampleGroup {
  /** Of the module: `brat` for `brat-samples.ts`. */
  name: string;
  checks: SampleCheck[];
}

/** @param samples the folder with the files */
export async function checkSamples(samples: string): Promise<SampleGroup[]> {
  const groups: SampleGroup[] = [];
  for (const [file, { check }] of Object.entries(modules)) {
    const name = /([^/]+)-samples\.ts$/.exec(file)![1]!;
    try {
      groups.push({ name, checks: await check(samples) });
    } catch (error) {
      groups.push({
        name,
        checks: [{ file: name, expected: 'all files can be looked at', found: String(error) }],
      });
    }
  }
  return groups;
}

export const isAsExpected = ({ expected, found }: SampleCheck): boolean => expected === found;
