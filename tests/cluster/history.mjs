// What is in the store against what the clients know: acknowledged, sent, heard live.
import {check} from '../crash/check.mjs';
import {eachOf} from '../lib/report.mjs';
import {must} from '../lib/world.mjs';

const PAGE = 100;
const READERS = 6;
const EXAMPLES_MAX = 12;

// The rows of conversations, read on from the last known id each time; so reading by `id >` is
// itself part of the test: a row that appears below the last id is never seen.
export class History {
  constructor() {
    this.rows = new Map();
    this.reading = new Map();
    this.wrongOrder = 0;
  }

  // Its rows up to now. One reader per conversation at a time.
  async read(http, token, conversation) {
    const before = this.reading.get(conversation) ?? Promise.resolve();
    const mine = before.catch(() => {}).then(() => this.readOn(http, token, conversation));
    this.reading.set(conversation, mine);
    return mine;
  }

  async readOn(http, token, conversation) {
    if (!this.rows.has(conversation)) this.rows.set(conversation, []);
    const rows = this.rows.get(conversation);
    for (;;) {
      const after = rows.at(-1)?.id ?? 0;
      const page = await must(http, 'GET',
          `/message/list/${conversation}?afterId=${after}&limit=${PAGE}`, token);
      for (const row of page) {
        if (row.id <= (rows.at(-1)?.id ?? 0)) this.wrongOrder++;
        rows.push(row);
      }
      if (page.length < PAGE) return rows;
    }
  }
}

// The statements that must find nothing: numbers of a conversation with holes or not in the order
// of commits, positions with holes, a message twice.
const NOTHING = {
  'seq without gap': `select conversation_id || ': ' || count(*) || ' of ' || max(seq) from message
    group by conversation_id having count(*) <> max(seq) or min(seq) <> 1`,
  'seq as ids': `select conversation_id || '/' || seq from (select conversation_id, seq,
    lag(seq) over (partition by conversation_id order by id) as before from message) t
    where before >= seq`,
  'sent_at rises': `select conversation_id || '/' || seq from (select conversation_id, seq, sent_at,
    lag(sent_at) over (partition by conversation_id order by seq) as before from message) t
    where before >= sent_at`,
  'positions once': `select id from (select id from message union all select position from event
    union all select position from change) t group by id having count(*) > 1`,
  // A reading takes the place of the reader's one before it, whose number and position stay empty.
  'positions without gap': `select n || ' and ' || replaced || ' of ' || position from
    (select (select count(*) from message) + (select count(*) from event) +
      (select count(*) from change) as n,
     (select coalesce(sum(change_seq), 0) from conversation) -
      (select count(*) from change where conversation_id > 0) as replaced,
     (select position from log_head) as position) t where n + replaced <> position`,
  'client ids once': `select sender_id || ' ' || client_id from message where client_id is not null
    group by sender_id, client_id having count(*) > 1`,
};

// Counts, with examples: those of the crash test's check, and
//   missed   a session that was there did not hear a message live
//   live     a session heard messages of a conversation in another order than that of their ids, or
//            one twice, or one of OpenIM missed a number
//   store    a statement above found something
export async function judge({http, postgres, database, clients, history, listeners}) {
  const result = await check(http, clients, async (client, token, conversation) => {
    const rows = await history.read(client, token, conversation);
    return {rows, wrongOrder: 0};
  });
  Object.assign(result, {missed: 0, live: 0, store: 0});
  const count = (kind, text) => {
    result[kind]++;
    if (result.examples.length < EXAMPLES_MAX) result.examples.push(`${kind}: ${text}`);
  };
  for (let i = 0; i < history.wrongOrder; i++) count('disorder', 'a page by id');
  const sent = new Map(clients.flatMap((c) => c.log).map((m) => [m.clientId, m]));
  for (const client of clients) {
    for (const session of client.sessions) judgeSession(client, session, history, sent, count);
  }
  for (const text of listeners.flatMap((l) => l.wrong())) count('live', text);
  for (const [what, statement] of Object.entries(NOTHING)) {
    const found = await postgres.sql(database, `${statement} limit 5`);
    if (found) count('store', `${what}: ${found.replaceAll('\n', ', ')}`);
  }
  return result;
}

export function judgeSession(client, session, history, sent, count) {
  const name = `${client.person.id} at ${session.node.name}`;
  const last = new Map();
  const heard = new Set();
  for (const {id, content, conversation} of session.heard) {
    const before = last.get(conversation) ?? 0;
    if (id <= before) count('live', `${name} heard ${id} (${content}) after ${before}`);
    last.set(conversation, Math.max(before, id));
    heard.add(id);
  }
  for (const conversation of client.hears) {
    const rows = history.rows.get(conversation) ?? [];
    const byId = new Map(rows.map((r) => [r.id, r]));
    for (const one of session.heard) {
      if (one.conversation !== conversation) continue;
      if (byId.get(one.id)?.content !== one.content) {
        count('vanished', `${one.content}, heard as ${one.id} by ${name}`);
      }
    }
    for (const row of rows) {
      const message = sent.get(row.clientMsgId);
      if (!message || message.sentAt < session.connectedAt || heard.has(row.id)) continue;
      // Its own messages are told by the acknowledgement.
      if (client.how === 'ws' && message.sender === client.person.id) continue;
      // A session that ended is told up to its end.
      if (session !== client.session && row.id > (last.get(conversation) ?? 0)) continue;
      count('missed', `${row.id} (${row.clientMsgId}) by ${name}`);
    }
  }
}

// Waits until each open session has heard what is stored; false when the time is over.
export async function heardAll(clients, history, http, ms) {
  const end = performance.now() + ms;
  await eachOf(clients, READERS, async (c) => {
    for (const conversation of c.hears) await history.read(http, c.person.token, conversation);
  });
  const sent = new Map(clients.flatMap((c) => c.log).map((m) => [m.clientId, m]));
  const waits = (client) => {
    const {session} = client;
    if (!session?.open) return false;
    const heard = new Set(session.heard.map((h) => h.id));
    return client.hears.some((conversation) => {
      const row = history.rows.get(conversation).findLast((r) => sent.has(r.clientMsgId) &&
          !(client.how === 'ws' && sent.get(r.clientMsgId).sender === client.person.id));
      return row && sent.get(row.clientMsgId).sentAt > session.connectedAt && !heard.has(row.id);
    });
  };
  for (;;) {
    if (!clients.some(waits)) return true;
    if (performance.now() > end) return false;
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
}
