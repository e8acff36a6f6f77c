/**
 * Letters in the form that a font or a layout gives them, as the letters that they are: PDF files often hold
 * ligatures, the shapes of Arabic letters in words, and radicals in the place of Chinese characters. Nothing
 * else is changed: this is no normalisation of texts.
 */

/** Radicals that Unicode does not decompose, by its list of equivalent unified ideographs. */
const radicals: Record<string, string> = {
  '⺁': '厂', '⺈': '刀', '⺉': '刂', '⺊': '卜', '⺋': '㔾', '⺍': '小', '⺎': '尢', '⺒': '巳', '⺓': '幺', '⺖': '忄', '⺗': '心', '⺘': '扌',
  '⺙': '攵', '⺛': '旡', '⺝': '月', '⺞': '歹', '⺟': '母', '⺠': '民', '⺡': '氵', '⺢': '水', '⺣': '灬', '⺤': '爪', '⺥': '爫', '⺦': '丬', '⺨': '犭',
  '⺩': '王', '⺫': '目', '⺬': '示', '⺭': '礻', '⺮': '竹', '⺯': '糹', '⺰': '纟', '⺲': '罒', '⺶': '羊', '⺷': '羊', '⺹': '耂', '⺺': '肀', '⺼': '肉',
  '⺽': '臼', '⺾': '艹', '⺿': '艹', '⻀': '艹', '⻁': '虎', '⻂': '衤', '⻃': '覀', '⻄': '西', '⻅': '见', '⻆': '角', '⻈': '讠', '⻉': '贝', '⻊': '足',
  '⻋': '车', '⻌': '辶', '⻍': '辶', '⻎': '辶', '⻏': '阝', '⻐': '钅', '⻑': '長', '⻒': '镸', '⻓': '长', '⻔': '门', '⻕': '阜', '⻖': '阝', '⻗': '雨',
  '⻘': '青', '⻙': '韦', '⻚': '页', '⻛': '风', '⻜': '飞', '⻝': '食', '⻟': '飠', '⻠': '饣', '⻢': '马', '⻣': '骨', '⻤': '鬼', '⻥': '鱼', '⻦': '鸟',
  '⻧': '卤', '⻨': '麦', '⻩': '黄', '⻪': '黾', '⻫': '斉', '⻬': '齐', '⻭': '歯', '⻮': '齿', '⻯': '竜', '⻰': '龙', '⻱': '龜', '⻲': '亀',
}; // prettier-ignore

/** Signs as they stand in vertical lines. */
const upright: Record<string, string> = {
  '︐': '，', '︑': '、', '︒': '。', '︓': '：', '︔': '；', '︕': '！', '︖': '？', '︗': '〖', '︘': '〗', '︙': '…', '︱': '—', '︵': '（', '︶': '）',
  '︷': '｛', '︸': '｝', '︹': '〔', '︺': '〕', '︻': '【', '︼': '】', '︽': '《', '︾': '》', '︿': '〈', '﹀': '〉', '﹁': '「', '﹂': '」', '﹃': '『',
  '﹄': '』', '﹇': '［', '﹈': '］',
}; // prettier-ignore

/** Latin ligatures, Hebrew and Arabic presentation forms, vertical forms, and radicals; no signs for whole phrases, which are typed. */
const forms =
  /[\ufb00-\ufb4f\ufb50-\ufdf1\ufdf3-\ufdf9\ufe10-\ufe19\ufe31-\ufe48\ufe70-\ufefc\u2e80-\u2ef3\u2f00-\u2fd5]/g;

/** @returns the text in plain letters, and how many forms were replaced */
export function plainLetters(text: string): { text: string; replaced: number } {
  let replaced = 0;
  const plain = text.replaceAll(forms, (form) => {
    // Marks that stand alone decompose to a space with the mark over it; the space is not in the text.
    const letters =
      radicals[form] ??
      upright[form] ??
      (form < '\ufe70' && form >= '\ufe10' ? form : form.normalize('NFKC').replace(/^ (?=\p{M})/u, ''));
    if (letters !== form) replaced++;
    return letters;
  });
  return { text: plain, replaced };
}
