// What 10^8 users and 10^9 messages a day take: a small simulation, the same at each run, of how
// tenants and conversations spread over stores, what breaks first, and what it costs
// (docs/adr/0019-growth.md; bench/README.md).
//
//   node bench/plan.mjs [--messages-per-second N] [--seconds 2] [--json]
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { ASSUMED, assumed, meaningOf, readFigures } from './plan/figures.mjs';
import { PLACEMENTS, simulate, tenantShares } from './plan/model.mjs';

const BENCH = fileURLToPath(new URL('../docs/develop/bench.md', import.meta.url));
const DAY = 86_400;
const WAIT_MS = 50;  // of 99 in 100 messages, for the log
const SEED = 1;
const STORES_MAX = 4_096;

const { values } = parseArgs({ options: {
  'messages-per-second': { type: 'string' },
  seconds: { type: 'string', default: '2' },
  json: { type: 'boolean', default: false },
} });
const seconds = Number(values.seconds);
const measured = readFigures(BENCH);
if (values['messages-per-second']) measured.perSecond = Number(values['messages-per-second']);
if (!(seconds > 0) || !(measured.perSecond > 0)) {
  console.error('plan: --seconds and --messages-per-second must be positive numbers');
  process.exit(2);
}

const peakOf = (perDay) => perDay / DAY * assumed.peak;
const shares = tenantShares(assumed.tenants);

function run(perDay, stores, placement) {
  return { stores, ...simulate({
    perSecond: measured.perSecond, arrivals: peakOf(perDay), seconds, stores, seed: SEED,
    place: PLACEMENTS[placement](shares, stores), shares, given: assumed,
  }) };
}

// The fewest stores of which none is fuller than it may be, and no message waits too long.
function fewest(perDay, placement) {
  const fits = (result) => result.busiest <= assumed.fill && result.p99 <= WAIT_MS;
  let low = Math.max(1, Math.floor(peakOf(perDay) / measured.perSecond));
  let high = low;
  let best = run(perDay, high, placement);
  while (!fits(best)) {
    low = high + 1;
    high *= 2;
    if (high > STORES_MAX) return null;
    best = run(perDay, high, placement);
  }
  while (low < high) {
    const middle = (low + high) >> 1;
    const result = run(perDay, middle, placement);
    if (fits(result)) [high, best] = [middle, result];
    else low = middle + 1;
  }
  return best;
}

// --- what it costs

const publishUs = measured.clusterWith - measured.clusterAlone;

// Nodes that have the sockets of these users, in stores of so many: at least two each.
const nodesOf = (users, stores) =>
  stores * Math.max(2, Math.ceil(users * assumed.onlineAtPeak / stores / assumed.socketsPerNode));

function costOf(perDay, users, result) {
  const { deliveriesEach, groupDeliveriesEach, stores } = result;
  const messages = peakOf(perDay);
  const nodes = nodesOf(users, stores);
  const reads = users * assumed.activeShare / DAY * assumed.peak * (
    assumed.listsPerUser * measured.list * 50 / 1000 + assumed.pagesPerUser * measured.page) / 1000;
  const groupPostgres = Math.max(0, measured.groupDelivery - measured.delivery);
  const cores = {
    postgres: messages * (measured.postgres + groupDeliveriesEach * groupPostgres) / 1e6,
    koine: messages * (measured.koine + deliveriesEach * measured.delivery) / 1e6,
    // Each node sends what it commits, and all others of its store read it.
    between: messages * (publishUs + measured.hear * (nodes / stores - 1)) / 1e6,
    reads,
  };
  const sum = Object.values(cores).reduce((a, b) => a + b);
  return {
    nodes, cores, sum: sum / assumed.fill,
    memoryGb: users * assumed.onlineAtPeak *
      (measured.idleBytes + assumed.kernelBytesPerSocket) / 1e9,
    diskTbAYear: perDay * 365 * assumed.messageBytes * assumed.copies / 1e12,
    logMbPerSecond: messages * assumed.logBytes / 1e6,
    busMbPerSecond: messages / stores * assumed.frameBytes * (nodes / stores - 1) / 1e6,
  };
}

// One store with as many nodes as its sockets need: at how many messages a day each of its parts is
// as full as it may be. Users grow with the messages.
function breaks() {
  const perUser = assumed.messagesPerDay / assumed.users;
  const sample = run(1e7, 1, 'tenant by hash');
  const full = {
    'the log of the store (one commit after the other)':
      (perDay) => peakOf(perDay) / measured.perSecond,
    [`PostgreSQL's processors (${assumed.coresPerMachine})`]: (perDay) =>
      peakOf(perDay) * measured.postgres / 1e6 / assumed.coresPerMachine,
    'one processor of each node, hearing all others': (perDay) =>
      peakOf(perDay) * (measured.hear + sample.deliveriesEach * measured.delivery) / 1e6,
    "the network of the bus's server": (perDay) =>
      peakOf(perDay) * assumed.frameBytes * (nodesOf(perDay / perUser, 1) - 1) / assumed.network,
    'the network of PostgreSQL, with its standby': (perDay) =>
      peakOf(perDay) * (assumed.logBytes + assumed.messageBytes) / assumed.network,
  };
  return Object.entries(full).map(([what, share]) => {
    let [low, high] = [1, 1e14];
    while (high / low > 1.001) {
      const middle = Math.sqrt(low * high);
      if (share(middle) < assumed.fill) low = middle;
      else high = middle;
    }
    return { what, perDay: low };
  }).sort((a, b) => a.perDay - b.perDay);
}

// --- what it says

const short = (n) => n >= 100 ? Math.round(n).toLocaleString('en-US') : n.toPrecision(2);
const million = (n) => `${short(n / 1e6)} million`;

function table(rows) {
  const all = rows.map((row) => row.map(String));
  const widths = all[0].map((_, i) => Math.max(...all.map((row) => row[i].length)));
  for (const row of all) {
    console.log('  ' + row.map((cell, i) => cell.padEnd(widths[i])).join('  ').trimEnd());
  }
}

function print({ plans, growth, first }) {
  console.log('Measured (docs/develop/bench.md):');
  table(Object.entries(measured).map(([k, v]) => [k, short(v), meaningOf(k)]));
  console.log('\nAssumed:');
  table(Object.entries(ASSUMED).map(([k, [v, why]]) => [k, short(v), why]));
  console.log('\nOne store: what is as full as it may be at so many messages a day, first to last');
  table(first.map(({ what, perDay }) => [what, million(perDay)]));
  const largest = shares[0] * peakOf(assumed.messagesPerDay) / measured.perSecond;
  console.log(`\n${million(assumed.messagesPerDay)} messages a day,`
    + ` ${short(peakOf(assumed.messagesPerDay))} a second at the peak; by where they are put:`);
  table([['placement', 'stores', 'busiest', 'mean', 'p99 wait ms', 'tenants on several stores'],
    ...plans.map(({ placement, result, spread }) => result
      ? [placement, result.stores, `${short(result.busiest * 100)} %`,
        `${short(result.mean * 100)} %`, result.p99, spread]
      : [placement, 'never enough', `${short(largest * 100)} %`, '', '', 'the largest alone'])]);
  console.log('\nTenant by size, with growth (cores with room for the peak):');
  table([['messages a day', 'users', 'stores', 'nodes', 'cores', 'of them PostgreSQL', 'Koine',
    'between nodes', 'reads', 'sockets GB', 'disk TB a year', 'log MB/s', 'bus MB/s a store'],
  ...growth.map(({ perDay, users, result, cost }) => [
    million(perDay), million(users), result.stores, cost.nodes, short(cost.sum),
    ...['postgres', 'koine', 'between', 'reads'].map((k) => short(cost.cores[k] / assumed.fill)),
    short(cost.memoryGb), short(cost.diskTbAYear), short(cost.logMbPerSecond),
    short(cost.busMbPerSecond)])]);
}

const plans = Object.keys(PLACEMENTS).map((placement) => {
  const result = fewest(assumed.messagesPerDay, placement);
  const spread = result && PLACEMENTS[placement](shares, result.stores)
    .filter((to) => to.length > 1).length;
  return { placement, result, spread };
});
const growth = [1e6, 1e7, 1e8, 1e9].map((perDay) => {
  const users = assumed.users * perDay / assumed.messagesPerDay;
  const result = fewest(perDay, 'tenant by size');
  return { perDay, users, result, cost: costOf(perDay, users, result) };
});
const answer = { measured, assumed, plans, growth, first: breaks() };
if (values.json) console.log(JSON.stringify(answer, null, 1));
else print(answer);
