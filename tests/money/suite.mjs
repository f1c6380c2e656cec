// Red packets under many hands: whatever happens, the money is exact to the cent. A packet has 1 to
// 200 shares and 0.01 to 200,000.00; every hundredth is grabbed by everybody at once, most by few.
// The same people go on from stage to stage, on one store: one server, two nodes, and servers that
// are killed.
import {execFileSync} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {Cluster, secretsText} from '../lib/cluster.mjs';
import {seeded} from '../crash/suite.mjs';
import {eachOf, sleep} from '../lib/report.mjs';
import {unique} from '../lib/world.mjs';
import {Nats} from '../lib/nats.mjs';
import {World, cents} from './people.mjs';

const TOTAL_MAX = 20_000_000;
const COUNT_MAX = 200;
const PACKETS_AT_ONCE = 6;
const CROWD_EVERY = 100;
const CROWD = 500;
const SENDERS = 4;
const MONEY = 90_000_000_000;
const FEWEST = 40;
const KILLS = 3;
const KILL_PACKETS = 24;
const KILLED_WITHIN = 100;  // answers
const EXPIRE_S = 4;
const REFUNDED_WITHIN_MS = 60_000;
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
  const unsure = new Set();  // who asked again and may have a share that nobody told them of
  answers.forEach(({json, text, again}, at) => {
    if (json?.code === 5002 && again) unsure.add(pulls[at].id);
    if (json?.code === 5001 || json?.code === 5002) return;
    if (json?.code !== 200) fail(`grab of ${packet.id}: ${text}`);
    if (taken.has(pulls[at].id)) fail(`${packet.id}: ${pulls[at].id} was given two shares`);
    taken.set(pulls[at].id, cents(json.data.amount));
  });
  const detail = await world.look(packet.id);
  checkShares(packet, detail);
  for (const r of detail.records.filter((r) => r.userId)) {
    if (!taken.has(r.userId) && unsure.has(r.userId)) taken.set(r.userId, cents(r.amount));
    if (taken.get(r.userId) !== cents(r.amount)) fail(`${packet.id}: another share`);
  }
  if (taken.size !== Math.min(packet.count, some.length)) {
    fail(`${packet.id}: ${taken.size} took of ${packet.count}, ${some.length} wanted`);
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

async function manyPackets(world, packets, seed) {
  const random = seeded(seed);
  let grabs = 0;
  await eachOf(Array.from({length: packets}), PACKETS_AT_ONCE, async (_, i) => {
    const one = await onePacket(world, random, i);
    grabs += one.grabs;
    world.left += one.left;
  });
  const sum = await world.sum();
  if (sum + world.left !== world.given) {
    fail(`${sum} in accounts, ${world.left} in packets, ${world.given} was given`);
  }
  return `${packets} packets, ${grabs} grabs`;
}

// What is said to have been sent and taken, while a server is killed in the midst of it; and what
// was sent without an answer.
async function load(world, random, answered) {
  const packets = [];
  const grabs = [];
  const unsure = [];
  await eachOf(Array.from({length: KILL_PACKETS}), PACKETS_AT_ONCE, async (_, i) => {
    const wanted = {...shape(random, i + 1, world.people.length), request: unique()};
    const sender = world.senders[i % world.senders.length];
    const answer = await world.send(sender, wanted).catch(() => null);
    answered();
    if (answer?.json?.code !== 200) return unsure.push({sender, wanted});
    const packet = {id: answer.json.data.redPacketId, ...wanted};
    packets.push(packet);
    await Promise.all(hands(random, world, wanted.wanting).pulls.map(async (person) => {
      const got = await world.grab(person, packet.id).catch(() => null);
      answered();
      if (got?.json?.code === 200) grabs.push({packet, person, value: cents(got.json.data.amount)});
    }));
  });
  return {packets, grabs, unsure};
}

// What was acknowledged before the kill is there, what was not is sent again and there once, and
// what nobody took comes back once.
async function killed(world, nodes, seed) {
  const random = seeded(seed);
  let packets = 0;
  let grabs = 0;
  let again = 0;
  const before = await world.packets();
  for (let round = 0; round < KILLS; round++) {
    const victim = nodes[round % nodes.length];
    const after = 1 + Math.floor(random() * KILLED_WITHIN);
    let kill;
    const due = new Promise((resolve) => { kill = resolve; });
    let answers = 0;
    const loading = load(world, random, () => { if (++answers === after) kill(); });
    await Promise.race([loading, due]);
    await victim.kill9();
    const acked = await loading;
    await victim.launch();
    for (const {sender, wanted} of acked.unsure) {
      const answer = await world.send(sender, wanted);
      if (answer.json?.code !== 200) fail(`sent again: ${answer.text}`);
      acked.packets.push({id: answer.json.data.redPacketId, ...wanted});
    }
    again += acked.unsure.length;
    for (const packet of acked.packets) {
      const detail = await world.look(packet.id);
      checkShares(packet, detail);
      for (const {person, value} of acked.grabs.filter((g) => g.packet === packet)) {
        const has = detail.records.find((r) => r.userId === person.id);
        if (!has || cents(has.amount) !== value) {
          fail(`${packet.id}: a share of ${person.id} is lost`);
        }
      }
    }
    packets += acked.packets.length;
    grabs += acked.grabs.length;
  }
  const made = await world.packets() - before;
  if (made !== packets) fail(`${packets} packets were sent, ${made} are there`);
  // All packets of this stage are over by now, and every cent of them is with somebody.
  const end = Date.now() + REFUNDED_WITHIN_MS;
  let sum = await world.sum();
  while (sum + world.left !== world.given && Date.now() < end) {
    await sleep(500);
    sum = await world.sum();
  }
  if (sum + world.left !== world.given) {
    fail(`${sum} in accounts, ${world.left} in packets of before, ${world.given} was given`);
  }
  return `killed ${KILLS} times, ${packets} packets, ${again} of them sent twice, ` +
      `${grabs} grabs acknowledged`;
}

// Runs stages on one store: each on so many fresh servers, with an audit once they have ended.
class Stages {
  constructor(context, storeUrl) {
    const hex = () => randomBytes(32).toString('hex');
    this.context = context;
    this.dirs = [];
    this.cluster = {binary: context.binary, storeUrl, place: (_, i) => this.place(i),
      secrets: `${secretsText()}imchat_access = "${hex()}"\nimchat_refresh = "${hex()}"\n`};
    this.world = null;
  }

  place(i) {
    this.dirs[i] ??= mkdtempSync(path.join(tmpdir(), 'koine-money-'));
    return {dataDir: this.dirs[i], log: path.join(this.context.outDir, `money-node-${i}.log`)};
  }

  async run(name, {nodes = 1, flags = []}, body) {
    const {report, store, packets, only, print, binary} = this.context;
    const suite = `money ${store}`;
    if (!`${suite} ${name}`.includes(only)) return;
    await report.test(suite, name, async () => {
      const nats = nodes > 1 ? await Nats.start() : null;
      const start = performance.now();
      let line;
      try {
        const cluster = await Cluster.start(
            {...this.cluster, nats, size: nodes, flags: [...FLAGS, ...flags]});
        try {
          await this.settle(cluster, packets);
          line = await body(this.world, cluster.nodes);
        } finally {
          await cluster.stop();
        }
      } finally {
        await nats?.stop();
      }
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      print(`  ${name}: ${line}, ${seconds} s`);
      print(`    ${audit(binary, this.dirs[0], this.cluster.storeUrl)}`);
    });
  }

  async settle(cluster, packets) {
    if (this.world) {
      this.world.servers = cluster.nodes;
      return;
    }
    const world = new World(cluster.nodes);
    await world.settle(Math.min(CROWD, Math.max(FEWEST, packets)), SENDERS, MONEY);
    this.world = world;
  }

  end() { for (const dir of this.dirs) rmSync(dir, {recursive: true, force: true}); }
}

export async function run(context) {
  const {packets, seed, print, store} = context;
  print(`money ${store}: ${packets} packets, --seed ${seed}`);
  const expiry = [`--redpacket.expire_seconds=${EXPIRE_S}`];
  const two = store === 'postgresql';
  const stages = new Stages(context, two ? await context.newDatabase() : undefined);
  try {
    await stages.run('packets', {}, (world) => manyPackets(world, packets, seed));
    if (two) {
      await stages.run('packets at two nodes', {nodes: 2}, (world) =>
        manyPackets(world, packets, seed + 1));
    }
    await stages.run('kill -9', {nodes: two ? 2 : 1, flags: expiry}, (world, nodes) =>
      killed(world, nodes, seed + 2));
  } finally {
    stages.end();
  }
}
