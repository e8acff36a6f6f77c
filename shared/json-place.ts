/** Where a text stops being JSON, as its user would look for it. */

/** What was found to be wrong, in the engine's words, and where: both count from 1, the column in code units. */
export interface JsonFault {
  line: number;
  column: number;
  what: string;
}

/** @param error what `JSON.parse` threw for this text */
export function jsonFault(error: unknown, text: string): JsonFault {
  const words = error instanceof Error ? error.message : String(error);
  const position = Math.min(positionIn(words) ?? firstFault(text), text.length);
  const before = text.slice(0, position);
  const line = before.split('\n').length;
  return {
    line,
    column: position - before.lastIndexOf('\n'),
    what: isEnd(words, text.length)
      ? 'its end is missing'
      : words.replace(/ (?:in JSON )?at position .*$/s, '').replace(/, (?:\.\.\.)?".*$/s, ''),
  };
}

const positionIn = (words: string): number | null => {
  const found = /at position (\d+)/.exec(words)?.[1];
  return found === undefined ? null : Number(found);
};

/** Whether the text could go on: what is wrong is that it ends. */
const isEnd = (words: string, length: number): boolean =>
  /^Unexpected end|^Unterminated string/.test(words) || positionIn(words) === length;

/**
 * The engine does not always say where. But a beginning of the text is without fault as long as it could go
 * on, so the fault is found by halving.
 */
function firstFault(text: string): number {
  let sound = 0;
  let faulty = text.length + 1;
  while (faulty - sound > 1) {
    const middle = (sound + faulty) >> 1;
    if (canGoOn(text.slice(0, middle))) sound = middle;
    else faulty = middle;
  }
  return sound;
}

function canGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return true;
  } catch (error) {
    return isEnd(error instanceof Error ? error.message : String(error), beginning.length);
  }
}
