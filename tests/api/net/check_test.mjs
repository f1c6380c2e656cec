// `koine check`: finds nothing in a store that is sound, also while its server writes, and names
// each fault that was planted.
import assert from 'node:assert/strict';
import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync}
  from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {PATIENCE} from '../../lib/patience.mjs';
import {sleep, until} from '../../lib/report.mjs';
import {befriend, directChat, group, must, person, upload} from '../../lib/world.mjs';

const RUN_MS = 60_000 * PATIENCE;
const INDEXED_MS = 10_000 * PATIENCE;
const PAGE = 4096;

const place = ({options: {storeUrl}}, data, url = storeUrl) =>
  ['--data', data, ...(url ? [`--store.url=${url}`] : [])];

async function check(server, where) {
  const child = spawn(server.options.binary, ['check', '--json', ...where],
      {timeout: RUN_MS, stdio: ['ignore', 'pipe', 'pipe']});
  let out = '';
  let said = '';
  child.stdout.on('data', (piece) => { out += piece; });
  child.stderr.on('data', (piece) => { said += piece; });
  const [status] = await new Promise((resolve) => {
    child.once('close', (...args) => resolve(args));
  });
  assert.ok(out, said);
  return {status, ...JSON.parse(out)};
}

async function fill(http) {
  const people = [];
  for (const name of ['ann', 'bob', 'cat']) people.push(await person(http, name, 'check'));
  const [ann, bob, cat] = people;
  await befriend(http, ann, bob);
  const direct = await directChat(http, ann, bob);
  const conversationId = direct.conversationId ?? direct.id ?? direct;
  await group(http, ann, [bob, cat], 'Friends of order');
  for (let i = 0; i < 20; i++) {
    await must(http, 'POST', '/message/send', ann.token,
        {conversationId, type: 'TEXT', content: `word${i} to check`, clientMsgId: `check-${i}`});
  }
  await upload(http, ann, 'note.txt', 'what the file says');
  return {ann, conversationId};
}

async function busy({start}) {
  const server = await start({});
  const {ann, conversationId} = await fill(server.http);
  let stop = false;
  let sent = 0;
  const sender = async (who) => {
    while (!stop) {
      await must(server.http, 'POST', '/message/send', ann.token, {conversationId, type: 'TEXT',
        content: `busy ${sent++}`, clientMsgId: `busy-${who}-${sent}`});
    }
  };
  const senders = [0, 1, 2, 3].map(sender);
  try {
    await sleep(500);
    for (let i = 0; i < 3; i++) {
      const found = await check(server, place(server, server.dataDir));
      assert.deepEqual([found.findings, found.warnings.filter((one) => one.startsWith('search'))],
          [[], []]);
      assert.equal(found.status, 0);
      assert.ok(found.tables > 50 && found.rules > 15 && found.contents === 1);
      assert.ok(server.options.storeUrl || found.pages > 0);
    }
  } finally {
    stop = true;
    await Promise.allSettled(senders);
  }
  assert.ok(!/does not know jobs/.test(server.stderr), server.stderr);
  assert.ok(sent > 20, `${sent} were sent meanwhile`);
}

// The statement, the table of a finding, and what it says.
const PLANTED = [
  ['update message set conversation_id = 999999 where id = (select max(id) from message)',
    'message', /conversation is missing/],
  ['update message set sender_id = 999999 where id = (select max(id) from message)',
    'message', /sender is missing/],
  ['delete from message where seq = 2', 'message', /before it .* is missing/],
  ['delete from message where id = (select max(id) from message)', 'conversation',
    /last message is missing/],
  ['update log_head set position = 1', 'message', /ahead of the log/],
  ['insert into change (position, tenant_id, conversation_id, change_seq, kind, seq, to_seq, ' +
    'actor_id, visible_to, data, at) values (1, 1, 999999, 1, 1, 1, 1, 0, 0, null, 0)', 'change',
  /fewer changes/],
  ['update conversation set member_count = member_count + 1 where kind = 2', 'conversation',
    /number of members/],
  ['update member set user_id = 999999 where user_id = (select max(user_id) from member) and ' +
    'conversation_id = (select max(conversation_id) from member)', 'member', /user is missing/],
  ['update member set read_seq = 999999', 'member', /read or sent more/],
  ['update contact set peer_id = 999999 where owner_id = (select max(owner_id) from contact)',
    'contact', /person in it is missing/],
  ['delete from blob', 'file', /no content of its digest/],
  ['update blob set refs = 0', 'file', /counts as unused/],
  ["update id_block set next = 1 where name = 'users'", 'users', /given again/],
  ["update job set kind = 'nobody.knows' where id = (select min(id) from job)", 'job',
    /nobody\.knows.*does not know/],
  ['update job set dead = 1 where id = (select min(id) from job)', 'job', /was given up/],
  ['insert into account (kind, owner_id, tenant_id, balance, entries, vip_until, created_at) ' +
    'values (1, 10001, 1, 100, 0, 0, 0)', 'ledger', /./],
];

// Where SQLite has a table for it.
const PLANTED_IN_FILE = [
  ["insert into meta (name, value) select 'late.message_key', cast(max(id) as text) from message " +
    'where true on conflict (name) do update set value = excluded.value', 'message',
  /not found by its client id/],
];

// Rewrites without a sum of the page are in the log, whose frames have sums of SQLite's own.
function plant(data, url, statement) {
  if (url) execFileSync('psql', [url, '-v', 'ON_ERROR_STOP=1', '-qc', statement]);
  else execFileSync('sqlite3', [path.join(data, 'koine.db'),
    '.dbconfig no_ckpt_on_close on', `${statement};`], {stdio: 'pipe'});
}

let copies = 0;
// A copy of the stopped store; `body(data, url)`.
async function onCopy(server, body) {
  const data = mkdtempSync(path.join(tmpdir(), 'koine-check-'));
  const {storeUrl} = server.options;
  let url;
  try {
    cpSync(server.dataDir, data, {recursive: true,
      filter: (name) => !statSync(name, {throwIfNoEntry: false})?.isSocket()});
    if (storeUrl) {
      const name = `check_${process.pid}_${copies++}`;
      const other = new URL(storeUrl);
      const template = other.pathname.slice(1);
      other.pathname = '/postgres';
      execFileSync('psql', [other.href, '-qc', `create database ${name} template ${template}`]);
      other.pathname = `/${name}`;
      url = other.href;
    }
    await body(data, url);
  } finally {
    rmSync(data, {recursive: true, force: true});
  }
}

async function planted({start}) {
  const server = await start({});
  await fill(server.http);
  const indexed = async () => (await check(server, place(server, server.dataDir)))
      .messages_indexed >= 20;
  await until(indexed, 'the search index has all messages', INDEXED_MS);
  await server.signal('SIGTERM');
  const clean = await check(server, place(server, server.dataDir));
  assert.deepEqual(clean.findings, []);
  const all = server.options.storeUrl ? PLANTED : [...PLANTED, ...PLANTED_IN_FILE];
  for (const [statement, table, says] of all) {
    await onCopy(server, async (data, url) => {
      plant(data, url, statement);
      const found = await check(server, place(server, data, url));
      assert.equal(found.status, 1, statement);
      assert.ok(found.findings.some((one) => one.table === table && says.test(one.what)),
          `${statement}: ${JSON.stringify(found.findings)}`);
      assert.ok(found.findings.every((one) => !one.id.startsWith('page')), statement);
    });
  }
  await onCopy(server, async (data, url) => {
    plant(data, url, 'delete from search_page');
    const found = await check(server, place(server, data, url));
    assert.equal(found.status, 0, JSON.stringify(found));
    assert.match(found.warnings.join(), /not found by its words.*koine reindex/);
  });
}

async function contents({start}) {
  const server = await start({});
  await fill(server.http);
  const files = path.join(server.dataDir, 'files');
  const [content] = readdirSync(files, {recursive: true}).map((name) => path.join(files, name))
      .filter((name) => statSync(name).isFile() && /\/[0-9a-f]{62}$/.test(name));
  const good = readFileSync(content);
  const bad = Buffer.from(good);
  bad[0] ^= 1;
  const one = async (says) => {
    const found = await check(server, place(server, server.dataDir));
    assert.equal(found.status, 1);
    assert.equal(found.findings.length, 1);
    assert.equal(found.findings[0].table, 'blob');
    assert.match(found.findings[0].what, says);
  };
  writeFileSync(content, bad);
  await one(/not the content that its name says/);
  rmSync(content);
  await one(/No such file/);
  writeFileSync(content, good);
}

// A bit of a page in the file of a server that runs.
async function page({start}) {
  const server = await start({});
  await fill(server.http);
  await server.signal('SIGTERM');
  const file = path.join(server.dataDir, 'koine.db');
  assert.ok(!existsSync(`${file}-wal`) || statSync(`${file}-wal`).size === 0);
  const good = readFileSync(file);
  for (const number of [2, good.length / PAGE >> 1, good.length / PAGE]) {
    const bad = Buffer.from(good);
    bad[(number - 1) * PAGE + 1000] ^= 4;
    writeFileSync(file, bad);
    const found = await check(server, place(server, server.dataDir));
    assert.equal(found.status, 1, `page ${number}`);
    assert.ok(found.findings.some((one) => one.id === `page ${number}`),
        JSON.stringify(found.findings));
  }
  writeFileSync(file, good);
}

async function refused({start}) {
  const server = await start({});
  const koine = (...words) => spawnSync(server.options.binary, words, {encoding: 'utf8'});
  const none = path.join(tmpdir(), 'koine-check-none');
  for (const [words, status, says] of [
    [['check', 'all'], 2, /check does not take the word all/],
    [['check', '--data', none], 1, /no store at .*koine serve/],
    [['check', '--store.url', 'mysql://x'], 2, /store\.url|must be sqlite/],
  ]) {
    const run = koine(...words);
    assert.match(run.stderr, says);
    assert.equal(run.status, status, words.join(' '));
  }
  assert.ok(!existsSync(none));
}

export const tests = [
  {name: 'check: a sound store, while its server writes', body: busy},
  {name: 'check: rows that do not agree', body: planted},
  {name: 'check: contents of files', body: contents},
  {name: 'check: a bit of a page', on: 'sqlite', body: page},
  {name: 'check: what is refused', on: 'sqlite', body: refused},
];
