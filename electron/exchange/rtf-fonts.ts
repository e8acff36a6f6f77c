/** The code pages of an RTF file: of the whole, and of its fonts, which count more. */
import iconv from 'iconv-lite';

/** By the number after `\fcharset`, the code page of a font. */
const charsets: Record<number, string> = {
  0: 'windows-1252', 77: 'macintosh', 128: 'shift_jis', 129: 'cp949', 130: 'cp949', 134: 'gb18030', 136: 'big5',
  161: 'windows-1253', 162: 'windows-1254', 163: 'windows-1258', 177: 'windows-1255', 178: 'windows-1256',
  186: 'windows-1257', 204: 'windows-1251', 222: 'windows-874', 238: 'windows-1250', 254: 'cp437',
}; // prettier-ignore

/** Undefined for a font that has no code page of its own. */
const pageOfCharset = (charset: number): string | undefined => charsets[charset];

const pages: Record<number, string> = { 10000: 'macintosh', 65001: 'utf8', 1361: 'cp949' };

/** The name under which iconv-lite may know a Windows code page. */
const pageOfNumber = (number: number): string => pages[number] ?? `cp${number}`;

export class RtfFonts {
  private readonly pages = new Map<number, string>();
  private page = 'windows-1252';
  private standard = -1;

  /**
   * @param font the number of the font that is being described; null outside of the list of fonts
   * @returns whether the word was about fonts or code pages
   */
  word(word: string, number: number | null, font: number | null): boolean {
    switch (word) {
      case 'ansicpg':
        this.setPage(number === null ? undefined : pageOfNumber(number));
        return true;
      case 'mac':
        this.setPage('macintosh');
        return true;
      case 'pc':
        this.setPage('cp437');
        return true;
      case 'pca':
        this.setPage('cp850');
        return true;
      case 'deff':
        this.standard = number ?? -1;
        return true;
      case 'fcharset':
      case 'cpg': {
        if (font === null || number === null) return true;
        const page = word === 'cpg' ? pageOfNumber(number) : pageOfCharset(number);
        if (page !== undefined && iconv.encodingExists(page)) this.pages.set(font, page);
        return true;
      }
      default:
        return false;
    }
  }

  private setPage(page: string | undefined): void {
    if (page !== undefined && iconv.encodingExists(page)) this.page = page;
  }

  /** @param font -1 for the font of a text that names none */
  decode(bytes: Uint8Array, font: number): string {
    const page = this.pages.get(font === -1 ? this.standard : font) ?? this.page;
    return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), page);
  }
}
