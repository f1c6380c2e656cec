// A reader that stops reading is cut off; nobody else notices, and memory stays bounded.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {listen} from '../../lib/listen.mjs';
import {PATIENCE, SANITIZED} from '../../lib/patience.mjs';
import {RawWebSocket} from '../../lib/raw.mjs';
import {eachOf, sleep} from '../../lib/report.mjs';
import {group, must, person} from '../../lib/world.mjs';

const MESSAGES = 1500;
const SENDS_AT_ONCE = 8;
const MEMORY_GROWTH_MB = 64;
const CUT_WAIT_MS = 20_000 * PATIENCE;

const residentMb = (pid) => Number(/VmRSS:\s+(\d+) kB/.exec(
    readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

async function slowReader({server}) {
  const {http} = server;
  const [ann, bob, cat] = await Promise.all(['ann', 'bob', 'cat'].map((n) => person(http, n)));
  const id = await group(http, ann, [bob, cat], 'Slow');
  const slow = await RawWebSocket.open(server.addresses.main, `/ws/im?token=${bob.token}`);
  assert.ok(await slow.json('connected'));
  slow.raw.socket.pause();
  const quick = await listen(server, cat);
  const before = residentMb(server.child.pid);
  const content = '长'.repeat(5000);
  const sent = [];
  await eachOf(Array.from({length: MESSAGES}), SENDS_AT_ONCE, async (_, i) => {
    sent.push(await must(http, 'POST', '/message/send', ann.token,
        {conversationId: id, type: 'TEXT', content, clientMsgId: `slow-${i}`}));
  });
  const end = Date.now() + CUT_WAIT_MS;
  while (quick.ids.length < MESSAGES && Date.now() < end) await sleep(50);
  sent.sort((a, b) => a - b);
  assert.deepEqual(quick.ids, sent, 'the quick reader must hear all, once, in order');
  const grown = residentMb(server.child.pid) - before;
  assert.ok(SANITIZED || grown < MEMORY_GROWTH_MB, `memory grew by ${grown.toFixed(0)} MB`);
  slow.raw.socket.resume();
  assert.ok(await slow.raw.closes(CUT_WAIT_MS), 'the slow reader was not cut off');
  quick.socket.terminate();
  const page = await must(http, 'GET', `/message/list/${id}?limit=1`, bob.token);
  assert.equal(page[0].id, sent.at(-1), 'the slow reader cannot catch up');
}

export const on = 'sqlite';
export const tests = [{name: 'a reader that stops reading is cut off', body: slowReader}];
