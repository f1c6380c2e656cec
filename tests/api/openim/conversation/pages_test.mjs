// A page of conversations costs what it shows, however long the list is: time of the processor,
// which the load of the machine does not change much, of the same page of a short and a long list.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {mustOpenim, openimAdmin, openimPeople} from '../../../lib/openim.mjs';
import {unique} from '../../../lib/world.mjs';

const LITTLE = 300;
const MUCH = 2000;
const AT_ONCE = 1000;  // that one request may name
const PAGE = 300;
const CALLS = 100;
const TRIES = 3;  // the least of them counts
const RATIO_MAX = 2.5;

// Ticks of the processor that the server has taken.
function ticks(server) {
  const stat = readFileSync(`/proc/${server.child.pid}/stat`, 'utf8');
  const [user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ').slice(11, 13);
  return Number(user) + Number(system);
}

async function cost(server, body) {
  let least = Infinity;
  for (let i = 0; i < TRIES; i++) {
    const before = ticks(server);
    for (let n = 0; n < CALLS; n++) await body();
    least = Math.min(least, ticks(server) - before);
  }
  return Math.max(1, least);
}

export const release = true;
export const tests = [{
  name: 'a page costs as much of a long list as of a short one',
  async body({start}) {
    const server = await start({});
    const uniq = unique();
    const admin = await openimAdmin(server);
    const must = (path, value) => mustOpenim(server.openim, path, admin.token, value);
    const {few, many} = await openimPeople(server, admin, ['few', 'many'], uniq);
    for (let from = 0; from < MUCH; from += AT_ONCE) {
      const ids = Array.from({length: AT_ONCE}, (_, i) => `p${from + i}_${uniq}`);
      await must('/user/user_register', {users: ids.map((userID) => ({userID, nickname: 'p'}))});
      const send = (who, recvIDs) => must('/msg/batch_send_msg', {sendID: who.id, recvIDs,
        senderPlatformID: 2, content: {content: 'hi'}, contentType: 101, sessionType: 1});
      await send(many, ids);
      if (from === 0) await send(few, ids.slice(0, LITTLE));
    }
    const page = (who, pageNumber) => mustOpenim(server.openim,
        '/conversation/get_owner_conversation', who.token,
        {userID: who.id, pagination: {pageNumber, showNumber: PAGE}});
    const seen = new Set();
    const last = Math.floor(MUCH / PAGE);  // that is full
    for (let n = 1; n <= last + 1; n++) {
      const {total, conversations} = await page(many, n);
      assert.equal(total, MUCH);
      for (const one of conversations) seen.add(one.conversationID);
    }
    assert.equal(seen.size, MUCH, 'the pages together are the list');
    assert.equal((await page(many, last + 2)).conversations.length, 0);
    const little = await cost(server, () => page(few, 1));
    for (const number of [1, last]) {
      const much = await cost(server, () => page(many, number));
      assert.ok(much <= little * RATIO_MAX, `page ${number} of ${MUCH}: ${much} ticks for ` +
          `${CALLS} calls, of ${LITTLE}: ${little}`);
    }
  },
}];
