// The scenario `growth`: what costs more in a store of 10,000,000 messages, 1,000,000 people and a
// group of 100,000 than in an empty one. The same load in turns on both; BENCH_GROWTH_SCALE=0.01
// fills a hundredth.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { median } from './figures.mjs';
import { fill, SEARCHED, sizes } from './growth_seed.mjs';
import { sql, withoutSums } from './growth_store.mjs';
import { adminToken, clientOf, cpuMs, eachOf, OWNER_PAGE, PLATFORM } from './openim.mjs';
import { call } from './organization.mjs';
import { program, SERVER_CORE, serverCommand, startServer } from './server.mjs';

const SCALE = Number(process.env.BENCH_GROWTH_SCALE ?? 1);
const ROUNDS = Number(process.env.BENCH_GROWTH_ROUNDS ?? 3);
const ONLY = process.env.BENCH_GROWTH_ONLY?.split(',');
const ONLINE = 500;            // members of both groups who are there
const JOINERS = 100;
const READERS = 100;
const READ_TIMES = 3;
const LISTED = OWNER_PAGE;     // conversations of an ordinary user
const PAGE = 20;
const SOCKETS = 20_000;
const SOCKETS_EACH = 20;       // that a user may have
// Among the users of the load generator, behind those who are online.
const BUSY = ONLINE;
const ORDINARY = ONLINE + 1;
const FIRST_JOINER = ONLINE + 2;
const USERS_LEAST = FIRST_JOINER + JOINERS;
const SOCKETS_LEAST = 4_000;
const FILES_BESIDE = 1_000;
const TRIES = 20;
// Before a GET is measured: each reading connection plans its statements once, and what is kept in
// memory comes there.
const WARM_UPS_LEAST = 2;
const WARM_UPS = 100;
const WARM_UP_MS = 500;
const WARM_READS = 8;         // by each user, so that each reading connection has its share
const CALLS = 100;            // of one GET in one turn, as far as the seconds reach
const TURNS = 5;              // of each store in a round
// Two turns of a store differ by a fifth and more, and the slowest of a hundred messages the most.
const MORE_TURNS = { start: 2, http: 3, idle: 2, durable: 2, latency: 3, fanout: 3,
  people: 2 };  // in a round
const LISTS = 'lists';
const PAUSE_MS = 500;
// At rest a server takes some milliseconds a second.
const SETTLE_MS = 3_000;
const LOOK_MS = 1_000;
const QUIET_MS = 30;
const LOOKS_MOST = 60;
// One user asks for all that is searched and lists.
const FLAGS = ['--limits.expensive_per_s=0', '--limits.joins_per_day=0'];

// A machine that is busy with other work refuses at times, or is too slow for a server's start.
async function insist(work) {
  for (let left = TRIES; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || !/: (429|503) |the server ended/.test(error.message)) throw error;
      console.error(`    again: ${error.message.split('\n').pop()}`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

// What is done after a start, such as jobs that are due, words of messages that came before it, and
// what PostgreSQL clears away by itself, is no part of what follows.
async function settle(context, server) {
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  for (let look = 0, spent = Infinity; look < LOOKS_MOST && spent > QUIET_MS; look++) {
    const before = cpuMs(server, context.postgres);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    spent = cpuMs(server, context.postgres) - before;
  }
}

async function withServer(context, work) {
  const server = await insist(() => startServer(context));
  try {
    await settle(context, server);
    return await work(server);
  } finally {
    await server.stop();
  }
}

// A machine may not open as many files as there are to be sockets.
const openFiles = () => Number(/^Max open files +\d+ +(\d+)/m.exec(
  readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? Infinity);

const stateOf = (context) => join(context.work, 'users');
const readUsers = (context) => readFileSync(stateOf(context), 'utf8').trim().split('\n')
  .map((line) => line.split(' ')).filter(([kind]) => kind === 'user')
  .map(([, id, name, token]) => ({ id: Number(id), name, token }));

// The users of the load generator, with the group that is measured.
const writeState = (context, users, group) => writeFileSync(stateOf(context), users.map((user) =>
  `user ${user.id} ${user.name} ${user.token}\n`).join('') + `group ${group}\n`);

// The empty store: people, a group of those who are online, and an ordinary user's conversations.
async function makeEmpty(context, sockets) {
  const count = Math.max(USERS_LEAST, Math.ceil(sockets / SOCKETS_EACH));
  context.say(`  signing ${count} users up`);
  return withServer(context, async (server) => {
    await server.load('prepare', { users: count });
    const users = readUsers(context);
    const memberIds = users.slice(1, ONLINE).map(({ id }) => id);
    const group = await insist(() => call(server, 'POST', '/group/create', users[0].token,
      { name: 'Everybody', type: 'PUBLIC', memberLimit: 2000, memberIds }));
    const mine = users[ORDINARY].token;
    let direct = 0;
    await eachOf(users.slice(0, LISTED), async ({ id }) => {
      direct = await insist(() => call(server, 'POST', '/conversation/create', mine,
        { type: 'PRIVATE', peerUserId: id }));
      await insist(() => call(server, 'POST', '/message/send', mine,
        { conversationId: direct, type: 'TEXT', content: 'good morning' }));
    });
    return { users, group, direct, busy: users[BUSY].id, online: ONLINE };
  });
}

async function makeStores(outer) {
  const part = (name) => {
    const work = join(outer.work, name);
    mkdirSync(work, { recursive: true });
    return { ...outer, work, serverFlags: [...outer.serverFlags, ...FLAGS] };
  };
  const size = sizes(SCALE);
  const sockets = Math.min(openFiles() - FILES_BESIDE,
    Math.max(SOCKETS_LEAST, Math.round(SOCKETS * Math.min(1, SCALE))));
  const empty = { ...part('empty'), postgres: outer.postgres };
  const load = await makeEmpty(empty, sockets);
  // They came one after the other, as those of the large group did: who came at once stands in
  // the order of their numbers, which is sorted for each page.
  withoutSums(empty, () => sql(empty, `update member
    set joined_at = joined_at - ${ONLINE} + user_id % ${ONLINE}
    where conversation_id = ${load.group};`));
  const grown = { ...part('grown'),
    postgres: outer.postgres?.database('grown', outer.postgres) };
  for (const one of ['data', 'users']) {
    cpSync(join(empty.work, one), join(grown.work, one), { recursive: true });
  }
  outer.say(`  filling ${size.messages} messages, ${size.users} people, ${size.members} members`);
  const { big } = fill(grown, size, load);
  if (outer.postgres) {
    empty.postgres.analyze();
    sql(grown, 'checkpoint;');
  }
  Object.assign(empty, { group: load.group, members: ONLINE, listed: LISTED, lister: ORDINARY });
  Object.assign(grown, { group: big, members: size.members, listed: size.busy, lister: BUSY });
  for (const one of [empty, grown]) {
    Object.assign(one, { users: load.users, sockets, direct: load.direct });
    writeState(one, load.users, one.group);
  }
  return [empty, grown];
}

const pageOf = (path, n) => `${path}${path.includes('?') ? '&' : '?'}pageNum=${n}&pageSize=${PAGE}`;

async function warmUp(ask) {
  const until = Date.now() + WARM_UP_MS;
  for (let i = 0; i < WARM_UPS && (i < WARM_UPS_LEAST || Date.now() < until); i++) await ask();
}

// CPU µs of one of these calls, one after the other.
async function costOf(context, server, ask) {
  const until = Date.now() + context.seconds * 1000 / TURNS;
  const before = cpuMs(server, context.postgres);
  let calls = 0;
  while (calls < CALLS && (calls === 0 || Date.now() < until)) {
    await ask();
    calls++;
  }
  return 1000 * (cpuMs(server, context.postgres) - before) / calls;
}

// Asks for a page of this user's conversations as the SDK of OpenIM does.
async function openimPage(context, server, { id }) {
  const api = clientOf(server);
  const admin = await adminToken(context, api);
  const userID = String(id);
  const { token } = await api('/auth/get_user_token', admin, { platformID: PLATFORM, userID });
  return async () => {
    const { conversations } = await api('/conversation/get_owner_conversation', token,
      { userID, pagination: { pageNumber: 1, showNumber: OWNER_PAGE } });
    const wanted = Math.min(OWNER_PAGE, context.listed);
    if (conversations.length < wanted) throw new Error(`a page of ${conversations.length}`);
  };
}

// CPU ms of each of `calls`, `atOnce` by the way of eachOf.
async function mean(context, server, people, one) {
  const before = cpuMs(server, context.postgres);
  await eachOf(people, one);
  return (cpuMs(server, context.postgres) - before) / people.length;
}

const say = (context, server, content) => insist(() => call(server, 'POST', '/message/send',
  context.users[0].token, { conversationId: context.group, type: 'TEXT', content }));

// The first message after the start: whoever is to have it is looked up then.
async function sendFirst(context, server) {
  const before = cpuMs(server, context.postgres);
  await say(context, server, 'good morning');
  return cpuMs(server, context.postgres) - before;
}

async function join100(context, server) {
  const people = context.users.slice(FIRST_JOINER, FIRST_JOINER + JOINERS);
  const each = (path) => ({ token }) => insist(() => call(server, 'POST', path, token, {}));
  const cost = await mean(context, server, people, each(`/group/${context.group}/join`));
  await eachOf(people, each(`/group/${context.group}/quit`));
  return cost;
}

// The first time brings the rows of a hundred members into memory; in a large group they lie apart.
async function markRead(context, server) {
  const { users, group } = context;
  const once = async () => {
    await say(context, server, 'read this');
    return mean(context, server, users.slice(1, READERS + 1), ({ token }) =>
      insist(() => call(server, 'PUT', `/conversation/${group}/markAsRead`, token, {})));
  };
  await once();
  let cost = 0;
  for (let i = 0; i < READ_TIMES; i++) cost += await once();
  return cost / READ_TIMES;
}

// What the sign-ins of sockets read is in the page caches of every reading connection afterwards:
// they have a bound of their own, and are no part of what a socket costs.
async function fillCaches(context, server) {
  const ask = ({ token }) => insist(() => call(server, 'GET', pageOf('/conversation/list', 1),
    token));
  for (let i = 0; i < WARM_READS; i++) await eachOf(context.users, ask);
}

// What is measured of a store, each by a server that was just started.
const MEASURES = {
  start: async (context) => {
    const { cold_start_ms: start, rest_mb: rest } = await insist(() => program(context.build,
      'bench_load', ['start'], { 'server-core': SERVER_CORE }, serverCommand(context)));
    return { start, rest };
  },
  http: async (context, server) => ({ http: (await server.load('http',
    { seconds: context.seconds })).cpu_us }),
  // Before others have written what each of these sockets would have missed.
  idle: async (context, server) => {
    await fillCaches(context, server);
    const { idle_bytes: idle, sign_in_cpu_us: cost } = await server.load('idle',
      { sockets: context.sockets });
    return { idle, sign_in: cost };
  },
  durable: async (context, server) => ({ durable: (await server.load('durable',
    { seconds: context.seconds })).cpu_us }),
  latency: async (context, server) => {
    const { p50_ms: half, p99_ms: most } = await server.load('latency',
      { seconds: 2 * context.seconds });
    return { latency_p50: half, latency_p99: most };
  },
  fanout: async (context, server) => ({ group_send: (await server.load('fanout',
    { members: ONLINE, seconds: context.seconds })).cpu_us }),
  [LISTS]: null,  // both stores at once: compareLists
  people: async (context, server) => ({ first_send: await sendFirst(context, server),
    join: await join100(context, server), read: await markRead(context, server) }),
};

// What is asked of a store's lists. `busy_whole` is measured for each conversation in it.
async function asksOf(context, server) {
  const { group, members, direct, users } = context;
  const [member, ordinary, lister] = [users[1], users[ORDINARY], users[context.lister]];
  const ask = (user, path) => () => call(server, 'GET', path, user.token);
  return {
    list: ask(ordinary, pageOf('/conversation/list', 1)),
    page: ask(ordinary, `/message/list/${direct}?limit=50`),
    ...SEARCHED && { search: ask(ordinary, '/message/search?keyword=morning') },
    find: ask(ordinary, `/user/search?keyword=${users[ORDINARY].name}`),
    busy_list: ask(lister, pageOf('/conversation/list', 1)),
    busy_whole: ask(lister, '/conversation/list'),
    openim_page: await openimPage(context, server, lister),
    group_page: ask(member, `/message/list/${group}?limit=50`),
    members_first: ask(member, pageOf(`/group/${group}/members`, 1)),
    members_last: ask(member, pageOf(`/group/${group}/members`, members / PAGE)),
  };
}

function take(turns, key, i, value) {
  turns[key] ??= [[], []];
  turns[key][i].push(value);
}

// Both servers run, and each call is measured in short turns: the machine changes from second to
// second by more than what is looked for.
async function compareLists(stores) {
  const turns = {};
  const costs = async (servers) => {
    const asks = [];
    for (const [i, one] of stores.entries()) asks.push(await asksOf(one, servers[i]));
    for (const key of Object.keys(asks[0])) {
      for (const one of asks) await warmUp(one[key]);
      for (let turn = 0; turn < ROUNDS * TURNS; turn++) {
        for (const [i, one] of stores.entries()) {
          const per = key === 'busy_whole' ? one.listed : 1;
          take(turns, key, i, await costOf(one, servers[i], asks[i][key]) / per);
        }
      }
    }
  };
  await withServer(stores[0], (empty) => withServer(stores[1], (grown) => costs([empty, grown])));
  return turns;
}

// In turns, first the empty store and then the grown one: by key what each turn of each gave.
async function compare([empty, grown], name) {
  if (name === LISTS) return compareLists([empty, grown]);
  const turns = {};
  for (let left = ROUNDS * (MORE_TURNS[name] ?? 1); left > 0; left--) {
    for (const [i, context] of [empty, grown].entries()) {
      const found = name === 'start' ? await MEASURES.start(context)
        : await withServer(context, (server) => MEASURES[name](context, server));
      for (const [key, value] of Object.entries(found)) take(turns, key, i, value);
    }
  }
  return turns;
}

// The figures of an empty store and a grown one, medians of their turns, and what one is divided by
// the other: the median of what two turns that follow each other give, since a machine that gets
// slower or faster does it to both.
export async function ratios(stores) {
  const out = {};
  const told = (values) => values.map((value) => value.toPrecision(4)).join(' ');
  for (const name of ONLY ?? Object.keys(MEASURES)) {
    stores[0].say(`  ${name}`);
    for (const [key, [empty, grown]] of Object.entries(await compare(stores, name))) {
      if (process.env.BENCH_DETAIL) {
        stores[0].say(`    ${key}: empty ${told(empty)}, grown ${told(grown)}`);
      }
      Object.assign(out, {
        [`growth_${key}_ratio`]: median(grown.map((value, i) => value / empty[i])),
        [`growth_${key}_empty`]: median(empty), [`growth_${key}_grown`]: median(grown) });
    }
  }
  return out;
}

export async function growth(outer) {
  if (!outer.stores) {
    outer.parts = process.env.BENCH_GROWTH_KEEP ? [] : ['empty', 'grown'];
    outer.stores = await makeStores(outer);
  }
  return ratios(outer.stores);
}
