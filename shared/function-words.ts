/** Words that begin sentences and are no part of a name, in the languages whose press is coded most. */
const words = `
  The A An In On At By To From With He She It They We I You His Her Its Their Our My Your But And Or So Yet This That
  These Those There Here As If When While For Some Many Most All Both Each What Who Why How Where After Before Since
  Now Then Not No Yes According Meanwhile However Although Because Last Next
  Der Die Das Den Dem Des Er Sie Es Wir Ihr Ein Eine Einen Einer Und Aber Oder Im Am Auf Bei Mit Nach Von Vor Zu Zum
  Zur Dann Doch Auch Als Wenn Wie Was Wer Dies Diese Dieser Nur Noch
  Le La Les Un Une Il Elle Ils Elles On Nous Vous Mais Et Ou Ce Cette Ces Dans En Pour Par Sur Avec Selon Son Sa Ses
  El Los Las Una Pero Y Con Por Para Según Su Sus Lo Gli Uno Ma E Nel Nella Per Secondo
`;

const functionWords: ReadonlySet<string> = new Set(words.trim().split(/\s+/));

/** Whether a word, with its capital, is one that only begins a sentence. */
export const isFunctionWord = (word: string): boolean => functionWords.has(word);
