// The scenario `openim`: what a client of OpenIM asks for when somebody with 1,000 conversations,
// 500 friends and 50 groups signs in on a new device, and when they connect again with nothing new
// (openim-ws 9.1, 9.2), over the gateway and HTTP.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { startServer } from './server.mjs';

const CONVERSATIONS = 1000;
const FRIENDS = 500;
const GROUPS = 50;
const GROUP_MEMBERS = 20;
const REGISTERED_AT_ONCE = 500;
const BEFRIENDED_AT_ONCE = 100;
const CALLS_AT_ONCE = 16;
const SIGN_INS = 5;      // of a run, for the mean
const RECONNECTS = 20;
const BUSY_WAIT_MS = 100;
const BUSY_TRIES = 600;
// Pages and batches as the SDK asks for them.
const PAGE = 100;
export const OWNER_PAGE = 300;
const BLACK_PAGE = 200;
const PULLED_AT_ONCE = 100;
export const PLATFORM = 3;
// Of the load generator: 50 pairs, on a platform of its own.
const DURABLE_USERS = 500;
const DURABLE_PLATFORM = 2;

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// A client of the API; waits while the server says that it is busy.
export function clientOf(server) {
  return async (path, token, value) => {
    for (let i = 0; ; i++) {
      const answer = await fetch(`http://${server.addresses.openim_api}${path}`, {
        method: 'POST', body: JSON.stringify(value),
        headers: { 'content-type': 'application/json', operationID: 'bench', token: token ?? '' },
      });
      const text = await answer.text();
      if (answer.status !== 429) {
        const { errCode, data } = JSON.parse(text);
        if (errCode === 0) return data;
      }
      if (answer.status !== 429 || i === BUSY_TRIES) throw new Error(`${path}: ${text}`);
      await sleep(BUSY_WAIT_MS);
    }
  };
}

export async function eachOf(list, work) {
  const left = list.entries();
  await Promise.all(Array.from({ length: CALLS_AT_ONCE }, async () => {
    for (const [i, one] of left) await work(one, i);
  }));
}

const names = (count, prefix) => Array.from({ length: count }, (_, i) => `${prefix}${i}`);

export async function adminToken(context, call) {
  const toml = readFileSync(join(context.work, 'data', 'secrets.toml'), 'utf8');
  const secret = /^openim = "(.*)"$/m.exec(toml)[1];
  const { token } = await call('/auth/get_admin_token', null, { secret, userID: 'imAdmin' });
  return token;
}

// Makes the user, their friends, groups and conversations; {me, token}.
async function makeWorld(context, server) {
  context.say(`  making ${CONVERSATIONS} conversations, ${FRIENDS} friends, ${GROUPS} groups`);
  const call = clientOf(server);
  const admin = await adminToken(context, call);
  const me = 'bench_me';
  const others = names(CONVERSATIONS - GROUPS, 'bench_');
  const users = [me, ...others].map((userID) => ({ userID, nickname: userID, faceURL: '' }));
  for (let i = 0; i < users.length; i += REGISTERED_AT_ONCE) {
    await call('/user/user_register', admin, { users: users.slice(i, i + REGISTERED_AT_ONCE) });
  }
  for (let i = 0; i < FRIENDS; i += BEFRIENDED_AT_ONCE) {
    await call('/friend/import_friend', admin,
      { ownerUserID: me, friendUserIDs: others.slice(i, i + BEFRIENDED_AT_ONCE) });
  }
  const send = (sendID, to) => call('/msg/send_msg', admin, { sendID, recvID: '', groupID: '',
    ...to, contentType: 101, content: { content: 'good morning' }, senderPlatformID: PLATFORM });
  await eachOf(others, (userID) => send(userID, { recvID: me, sessionType: 1 }));
  await eachOf(names(GROUPS, 'Group '), async (groupName, i) => {
    const members = Array.from({ length: GROUP_MEMBERS }, (_, k) =>
      others[(i * 7 + k) % others.length]);
    const { groupInfo } = await call('/group/create_group', admin, { ownerUserID: members[0],
      memberUserIDs: [me, ...members.slice(1)], groupInfo: { groupName, groupType: 2 } });
    await send(members[1], { groupID: groupInfo.groupID, sessionType: 3 });
  });
  const { token } = await call('/auth/get_user_token', admin,
    { platformID: PLATFORM, userID: me });
  return { id: me, token };
}

// Of /proc/PID/stat, counted from the third field on.
const PARENT = 1;
const STARTED = 19;
// CPU ms of the processes of each PostgreSQL when they were looked at last: what one that has ended
// took stays in the sum.
const spentBy = new Map();

// CPU ms of all threads of the server, and of PostgreSQL's processes where there is one.
export function cpuMs(server, postgres) {
  const ofProcess = (pid) => {
    let sum = 0;
    try {
      for (const task of readdirSync(`/proc/${pid}/task`)) {
        sum += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]);
      }
    } catch { /* it ended */ }
    return sum / 1e6;
  };
  const sum = ofProcess(server.pid);
  if (!postgres) return sum;
  if (!spentBy.has(postgres.pid)) spentBy.set(postgres.pid, new Map());
  const spent = spentBy.get(postgres.pid);
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (Number(fields[PARENT]) !== postgres.pid) continue;
      const [key, ms] = [`${pid} ${fields[STARTED]}`, ofProcess(pid)];
      spent.set(key, Math.max(ms, spent.get(key) ?? 0));
    } catch { /* it ended */ }
  }
  return [...spent.values()].reduce((all, ms) => all + ms, sum);
}

// All pages of a list until a short one.
async function allPages(size, ask) {
  const out = [];
  for (let pageNumber = 1; ; pageNumber++) {
    const page = await ask({ pageNumber, showNumber: size }) ?? [];
    out.push(...page);
    if (page.length < size) return out;
  }
}

const versionOf = ({ versionID, version }) => ({ versionID, version });
const UNKNOWN = { versionID: '', version: 0 };

async function groupsOf(call, userID, seen) {
  const changed = await call('/group/get_incremental_join_groups', { userID, ...seen.groups });
  let ids = seen.groupIDs;
  if (changed.full) {
    await allPages(PAGE, async (pagination) =>
      (await call('/group/get_joined_group_list', { fromUserID: userID, pagination })).groups);
    ids = (await call('/group/get_full_join_group_ids', { userID, idHash: 0 })).groupIDs;
  }
  const members = {};
  let left = ids;
  while (left.length) {
    const reqList = left.map((groupID) => ({ groupID, ...(seen.members[groupID] ?? UNKNOWN) }));
    const { respList } = await call('/group/get_incremental_group_members_batch',
      { userID, reqList });
    for (const [groupID, answer] of Object.entries(respList)) {
      members[groupID] = versionOf(answer);
      if (!answer.full) continue;
      await allPages(PAGE, async (pagination) => (await call('/group/get_group_member_list',
        { groupID, filter: 0, keyword: '', pagination })).members);
      await call('/group/get_full_group_member_user_ids', { groupID, idHash: 0 });
    }
    const got = left.filter((id) => respList[id]);
    if (!got.length) throw new Error('no group of a batch was answered');
    left = left.filter((id) => !respList[id]);
  }
  return { groups: versionOf(changed), groupIDs: ids, members };
}

async function friendsOf(call, userID, seen) {
  const changed = await call('/friend/get_incremental_friends', { userID, ...seen.friends });
  if (changed.full) {
    await allPages(PAGE, async (pagination) =>
      (await call('/friend/get_friend_list', { userID, pagination })).friendsInfo);
    await call('/friend/get_full_friend_user_ids', { userID, idHash: 0 });
  }
  return { friends: versionOf(changed) };
}

async function conversationsOf(call, userID, seen) {
  const changed = await call('/conversation/get_incremental_conversations',
    { userID, ...seen.conversations });
  if (changed.full) {
    const all = await allPages(OWNER_PAGE, async (pagination) => (await call(
      '/conversation/get_owner_conversation', { userID, pagination })).conversations);
    if (all.length < CONVERSATIONS) throw new Error(`only ${all.length} conversations are listed`);
    await call('/conversation/get_full_conversation_ids', { userID, idHash: 0 });
  }
  return { conversations: versionOf(changed) };
}

// The newest message of each conversation that holds more than the client has.
async function pullNew(socket, maxSeqs, had) {
  const ranges = [];
  for (const [conversationID, end] of Object.entries(maxSeqs)) {
    const known = had[conversationID] ?? 0;
    if (conversationID.startsWith('n_') || end <= known) continue;
    ranges.push({ conversationID, begin: known && known + 1, end, num: 1 });
  }
  for (let i = 0; i < ranges.length; i += PULLED_AT_ONCE) {
    await socket.must(1002, { userID: socket.person.id,
      seqRanges: ranges.slice(i, i + PULLED_AT_ONCE) });
  }
}

// One connect of a client that knows `seen`; what it knows then.
async function connect(server, person, seen, OpenimSocket) {
  const api = clientOf(server);
  const call = (path, value) => api(path, person.token, value);
  const userID = person.id;
  const socket = await OpenimSocket.open(server, person, { compression: 'gzip' });
  try {
    const { maxSeqs } = await socket.must(1001, { userID });
    const [, friends, groups] = await Promise.all([
      pullNew(socket, maxSeqs, seen.maxSeqs),
      friendsOf(call, userID, seen), groupsOf(call, userID, seen)]);
    const conversations = await conversationsOf(call, userID, seen);
    const { seqs } = await socket.must(1006, { userID });
    if (Object.keys(seqs).length < CONVERSATIONS) throw new Error('1006 lacks conversations');
    await Promise.all([call('/user/get_users_info', { userIDs: [userID] }),
      call('/friend/get_black_list', { userID,
        pagination: { pageNumber: 1, showNumber: BLACK_PAGE } })]);
    return { maxSeqs, ...friends, ...groups, ...conversations };
  } finally {
    socket.close();
  }
}

const NOTHING = { maxSeqs: {}, friends: UNKNOWN, groups: UNKNOWN, groupIDs: [], members: {},
  conversations: UNKNOWN };

// Gives the users of the load generator tokens of OpenIM; the path of the file that has them.
export async function openimUsers(context, server) {
  const call = clientOf(server);
  const admin = await adminToken(context, call);
  const lines = readFileSync(join(context.work, 'users'), 'utf8').split('\n')
    .filter((line) => line.startsWith('user '));
  const out = [];
  await eachOf(lines.slice(0, DURABLE_USERS), async (line, i) => {
    const [, id, name] = line.split(' ');
    const { token } = await call('/auth/get_user_token', admin,
      { platformID: DURABLE_PLATFORM, userID: id });
    out[i] = `user ${id} ${name} ${token}\n`;
  });
  const path = join(context.work, 'openim_users');
  writeFileSync(path, out.join(''));
  return path;
}

export async function openim(context) {
  // Needs the packages of the tests: its gateway client is theirs.
  const { OpenimSocket } = await import('../../tests/lib/openim_socket.mjs');
  const server = await startServer(context);
  try {
    context.openim ??= await makeWorld(context, server);
    const person = context.openim;
    // What it costs to be there without calls (timers, the index of new messages) is left out.
    let seen = await connect(server, person, NOTHING, OpenimSocket);
    const mean = async (times, from) => {
      const cpu = cpuMs(server, context.postgres);
      const begun = performance.now();
      for (let i = 0; i < times; i++) {
        const known = await connect(server, person, from ?? seen, OpenimSocket);
        if (from === null) seen = known;
      }
      return [(cpuMs(server, context.postgres) - cpu) / times,
        (performance.now() - begun) / times];
    };
    const [first, firstWall] = await mean(SIGN_INS, NOTHING);
    const [again, againWall] = await mean(RECONNECTS, null);
    return { openim_first_cpu_ms: first, openim_first_ms: firstWall, openim_again_cpu_ms: again,
      openim_again_ms: againWall };
  } finally {
    await server.stop();
  }
}
