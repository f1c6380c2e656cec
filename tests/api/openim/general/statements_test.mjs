// What clients ask for at sign-in (openim-ws 9.1, 9.2) takes no statement per group, member, friend
// or conversation: each call is made for somebody with little and for somebody with much, first
// with nothing known and then after a change of everything. The metric koine_call_statements_total
// counts.
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {eachOf} from '../../../lib/report.mjs';
import {mustOpenim, openimAdmin, openimPeople} from '../../../lib/openim.mjs';
import {unique} from '../../../lib/world.mjs';
import {readRows} from '../../../rights/suite.mjs';

const LITTLE = {groups: 1, friends: 1};
const MUCH = {groups: 30, friends: 60};
const AT_ONCE = 6;
const SLACK = 1;  // a page of something that is empty in the small world
const PAGE = {pageNumber: 1, showNumber: 100};

// openim 10: the first 8 bytes of the MD5 of the JSON text. More than a number of JavaScript holds,
// so it goes into the body as digits.
function hashOf(ids) {
  const digest = createHash('md5').update(JSON.stringify(ids)).digest();
  return digest.readBigUInt64BE(0);
}

async function statements(server, path) {
  const text = await server.metrics();
  const line = text.split('\n').find((l) => l.startsWith('koine_call_statements_total{') &&
      l.includes(`row="POST ${path}"`));
  return line ? Number(line.split(' ').at(-1)) : 0;
}

// A user with so many groups of three and so many friends.
async function makeWorld(server, {groups, friends}) {
  const uniq = unique();
  const admin = await openimAdmin(server);
  const names = ['me', 'peer', 'third', ...Array.from({length: friends}, (_, i) => `friend${i}`)];
  const people = await openimPeople(server, admin, names, uniq);
  const must = (path, value) => mustOpenim(server.openim, path, admin.token, value);
  const me = people.me.id;
  const friendIds = names.slice(3).map((n) => people[n].id);
  await must('/friend/import_friend', {ownerUserID: me, friendUserIDs: friendIds});
  const ids = [];
  await eachOf(Array.from({length: groups}, (_, i) => i), AT_ONCE, async (i) => {
    const {groupInfo} = await must('/group/create_group', {ownerUserID: people.peer.id,
      memberUserIDs: [me, people.third.id], groupInfo: {groupName: `G${i}`, groupType: 2}});
    ids.push(groupInfo.groupID);
  });
  return {must, token: people.me.token, me, third: people.third.id, friends: friendIds,
    groups: ids};
}

// Everything changes: each friend, each group, and who is in it.
async function changeAll(world) {
  await world.must('/friend/update_friends',
      {ownerUserID: world.me, friendUserIDs: world.friends, remark: 'R'});
  await eachOf(world.groups, AT_ONCE, async (groupID) => {
    await world.must('/group/set_group_info_ex', {groupID, introduction: 'new'});
    await world.must('/group/set_group_member_info',
        {members: [{groupID, userID: world.me, nickname: 'N'}]});
    await world.must('/group/kick_group', {groupID, kickedUserIDs: [world.third]});
  });
}

// The calls of a client that knows `seen` of each list; nothing for none.
function callsOf(world, seen) {
  const of = (key) => seen?.[key] ?? {versionID: '', version: 0};
  const {me: userID} = world;
  const group = world.groups[0];
  return {
    '/user/get_users_info': {userIDs: [userID]},
    '/friend/get_incremental_friends': {userID, ...of('friends')},
    '/friend/get_friend_list': {userID, pagination: PAGE},
    '/friend/get_full_friend_user_ids': {userID, idHash: 0},
    '/friend/get_black_list': {userID, pagination: PAGE},
    '/group/get_incremental_join_groups': {userID, ...of('groups')},
    '/group/get_joined_group_list': {fromUserID: userID, pagination: PAGE},
    '/group/get_full_join_group_ids': {userID, idHash: 0},
    '/group/get_incremental_group_members_batch': {userID,
      reqList: world.groups.map((groupID) => ({groupID, ...of(groupID)}))},
    '/group/get_group_member_list': {groupID: group, filter: 0, pagination: PAGE},
    '/group/get_full_group_member_user_ids': {groupID: group, idHash: 0},
    '/conversation/get_incremental_conversations': {userID, ...of('conversations')},
    '/conversation/get_owner_conversation': {userID, pagination: PAGE},
    '/conversation/get_all_conversations': {ownerUserID: userID},
    '/conversation/get_full_conversation_ids': {userID, idHash: 0},
    '/msg/get_conversations_has_read_and_max_seq': {userID},
    '/jssdk/get_active_conversations': {ownerUserID: userID, count: 20},
  };
}

async function countAll(server, world, seen, served) {
  const counts = {}, answers = {};
  for (const [path, body] of Object.entries(callsOf(world, seen))) {
    if (!served.has(path)) continue;
    const before = await statements(server, path);
    answers[path] = await mustOpenim(server.openim, path, world.token, body);
    counts[path] = await statements(server, path) - before;
  }
  return {counts, answers};
}

function seenOf({answers}) {
  const versionOf = (answer) => ({versionID: answer.versionID, version: answer.version});
  const seen = {friends: versionOf(answers['/friend/get_incremental_friends']),
    groups: versionOf(answers['/group/get_incremental_join_groups'])};
  const conversations = answers['/conversation/get_incremental_conversations'];
  if (conversations) seen.conversations = versionOf(conversations);
  const batch = answers['/group/get_incremental_group_members_batch'].respList;
  for (const [id, answer] of Object.entries(batch)) seen[id] = versionOf(answer);
  return seen;
}

function compare(little, much, when) {
  const more = Object.entries(much).filter(([path, n]) => n > little[path] + SLACK)
      .map(([path, n]) => `${path}: ${little[path]} statements, with much data ${n}`);
  if (more.length) throw new Error(`${when}:\n  ${more.join('\n  ')}`);
}

export const tests = [
  {
    name: 'signing in takes no statement per friend, group or member',
    on: 'sqlite',  // verbs run the same statements on both engines
    async body({server}) {
      const rows = await readRows(server.options.binary);
      const served = new Set(rows.filter((r) => r.dialect === 'openim').map((r) => r.path));
      const worlds = [await makeWorld(server, LITTLE), await makeWorld(server, MUCH)];
      const first = [];
      for (const world of worlds) first.push(await countAll(server, world, null, served));
      compare(first[0].counts, first[1].counts, 'with nothing known');
      const later = [];
      for (const [i, world] of worlds.entries()) {
        const seen = seenOf(first[i]);
        await changeAll(world);
        later.push(await countAll(server, world, seen, served));
      }
      compare(later[0].counts, later[1].counts, 'after changes');
      const {answers} = later[1];
      assert.equal(answers['/friend/get_incremental_friends'].update.length, MUCH.friends);
      const batch = answers['/group/get_incremental_group_members_batch'].respList;
      assert.equal(Object.keys(batch).length, MUCH.groups);
      for (const one of Object.values(batch)) {
        assert.equal(one.full, false);
        assert.deepEqual(one.delete, [worlds[1].third]);
        assert.deepEqual(one.update.map((m) => m.nickname), ['N']);
        assert.equal(one.group.introduction, 'new');
      }
    },
  },
  {
    name: 'a list whose hash the client has is not sent again',
    async body({server}) {
      const world = await makeWorld(server, {groups: 3, friends: 2});
      const ask = async (path, named, key) => {
        const call = async (idHash) => {
          const body = JSON.stringify({...named, idHash: 0}).replace('"idHash":0',
              `"idHash":${idHash}`);
          const headers = {...server.openim.dialect.sign(world.token),
            'Content-Type': 'application/json'};
          const {json} = await server.openim.request('POST', path, {headers, body});
          assert.equal(json.errCode, 0);
          return json.data;
        };
        const all = await call(0);
        assert.equal(all.equal, false);
        const same = await call(hashOf(all[key]));
        assert.equal(same.equal, true);
        assert.deepEqual(same[key], []);
        return all[key];
      };
      assert.equal((await ask('/group/get_full_join_group_ids', {userID: world.me},
          'groupIDs')).length, 3);
      assert.equal((await ask('/group/get_full_group_member_user_ids',
          {groupID: world.groups[0]}, 'userIDs')).length, 3);
      assert.equal((await ask('/friend/get_full_friend_user_ids', {userID: world.me},
          'userIDs')).length, 2);
    },
  },
];
