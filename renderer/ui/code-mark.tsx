import type { Code } from '../../shared/records';
import { lineColor } from './line-color';

/** The sign of a code beside its name: its colour, and its line style for eyes that do not tell colours. */
export function CodeMark({ code }: { code: Pick<Code, 'color' | 'lineStyle'> }) {
  return (
    <span aria-hidden className={`code-mark ${code.lineStyle}`} style={{ '--code': lineColor(code.color) }} />
  );
}
