// Days as the contracts count them: in Shanghai, wherever the server is.
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
export const ZONE_MS = 8 * HOUR_MS;

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

// The day of a time, as text.
export const dayText = (ms) => new Date(ms + ZONE_MS).toISOString().slice(0, 10);

// A time as the contracts write it.
export const timeText = (ms) => new Date(ms + ZONE_MS).toISOString().slice(0, 19).replace('T', ' ');

// How long the day goes on.
const leftOfDay = (now) => DAY_MS - (now + ZONE_MS) % DAY_MS;

// For what counts by days, such as users of today: returns when the day goes on for so long, which
// is at once but for the last minutes before midnight.
export async function sameDayFor(ms, {now = Date.now, wait = sleep} = {}) {
  const left = leftOfDay(now());
  if (left <= ms) await wait(left + 1);
}
