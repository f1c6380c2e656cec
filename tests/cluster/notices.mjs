// Notices of the office, sent by whichever node is first: they reach the sockets of all nodes,
// once, and in the order of their numbers.
import assert from 'node:assert/strict';
import {imchatAdmin, imchatPerson, mustImchat} from '../lib/imchat.mjs';
import {PATIENCE} from '../lib/patience.mjs';
import {sleep, until} from '../lib/report.mjs';
import {Chat} from './calls.mjs';

const QUIET_MS = 500;
const EACH = 4;  // tasks that are put at each node
const HEAR_MS = 10_000 * PATIENCE;

const isNotice = (f) => f.data?.event === 'NOTICE';
const pull = (node, who) => mustImchat(node.http, 'GET',
    '/message/system/pullOfflineMessage?minSeqNo=0', who.token);

async function acrossNodes({cluster: {nodes}}) {
  const people = await Promise.all(nodes.map((node, i) => imchatPerson(node.http, `n${i}x`)));
  const away = await imchatPerson(nodes[0].http, 'away');
  const office = await imchatAdmin(nodes[0].http);
  const pages = await Promise.all(nodes.map((node, i) => Chat.open(node, people[i])));
  const write = async (title) => (await mustImchat(nodes[0].http, 'POST', '/im/systemMessage',
      office.token, {title, richText: 'x'})).id;
  const push = (node, messageId, to) => mustImchat(node.http, 'POST', '/im/smPushTask',
      office.token, {messageId, ...to});
  try {
    const all = await write('to all');
    await push(nodes[1], all, {sendToAll: true});
    const heard = await Promise.all(pages.map((p) => p.next(isNotice, HEAR_MS, 'the notice')));
    const [{data: {seqNo}}] = heard;
    for (const {data} of heard) {
      assert.equal(data.id, all);
      assert.equal(data.seqNo, seqNo);
    }
    const recvIds = people.map(({id}) => id);
    const some = await write('to some');
    await Promise.all(nodes.flatMap((node) =>
      Array.from({length: EACH}, () => push(node, some, {recvIds}))));
    await until(async () => (await pull(nodes[2], people[0])).length === 1 + nodes.length * EACH,
        'all are sent');
    await sleep(QUIET_MS);
    for (const [i, page] of pages.entries()) {
      const frames = page.frames.filter(isNotice).map(({data}) => data.seqNo);
      const pulled = (await pull(nodes[i], people[i])).map((one) => one.seqNo);
      assert.deepEqual([seqNo, ...frames], pulled, `at ${nodes[i].name}`);
      assert.deepEqual(pulled, pulled.toSorted((a, b) => a - b));
      assert.equal(new Set(pulled).size, 1 + nodes.length * EACH);
    }
    for (const node of nodes) {
      assert.deepEqual((await pull(node, away)).map((one) => one.seqNo), [seqNo]);
    }
  } finally {
    pages.forEach((page) => page.close());
  }
}

export const NOTICES = [
  {name: 'a notice reaches the sockets of all nodes once, several in order', body: acrossNodes},
];
