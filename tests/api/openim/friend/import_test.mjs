// openim 4.3 import_friend with as many names as may be: set by set, so that a busy server answers
// within the time of one command.
import assert from 'node:assert/strict';
import {mustOpenim, openimAdmin} from '../../../lib/openim.mjs';
import {unique} from '../../../lib/world.mjs';

const PATH = '/friend/import_friend';
const REGISTER = '/user/user_register';
const NAMES_MAX = 1000;
// A command that waited too long for a lock, as on a busy machine, is run again, and its statements
// are counted again: the least of so many tries counts.
const TRIES = 4;

async function statements(server, path) {
  const text = await server.metrics();
  const line = text.split('\n').find((l) => l.startsWith('koine_call_statements_total{') &&
      l.includes(`row="POST ${path}"`));
  return line ? Number(line.split(' ').at(-1)) : 0;
}

// Makes a user and `count` friends of theirs; returns how many statements that took.
async function befriend(server, must, count, uniq) {
  const me = `me${count}_${uniq}`;
  const names = Array.from({length: count}, (_, i) => `f${count}_${i}_${uniq}`);
  const users = [me, ...names].map((userID) => ({userID, nickname: userID}));
  const registered = await statements(server, REGISTER);
  for (let i = 0; i < users.length; i += NAMES_MAX) {
    await must(REGISTER, {users: users.slice(i, i + NAMES_MAX)});
  }
  const before = await statements(server, PATH);
  const made = {registered: await statements(server, REGISTER) - registered};
  await must(PATH, {ownerUserID: me, friendUserIDs: names});
  made.imported = await statements(server, PATH) - before;
  const page = {pageNumber: 1, showNumber: 2};
  const mine = await must('/friend/get_friend_list', {userID: me, pagination: page});
  assert.equal(mine.total, count);
  const {friendIDs} = await must('/friend/get_friend_id', {userID: me});
  assert.deepEqual([...friendIDs].sort(), [...names].sort());
  for (const userID of [names[0], names.at(-1)]) {
    const theirs = await must('/friend/get_friend_list', {userID, pagination: page});
    assert.deepEqual(theirs.friendsInfo.map((f) => f.friendUser.userID), [me]);
    const {version} = await must('/friend/get_incremental_friends',
        {userID, versionID: '', version: 0});
    assert.equal(version, 1, 'the list of each changed once');
  }
  return made;
}

async function manyAtOnce({start}) {
  const server = await start();
  const {token} = await openimAdmin(server);
  const must = (path, value) => mustOpenim(server.openim, path, token, value);
  const uniq = unique();
  const made = {};  // by number of friends: statements of registering and of importing them
  const judge = () => {
    const [two, some, most] = [made[2], made[500], made[NAMES_MAX]];
    // As many statements for two as for a thousand; the last are two calls.
    assert.equal(some.registered, two.registered);
    assert.equal(most.registered, 2 * two.registered);
    // For each there is at most the event that tells of it.
    assert.ok(some.imported <= two.imported + 500, `${some.imported} of ${two.imported}`);
    assert.ok(most.imported <= two.imported + NAMES_MAX, `${most.imported} of ${two.imported}`);
  };
  for (let attempt = 1; ; attempt++) {
    for (const count of [2, 500, NAMES_MAX]) {
      const now = await befriend(server, must, count, `${attempt}_${uniq}`);
      const least = made[count] ?? now;
      made[count] = {registered: Math.min(least.registered, now.registered),
        imported: Math.min(least.imported, now.imported)};
    }
    try {
      judge();
      break;
    } catch (e) {
      if (attempt === TRIES) throw e;
    }
  }
  // seen: POST /friend/import_friend 1001
  const answer = await server.openim.call('POST', PATH, token, {ownerUserID: `me2_${uniq}`,
    friendUserIDs: Array.from({length: NAMES_MAX + 1}, (_, i) => `n${i}`)});
  assert.equal(answer.json.errCode, 1001, answer.text);
}

export const tests = [{name: 'a thousand friends at once', body: manyAtOnce}];
