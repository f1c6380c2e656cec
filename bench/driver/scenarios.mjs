// One function per scenario: runs it once, with its floor, and returns its keys.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { backup } from './backup.mjs';
import { cluster } from './cluster.mjs';
import { documents } from './documents.mjs';
import { external } from './external.mjs';
import { growth } from './growth.mjs';
import { instructions, trace } from './instructions.mjs';
import { nodes } from './nodes.mjs';
import { office } from './office.mjs';
import { openim, openimUsers } from './openim.mjs';
import { organization } from './organization.mjs';
import { read } from './read.mjs';
import { rooms } from './rooms.mjs';
import { metric, program, SERVER_CORE, serverCommand, startServer } from './server.mjs';
import { ADMIN_FLAGS, addWords, removeWords } from './words.mjs';
import { workbench } from './workbench.mjs';

const USERS = 500;
// What a frame costs on the wire besides its text: 2 + 2 bytes of length, from clients 4 of mask.
const FRAME_HEAD_IN = 8;
const FRAME_HEAD_OUT = 4;
// Messages in one commit of the store floor when the server does not tell its own batch size.
const DEFAULT_BATCH = 200;

async function withServer(context, work) {
  context.postgres?.analyze();  // as PostgreSQL does by itself, within a minute
  const server = await startServer(context);
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

// Scenarios that take no users signed up before, or bring their own.
const WITHOUT_USERS = ['sync', 'read', 'organization', 'rooms', 'workbench',
  'documents', 'external', 'office', 'growth'];

// A data directory with users who are signed in, once for all; each scenario gets a copy.
async function makeTemplate(outer) {
  const work = join(outer.work, 'template');
  mkdirSync(work, { recursive: true });
  const postgres = outer.postgres?.database('template');
  const context = { ...outer, work, postgres };
  outer.say(`signing ${USERS} users up`);
  await withServer(context, (server) => server.load('prepare', { users: USERS }));
  return { work, postgres };
}

// Each run of these begins with a store of its own, as its floor does: in one store the second
// would find what the first one sent, 300,000 messages of 50 people.
const ANEW = ['durable'];
export const beginsAnew = (name) => ANEW.includes(name);

// What a scenario works with, all its runs or one of them: data of its own, so that none finds what
// another left, in whatever order they run.
export async function openScenario(name, outer, run = 1) {
  const work = join(outer.work, name);
  mkdirSync(work, { recursive: true });
  const bare = WITHOUT_USERS.includes(name) || (name === 'cluster' && !outer.postgres);
  if (bare) {
    return { ...outer, work, postgres: outer.postgres?.database(name), prepared: false };
  }
  outer.template ??= await makeTemplate(outer);
  for (const one of ['data', 'users']) {
    cpSync(join(outer.template.work, one), join(work, one), { recursive: true });
  }
  const database = run === 1 ? name : `${name}-${run}`;
  const postgres = outer.postgres?.database(database, outer.template.postgres);
  // The copy belongs to another database.
  return { ...outer, work, postgres, prepared: true };
}

export function closeScenario(context) {
  for (const part of ['', ...context.parts ?? []]) {
    rmSync(join(context.work, part, 'data'), { recursive: true, force: true });
  }
}

async function sync(context) {
  const figures = await program(context.build, 'bench_floor_sync', [],
    { dir: context.work, core: SERVER_CORE });
  return { fdatasync_p99_ms: figures.p99_ms, fdatasync_p50_ms: figures.p50_ms };
}

async function start(context) {
  return program(context.build, 'bench_load', ['start'], { 'server-core': SERVER_CORE },
    serverCommand(context));
}

async function idle(context) {
  const figures = await withServer(context, (server) => server.load('idle'));
  const floor = await program(context.build, 'bench_floor_idle', [], {});
  return {
    idle_bytes: figures.idle_bytes, floor_idle_bytes: floor.idle_bytes,
    sign_in_cpu_us: figures.sign_in_cpu_us,
  };
}

async function http(context) {
  const figures = await withServer(context, (server) =>
    server.load('http', { seconds: context.seconds }));
  const floor = await program(context.build, 'bench_floor_http', [],
    { in: figures.in_bytes, out: figures.out_bytes });
  return { http_cpu_us: figures.cpu_us, floor_http_us: floor.cpu_us, http_per_s: figures.per_s };
}

async function latency(context) {
  const figures = await withServer(context, (server) =>
    server.load('latency', { seconds: 2 * context.seconds }));
  return { latency_p50_ms: figures.p50_ms, latency_p99_ms: figures.p99_ms };
}

async function durable(context) {
  let batch = NaN;
  const figures = await withServer(context, async (server) => {
    const before = await Promise.all(['koine_store_commits_total', 'koine_store_commands_total']
      .map((name) => metric(server, name)));
    const out = await server.load('durable', { seconds: context.seconds });
    const commits = await metric(server, 'koine_store_commits_total') - before[0];
    batch = (await metric(server, 'koine_store_commands_total') - before[1]) / commits;
    return out;
  });
  const relay = await program(context.build, 'bench_floor_relay', [], {
    mode: 'pairs', in: figures.in_bytes + FRAME_HEAD_IN, ack: figures.ack_bytes + FRAME_HEAD_OUT,
    out: figures.out_bytes + FRAME_HEAD_OUT,
  });
  const store = await program(context.build, 'bench_floor_store', [], {
    dir: context.work, core: SERVER_CORE, seconds: context.seconds,
    batch: batch >= 1 ? Math.round(batch) : DEFAULT_BATCH,
  });
  const out = {
    durable_cpu_us: figures.cpu_us, durable_per_s: figures.per_s,
    durable_all_us: figures.all_cpu_us,
    floor_relay_us: relay.cpu_us, floor_store_us: store.cpu_us,
  };
  if (batch >= 1) out.durable_batch = batch;
  if (context.postgres) {
    out.durable_postgres_cpu_us = figures.store_cpu_us;
    out.durable_koine_cpu_us = figures.cpu_us - figures.store_cpu_us;
  }
  return out;
}

async function fanout(context) {
  const figures = await withServer(context, (server) =>
    server.load('fanout', { seconds: context.seconds }));
  const floor = await program(context.build, 'bench_floor_relay', [], {
    mode: 'fanout', in: figures.in_bytes + FRAME_HEAD_IN, ack: figures.ack_bytes + FRAME_HEAD_OUT,
    out: figures.out_bytes + FRAME_HEAD_OUT,
  });
  return {
    fanout_cpu_us: figures.cpu_us, floor_fanout_us: floor.cpu_us, fanout_per_s: figures.per_s,
  };
}

async function storm(context) {
  const figures = await withServer(context, (server) => server.load('storm'));
  return { storm_s: figures.storm_s, storm_sign_in_cpu_us: figures.sign_in_cpu_us };
}

// The figures of `work`, and the CPU µs per message of `load` before and after it: whichever comes
// later finds more in the store, and does what the one before left to be done.
async function between(load, work) {
  const before = await load();
  const figures = await work();
  const after = await load();
  return { figures, usual: (before.cpu_us + after.cpu_us) / 2 };
}

// One load through RuoYi-IM, through OpenIM's gateway, through RuoYi-IM again. Each sender waits
// for its message to arrive, as clients of OpenIM do; so there are more of them than in `durable`.
async function openimDurable(context) {
  const flags = { pairs: USERS / 2, window: 1, seconds: context.seconds };
  const { figures, usual } = await between(
    () => withServer(context, (server) => server.load('durable', flags)),
    () => withServer(context, async (server) => {
      const state = await openimUsers(context, server);
      return server.load('openim', { address: server.addresses.openim_gateway, state, ...flags });
    }));
  return { openim_durable_cpu_us: figures.cpu_us, openim_durable_per_s: figures.per_s,
    openim_durable_ratio: figures.cpu_us / usual };
}

// The same messages with 10,000 words that nobody is to read, and without them.
async function words(context) {
  const load = (server) => server.load('durable', { seconds: context.seconds });
  const serverFlags = [...context.serverFlags, ...ADMIN_FLAGS];
  const { figures, usual } = await between(() => withServer(context, load),
    () => withServer({ ...context, serverFlags }, async (server) => {
      const added = await addWords(server);
      const masked = await load(server);
      await removeWords(server, added);
      return masked;
    }));
  return { words_cpu_us: figures.cpu_us, words_ratio: figures.cpu_us / usual };
}

const ALL = { sync, start, idle, http, latency, durable, fanout, storm, read, words, openim,
  'openim-durable': openimDurable, organization, rooms, workbench,
  documents, external, office, cluster, nodes, trace, instructions, growth,
  backup: (context) => backup(context, withServer) };

export const runScenario = (name, context) => ALL[name](context);
