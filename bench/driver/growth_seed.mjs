// Fills a store for the scenario `growth`, past the stopped server: rows that the server made are
// copied, each with what makes it another one, by statements of sets that both engines read alike.
import { columnsOf, indexesOf, koine, number, sql, withoutSums } from './growth_store.mjs';

// Without, the index begins behind what was filled in, and nothing is searched.
export const SEARCHED = process.env.BENCH_GROWTH_INDEX !== '0';
const YEAR_MS = 365 * 24 * 3_600_000;
const MESSAGES_EACH = 50;      // of a conversation
const SEATS = 8;               // of every fourth conversation, which is a group; others are of two
const APART = 97;              // the people of a group among all
const UNREAD_EVERY = 10;       // of the conversations of the busy one
const UNREAD = 5;
const VOCABULARY = 20_000;
const KEY_STEP = 600_000_000_019n;
// Of core/version: the members of a group, the conversations of a user.
const MEMBERS = 3;
const CONVERSATIONS = 4;

export function sizes(scale) {
  const users = Math.round(1_000_000 * scale);
  const conversations = Math.round(200_000 * scale);
  return {
    users, conversations, messages: conversations * MESSAGES_EACH,
    members: Math.max(1000, Math.round(100_000 * scale)),
    busy: Math.max(100, Math.round(10_000 * scale)),
  };
}

// Whole numbers from..to as the rows of `value`.
const series = (from, to) => `generate_series(cast(${from} as bigint), ${to}) as value`;

// Copies the row of `table` that `where` finds for each row of `from`, with these columns anew.
function copies(context, table, where, anew, from) {
  const columns = columnsOf(context, table);
  for (const name of Object.keys(anew)) {
    if (!columns.includes(name)) throw new Error(`${table} has no column ${name}`);
  }
  return `create temp table kept as select * from ${table} where ${where} limit 1;
    insert into ${table} (${columns.join()}) select ${columns.map((name) =>
    anew[name] ?? `kept.${name}`).join()} from kept cross join ${from};
    drop table kept;\n`;
}

// What is where in the filled store; people and conversations are numbered from 0.
function layoutOf(context, size, load) {
  const next = (name) => number(context, `select next from id_block where name = '${name}';`);
  const position = number(context, 'select position from log_head where one = 1;');
  return {
    ...size, load, position, people: next('users'), places: next('conversation'),
    logins: next('login'), begin: Date.now() - YEAR_MS,
    step: Math.floor((YEAR_MS - 3_600_000) / size.messages),
    big: next('conversation'),
  };
}

function people(context, at) {
  const { id } = at.load.users[0];
  const to = at.users - 1;
  const user = `${at.people} + value`;
  const name = "'grown_' || value";
  const text = `cast(${user} as text)`;
  return copies(context, 'users', `id = ${id}`, { id: user, handle: text, username: name,
    nickname: name, search_text: name, created_at: `${at.begin}`, updated_at: `${at.begin}` },
  series(0, to))
    + copies(context, 'login_form', `user_id = ${id}`, { form: name, user_id: user }, series(0, to))
    + copies(context, 'password', `user_id = ${id}`, { user_id: user }, series(0, to))
    + copies(context, 'login', `user_id = ${id}`, { id: `${at.logins} + value`, user_id: user,
      digest: name }, series(0, to))
    + `update id_block set next = ${at.people + at.users} where name = 'users';
       update id_block set next = ${at.logins + at.users} where name = 'login';\n`;
}

// The person in the seat `j` of conversation `c`, as a number from 0.
const seat = (at, c, j) => `(5 * ${c} + ${APART} * ${j}) % ${at.users}`;
const other = (c, j) => `(5 * ${c} + ${j} * (1 + ${c} % 3))`;

function conversations(context, at) {
  const last = { last_seq: `${MESSAGES_EACH}`, last_counted: `${MESSAGES_EACH}`,
    last_sent_at: `${at.begin} + (value + ${(MESSAGES_EACH - 1) * at.conversations}) * ${at.step}`,
    created_at: `${at.begin}`, updated_at: `${at.begin}` };
  const id = `${at.places} + value`;
  const group = (from, owner, members, most) => copies(context, 'conversation',
    `id = ${at.load.group}`, { ...last, id, handle: `cast(${id} as text)`, owner_id: owner,
      creator_id: owner, member_count: `${members}`, max_members: `${most}` }, from);
  const pair = (from, lo, hi) => copies(context, 'conversation', `id = ${at.load.direct}`,
    { ...last, id, pair_lo: lo, pair_hi: hi, creator_id: lo }, from);
  const rest = series(at.busy + 1, at.conversations - 1);
  return group(series(0, 0), `${at.load.users[0].id}`, at.members, at.members + 1000)
    + pair(series(1, at.busy), `${at.load.busy}`, `${at.people} + value`)
    + group(`${rest} where value % 4 = 0`, `${at.people} + ${seat(at, 'value', 0)}`, SEATS, 500)
    + pair(`${rest} where value % 4 <> 0`, `${at.people} + ${other('value', 0)}`,
      `${at.people} + ${other('value', 1)}`)
    + `update id_block set next = ${at.places + at.conversations} where name = 'conversation';\n`;
}

function members(context, at) {
  const all = MESSAGES_EACH;
  const read = { joined_at: `${at.begin}`, read_seq: `${all}`, read_counted: `${all}`,
    receipt_seq: `${all}`, sent_seq: '0', sent_counted: '0', read_sent: '0', read_at: '0',
    conversation_id: `${at.places} + value`, min_seq: '0', sent_day: '0', sent_before: '0' };
  const sat = { ...read, sent_seq: `${all}`, sent_counted: `${all / 2}`,
    read_sent: `${all / 2}` };
  const of = (where, anew, from) => copies(context, 'member', where, anew, from);
  const inGroup = `conversation_id = ${at.load.group} and user_id = ${at.load.users[1].id}`;
  const inPair = `conversation_id = ${at.load.direct}`;
  const rest = series(at.busy + 1, at.conversations - 1);
  const seats = `${rest} cross join (select 0 as j ${Array.from({ length: SEATS - 1 },
    (_, i) => `union all select ${i + 1}`).join(' ')}) s`;
  const old = (now, then) => `case when value % ${UNREAD_EVERY} = 0 then ${then} else ${now} end`;
  const behind = { ...sat, read_seq: old(all, all - UNREAD), read_counted: old(all, all - UNREAD),
    receipt_seq: old(all, all - UNREAD), read_sent: old(all / 2, all / 2 - 2) };
  const online = at.load.online;
  const listed = { conversation_id: `${at.big}`, user_id: `${at.people} + value` };
  return sql(context, `
    create temp table seats as select * from member where conversation_id = ${at.load.group};
    update seats set conversation_id = ${at.big}, sent_seq = 0, sent_counted = 0, read_sent = 0,
      read_seq = ${all}, read_counted = ${all}, receipt_seq = ${all};
    insert into member select * from seats;\n`
    + of(inGroup, { ...read, ...listed, joined_at: `${at.begin} + value` },
      series(0, at.members - online - 1))
    + of(inPair, { ...behind, user_id: `${at.load.busy}` }, series(1, at.busy))
    + of(inPair, { ...sat, user_id: `${at.people} + value` }, series(1, at.busy))
    + of(inPair, { ...sat, user_id: `${at.people} + ${other('value', 's.j')}` },
      `${seats} where value % 4 <> 0 and s.j < 2`)
    + of(inGroup, { ...sat, user_id: `${at.people} + ${seat(at, 'value', 's.j')}`,
      role: 'case when s.j = 0 then 3 else 1 end' }, `${seats} where value % 4 = 0`)
    + copies(context, 'version_head', `collection = ${MEMBERS} and owner_id = ${at.load.group}`,
      { owner_id: `${at.big}` }, series(0, 0))
    + copies(context, 'version_head',
      `collection = ${CONVERSATIONS} and owner_id = ${at.load.users[0].id}`,
      { owner_id: `${at.load.busy}` }, series(0, 0))
    + copies(context, 'version_log', `collection = ${MEMBERS} and owner_id = ${at.load.group}`,
      { owner_id: `${at.big}`, element: `cast(${at.people} + value as text)`, version: '1' },
      series(0, at.members - online - 1)));
}

// Message i is in conversation i % conversations, so that those of a conversation lie apart, as
// they do where many talk at once.
function messages(context, at) {
  const c = `(value % ${at.conversations})`;
  const seq = `(value / ${at.conversations} + 1)`;
  const words = [7919, 104_729, 1_299_709].map((prime) =>
    `'word' || (value * ${prime} % ${VOCABULARY})`).join(" || ' ' || ");
  const sender = `case when ${c} = 0 then ${at.people} + ${seq}
    when ${c} <= ${at.busy} and ${seq} % 2 = 1 then ${at.load.busy}
    when ${c} <= ${at.busy} then ${at.people} + ${c}
    when ${c} % 4 = 0 then ${at.people} + ${seat(at, c, `(${seq} % ${SEATS})`)}
    else ${at.people} + ${other(c, `(${seq} % 2)`)} end`;
  const indexes = indexesOf(context, 'message');
  return indexes.map(({ name }) => `drop index ${name};\n`).join('')
    + copies(context, 'message', 'kind = 1', {
      id: `${at.position + 1} + value`, conversation_id: `${at.places} + ${c}`, seq, counted: seq,
      sender_id: sender, client_key: `value * ${KEY_STEP}`, client_id: "'grown-' || value",
      sent_at: `${at.begin} + value * ${at.step}`,
      body: `'what was said as number ' || value || ' ' || ${words} || ' and some more of it'`,
    }, series(0, at.messages - 1))
    + indexes.map(({ make }) => `${make};\n`).join('')
    + `update log_head set position = ${at.position + at.messages} where one = 1;\n`;
}

// Fills the store; { big, took }: the large group, and the seconds of each part.
export function fill(context, size, load) {
  const at = layoutOf(context, size, load);
  const took = {};
  const timed = (name, work) => {
    const begun = Date.now();
    work();
    took[name] = Math.round((Date.now() - begun) / 1000);
    context.say(`  ${name}: ${took[name]} s`);
  };
  const rows = () => {
    timed('people', () => sql(context, people(context, at)));
    timed('conversations', () => sql(context, conversations(context, at)));
    timed('members', () => members(context, at));
    timed('messages', () => sql(context, messages(context, at)));
    if (!SEARCHED) {
      sql(context, `update lease set position = ${at.position + at.messages}
        where name like 'search.%';`);
    }
  };
  timed('all of that, with checksums', () => withoutSums(context, rows));
  if (SEARCHED) timed('koine reindex', () => koine(context, 'reindex'));
  else timed('koine reindex names', () => koine(context, 'reindex names'));
  context.postgres?.analyze();
  timed('koine check', () => context.say(`  ${koine(context, 'check')}`));
  return { big: at.big, took };
}
