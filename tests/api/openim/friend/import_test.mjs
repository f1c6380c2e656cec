// openim 4.3 import_friend with as many names as may be: set by set, so that a busy server answers
// within the time of one command.
import assert from 'node:assert/strict';
import {mustOpenim, openimAdmin} from '../../../lib/openim.mjs';
import {unique} from '../../../lib/world.mjs';

const PATH = '/friend/import_friend';
const REGISTER = '/user/user_register';
const NAMES_MAX = 1000;

async function statements(server, path) {
  const text = await server.metrics();
  const line = text.split('\n').find((l) => l.startsWith('koine_call_statements_total{') &&
      l.includes(`row="POST ${path}"`));
  return line ? Number(line.split(' ').at(-1)) : 0;
}

async function manyAtOnce({start}) {
  const server = await start();
  const {token} = await openimAdmin(server);
  const must = (path, value) => mustOpenim(server.openim, path, token, value);
  const uniq = unique();
  const counts = [], registrations = [];
  for (const count of [2, 500, NAMES_MAX]) {
    const me = `me${count}_${uniq}`;
    const names = Array.from({length: count}, (_, i) => `f${count}_${i}_${uniq}`);
    const users = [me, ...names].map((userID) => ({userID, nickname: userID}));
    const registered = await statements(server, REGISTER);
    for (let i = 0; i < users.length; i += NAMES_MAX) {
      await must(REGISTER, {users: users.slice(i, i + NAMES_MAX)});
    }
    registrations.push(await statements(server, REGISTER) - registered);
    const before = await statements(server, PATH);
    await must(PATH, {ownerUserID: me, friendUserIDs: names});
    counts.push(await statements(server, PATH) - before);
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
  }
  // As many statements for two as for a thousand; the last are two calls.
  assert.equal(registrations[1], registrations[0], `${registrations}`);
  assert.equal(registrations[2], 2 * registrations[0], `${registrations}`);
  // For each there is at most the event that tells of it.
  assert.ok(counts[1] <= counts[0] + 500, `${counts}`);
  assert.ok(counts[2] <= counts[0] + NAMES_MAX, `${counts}`);
  // seen: POST /friend/import_friend 1001
  const answer = await server.openim.call('POST', PATH, token, {ownerUserID: `me2_${uniq}`,
    friendUserIDs: Array.from({length: NAMES_MAX + 1}, (_, i) => `n${i}`)});
  assert.equal(answer.json.errCode, 1001, answer.text);
}

export const tests = [{name: 'a thousand friends at once', body: manyAtOnce}];
