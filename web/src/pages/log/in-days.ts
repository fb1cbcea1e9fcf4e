/** Nine in the morning of the reader's day, so many days ahead; today, in an hour. */
export function inDays(days: number): string {
  const day = new Date();
  if (days === 0) return new Date(day.getTime() + 3_600_000).toISOString();
  day.setDate(day.getDate() + days);
  day.setHours(9, 0, 0, 0);
  return day.toISOString();
}
