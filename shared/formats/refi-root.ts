/** The XML that a REFI-QDA file is made of. */
import { ReadProblem } from '../read-problem';
import { parseXmlSoFar, type XmlElement } from '../xml';
import type { DatasetBuilder } from './dataset-builder';

/**
 * The root of a REFI-QDA file; of one that is broken, what is whole, which is noted.
 * @throws ReadProblem for another program's file, and one of which nothing is whole
 */
export function refiRoot(
  text: string,
  what: string,
  expected: 'CodeBook' | 'Project',
  builder: DatasetBuilder,
): XmlElement {
  const { root, problem } = parseXmlSoFar(text, what);
  if (root.name !== expected) {
    const other = expected === 'Project' ? 'codebook' : 'project';
    const isOther = root.name === (expected === 'Project' ? 'CodeBook' : 'Project');
    throw new ReadProblem(
      isOther
        ? `${what} is a REFI-QDA ${other}. Choose that format.`
        : `${what} is no REFI-QDA file: it begins with <${root.name}> instead of <${expected}>. Export it again from the program that it comes from as REFI-QDA.`,
    );
  }
  if (problem && !root.children.some((child) => typeof child !== 'string' && child.children.length > 0))
    throw problem;
  if (problem)
    builder.losses.add(
      'foreign data',
      'mismatch',
      'The file is broken; what is whole of it is taken.',
      problem.message,
    );
  if (/^urn:QDA-XML:/i.test(root.uri) && !root.uri.endsWith(':1.0'))
    builder.losses.add(
      'foreign data',
      'mismatch',
      'The file is of another version of REFI-QDA than 1.0; what it has more is not known here.',
      root.uri,
    );
  return root;
}
