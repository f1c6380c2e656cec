// The scenario `cluster`: what a second node costs, on PostgreSQL with NATS. Latency of delivery at
// the node of the sender and at the other one, from the same messages; CPU per message of one node
// alone and of one of two nodes; how many messages a node publishes per batch.
import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

import { median } from './figures.mjs';
import { startPostgres } from './postgres.mjs';
import { metric, startServer } from './server.mjs';

const USERS = 500;
const PAIRS = 50;
const RATE_PER_S = 500;
const SETTLE_MS = 2000;       // time for what is under way, and for sign-ins before the load
const OTHER_CORE = 1;         // where the second node and NATS run
const API = '/api/im';

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// The packages of the tests: a WebSocket client, and NATS servers of our own.
export async function fromTests() {
  const root = new URL('../../tests/', import.meta.url);
  const { default: WebSocket } = await import(
    createRequire(new URL('package.json', root)).resolve('ws'));
  const { Nats } = await import(new URL('lib/nats.mjs', root));
  return { WebSocket, Nats };
}

// Users that bench_load made: [{ token }]
export function usersOf(context) {
  const lines = readFileSync(join(context.work, 'users'), 'utf8').trim().split('\n');
  return lines.map((line) => line.split(/\s+/)).map((words) => ({
    token: words.find((w) => w.split('.').length === 3),
    id: Number(words.find((w) => /^\d+$/.test(w))),
  })).filter((user) => user.token);
}

// Opens a session; hear(frame, when) gets its frames.
function open(WebSocket, address, token, hear) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://${address}/ws/im?token=${token}`,
      { perMessageDeflate: false });
    socket.on('error', reject);
    socket.on('message', (data) => {
      const when = performance.now();
      const frame = JSON.parse(data);
      if (frame.type === 'connected') resolve(socket);
      else hear(frame, when);
    });
  });
}

export async function conversationOf(address, from, to) {
  const answer = await fetch(`http://${address}${API}/conversation/create`, {
    method: 'POST', body: JSON.stringify({ type: 'PRIVATE', peerUserId: to.id }),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${from.token}` },
  });
  const { code, data } = await answer.json();
  if (code !== 200) throw new Error(`conversation/create: ${code}`);
  return data;
}

// Sends at a steady rate at node `near`; each receiver has a session there and one at `far`.
async function latencies(context, WebSocket, near, far) {
  const users = usersOf(context);
  const sent = new Map();
  const heard = { near: new Map(), far: new Map() };
  const pairs = [];
  const sockets = [];
  const listen = async (node, where, user) => {
    sockets.push(await open(WebSocket, node.address, user.token, (frame, when) => {
      if (frame.type === 'new_message') heard[where].set(frame.payload.clientMsgId, when);
    }));
  };
  for (let i = 0; i < PAIRS; i++) {
    const [from, to] = [users[2 * i], users[2 * i + 1]];
    const socket = await open(WebSocket, near.address, from.token, () => {});
    sockets.push(socket);
    await listen(near, 'near', to);
    await listen(far, 'far', to);
    pairs.push({ socket, conversation: await conversationOf(near.address, from, to) });
  }
  await sleep(SETTLE_MS);
  const total = Math.round(2 * context.seconds * RATE_PER_S);
  const begun = performance.now();
  for (let i = 0; i < total; i++) {
    const due = begun + i * 1000 / RATE_PER_S;
    while (performance.now() < due) await sleep(Math.max(0, due - performance.now() - 0.5));
    const { socket, conversation } = pairs[i % PAIRS];
    const clientMsgId = `lat-${process.pid}-${Math.floor(begun)}-${i}`;
    sent.set(clientMsgId, performance.now());
    socket.send(JSON.stringify({ type: 'message', payload: { conversationId: conversation,
      messageType: 'TEXT', content: 'x'.repeat(200), clientMsgId } }));
  }
  await sleep(SETTLE_MS);
  for (const socket of sockets) socket.terminate();
  const of = (where) => [...sent].map(([id, at]) => {
    if (!heard[where].has(id)) throw new Error(`a message was not heard at the ${where} node`);
    return heard[where].get(id) - at;
  });
  return { near: median(of('near')), far: median(of('far')) };
}

// One run of the message load; CPU µs per message of this node and of PostgreSQL.
async function load(context, node) {
  const names = ['koine_store_commits_total', 'koine_cluster_batches_published_total'];
  const before = await Promise.all(names.map((name) => metric(node, name)));
  const figures = await node.load('durable', { seconds: context.seconds });
  const after = await Promise.all(names.map((name) => metric(node, name)));
  return { cpu_us: figures.cpu_us, koine_us: figures.cpu_us - figures.store_cpu_us,
    per_s: figures.per_s, commits: after[0] - before[0], published: after[1] - before[1] };
}

// Runs body(node, …) with a node for each list of flags; those behind the first on `core`.
export async function withNodes(context, flags, body, core = OTHER_CORE) {
  context.postgres?.analyze();
  const nodes = [];
  try {
    for (const [i, own] of flags.entries()) {
      const work = i ? join(context.work, `node${i}`) : context.work;
      if (i) {
        mkdirSync(join(work, 'data'), { recursive: true, mode: 0o700 });
        copyFileSync(join(context.work, 'data/secrets.toml'), join(work, 'data/secrets.toml'));
      }
      const node = await startServer({ ...context, work,
        serverFlags: [...context.serverFlags, ...own] });
      nodes.push(node);
      if (i) spawnSync('taskset', ['-acp', String(core), String(node.pid)]);
    }
    return await body(...nodes);
  } finally {
    for (const node of nodes.reverse()) await node.stop();
    for (let i = 1; i < flags.length; i++) {
      rmSync(join(context.work, `node${i}`), { recursive: true, force: true });
    }
  }
}

export async function cluster(outer) {
  const { WebSocket, Nats } = await fromTests();
  const own = outer.postgres ? null : await startPostgres();
  const context = { ...outer, postgres: outer.postgres ?? own.database('cluster') };
  const nats = await Nats.start();
  for (const { child } of nats.servers) {
    spawnSync('taskset', ['-acp', String(OTHER_CORE), String(child.pid)]);
  }
  const member = (name) => [`--cluster.nats=${nats.urls}`, `--cluster.node=${name}`,
    `--files.directory=${join(context.work, 'files')}`];
  try {
    const alone = await withNodes(context, [[]], async (node) => {
      if (!context.prepared) await node.load('prepare', { users: USERS });
      return load(context, node);
    });
    return await withNodes(context, [member('a'), member('b')], async (near, far) => {
      await sleep(SETTLE_MS);
      const both = await load(context, near);
      const { near: same, far: other } = await latencies(context, WebSocket, near, far);
      return {
        cluster_added_p50_ms: other - same, cluster_same_p50_ms: same, cluster_other_p50_ms: other,
        cluster_cpu_ratio: both.cpu_us / alone.cpu_us, cluster_cpu_us: both.cpu_us,
        cluster_alone_cpu_us: alone.cpu_us, cluster_koine_cpu_us: both.koine_us,
        cluster_alone_koine_cpu_us: alone.koine_us, cluster_per_s: both.per_s,
        cluster_alone_per_s: alone.per_s,
        cluster_publishes_per_batch: both.published / both.commits,
      };
    });
  } finally {
    await nats.stop();
    if (own) {
      own.stop();
      rmSync(join(context.work, 'data'), { recursive: true, force: true });
      rmSync(join(context.work, 'users'), { force: true });
    }
  }
}
