/** Weeks of ISO 8601, in which agreement is followed over time. */

/** `2026-W01` of a full date; null of a date that is less exact, or of none. */
export function weekOf(date: string | null): string | null {
  if (date === null || date.length < 10) return null;
  const day = new Date(`${date}T00:00:00Z`);
  // The week belongs to the year of its Thursday.
  day.setUTCDate(day.getUTCDate() + 4 - (day.getUTCDay() || 7));
  const days = (day.getTime() - Date.UTC(day.getUTCFullYear(), 0, 1)) / 86_400_000;
  return `${day.getUTCFullYear()}-W${String(Math.floor(days / 7) + 1).padStart(2, '0')}`;
}
