// A cluster that changes under load: it grows and shrinks, and each node is restarted in turn.
// Readers on one node while the writers are on the others.
import assert from 'node:assert/strict';
import {underLoad} from './fault_round.mjs';
import {pullOpenim} from './openim_listener.mjs';
import {marksRight, serviceBack} from './watch.mjs';
import {eachOf, sleep} from '../lib/report.mjs';
import {must} from '../lib/world.mjs';

const SERVICE_MS = 10_000;
const MARKS_MS = 15_000;
const STEP_MS = 2500;
const PAGE = 100;
const PULLERS = 8;
const READ_MS = 5000;
const POSITION_WAIT_MS = 10;

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

// The other nodes go before anybody writes, come back, take half of the people over, and go again.
export async function grow(world, print) {
  await world.settle();
  const {cluster} = world;
  const [, ...others] = cluster.nodes;
  await Promise.all(others.map((n) => n.signal('SIGTERM')));
  const took = [];
  const check = async (since) => {
    took.push(seconds(await serviceBack(world, since, SERVICE_MS)));
    await marksRight(world, since, MARKS_MS);
  };
  const result = await underLoad(world, async () => {
    await sleep(STEP_MS);
    for (const node of others) {
      const since = performance.now();
      await node.launch();
      // Those who prefer it move there, as behind a load balancer that sees it.
      const movers = world.senders.filter((s) => s.home === node.index);
      for (const s of movers) s.session?.end();
      for (const s of movers) s.at = s.home;
      await check(since);
    }
    await sleep(STEP_MS);
    for (const node of [...others].reverse()) {
      const since = performance.now();
      await node.signal('SIGTERM');
      await check(performance.now());
      print(`node ${node.name} left within ${seconds(performance.now() - since)}`);
    }
    await sleep(STEP_MS);
    await Promise.all(others.map((n) => n.launch()));
  });
  print(`service after each change within ${took.join(', ')}; stored in all ${result.stored}`);
}

// Everybody comes back to their own node as soon as it answers again, and fetches what was said in
// the meantime: one reconnect each, and nothing is missing.
export async function rolling(world, print) {
  await world.settle();
  const {cluster, writers} = world;
  const before = writers.map((w) => ({sticky: w.sticky, syncs: w.syncs}));
  writers.forEach((w) => Object.assign(w, {sticky: true, syncs: true}));
  const away = [];
  try {
    await underLoad(world, async () => {
      await sleep(STEP_MS);
      for (const node of cluster.nodes) {
        const since = performance.now();
        await node.restart({kill: false});
        away.push(seconds(performance.now() - since));
        await serviceBack(world, performance.now(), SERVICE_MS, since);
        await marksRight(world, since, MARKS_MS);
      }
      await sleep(STEP_MS);
    });
  } finally {
    writers.forEach((w, i) => Object.assign(w, before[i]));
  }
  const often = writers.filter((w) => w.losses.length > 1);
  assert.equal(often.length, 0, `${often.length} clients reconnected more than once, one of them ` +
      `${often[0]?.losses.length} times: ${often[0]?.losses.join('; ')}`);
  let missing = 0;
  for (const w of writers) {
    for (const conversation of w.hears) {
      for (const row of world.history.rows.get(conversation)) {
        const own = w.how === 'ws' && w.byId?.has(row.clientMsgId);
        if (row.clientMsgId && !own && !w.known.has(row.id)) missing++;
      }
    }
  }
  assert.equal(missing, 0, 'messages that a client neither heard nor fetched');
  const reconnects = writers.reduce((n, w) => n + w.losses.length, 0);
  print(`a node was away for ${away.join(', ')}; ${reconnects} reconnects of ${writers.length} ` +
      'clients, at most one each; nothing missed');
}

// Pulls a conversation by `id >` without pause while `going` says so, and once more.
async function pull(http, token, conversation, going) {
  const ids = [];
  for (let after = 0; ;) {
    const last = !going();
    const page = await must(http, 'GET',
        `/message/list/${conversation}?afterId=${after}&limit=${PAGE}`, token);
    ids.push(...page.map((row) => row.id));
    if (page.length) after = page.at(-1).id;
    else if (last) return ids;
    await sleep(0);
  }
}

// Everything in the order of positions, as a reader of the log takes it.
async function follow(world, going) {
  const ids = [];
  for (let after = 0; ;) {
    const last = !going();
    const text = await world.postgres.sql(world.database,
        `select id from message where id > ${after} order by id`);
    const page = text ? text.split('\n').map(Number) : [];
    ids.push(...page);
    if (page.length) after = page.at(-1);
    else if (last) return ids;
    await sleep(POSITION_WAIT_MS);
  }
}

// The readers sit at node c, the writers at a and b.
export async function readers(world, print) {
  await world.settle();
  const {cluster, senders} = world;
  const [, , reading] = cluster.nodes;
  const homes = senders.map((s) => s.home);
  senders.forEach((s, i) => { s.home = i % 2; });
  let writing = true;
  const going = () => writing;
  const conversations = [...new Map(senders.flatMap((s) => s.hears.map((c) => [c, s])))];
  const pulled = new Map();
  let log = null;
  let byNumber = null;
  const [member] = world.listeners;
  const work = (async () => {
    log = follow(world, going);
    byNumber = pullOpenim(reading, member.who, going);
    const busiest = conversations.slice(0, PULLERS);
    await Promise.all(busiest.map(async ([conversation, s]) => {
      pulled.set(conversation, await pull(reading.http, s.person.token, conversation, going));
    }));
    await eachOf(conversations.slice(PULLERS), PULLERS, async ([conversation, s]) => {
      pulled.set(conversation, await pull(reading.http, s.person.token, conversation, going));
    });
  })();
  try {
    await underLoad(world, () => sleep(READ_MS));
    writing = false;
    await work;
  } finally {
    writing = false;
    senders.forEach((s, i) => { s.home = homes[i]; });
  }
  let read = 0;
  for (const [conversation, s] of conversations) {
    const stored = await world.history.read(reading.http, s.person.token, conversation);
    assert.deepEqual(pulled.get(conversation), stored.map((r) => r.id),
        `conversation ${conversation} as pulled from another node`);
    read += stored.length;
  }
  const all = await log;
  let numbers = 0;
  for (const [conversation, list] of await byNumber) {
    assert.deepEqual(list, list.map((_, i) => i + 1), `numbers of ${conversation} as pulled`);
    numbers += list.length;
  }
  const stored = member.client.hears.reduce((n, c) => n + world.history.rows.get(c).length, 0);
  assert.equal(numbers, stored, 'messages pulled by number');
  const count = await world.postgres.sql(world.database, 'select count(*) from message');
  assert.equal(all.length, Number(count), 'messages met by a reader of the log');
  print(`pulled ${read} messages of ${conversations.length} conversations from node c while they ` +
      `were written on a and b, ${numbers} of them also by number over OpenIM, ${all.length} by ` +
      'position: 0 missed');
}
