// What the plan for growth is fed with: figures that were measured, read from
// docs/develop/bench.md, and what is assumed, each with its reason.
import { readFileSync } from 'node:fs';

const number = (text) => Number(text.replaceAll(',', ''));

// Name: the beginning of a row of that page, what to take of it, what it is.
const MEASURED = {
  koine: ['| `durable_cpu_us` | 80 |', /.*= ([\d.,]+) in Koine/,
    'CPU µs of Koine per message, stored and delivered to one'],
  postgres: ['| `durable_cpu_us` | 80 |', /.*\+ ([\d.,]+) in PostgreSQL/,
    'CPU µs of PostgreSQL per message'],
  perSecond: ['| `durable_per_s` | 12,000', /\| ([\d.,]+) \([^|]*\) \|$/,
    'messages per second of one store, whatever its machine'],
  groupDelivery: ['| `fanout_cpu_us` (a delivery to one of 500)', /\| ([\d.]+) \([^|]*\) \|$/,
    'CPU µs per delivery to a group, both processes'],
  delivery: ['| `fanout_cpu_us` (floor)', /\| ([\d.]+) \([\d.]+\) \|$/,
    'CPU µs of Koine alone per delivery'],
  idleBytes: ['| `idle_bytes` (floor)', /\| ([\d.,]+) \([\d.]+\) \|$/, 'bytes per idle socket'],
  list: ['| `list_cpu_ms`', /\| ([\d.]+), of which [\d.]+ in Koine \|$/,
    'CPU ms per list of 1,000 conversations, both processes'],
  page: ['| `page_cpu_ms`', /\| ([\d.]+), of which [\d.]+ in Koine \|$/,
    'CPU ms per page of 50 messages, both processes'],
  hear: ['| `nodes_hear_us`', /\| ([\d.]+) \|$/,
    'CPU µs of a node per message of others, none of its people concerned'],
  clusterWith: ['| `cluster_cpu_ratio`', /Koine ([\d.]+) and [\d.]+/,
    'CPU µs of Koine per message, as one of two nodes'],
  clusterAlone: ['| `cluster_cpu_ratio`', /Koine [\d.]+ and ([\d.]+)/, 'and alone'],
};

export function readFigures(file) {
  const lines = readFileSync(file, 'utf8').split('\n');
  const out = {};
  for (const [name, [begin, pattern]] of Object.entries(MEASURED)) {
    const line = lines.find((one) => one.startsWith(begin));
    const found = line?.match(pattern);
    if (!found) throw new Error(`${file} has no figure ${pattern} in a row "${begin}…"`);
    out[name] = number(found[1]);
  }
  return out;
}

export const meaningOf = (name) => MEASURED[name][2];

// Nobody has measured these here.
export const ASSUMED = {
  users: [1e8, 'the task'],
  messagesPerDay: [1e9, 'the task'],
  peak: [3, 'the busiest minute to the mean one: days of people in three or four time zones'],
  onlineAtPeak: [0.2, 'of all users'],
  tenants: [100_000, 'organizations on one service; their sizes follow Zipf with exponent 1'],
  directShare: [0.6, 'of messages; the others go to groups'],
  groupMedian: [12, 'members of a group that a message goes to; log-normal, sigma 1.3, ≤ 100,000'],
  listsPerUser: [6, 'a day, of 50 conversations each'],
  pagesPerUser: [20, 'a day'],
  activeShare: [0.4, 'of all users, on a day'],
  socketsPerNode: [200_000, 'more than that come back at once when a node dies'],
  kernelBytesPerSocket: [4_000, 'of Linux for an idle TCP connection'],
  messageBytes: [1_000, 'on disk per message: row of 200 bytes of text, three indexes, its words'],
  logBytes: [3_000, 'of write-ahead log per message, with whole pages after checkpoints'],
  frameBytes: [700, 'of a message between nodes, sealed'],
  network: [1.25e9, 'bytes per second of a machine: 10 Gbit/s'],
  coresPerMachine: [16, ''],
  fill: [0.6, 'of anything is used at the peak, so that one machine in three may fail'],
  copies: [2, 'of each store: it and its standby'],
};
export const assumed = Object.fromEntries(
  Object.entries(ASSUMED).map(([name, [value]]) => [name, value]));
