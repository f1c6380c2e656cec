// Red packets under many hands: whatever happens, the money is exact to the cent. A packet has 1 to
// 200 shares and 0.01 to 200,000.00; every fiftieth is grabbed by everybody at once, most by a few.
import {execFileSync} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {Cluster, secretsText} from '../lib/cluster.mjs';
import {seeded} from '../crash/suite.mjs';
import {eachOf, sleep} from '../lib/report.mjs';
import {Nats} from '../lib/nats.mjs';
import {World, cents} from './people.mjs';

const TOTAL_MAX = 20_000_000;
const COUNT_MAX = 200;
const PACKETS_AT_ONCE = 4;
const CROWD_EVERY = 50;
const CROWD = 500;
const SENDERS = 4;
const MONEY = 90_000_000_000;
const KILLS = 3;
const KILL_PACKETS = 24;
const EXPIRE_S = 4;
const FLAGS = ['--redpacket.max_count=200', '--redpacket.max_share=200000.00',
  '--limits.expensive_per_s=0', '--threads.slow=2'];

function fail(text) { throw Object.assign(new Error(text), {report: text}); }

// What a packet is like, and how many want of it.
function shape(random, i, people) {
  const crowd = i % CROWD_EVERY === 0;
  const count = Math.min(people, 1 + Math.floor(crowd ? random() * COUNT_MAX : random() ** 3 * 24));
  const total = Math.max(count, Math.floor(count * (TOTAL_MAX / count) ** random()));
  const wanting = crowd ? people : Math.min(people, 1 + Math.floor(random() * (count + 6)));
  return {crowd, count, total, wanting, split: random() < 0.7 ? 1 : 2};
}

// Some of the people, in any order; a few of them twice.
function hands(random, world, wanting) {
  const all = [...world.people];
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [all[i], all[j]] = [all[j], all[i]];
  }
  const some = all.slice(0, wanting);
  return {some, pulls: [...some, ...some.slice(0, Math.ceil(wanting / 10))]};
}

function checkShares(packet, detail) {
  const shares = detail.records.map((r) => cents(r.amount));
  if (shares.length !== packet.count) fail(`${packet.id}: ${shares.length} of ${packet.count}`);
  if (shares.some((c) => c < 1)) fail(`${packet.id}: a share below a cent`);
  if (shares.reduce((a, b) => a + b, 0) !== packet.total) fail(`${packet.id}: not ${packet.total}`);
  const takers = detail.records.filter((r) => r.userId).map((r) => r.userId);
  if (new Set(takers).size !== takers.length) fail(`${packet.id}: somebody has two shares`);
}

async function onePacket(world, random, i) {
  const wanted = shape(random, i, world.people.length);
  const sender = world.senders[i % world.senders.length];
  const sent = await world.send(sender, wanted);
  if (sent.json?.code !== 200) fail(`send ${JSON.stringify(wanted)}: ${sent.text}`);
  const packet = {id: sent.json.data.redPacketId, ...wanted};
  const {some, pulls} = hands(random, world, wanted.wanting);
  const answers = await Promise.all(pulls.map((p) => world.grab(p, packet.id)));
  const taken = new Map();
  answers.forEach(({json, text}, at) => {
    if (json?.code === 5001 || json?.code === 5002) return;
    if (json?.code !== 200) fail(`grab of ${packet.id}: ${text}`);
    if (taken.has(pulls[at].id)) fail(`${packet.id}: ${pulls[at].id} was given two shares`);
    taken.set(pulls[at].id, cents(json.data.amount));
  });
  if (taken.size !== Math.min(packet.count, some.length)) {
    fail(`${packet.id}: ${taken.size} took of ${packet.count}, ${some.length} wanted`);
  }
  const detail = await world.look(packet.id);
  checkShares(packet, detail);
  for (const r of detail.records) {
    if (r.userId && taken.get(r.userId) !== cents(r.amount)) fail(`${packet.id}: another share`);
  }
  const left = detail.records.filter((r) => !r.userId).reduce((n, r) => n + cents(r.amount), 0);
  return {grabs: pulls.length, left};
}

// Says what `koine audit wallet` found; with SQLite the server must be stopped.
function audit(binary, dataDir, storeUrl) {
  const args = ['audit', 'wallet', '--data', dataDir];
  if (storeUrl) args.push(`--store.url=${storeUrl}`);
  try {
    return execFileSync(binary, args, {encoding: 'utf8'}).trim();
  } catch (e) {
    return fail(`koine audit wallet: ${e.status} ${e.stdout}${e.stderr}`);
  }
}

async function manyPackets({report, suite, world, packets, random, print, check}) {
  await report.test(suite, `${packets} packets`, async () => {
    const start = performance.now();
    let grabs = 0;
    let left = 0;
    await eachOf(Array.from({length: packets}), PACKETS_AT_ONCE, async (_, i) => {
      const one = await onePacket(world, random, i);
      grabs += one.grabs;
      left += one.left;
    });
    const sum = await world.sum();
    if (sum + left !== world.given) fail(`${sum} in accounts, ${left} in packets, ${world.given}`);
    const line = await check();
    print(`  ${packets} packets, ${grabs} grabs in ` +
        `${((performance.now() - start) / 1000).toFixed(1)} s; ${line}`);
  });
}

// Killed in the midst of it: what was acknowledged is there, and what nobody took comes back once.
async function killed({world, server, random, print}) {
  for (let round = 0; round < KILLS; round++) {
    const acked = [];
    const sent = [];
    const load = eachOf(Array.from({length: KILL_PACKETS}), PACKETS_AT_ONCE, async (_, i) => {
      const wanted = {...shape(random, i + 1, world.people.length)};
      const answer = await world.send(world.senders[i % world.senders.length], wanted)
          .catch(() => null);
      if (answer?.json?.code !== 200) return;
      const packet = {id: answer.json.data.redPacketId, ...wanted};
      sent.push(packet);
      await Promise.all(hands(random, world, wanted.wanting).pulls.map(async (p) => {
        const got = await world.grab(p, packet.id).catch(() => null);
        if (got?.json?.code === 200) acked.push([packet, p, cents(got.json.data.amount)]);
      }));
    });
    await Promise.race([load, sleep(200 + random() * 800)]);
    await server.kill9();
    await load;
    await server.launch();
    for (const packet of sent) {
      const detail = await world.look(packet.id);
      checkShares(packet, detail);
      for (const [of, who, value] of acked) {
        if (of !== packet) continue;
        const has = detail.records.find((r) => r.userId === who.id);
        if (!has || cents(has.amount) !== value) fail(`${packet.id}: a share of ${who.id} is lost`);
      }
    }
    print(`  killed: ${sent.length} packets and ${acked.length} grabs acknowledged before`);
  }
  // All packets are over by now, and every cent is with somebody.
  let sum = 0;
  for (let i = 0; i < 60 && sum !== world.given; i++) {
    await sleep(500);
    sum = await world.sum();
  }
  if (sum !== world.given) fail(`${sum} in accounts, and ${world.given} was given`);
}

async function oneServer({report, store, startServer, binary, packets, seed, only, print}) {
  const suite = `money ${store}`;
  const people = packets >= 1000 ? CROWD : Math.max(40, Math.floor(packets / 2));
  if (`${suite} packets`.includes(only)) {
    const server = await startServer({flags: FLAGS});
    try {
      const world = new World([server]);
      await world.settle(people, SENDERS, MONEY);
      await manyPackets({report, suite, world, packets, random: seeded(seed), print,
        check: async () => {
          await server.signal('SIGTERM');
          return audit(binary, server.dataDir, server.options.storeUrl);
        }});
    } finally {
      await server.stop();
    }
  }
  if (!`${suite} kill`.includes(only)) return;
  const server = await startServer({flags: [...FLAGS, `--redpacket.expire_seconds=${EXPIRE_S}`]});
  try {
    const world = new World([server]);
    await world.settle(30, SENDERS, MONEY);
    await report.test(suite, `kill -9, ${KILLS} times`, async () => {
      await killed({world, server, random: seeded(seed + 1), print});
      await server.signal('SIGTERM');
      print(`  ${audit(binary, server.dataDir, server.options.storeUrl)}`);
    });
  } finally {
    await server.stop();
  }
}

async function twoNodes({report, binary, packets, seed, only, print, newDatabase}) {
  const suite = 'money two nodes';
  if (!`${suite} packets`.includes(only)) return;
  const storeUrl = await newDatabase();
  const hex = () => randomBytes(32).toString('hex');
  const secrets = `${secretsText()}imchat_access = "${hex()}"\nimchat_refresh = "${hex()}"\n`;
  const nats = await Nats.start();
  let cluster = null;
  try {
    cluster = await Cluster.start({binary, storeUrl, nats, size: 2, secrets, flags: FLAGS});
    const world = new World(cluster.nodes);
    await world.settle(Math.min(120, Math.max(40, Math.floor(packets / 2))), SENDERS, MONEY);
    await manyPackets({report, suite, world, packets: Math.ceil(packets / 4),
      random: seeded(seed + 2), print,
      check: async () => audit(binary, cluster.nodes[0].dataDir, storeUrl)});
  } finally {
    await cluster?.stop();
    await nats.stop();
  }
}

export async function run(context) {
  context.print(`money ${context.store}: ${context.packets} packets, --seed ${context.seed}`);
  await oneServer(context);
  if (context.store === 'postgresql') await twoNodes(context);
}
