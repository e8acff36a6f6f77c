/** Old pages write the names of attributes in capitals; what the attributes say is words, and stays. */
import { expect, it } from 'vitest';
import { pageArticle, parsePage } from '../../electron/exchange/html';

it('reads names of attributes in capitals, and leaves what they say as it is', () => {
  const html = `<HTML><HEAD><META NAME="author" CONTENT='Ada A = B "C D = 1"'><TITLE>Why E = mc</TITLE></HEAD>
    <BODY><P CLASS=lead>One A = 2.</P><P TITLE = "WHY E = MC" ID='x'>Two.</P></BODY></HTML>`;
  const { document } = parsePage(html);
  expect(document.querySelector('p.lead')).not.toBeNull();
  expect(document.querySelector('#x')?.getAttribute('title')).toBe('WHY E = MC');
  expect(pageArticle(html).fields.author).toBe('Ada A = B "C D = 1"');
});
