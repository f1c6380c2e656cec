// The scenario `read`: a user with 1,000 conversations and 1,000,000 messages lists, reads and
// searches; beside their lie 250,000 messages of others.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { cpuMs } from './openim.mjs';
import { call } from './organization.mjs';
import { program, startServer } from './server.mjs';

const USERS = 500;
const WARM_ROUNDS = 12;
const COLD_ROUNDS = 2;
const FIRST_LISTS = 60;
const SETTLE_MS = 50;

// What is looked for: rare and frequent words, words frequent elsewhere only, two and one
// characters, beginnings of words, several words, filters.
const QUERIES = [
  'keyword=rare7', 'keyword=rare42', 'keyword=频繁', 'keyword=别处', 'keyword=别处%20频繁',
  'keyword=一丁', 'keyword=丂七', 'keyword=一', 'keyword=鰀', 'keyword=word1', 'keyword=wor',
  'keyword=word19', 'keyword=word3%20word5%20频繁', 'keyword=一丁%20丁一', 'keyword=频繁&exactMatch=true',
  'keyword=频繁&pageNum=50', 'keyword=频繁&senderId={peer}', 'keyword=频繁&conversationId={largest}',
  'keyword=频繁&messageType=FILE', 'keyword=频繁&endTime={old}', 'keyword=nothing',
  'keyword=一丁丁一', 'conversationId={largest}', 'senderId={peer}',
];

const percentile = (values, share) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
};

// Empties the page cache; false where that is not permitted.
function dropCaches(context) {
  try {
    execFileSync('sync');
    writeFileSync('/proc/sys/vm/drop_caches', '3');
    return true;
  } catch {
    // At least our own files.
    const folders = [join(context.work, 'data'), context.postgres?.data].filter(Boolean);
    try {
      for (const folder of folders) {
        for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
          if (!file.isFile()) continue;
          const path = join(file.parentPath ?? file.path, file.name);
          execFileSync('dd', [`of=${path}`, 'oflag=nocache', 'conv=notrunc,fdatasync', 'count=0'],
            { stdio: 'ignore' });
        }
      }
      return true;
    } catch { return false; }
  }
}

async function ask(server, token, query) {
  const begun = process.hrtime.bigint();
  const answer = await fetch(`http://${server.address}/api/im/message/search?${query}`,
    { headers: { authorization: `Bearer ${token}` } });
  const body = await answer.json();
  const took = Number(process.hrtime.bigint() - begun) / 1e6;
  if (body.code !== 200) throw new Error(`search ${query}: ${JSON.stringify(body)}`);
  return { took, total: body.data.total };
}

// CPU per request; with PostgreSQL of both processes together, and then of Koine's alone.
function costs(name, figures, context) {
  const out = { [`${name}_cpu_ms`]: figures.cpu_us / 1000 };
  if (context.postgres) {
    out[`${name}_koine_cpu_ms`] = (figures.cpu_us - figures.store_cpu_us) / 1000;
  }
  return out;
}

// What a list costs who did not ask lately: what the server keeps of it is of no use after a change
// of the user's own name.
async function firstList(server, context, token) {
  let spent = 0;
  for (let i = 0; i < FIRST_LISTS; i++) {
    await call(server, 'PUT', '/user/profile', token, { nickname: `lister ${i % 2}` });
    await new Promise((done) => { setTimeout(done, SETTLE_MS); });  // others are told of it
    const before = cpuMs(server, context.postgres);
    await call(server, 'GET', '/conversation/list', token);
    spent += cpuMs(server, context.postgres) - before;
  }
  return spent / FIRST_LISTS;
}

// What a list costs while 500 messages a second come, without what these cost by themselves. Each
// commit ends what a reader knew of the store.
async function listBesideMessages(server, load, context) {
  const rate = 500;
  const alone = await server.load('latency', { rate, seconds: context.seconds });
  // They come before the lists are measured and until they are.
  const messages = server.load('latency', { rate, seconds: context.seconds + 4 });
  await new Promise((done) => { setTimeout(done, 2500); });
  const lists = await load('/api/im/conversation/list');
  await messages;
  return { list_beside_cpu_ms: (lists.cpu_us - rate * alone.cpu_us / lists.per_s) / 1000 };
}

async function withServer(context, work) {
  const server = await startServer(context);
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

async function seed(context) {
  context.say(`  signing ${USERS} users up`);
  await withServer(context, (server) => server.load('prepare', { users: USERS }));
  context.say('  writing 1,250,000 messages');
  const url = context.postgres?.url ?? `sqlite:${join(context.work, 'data', 'koine.db')}`;
  const begun = Date.now();
  const { largest } = await program(context.build, 'bench_seed', [],
    { store: url, state: join(context.work, 'users'), ...context.size });
  context.say(`  took ${Math.round((Date.now() - begun) / 1000)} s; indexing them`);
  const store = context.postgres ? ['--store.url', context.postgres.url] : [];
  const from = Date.now();
  execFileSync(join(context.build, 'koine'), ['reindex', '--data', join(context.work, 'data'),
    ...store], { stdio: 'ignore' });
  const messages = Number(context.size?.messages ?? 1e6) + Number(context.size?.foreign ?? 25e4);
  context.postgres?.analyze();
  return { largest, indexed_per_s: messages / ((Date.now() - from) / 1000) };
}

async function cold(context, token, queries) {
  const samples = [];
  let dropped = true;
  for (let round = 0; round < COLD_ROUNDS; round++) {
    for (const query of queries) {
      context.postgres?.down();
      dropped = dropCaches(context) && dropped;
      context.postgres?.up();
      await withServer(context, async (server) => {
        await fetch(`http://${server.address}/healthz`);
        const { took } = await ask(server, token, query);
        samples.push(took);
        if (process.env.BENCH_DETAIL) context.say(`    cold ${query}: ${took.toFixed(1)} ms`);
      });
    }
  }
  if (!dropped) context.say('  cold: only the process is fresh; the page cache stayed full');
  return samples;
}

export async function read(context) {
  context.seeded ??= await seed(context);
  const { largest, indexed_per_s } = context.seeded;
  const lines = readFileSync(join(context.work, 'users'), 'utf8').trim().split('\n');
  const people = lines.map((line) => line.split(/\s+/));
  const user = people.find((words) => words.some((w) => w.split('.').length === 3));
  const token = user.find((w) => w.split('.').length === 3);
  const peer = people[people.indexOf(user) + 1].find((w) => /^\d+$/.test(w));
  const old = new Date(Date.now() - 200 * 24 * 3600e3).toISOString().slice(0, 10);
  const queries = QUERIES.map((q) => q.replace('{largest}', largest).replace('{peer}', peer)
    .replace('{old}', old));
  const figures = await withServer(context, async (server) => {
    const load = (path) => server.load('http',
      { path, users: 1, connections: 4, seconds: context.seconds });
    const list = await load('/api/im/conversation/list');
    const first = await firstList(server, context, token);
    const page = await load(`/api/im/message/list/${largest}?limit=50`);
    const beside = await listBesideMessages(server, load, context);
    for (const query of queries) await ask(server, token, query);
    const warm = [];
    for (let round = 0; round < WARM_ROUNDS; round++) {
      for (const query of queries) {
        const { took, total } = await ask(server, token, query);
        warm.push(took);
        if (process.env.BENCH_DETAIL && round === 0) {
          context.say(`    warm ${query}: ${took.toFixed(1)} ms, ${total} found`);
        }
      }
    }
    return {
      ...costs('list', list, context), list_first_cpu_ms: first,
      ...beside, ...costs('page', page, context),
      search_p50_ms: percentile(warm, 0.5), search_p99_ms: percentile(warm, 0.99),
    };
  });
  const samples = await cold(context, token, queries);
  return {
    ...figures, search_cold_p50_ms: percentile(samples, 0.5),
    search_cold_p99_ms: percentile(samples, 0.99), search_indexed_per_s: indexed_per_s,
  };
}
