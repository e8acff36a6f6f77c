/** RTF as Word, LibreOffice and older programs write it: what holds within a group, and what is no text. */
import { describe, expect, it } from 'vitest';
import { linesOf, readFile, readOne } from '../support/read-files';

const raw = String.raw;
const styles = raw`{\stylesheet{\ql Normal;}{\s1\ls2\outlinelevel0 heading 1;}{\s2 heading 2;}{\s3 Quote;}{\s4 Title;}{\*\cs5 Strong;}}`;
const rtf = (body: string): string =>
  raw`{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}{\f1\fcharset178 Arab;}}` + `${styles}${body}}`;
const lines = async (body: string): Promise<string[]> => linesOf(await readOne('a.rtf', rtf(body)));

describe('a paragraph of RTF', () => {
  it('is what its own words or its style say, and not what stands in the list of styles', async () => {
    expect(
      await lines(
        raw`First\par\pard\s4 The title\par\pard\s2 A section\par\pard\s3 \'84Nein!\ldblquote\par\pard\s1\outlinelevel9 Body text\par`,
      ),
    ).toEqual(['First', 'h1 The title', 'h2 A section', '> „Nein!“', 'Body text']);
  });

  it('is an item at its level, in whichever order list and level are written', async () => {
    expect(
      await lines(
        raw`\pard\ls1\ilvl0{\listtext\pard\plain 1.\tab}one\par\pard\ilvl1\ls1{\listtext\pard\plain b)\tab}two\par{\listtext\f1 o\tab}\pard\ilvl2\ls1 three\par\pard End\par`,
      ),
    ).toEqual(['1. one', '  1. two', '    - three', 'End']);
  });

  it('goes on after a note, whose look is its own', async () => {
    expect(
      await lines(
        raw`\pard\outlinelevel0 Head{\chftn}{\footnote\pard\plain {\chftn} A note.\par}ing\par\pard x\par`,
      ),
    ).toEqual(['h1 Head[1]ing', 'x', '- [1] A note.']);
  });

  it('that nothing ends is there, and so is what follows a bracket too many', async () => {
    expect(await lines(raw`\pard\outlinelevel1 Cut off`)).toEqual(['h2 Cut off']);
    expect(await lines(raw`\pard One\par}\pard Two\par{`)).toEqual(['One', 'Two']);
  });
});

describe('the text of RTF', () => {
  it('holds the words of text boxes once, behind the paragraph that they hang on', async () => {
    const box = raw`{\shp{\*\shpinst\shpleft0{\sp{\sn name}{\sv value}}{\shptxt\pard In the box\par And more\par}}{\shprslt{\*\do{\dptxbxtext In the box\par}}}}`;
    expect(await lines(raw`\pard Before${box} after\par`)).toEqual([
      'Before after',
      'In the box',
      'And more',
    ]);
    expect(await lines(raw`{\header ${box}}\pard Text\par`)).toEqual(['Text']);
  });

  it('takes the Unicode form of what is written twice', async () => {
    expect(await lines(raw`\pard {\upr{?}{\*\ud{\u1044?\u1072?}}}!\par`)).toEqual(['Да!']);
  });

  it('keeps a table within a table in its cell', async () => {
    expect(
      await lines(
        raw`\trowd\pard\intbl A\cell\pard\intbl\itap2 x\nestcell y\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}\pard\intbl\itap1 B\cell\row\pard End\par`,
      ),
    ).toEqual(['| A\tx y B', 'End']);
  });

  it('is decoded by the page of the file, the default font, or a font’s own number', async () => {
    const text = async (content: string): Promise<string> => (await readOne('a.rtf', content)).text;
    expect(await text(raw`{\rtf1\ansi\ansicpg65001 Gr\'c3\'bc\'c3\'9fe\par}`)).toBe('Grüße');
    expect(await text(raw`{\rtf1\deff1{\fonttbl{\f1\fcharset204 C;}}\plain \'c4\'e0\par}`)).toBe('Да');
    expect(await text(raw`{\rtf1{\fonttbl{\f7\cpg1250 C;}}\f7 \'9a\'e8\par}`)).toBe('šč');
    expect(await text(raw`{\rtf1\mac caf\'8e\par}`)).toBe('café');
    expect(await text(`\ufeff${raw`{\rtf1 words\par}`}`)).toBe('words');
  });

  it('keeps hyphens and spaces of every kind, and reads a control word as one sign of a fallback', async () => {
    expect(await lines(raw`\pard a\~b\_c\-d\emdash e\u8211\endash f\u-10179\u-8704\'3f\par`)).toEqual([
      'a\u00a0b\u2011c\u00add—e–f😀',
    ]);
  });

  it('is without comments, deleted and hidden words, and says so of comments and hidden words', async () => {
    const { text, warnings } = await readOne(
      'a.rtf',
      rtf(
        raw`\pard a{\*\atnid AB}{\*\atnauthor X}\chatn{\*\annotation \pard comment\par}b{\v hidden}{\deleted gone}{\revised new}\par`,
      ),
    );
    expect(text).toBe('abnew');
    expect(warnings).toEqual([expect.stringContaining('1 comment was'), expect.stringContaining('hides')]);
    expect((await readOne('a.rtf', rtf(raw`\pard a{\deleted gone}\par`))).warnings).toEqual([]);
  });

  it('that is far too long is refused as too long within seconds', async () => {
    const begin = performance.now();
    const { skipped } = await readFile(
      'a.rtf',
      rtf(raw`\pard ${raw`Some \b words\b0 .\par `.repeat(450_000)}`),
    );
    expect(skipped).toEqual([{ place: '', why: expect.stringContaining('too long') }]);
    expect(performance.now() - begin).toBeLessThan(20_000);
  }, 60_000);
});

describe('what RTF says about itself', () => {
  it('goes to title, author and particulars; its date is the file’s', async () => {
    const { fields, particulars } = await readOne(
      'a.rtf',
      rtf(
        raw`{\info{\title {\upr{?}{\*\ud{\u1044?\u1072?}}}}{\author Zo\'eb}{\keywords water, ports}{\creatim\yr2020\mo1\dy2\hr3\min4}}\pard x\par`,
      ),
    );
    expect(fields).toMatchObject({ title: 'Да', author: 'Zoë', date: null });
    expect(particulars).toEqual([
      { name: 'File created', value: '2020-01-02' },
      { name: 'Keywords', value: 'water, ports' },
    ]);
  });
});
