/** The keys of texts are stored in project files: a text must have the same ones in every version. */
import { describe, expect, it } from 'vitest';
import { keysOf, keysOfText, similarity } from '../../shared/article-keys';

describe('the keys of a text stay what they were when project files were written', () => {
  it.each<[what: string, text: string, keys: number[]]>([
    [
      'a sentence',
      'The minister said on Tuesday that the tariff would rise by 12 percent.',
      [
        3287687032311345, 4468391854199303, 3044914967979130, 457361495937045, 1806509251395866,
        3168541687722282, 389416859915103, 175714398328220,
      ],
    ],
    [
      'the same with other case and punctuation',
      '“THE MINISTER” said, on Tuesday: that the tariff – would rise by 12 percent!',
      [
        3287687032311345, 4468391854199303, 3044914967979130, 457361495937045, 1806509251395866,
        3168541687722282, 389416859915103, 175714398328220,
      ],
    ],
    [
      'two words',
      'Prices rose',
      [
        810681097166279, 742750464619419, 2368811210618735, 2510267376592229, 41468379735551,
        3934481192242362, 2145561535204524, 439914450522151,
      ],
    ],
    [
      'no word',
      '… — !',
      [
        3662490921973246, 867316375916080, 2149385305026086, 713792671205139, 3129318582285149,
        1692547920728479, 3212774716666577, 2661649480564630,
      ],
    ],
    [
      'Arabic',
      'قال رئيس الوزراء يوم الثلاثاء إن الحكومة سترفع أسعار المياه بنسبة ١٢ في المئة.',
      [
        2869517973449637, 3178362452453748, 4362002424829444, 1594442066065850, 2688842966065725,
        2648383303479983, 1373252508371215, 3581900137915244,
      ],
    ],
    [
      'Chinese',
      '部长星期二表示，水价将上涨百分之十二。「市民」反对。',
      [
        3435925755954301, 555887166124417, 94966466061298, 265583649510917, 3777300088837831,
        1884906646914105, 4011860210893720, 2837203799376514,
      ],
    ],
    [
      'Thai',
      'รัฐมนตรีกล่าวว่าราคาน้ำจะขึ้น',
      [
        462313850690202, 475246604460436, 669627494655523, 2377966929959689, 13971856502674, 2660026885958801,
        2314033077244050, 1184395283858606,
      ],
    ],
    [
      'many scripts, signs and emoji',
      'Ünal İstanbul’da “ªº µ” konuştu 😀 ＡＢＣ／ﷺ e\u0301 ﹏ Straße ΣΊΣΥΦΟΣ',
      [
        2679429430034344, 159874601288549, 4249477268464294, 1074071353036138, 2166366349953550,
        3822910594965567, 702273883697777, 3293984800654675,
      ],
    ],
    [
      'four hundred words',
      Array.from({ length: 400 }, (_, at) => `word${(at * 7919) % 311}`).join(' '),
      [
        3519832735507178, 3684634938125338, 81944408276964, 3069067665659674, 382408187610595,
        2627353268392927, 1238299262388351, 2774780720673702,
      ],
    ],
  ])('%s', (_, text, keys) => expect(keysOfText(text)).toEqual(keys));

  it('whatever was made into keys before', () => {
    const before = keysOfText('Prices rose');
    keysOfText(Array.from({ length: 30_000 }, (_, at) => `word${at}`).join(' '));
    expect(keysOfText('Prices rose')).toEqual(before);
  });

  it('with those of its address and number after them', () => {
    const names = { url: 'https://www.example.org/a?utm_source=x', accession: 'AB 12' };
    expect(keysOf({ text: 'Prices rose', ...names }).slice(8)).toEqual([139109340900836, 3237475611365746]);
  });
});

describe('the similarity of two texts', () => {
  const words = Array.from({ length: 100 }, (_, at) => `word${at}`);
  it('is 1 for the same words, 0 for others, and between for some', () => {
    expect(similarity(words.join(' '), words.join(', ').toUpperCase())).toBe(1);
    expect(similarity(words.join(' '), words.map((word) => `${word}x`).join(' '))).toBe(0);
    expect(similarity(words.join(' '), words.slice(0, 52).join(' '))).toBe(0.5);
  });
  it('of texts without words says whether they are the same', () => {
    expect(similarity('…', '…')).toBe(1);
    expect(similarity('…', '—')).toBe(0);
  });
});
