/** `claimbook agreement`: how far coders agree, stage by stage, with what is not defined and why. */
import { v7 as newId } from 'uuid';
import type { AgreementReport, AgreementRow, AgreementSettings, GammaReport } from '../shared/api';
import { agreementSettings } from '../shared/api-agreement';
import { figureInWords } from '../shared/agreement/methods';
import { measureInfo } from '../shared/agreement/measures';
import type { Options, Run } from './cli-commands';
import { Complaint, coderName, done, misuse, onlyFile, withHost } from './cli-support';

export async function printAgreement({ files, options, print, ...around }: Run): Promise<number> {
  const file = onlyFile(files);
  const names = namesIn(options.coders);
  const numbers = numbersIn(options);
  return withHost(around, async (host, grant) => {
    const project = await done(host, 'project.open', {
      token: grant(file),
      mode: 'read',
      coderName: coderName(undefined),
    });
    const { coders } = await done(host, 'agreement.coders', undefined);
    const settings = agreementSettings.parse({
      ...numbers,
      coderIds: names.map((name) => idOf(name, coders, 'coder')),
      codeIds: options.code?.map((name) => idOf(name, project.codes, 'code')) ?? null,
      from: options.from ?? null,
      to: options.to ?? null,
      sources: options.source ?? null,
    });
    const report = await done(host, 'agreement.compute', { jobId: newId(), settings });
    const gamma = options.gamma ? await done(host, 'agreement.gamma', { jobId: newId(), settings }) : null;
    const { text, measures } = await done(host, 'agreement.methods', { settings });
    print({ settings, ...report, ...(gamma ? { gamma } : {}), methods: text, measures }, [
      ...headOf(report),
      ...tableOf(report.rows, settings),
      ...(gamma ? gammaLines(gamma, settings) : []),
      ...partsOf(report, settings),
      '',
      text,
    ]);
    return 0;
  });
}

/** `A,B`; a name that holds a comma is not split where it is quoted: `"Doe, Ann",Bo`. */
function namesIn(given: string | undefined): string[] {
  const names = [...(given ?? '').matchAll(/"([^"]*)"|([^,]+)/g)].map(([, quoted, plain]) =>
    (quoted ?? plain ?? '').trim(),
  );
  if (names.length < 2) throw new Complaint('Name two or more coders: --coders ANN,BO', misuse);
  return names;
}

function numbersIn({ tolerance, resamples, seed }: Options): Partial<AgreementSettings> {
  const numbers: Partial<AgreementSettings> = {};
  for (const [name, given] of Object.entries({ tolerance, resamples, seed })) {
    if (given === undefined) continue;
    const number = Number(given);
    if (!agreementSettings.shape[name as 'seed'].safeParse(number).success)
      throw new Complaint(`--${name} is a whole number, and not as large as ${given}.`, misuse);
    numbers[name as 'seed'] = number;
  }
  return numbers;
}

function idOf(name: string, records: readonly { id: string; name: string }[], what: string): string {
  const [found, ...others] = records.filter((record) => record.name === name);
  if (found && others.length === 0) return found.id;
  const known = records.map((record) => `“${record.name}”`).join(', ');
  throw new Complaint(
    found
      ? `There are ${others.length + 1} ${what}s called “${name}”. Give them different names in the app.`
      : `There is no ${what} called “${name}”. There are: ${known || 'none'}.`,
  );
}

function headOf({ coders, articles, annotations }: AgreementReport): string[] {
  const waiting = articles.inProgress > 0 ? `, ${articles.inProgress} of them in progress` : '';
  return [
    `Coders: ${coders.map(({ name }) => name).join(', ')}`,
    `Articles: ${articles.compared} compared, ${articles.leftOut} left out as not read by two${waiting}`,
    `Annotations: ${annotations}`,
  ];
}

/** Each line with its figures, one below the other; then what is not defined, once for each reason. */
function tableOf(rows: readonly AgreementRow[], { level }: AgreementSettings): string[] {
  const lines: string[] = [];
  for (const { name, units, disagreements, figures } of rows) {
    lines.push('', `${name}: ${units} units, ${disagreements} disagreements`);
    for (const figure of figures) if (figure.result.defined) lines.push(`  ${figureInWords(figure, level)}`);
    const reasons = new Map<string, string[]>();
    for (const { measure, result } of figures) {
      if (result.defined) continue;
      reasons.set(result.why, [...(reasons.get(result.why) ?? []), measureInfo(measure).name]);
    }
    for (const [why, measures] of reasons) lines.push(`  Not defined: ${measures.join(', ')}. ${why}`);
  }
  return lines;
}

function gammaLines({ result, method }: GammaReport, { level }: AgreementSettings): string[] {
  const line = result.defined
    ? figureInWords({ measure: 'gamma', result }, level)
    : `Gamma is not defined. ${result.why}`;
  return ['', line, `  ${method}`];
}

/** Of codes, pairs and weeks the figure to look at first. */
function partsOf({ codes, pairs, weeks }: AgreementReport, { level }: AgreementSettings): string[] {
  const groups = { 'By code': codes, 'By pair of coders': pairs.length > 1 ? pairs : [], 'By week': weeks };
  return Object.entries(groups).flatMap(([title, parts]) =>
    parts.length === 0
      ? []
      : [
          '',
          title,
          ...parts.flatMap(({ name, articles, rows }) => [
            `  ${name} (${articles} articles)`,
            ...rows.flatMap((row) => {
              const figure = row.figures.find(({ measure }) => measure === row.primary);
              return figure?.result.defined ? [`    ${row.name}: ${figureInWords(figure, level)}`] : [];
            }),
          ]),
        ],
  );
}
