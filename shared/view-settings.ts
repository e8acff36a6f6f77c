/** How the text is set, the window drawn and the worklist kept: what can be chosen, and what was saved of it. */
import { z } from 'zod';

export const viewSettings = z.object({
  /** Size of the text in per cent of the usual one. */
  size: z.int().min(60).max(220),
  /** Characters to a line, about. */
  measure: z.int().min(40).max(120),
  /** Height of a line in hundredths of the letters' size. */
  leading: z.int().min(120).max(240),
  font: z.enum(['serif', 'sans', 'system']),
  /** The direction of the window itself; paragraphs always have their own. */
  direction: z.enum(['ltr', 'rtl']),
  motion: z.enum(['system', 'reduced']),
  /** Whose incomplete annotations are counted and listed. */
  worklist: z.enum(['mine', 'everybody']),
});
export type ViewSettings = z.infer<typeof viewSettings>;

/** The settings that are figures. */
export type ViewFigure = 'size' | 'measure' | 'leading';

/** The least and the most that a figure can be. */
export function limitsOf(name: ViewFigure): { least: number; most: number } {
  const { minValue, maxValue } = viewSettings.shape[name];
  if (minValue === null || maxValue === null) throw new Error(`the figure ${name} has no limits`);
  return { least: minValue, most: maxValue };
}

export const usualSettings: ViewSettings = {
  size: 100,
  measure: 70,
  leading: 165,
  font: 'serif',
  direction: 'ltr',
  motion: 'system',
  worklist: 'mine',
};

/** What was saved, as far as it makes sense; the usual settings for the rest. */
export function readViewSettings(saved: string | null): ViewSettings {
  let raw: unknown = null;
  try {
    raw = JSON.parse(saved ?? 'null');
  } catch {
    // Damaged settings cost the settings, never the start of the window.
  }
  const given = typeof raw === 'object' && raw !== null ? raw : {};
  const settings = Object.fromEntries(
    Object.entries(usualSettings).map(([name, usual]) => {
      const field = viewSettings.shape[name as keyof ViewSettings];
      const read = field.safeParse((given as Record<string, unknown>)[name]);
      return [name, read.success ? read.data : usual];
    }),
  );
  return settings as ViewSettings;
}
