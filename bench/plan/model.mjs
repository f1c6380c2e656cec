// People who write to each other for a simulated while, and where their messages go. Everything
// comes from a seed: two runs give the same figures.

// mulberry32
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const hash = (n) => {
  let x = Math.imul(n ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35) >>> 0;
  return (x ^ (x >>> 16)) >>> 0;
};

function normal(random) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

// The share of each tenant in all users and messages, the largest first.
export function tenantShares(count) {
  const shares = Float64Array.from({ length: count }, (_, i) => 1 / (i + 1));
  const sum = shares.reduce((a, b) => a + b);
  return shares.map((share) => share / sum);
}

// Where the messages of a tenant go: to one store, or to several by conversation. Each answer is
// the list of stores for each tenant.
export const PLACEMENTS = {
  'tenant by hash': (shares, stores) =>
    Array.from(shares, (_, tenant) => [hash(tenant) % stores]),
  // The largest first, each where least is; one that is larger than a store may be is spread.
  'tenant by size': (shares, stores) => {
    const load = new Float64Array(stores);
    return Array.from(shares, (share) => {
      const parts = Math.min(stores, Math.ceil(share * stores - 1e-9));
      if (parts <= 1) {
        const least = load.indexOf(Math.min(...load));
        load[least] += share;
        return [least];
      }
      const order = Array.from(load, (_, i) => i).sort((a, b) => load[a] - load[b] || a - b);
      const to = order.slice(0, parts);
      for (const store of to) load[store] += share / parts;
      return to;
    });
  },
  'conversation by hash': (shares, stores) => {
    const all = Array.from({ length: stores }, (_, i) => i);
    return Array.from(shares, () => all);
  },
};

// How many of a conversation's members beside the sender hear a message at once.
function hearers(random, given) {
  if (random() < given.directShare) return random() < given.onlineAtPeak ? 1 : 0;
  const members = Math.min(100_000, given.groupMedian * Math.exp(1.3 * normal(random)));
  return Math.round(Math.max(0, members - 1) * given.onlineAtPeak);
}

// `seconds` of the busiest minute: each message waits for those before it in its store's log, which
// takes `perSecond`. What a store does is what it has to do, and how long a message waits.
export function simulate({ perSecond, arrivals, seconds, stores, place, shares, given, seed }) {
  const random = chance(seed);
  const ends = new Float64Array(shares.length);
  let sum = 0;
  for (let i = 0; i < shares.length; ++i) ends[i] = sum += shares[i];
  const free = new Float64Array(stores);
  const load = new Float64Array(stores);
  const waits = new Uint32Array(5_001);  // by ms; the last one: longer
  const service = 1 / perSecond;
  let deliveries = 0;
  let groupDeliveries = 0;
  let count = 0;
  for (let now = 0; ; ++count) {
    now -= Math.log(1 - random()) / arrivals;
    if (now >= seconds) break;
    const tenant = find(ends, random() * sum);
    const to = place[tenant];
    const store = to.length === 1 ? to[0] : to[Math.floor(random() * to.length)];
    const begin = Math.max(now, free[store]);
    free[store] = begin + service;
    load[store] += service;
    ++waits[Math.min(5_000, Math.floor((free[store] - now) * 1000))];
    const heard = hearers(random, given);
    deliveries += heard;
    if (heard > 1) groupDeliveries += heard;
  }
  return {
    busiest: Math.max(...load) / seconds,
    mean: load.reduce((a, b) => a + b) / stores / seconds,
    p99: percentile(waits, count, 0.99),
    deliveriesEach: deliveries / count,
    groupDeliveriesEach: groupDeliveries / count,
    count,
  };
}

function find(ends, at) {
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle] > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

function percentile(counts, all, part) {
  let seen = 0;
  for (let ms = 0; ms < counts.length; ++ms) {
    seen += counts[ms];
    if (seen >= all * part) return ms;
  }
  return counts.length - 1;
}
