// One run of one peer: on an empty directory, all the work, and then at rest and idle.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { freePort } from '../../tests/lib/ports.mjs';
import { sqlite } from './debian.mjs';
import { ServerProcess } from './process.mjs';
import { syncs } from './sync.mjs';
import { Pairs } from './work.mjs';

// Not in /tmp, which may be memory.
const BASE = '/var/tmp/koine-peers-';
const REST_MS = 1_000;
const IDLE_MS = 4_000;
const CONNECTS_AT_ONCE = 16;

const directories = new Set();
const remove = (dir) => rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
process.on('exit', () => directories.forEach((dir) => {
  try { remove(dir); } catch (error) { console.error(`bench: ${error.message}`); }
}));

async function start(peer, dir, options) {
  const port = await freePort();
  const server = { dir, port, options };
  const how = await peer.prepare(server);
  server.process = await ServerProcess.start({ dir, ...how });
  return server;
}

// The messages that are in the peer's archive, each counted once.
async function archived(peer, server, people) {
  if (peer.count) return peer.count(server, people.filter((_, i) => i % 2 === 0));
  const at = peer.stored(server);
  const text = sqlite(at.file, `SELECT count(*) FROM ${at.table};`, ['-readonly']);
  return Number(text) / (at.copies ?? 1);
}

async function messages(peer, server, people, options, first) {
  const pairs = await Pairs.open(peer, server, people);
  const figures = await pairs.atFullSpeed(server.process, options.seconds);
  Object.assign(figures, await pairs.atFixedRate(options.seconds));
  const synced = first ? await syncs(server.process, pairs, server.dir) : null;
  pairs.close();
  const kept = await archived(peer, server, people);
  if (kept !== pairs.sent) {
    throw new Error(`${pairs.sent} messages were sent, ${kept} are in the archive`);
  }
  return { figures, synced };
}

// Bytes of anonymous memory that each further idle connection takes.
async function idle(peer, server, people, warm) {
  const hooks = { onMessage() {}, onTold() {}, onEnd: (why) => { failed ??= why; } };
  let failed = null;
  const open = [];
  const connect = async (who) => open.push(await peer.connect(server, who, hooks));
  const connectAll = async (all) => {
    const left = [...all];
    const lane = async () => { while (left.length) await connect(left.pop()); };
    await Promise.all(Array.from({ length: CONNECTS_AT_ONCE }, lane));
    await sleep(IDLE_MS);
  };
  // What a server makes for its first connections is no cost of the later ones.
  await connectAll(warm);
  const before = server.process.memory().anonymous;
  await connectAll(people);
  const after = server.process.memory().anonymous;
  if (failed) throw new Error(`an idle connection: ${failed}`);
  for (const each of open) each.close();
  return { idle_bytes: (after - before) / people.length };
}

// Resolves to { figures, synced }; the first run also looks whether messages are on disk.
export async function runPeer(peer, options, first) {
  const dir = mkdtempSync(BASE);
  directories.add(dir);
  mkdirSync(join(dir, 'data'), { recursive: true });
  let server = null;
  try {
    server = await start(peer, dir, options);
    const names = Array.from({ length: 2 * options.pairs + options.idle }, (_, i) => `p${i}`);
    const people = await peer.people(server, names);
    const chatting = people.slice(0, 2 * options.pairs);
    const { figures, synced } = await messages(peer, server, chatting, options, first);
    await server.process.stop();
    // On the data that is there now.
    server = await start(peer, dir, options);
    figures.start_ms = server.process.startMs;
    await sleep(REST_MS);
    figures.rest_mb = server.process.memory().rss / 1e6;
    const others = people.slice(2 * options.pairs);
    if (others.length) Object.assign(figures, await idle(peer, server, others, chatting));
    return { figures, synced };
  } finally {
    await server?.process.stop();
    remove(dir);
    directories.delete(dir);
  }
}
