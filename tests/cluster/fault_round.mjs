// One fault under load: what is asserted while it lasts, after it, and of the store in the end.
import {Round} from '../crash/senders.mjs';
import {PATIENCE} from '../lib/patience.mjs';
import {sleep} from '../lib/report.mjs';
import {heardAll, judge} from './history.mjs';
import {longest, marksRight, serviceBack} from './watch.mjs';

const SERVICE_MS = 10_000;
const MARKS_MS = 15_000;
const HEARD_MS = 10_000 * PATIENCE;
const WARM_MS = 30_000 * PATIENCE;
const RANDOM_MS = 1000;
const KINDS = ['lost', 'doubled', 'gaps', 'disorder', 'vanished', 'missed', 'live', 'store'];

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

// Runs `during` while everybody writes; then everything must be acknowledged, heard and in place.
// Fails when a count is not 0. Answers what judge() says.
export async function underLoad(world, during) {
  await world.settle();
  await world.connectAll();
  const round = new Round();
  const loads = Promise.all(world.writers.map((w) => w.load(round)));
  try {
    const warm = performance.now();
    await Promise.race([loads, serviceBack(world, warm, WARM_MS)]);
    await Promise.race([loads.then(() => { throw new Error('the load ended'); }), during()]);
  } finally {
    round.running = false;
  }
  await loads;
  const {http} = world.cluster.live[0];
  await heardAll(world.writers, world.history, http, HEARD_MS);
  const result = await judge({...world, http, clients: world.writers});
  world.disconnectAll();
  const bad = KINDS.filter((k) => result[k]);
  if (bad.length) {
    const text = [bad.map((k) => `${k} ${result[k]}`).join(', '), ...result.examples].join('\n');
    throw Object.assign(new Error(text), {report: text});
  }
  return result;
}

export async function faultRound(world, fault, print) {
  await world.settle();
  const {cluster, random} = world;
  const x = {...world, cluster,
    node: cluster.nodes[Math.floor(random() * cluster.nodes.length)]};
  const before = world.writers.reduce((n, w) => n + w.log.length, 0);
  const took = {};
  let begun = 0;
  let since = 0;
  const result = await underLoad(world, async () => {
    await marksRight(world, performance.now(), MARKS_MS);
    await sleep(random() * RANDOM_MS);
    begun = performance.now();
    since = await fault.begin(x) ?? begun;
    took.back = await serviceBack(world, performance.now(), SERVICE_MS, since);
    if (!fault.marksMayWait) took.marks = await marksRight(world, since, MARKS_MS);
    await sleep(fault.hold - (performance.now() - begun));
    await fault.end(x);
    const ended = performance.now();
    took.again = await serviceBack(world, ended, SERVICE_MS);
    took.marksAgain = await marksRight(world, ended, MARKS_MS);
  });
  const slowest = longest(world, begun, fault.victim ? x.node : null,
      fault.storeAway ? since : begun);
  const sent = world.writers.reduce((n, w) => n + w.log.length, 0) - before;
  const refused = world.writers.flatMap((w) => [...w.refusals]).reduce((all, [code, n]) =>
    ({...all, [code]: (all[code] ?? 0) + n}), {});
  for (const w of world.writers) w.refusals.clear();
  print(`${fault.victim ? `node ${x.node.name}; ` : ''}sent ${sent}, stored in all ` +
      `${result.stored}; service back after ${seconds(took.back)}, after the end ` +
      `${seconds(took.again)}; marks right after ${took.marks ? seconds(took.marks) : '–'}, ` +
      `${seconds(took.marksAgain)}; slowest ack ${seconds(slowest.ack)}, push ` +
      `${seconds(slowest.push)}; refused ${JSON.stringify(refused)}; lost, doubled, gaps, wrong ` +
      'order, missed live: 0');
  for (const [what, ms] of Object.entries(slowest)) {
    if (ms > SERVICE_MS) throw new Error(`a message took ${seconds(ms)} (${what})`);
  }
}
