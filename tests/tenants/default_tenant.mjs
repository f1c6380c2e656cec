// From the default tenant: RuoYi-IM and OpenIM meet ids of an application's tenant as ids that
// nobody has, none of its texts is found there, and what administrators count does not change.
import {sameDayFor} from '../lib/day.mjs';
import {openimAdmin} from '../lib/openim.mjs';
import {PATIENCE} from '../lib/patience.mjs';
import {eachOf, until} from '../lib/report.mjs';
import {administrator, directChat, must, person} from '../lib/world.mjs';
import {buildRequest, readRows, send} from '../rights/suite.mjs';
import {buildOpenimWorld} from '../rights/openim.mjs';
import {buildWorld, fillExample} from '../rights/world.mjs';
import {plain} from './watch.mjs';

const ROWS_AT_ONCE = 4;
const IDS_EACH = 3;
const NOBODY = 999_999_999_998;
// The id of what was made.
const MADE = /"data":\d+/;
const DATE = /\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d/g;
const SHOWN = 300;
const LAST_WORD = 'lastword';
// These would end the server, or hand out what it was started with.
const LEFT_OUT = new Set(['/restart', '/config/set_config', '/config/reset_config']);
const INDEX_MS = 20_000 * PATIENCE;
// From the first count to the second, which both count the users of today.
const COUNTED_WITHIN_MS = 120_000 * PATIENCE;
// What looks is nobody of App IM.
const OUTSIDE = {name: 'the default tenant'};

// The next numbers of each kind: what lies between two of them was made by others.
async function numbers(server) {
  const {http} = server;
  const [a, b] = [await person(http, 'num'), await person(http, 'ber')];
  const conversation = await directChat(http, a, b);
  const message = await must(http, 'POST', '/message/send', a.token,
      {conversationId: conversation, type: 'TEXT', content: LAST_WORD});
  // The index of texts follows the log: when this one is found, all before it are, and what is
  // counted by search stays as it is.
  await until(async () => JSON.stringify(await must(http, 'GET',
      `/message/search?keyword=${LAST_WORD}&conversationId=${conversation}`, a.token))
      .includes(LAST_WORD), 'a message found by search', INDEX_MS);
  return {users: [a.id, b.id], conversation, message};
}

const between = (from, to) => {
  const step = Math.max(1, Math.floor((to - from - 1) / IDS_EACH));
  return Array.from({length: IDS_EACH}, (_, i) => from + 1 + i * step).filter((n) => n < to);
};

const kindsIn = (row) => [...new Set([...JSON.stringify(row.example ?? {}).matchAll(
    /\{(user|conversation|group|message|contact|chat)\.\w+\}/g)].map((m) => m[1]))];

// Rows that read and are about nobody in particular. A call rings for a minute only.
const isCounting = (row) => row.mode !== 'write' && !row.binary &&
    !/prometheus|video-call/.test(row.path) && !JSON.stringify(row.example ?? {}).includes('"{');

// What the administrators of both dialects read, by row; rows that are never twice the same are
// left out.
async function readCounts(world) {
  const read = async () => {
    const out = new Map();
    // What an administrator reads is noted: the log of operations grows by this itself.
    const counting = world.rows.filter((row) => isCounting(row) && !row.path.includes('/audit/'));
    await eachOf(counting, ROWS_AT_ONCE, async (row) => {
      const answer = await world.call(row, fillExample(row.example ?? {}, world[row.dialect], null,
          'mine'));
      if (answer) out.set(`${row.dialect} ${row.method} ${row.path}`, answer.text);
    });
    return out;
  };
  const [first, second] = [await read(), await read()];
  return new Map([...first].filter(([name, text]) => quiet(text) === quiet(second.get(name))));
}

const quiet = (text) => plain(text, []).replace(DATE, 'T').replace(MADE, '"data":N');

// A job writes the words of documents after these: what is counted by that search stays as it is.
async function documentsFound(world) {
  const row = world.rows.find((r) => r.path === '/api/im/document/search');
  const fields = fillExample(row.example, world.ruoyi, null, 'mine');
  await until(async () => JSON.parse((await world.call(row, fields)).text).data.length > 0,
      'a document found by search', INDEX_MS);
}

// Before the applications do anything.
export async function lookFromDefault(server, binary) {
  const rows = (await readRows(binary)).filter((r) => r.method !== 'FRAME' &&
      ['ruoyi', 'openim'].includes(r.dialect) && !r.files && !LEFT_OUT.has(r.path));
  const world = {rows, ruoyi: await buildWorld(server.http), openim: await buildOpenimWorld(server),
    admin: await administrator(server.http), openimAdmin: await openimAdmin(server)};
  world.call = (row, fields) => {
    if (row.dialect === 'openim') {
      if (row.method !== 'POST') return null;
      return server.openim.call('POST', row.path, world.openimAdmin.token, fields);
    }
    const admin = row.auth === 'admin';
    return send(server.http, admin ? world.admin.token : world.ruoyi.tokens.me,
        buildRequest(row, fields));
  };
  world.from = await numbers(server);
  await documentsFound(world);
  await sameDayFor(COUNTED_WITHIN_MS);
  world.counts = await readCounts(world);
  return world;
}

// Of each kind the ids that tenants have, each with one that nobody has.
function foreignIds(dialect, world, to, tenants) {
  const {from} = world;
  const pairs = (list, nobody) => list.map((id, i) => [id, nobody(i)]);
  const users = between(from.users[1], to.users[0]);
  const places = between(from.conversation, to.conversation);
  const messages = between(from.message, to.message);
  const number = (i) => NOBODY - i;
  if (dialect === 'ruoyi') {
    return {user: pairs(users, number), contact: pairs(users, number),
      conversation: pairs(places, number), group: pairs(places, number),
      message: pairs(messages, number)};
  }
  const me = world.openim.values.user.me;
  const chat = (id) => `si_${[me, id].sort().join('_')}`;
  const clients = tenants.flatMap((t) => t.only);
  const groups = places.map(String);
  return {user: pairs(clients, (i) => `zqX${i}`), group: pairs(groups, (i) => `${number(i)}`),
    chat: [...pairs(clients.map(chat), (i) => chat(`zqX${i}`)),
      ...pairs(groups.map((g) => `sg_${g}`), (i) => `sg_${number(i)}`)]};
}

// The world with another value for all of one kind.
function withId(world, kind, id) {
  const all = new Proxy({}, {get: () => id});
  const values = Object.create(Object.getPrototypeOf(world.values),
      Object.getOwnPropertyDescriptors(world.values));
  values[kind] = all;
  return {...world, values};
}

async function checkRow(row, world, ids, watch) {
  for (const kind of kindsIn(row)) {
    for (const [theirs, nobodys] of ids[kind] ?? []) {
      const ask = async (id) => {
        const fields = fillExample(row.example, withId(world[row.dialect], kind, id), null, 'mine');
        const answer = await world.call(row, fields);
        if (answer) watch.look(OUTSIDE, JSON.stringify(fields), answer.text);
        return answer && {status: answer.status,
          text: quiet(answer.text.replaceAll(`${id}`, '#'))};
      };
      const [one, two] = [await ask(theirs), await ask(nobodys)];
      if (!one || (one.status === two.status && one.text === two.text)) continue;
      throw new Error(`${kind} ${theirs} is answered ${one.status} ${one.text.slice(0, SHOWN)}\n` +
          `and ${nobodys}, which nobody has, ${two.status} ${two.text.slice(0, SHOWN)}`);
    }
  }
}

export async function compareDefault(server, world, tenants, watch, {report, suite}) {
  await report.test(suite, 'counts of the default tenant are as before', async () => {
    const after = await readCounts(world);
    if (!after.size) throw new Error('nothing was counted');
    for (const [name, text] of world.counts) {
      if (after.has(name) && quiet(after.get(name)) !== quiet(text)) {
        throw new Error(`${name}: was ${text.slice(0, SHOWN)}\nis ${after.get(name)
            .slice(0, SHOWN)}`);
      }
    }
  });
  const to = await numbers(server);
  const ids = Object.fromEntries(['ruoyi', 'openim'].map((d) =>
    [d, foreignIds(d, world, to, tenants)]));
  // Uploads have random names.
  const rows = world.rows.filter((r) => !r.path.startsWith('/object/') &&
      kindsIn(r).some((k) => ids[r.dialect][k]));
  await eachOf(rows, ROWS_AT_ONCE, (row) => report.test(suite,
      `${row.dialect} ${row.method} ${row.path} does not know ids of applications`,
      () => checkRow(row, world, ids[row.dialect], watch)));
  await report.test(suite, 'nothing leaked to the default tenant', () => {
    const leaks = watch.leaks.filter((l) => l.startsWith(OUTSIDE.name));
    if (leaks.length) throw new Error(leaks.slice(0, 5).join('\n'));
  });
}
