/** Other people's programs that check what we write: whether they are there, and in which version. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

/** Of the system: what Debian packages for Python belong to is not any other Python on the path. */
export const python = '/usr/bin/python3';

/** Where Debian keeps the reference implementation of UIMA. */
export const uimaJar = '/usr/share/java/uimaj-core.jar';

const largestOutput = 1 << 28;

export interface Answer {
  /** Null where the program is not there. */
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a program to its end. */
export function ask(command: string, args: readonly string[], input?: string): Answer {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: largestOutput,
    input,
  });
  return { status, stdout: stdout ?? '', stderr: stderr ?? '' };
}

/** What a script of this folder answers to a JSON text, as JSON. @throws Error with what it complained of */
export function askPython<T>(script: string, input: unknown): T {
  const { status, stdout, stderr } = ask(python, [`tests/compare/${script}`], JSON.stringify(input));
  if (status !== 0) throw new Error(`${script} ended with ${status}: ${stderr.slice(-2_000)}`);
  return JSON.parse(stdout) as T;
}

/** The first thing that looks like a version in what a program says of itself; null where it is not there. */
function versionIn(command: string, ...args: string[]): string | null {
  const { status, stdout, stderr } = ask(command, args);
  return status === 0 ? (/\d+(?:\.\d+)+/.exec(stdout + stderr)?.[0] ?? 'of unknown version') : null;
}

const moduleVersion = (name: string): string | null =>
  versionIn(python, '-c', `import ${name}; print(${name}.__version__)`);

/** Of a program that does not tell its own. */
function debianVersion(name: string): string | null {
  const { status, stdout } = ask('dpkg-query', ['-W', '-f', '${Version}', name]);
  return status === 0 && stdout !== '' ? stdout : null;
}

/** Of a package that the project is built with. */
const packageVersion = (name: string): string =>
  (JSON.parse(fs.readFileSync(`node_modules/${name}/package.json`, 'utf8')) as { version: string }).version;

/** `name version` of each program; null where it is not there. */
export interface Programs {
  xmllint: string | null;
  jing: string | null;
  java: string | null;
  uima: string | null;
  python: string | null;
  yaml: string | null;
  networkx: string | null;
  igraph: string | null;
  jsonld: string;
  ajv: string;
  sqlite: string;
}

export function findPrograms(): Programs {
  const named = (name: string, version: string | null): string | null =>
    version === null ? null : `${name} ${version}`;
  return {
    xmllint: named('xmllint', libxmlVersion()),
    jing: named('jing', debianVersion('jing')),
    java: named('OpenJDK', versionIn('javac', '--version')),
    uima: named('UIMA', debianVersion('libuima-core-java')),
    python: named('Python', versionIn(python, '--version')),
    yaml: named('PyYAML', moduleVersion('yaml')),
    networkx: named('networkx', moduleVersion('networkx')),
    igraph: named('igraph', moduleVersion('igraph')),
    jsonld: `jsonld ${packageVersion('jsonld')}`,
    ajv: `ajv ${packageVersion('ajv')}`,
    sqlite: `SQLite by better-sqlite3 ${packageVersion('better-sqlite3')}`,
  };
}

/** xmllint tells the version of its library as one number, `20914`. */
function libxmlVersion(): string | null {
  const { status, stdout, stderr } = ask('xmllint', ['--version']);
  if (status !== 0) return null;
  const [, number = ''] = /libxml version (\d+)/.exec(stdout + stderr) ?? [];
  return `${Math.floor(Number(number) / 10_000)}.${Math.floor(Number(number) / 100) % 100}.${Number(number) % 100}`;
}

/** Why a check is skipped whose program is not there. */
export const notThere = (debianPackage: string): string =>
  `the program is not there: install it with apt-get install ${debianPackage}`;
