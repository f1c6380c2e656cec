// Compares what the senders know with what the server has.
import {API, must} from '../lib/world.mjs';
import {eachOf} from '../lib/report.mjs';

const PAGE = 100;
const READERS = 8;

// All messages of a conversation as its member sees them, oldest first, read page by page.
// Answers {rows, wrongOrder}: pages that are not ascending or overlap.
export async function readAll(http, token, conversation) {
  let rows = [];
  let wrongOrder = 0;
  let lastId = null;
  for (;;) {
    const query = lastId === null ? '' : `&lastId=${lastId}`;
    const page = await must(http, 'GET',
        `/message/list/${conversation}?limit=${PAGE}${query}`, token);
    for (let i = 1; i < page.length; i++) if (page[i].id <= page[i - 1].id) wrongOrder++;
    if (page.length && lastId !== null && page.at(-1).id >= lastId) wrongOrder++;
    if (!page.length) return {rows, wrongOrder};
    rows = [...page, ...rows];
    if (page.length < PAGE) return {rows, wrongOrder};
    lastId = Math.min(...page.map((r) => r.id));
  }
}

// Reads every conversation back and counts:
//   lost      acknowledged, but the id is not there or names another message
//   doubled   a client id that is there twice, or was acknowledged with two ids
//   gaps      a number that a sender used is not there, although all was acknowledged in the end
//   disorder  rows out of order: in a page, of one sender, or against acknowledgements
//   vanished  somebody heard it live, and it is not there
// `examples` names a few of each. `read` gives the rows of a conversation as readAll does.
export async function check(http, senders, read = readAll) {
  const result = {lost: 0, doubled: 0, gaps: 0, disorder: 0, vanished: 0, stored: 0, examples: []};
  const count = (kind, text) => {
    result[kind]++;
    if (result.examples.length < 10) result.examples.push(`${kind}: ${text}`);
  };
  const readers = new Map();
  const sent = new Map();
  for (const s of senders) {
    for (const c of s.conversations) {
      if (!readers.has(c)) readers.set(c, s.person.token);
      if (!sent.has(c)) sent.set(c, []);
    }
    for (const m of s.log) sent.get(m.conversation).push(m);
  }
  const contentOf = new Map();
  await eachOf([...readers.keys()], READERS, async (conversation) => {
    const {rows, wrongOrder} = await read(http, readers.get(conversation), conversation);
    for (let i = 0; i < wrongOrder; i++) count('disorder', `a page of ${conversation}`);
    for (const row of rows) contentOf.set(row.id, row.content);
    const ours = rows.filter((row) => row.clientMsgId);
    result.stored += ours.length;
    checkConversation(conversation, ours, sent.get(conversation), senders, count);
  });
  for (const s of senders) {
    for (const [id, content] of s.seen) {
      if (contentOf.get(id) !== content) count('vanished', `${content}, heard as ${id}`);
    }
  }
  return result;
}

function checkConversation(conversation, rows, sent, senders, count) {
  const byClientId = new Map();
  for (const row of rows) {
    if (byClientId.has(row.clientMsgId)) count('doubled', `${row.clientMsgId} as ${row.id}`);
    else byClientId.set(row.clientMsgId, row);
  }
  const order = [];
  for (const m of sent) {
    const row = byClientId.get(m.clientId);
    if (m.changed) count('doubled', `${m.clientId} was acknowledged with two ids`);
    if (!row) {
      if (m.id !== null) count('lost', `${m.clientId}, acknowledged as ${m.id}`);
      count('gaps', `${m.clientId} in ${conversation}`);
    } else if (m.id !== null && (row.id !== m.id || row.content !== m.content)) {
      count('lost', `${m.clientId}, acknowledged as ${m.id}, is ${row.id}`);
    } else {
      order.push({...m, at: row.id, kind: senders.find((s) => s.person.id === m.sender).kind});
    }
  }
  checkOrder(order, count);
}

// A message that was acknowledged before another was first sent stands before it; messages of one
// socket stand in the order in which they were sent, unless one was refused and sent again.
function checkOrder(messages, count) {
  messages.sort((a, b) => a.at - b.at);
  let soonestAck = Infinity;
  for (let i = messages.length - 1; i >= 0; i--) {
    const m = messages[i];
    if (soonestAck < m.sentAt) count('disorder', `${m.clientId} stands before an older one`);
    soonestAck = Math.min(soonestAck, m.ackedAt);
  }
  const last = new Map();
  for (const m of messages) {
    if (m.kind !== 'ws' || m.refused) continue;
    if ((last.get(m.sender) ?? 0) > m.number) count('disorder', `${m.clientId} of one socket`);
    last.set(m.sender, m.number);
  }
}
