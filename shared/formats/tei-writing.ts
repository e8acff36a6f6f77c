/**
 * Writes a project as a TEI corpus: codebook, concepts, actors and coders in its header and stand-off, then a TEI
 * element for each article. Everything that points uses xml:id, so that tools need no offsets.
 */
import type { Piece, Writer } from './format';
import { teiFormat, teiNamespace } from './tei';
import { noteLayout, teiArticle } from './tei-article';
import { teiIds, TeiRegistries } from './tei-registries';
import { xmlDeclaration, xmlElement } from './xml-writer';

export const writeTei: Writer = function* (dataset, { losses, name }): Iterable<Piece> {
  const file = `${name}.${teiFormat.extensions[0]}`;
  const idOf = teiIds(dataset.registries);
  const registries = new TeiRegistries(dataset.registries, idOf, losses);
  // A corpus must have a text; a project without articles is a TEI of registries alone.
  const isEmpty = dataset.articleCount === 0;
  const root = isEmpty ? 'TEI' : 'teiCorpus';
  yield { file, content: `${xmlDeclaration}<${root} xmlns="${teiNamespace}">\n${registries.header()}` };
  const standOff = registries.standOff();
  const said = standOff === '' && isEmpty ? '<note>There are no articles.</note>' : standOff;
  if (said !== '') yield { file, content: `${xmlElement('standOff', {}, said)}\n` };
  let number = 0;
  for (const coded of dataset.articles()) {
    number += 1;
    const { layout, text, title } = coded.article;
    noteLayout(losses, layout, text, title);
    yield { file, content: teiArticle(coded, number, idOf, losses) };
  }
  yield { file, content: `</${root}>\n` };
};
