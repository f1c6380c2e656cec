// koine erase and koine export: what a person wrote is nowhere afterwards, not in copies either,
// and what they may have is written out before.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {MARK, assertGone, commandsOf, done, found} from '../../lib/erased.mjs';
import {PATIENCE} from '../../lib/patience.mjs';
import {befriend, directChat, group, must, person, upload} from '../../lib/world.mjs';

const HOURS_MS = 3 * 3600 * 1000;
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// What ann fills, and what others make of it.
async function plant(http, ann, bob, cat) {
  await must(http, 'PUT', '/user/profile', ann.token,
      {nickname: `${MARK}nick`, email: `${MARK}mail@example.org`, signature: MARK});
  await befriend(http, ann, bob);
  const chat = await directChat(http, ann, bob);
  const place = await group(http, bob, [ann, cat], 'g');
  const say = (who, conversationId, content, more = {}) => must(http, 'POST', '/message/send',
      who.token, {conversationId, type: 'TEXT', content, ...more});
  const first = await say(ann, chat, `${MARK} one`, {clientMsgId: `${MARK}-id`});
  const second = await say(ann, place, `${MARK} two`);
  const own = await say(bob, place, 'bob says');

  await must(http, 'PUT', `/message/${second}/edit`, ann.token, {content: `${MARK} edited`});
  const file = await upload(http, ann, `${MARK}.txt`, `${MARK} in a file`);
  await say(ann, place, file.url, {type: 'FILE'});
  // Of a copy a copy, merged and merged again, quoted.
  const merged = await must(http, 'POST', '/message/merge-forward', bob.token,
      {messageIds: [first, own], toUserId: cat.id, title: `${MARK}nick and Bob`});
  await must(http, 'POST', '/message/merge-forward', bob.token,
      {messageIds: [merged], toUserId: cat.id, title: 't'});
  const one = await must(http, 'POST', '/message/forward', bob.token,
      {messageId: first, toUserId: cat.id});
  await must(http, 'POST', '/message/forward', cat.token, {messageId: one,
    toConversationId: place});
  await say(bob, place, 'answer', {replyToMessageId: second});
  await must(http, 'POST', '/email/send', ann.token,
      {toIds: [bob.id], subject: MARK, content: `${MARK} letter`});
  await must(http, 'POST', '/approval/create', ann.token, {templateId: 1, title: MARK,
    formData: {leaveType: '年假', startDate: '2026-12-01', endDate: '2026-12-02', leaveDays: 2,
      reason: MARK}});
  await must(http, 'POST', '/workbench/todos', ann.token, {title: MARK, description: MARK});
  await must(http, 'POST', '/task/create', ann.token, {title: MARK, assigneeId: bob.id});
  await must(http, 'POST', '/external-contact', ann.token, {name: MARK, remark: MARK});
  await must(http, 'POST', '/document/create', ann.token, {title: MARK, content: MARK});
  return {place, own: own};
}

async function erased({start}) {
  const server = await start({testClock: true});
  const {http} = server;
  const koine = commandsOf(server);
  const [ann, bob, cat] = [await person(http, `${MARK}ann`), await person(http, 'bob'),
    await person(http, 'cat')];
  const {place} = await plant(http, ann, bob, cat);
  assert.ok(found(server).length > 0);

  const counted = done(koine('erase', 'user', ann.name, '--dry-run'));
  assert.match(counted, /^user \d+: [3-9] messages, 1 files\n$/);
  const refused = koine('erase', 'user', ann.name);
  assert.equal(refused.status, 2);
  assert.match(refused.stderr, /--yes does it/);
  assert.equal((await http.call('GET', '/api/im/user/info', ann.token)).status, 200);

  done(koine('erase', 'user', ann.name, '--words', 'delete', '--yes'));
  assert.equal((await http.call('GET', '/api/im/user/info', ann.token)).status, 401);
  const list = JSON.stringify(await must(http, 'GET', `/message/list/${place}`, bob.token));
  assert.match(list, /bob says/);
  assert.ok(!list.includes(MARK), list);
  // Contents of files go when no upload could still be about to name them.
  await server.advanceClock(HOURS_MS, HOURS_MS);
  await assertGone(server);
  const audit = JSON.parse(done(koine('audit', 'list', '--json'))).entries;
  assert.ok(audit.some((one) => one.action === 'erase.user' && one.detail === 'delete'));
  assert.ok(audit.some((one) => one.action === 'erase.done'));
}

async function kept({start}) {
  const server = await start({testClock: true});
  const {http} = server;
  const koine = commandsOf(server);
  const [ann, bob, cat] = [await person(http, `${MARK}ann`), await person(http, 'bob'),
    await person(http, 'cat')];
  const {place} = await plant(http, ann, bob, cat);
  // Killed in the midst of it, it goes on.
  const killed = koine('erase', 'user', ann.name, '--yes', '--no-wait');
  assert.match(done(killed), /it is being erased/);
  await server.signal('SIGKILL');
  await server.launch();
  for (let turn = 0; turn < 40; turn++) {
    if (/nothing/.test(koine('erase', 'status').stdout)) break;
    await sleep(250 * PATIENCE);
  }
  assert.match(done(koine('erase', 'status')), /nothing is being erased/);
  const text = JSON.stringify(await must(http, 'GET', `/message/list/${place}`, bob.token));
  assert.match(text, new RegExp(`${MARK} edited`));
  assert.doesNotMatch(text, new RegExp(`${MARK}nick`));
  await server.advanceClock(HOURS_MS, HOURS_MS);
  await assertGone(server, `${MARK}nick`);
}

async function conversation({start}) {
  const server = await start({testClock: true});
  const {http} = server;
  const koine = commandsOf(server);
  const [ann, bob] = [await person(http, 'ann'), await person(http, 'bob')];
  const place = await group(http, bob, [ann], `${MARK} group`);
  await must(http, 'POST', '/message/send', ann.token,
      {conversationId: place, type: 'TEXT', content: `${MARK} text`});
  const other = await group(http, bob, [ann], 'other');
  await must(http, 'POST', '/message/send', ann.token,
      {conversationId: other, type: 'TEXT', content: 'stays'});
  const none = koine('erase', 'conversation', '99999999', '--yes');
  assert.equal(none.status, 1);
  assert.match(none.stderr, /there is no conversation 99999999/);
  done(koine('erase', 'conversation', `${place}`, '--yes'));
  assert.notEqual((await http.call('GET', `/api/im/message/list/${place}`, ann.token)).json.code,
      200);
  const list = await must(http, 'GET', `/message/list/${other}`, ann.token);
  assert.match(JSON.stringify(list), /stays/);
  await assertGone(server);
}

async function exported({start}) {
  const server = await start({});
  const {http} = server;
  const koine = commandsOf(server);
  const [ann, bob, cat] = [await person(http, 'ann'), await person(http, 'bob'),
    await person(http, 'cat')];
  await befriend(http, ann, bob);
  const say = async (who, conversationId, content) => must(http, 'POST', '/message/send',
      who.token, {conversationId, type: 'TEXT', content});
  const chat = await directChat(http, ann, bob);
  await say(bob, chat, 'for ann');
  await befriend(http, bob, cat);
  await say(bob, await directChat(http, bob, cat), 'not for ann');
  const left = await group(http, bob, [ann], 'left');
  await say(bob, left, 'before ann left');
  await must(http, 'POST', `/group/${left}/quit`, ann.token);
  await say(bob, left, 'after ann left');
  const gone = await say(bob, chat, 'taken back');
  await must(http, 'DELETE', `/message/${gone}/recall`, bob.token);
  await must(http, 'POST', '/workbench/todos', ann.token, {title: 'do it'});
  await must(http, 'POST', '/workbench/todos', bob.token, {title: 'of bob'});
  await upload(http, ann, `own ${'长'.repeat(40)}.txt`, 'content of ann');
  const temp = mkdtempSync(path.join(tmpdir(), 'koine-export-'));
  try {
    const to = path.join(temp, 'ann');
    const said = JSON.parse(done(koine('export', ann.name, '--to', to, '--json')));
    assert.equal(said.files, 1);
    const all = readdirSync(to).filter((name) => name.endsWith('.jsonl')).map((name) => {
      const lines = readFileSync(path.join(to, name), 'utf8').split('\n').filter(Boolean);
      const schema = JSON.parse(readFileSync(path.join(to, name.replace('.jsonl', '.schema.json')),
          'utf8'));
      for (const line of lines) {
        assert.deepEqual(Object.keys(JSON.parse(line)), schema.required, name);
      }
      assert.equal(said.records[name.replace('.jsonl', '')], lines.length);
      return lines.join('\n');
    }).join('\n');
    assert.match(all, /for ann/);
    assert.match(all, /do it/);
    assert.match(all, /before ann left/);
    for (const hidden of ['not for ann', 'of bob', 'taken back', 'after ann left',
      bob.password]) {
      assert.ok(!all.includes(hidden), hidden);
    }
    const [content] = readdirSync(path.join(to, 'files'));
    assert.equal(readFileSync(path.join(to, 'files', content), 'utf8'), 'content of ann');
    const archive = `${to}.tar`;
    done(koine('export', ann.name, '--to', archive));
    mkdirSync(path.join(temp, 'unpacked'));
    assert.equal(spawnSync('tar', ['-xf', archive, '-C', path.join(temp, 'unpacked')]).status, 0);
    const same = spawnSync('diff', ['-r', to, path.join(temp, 'unpacked')], {encoding: 'utf8'});
    assert.equal(same.stdout, '');
    assert.deepEqual(readdirSync(temp).sort(), ['ann', 'ann.tar', 'unpacked']);
    assert.match(koine('export', ann.name, '--to', archive).stderr, /is there already/);
    const again = koine('export', ann.name, '--to', to);
    assert.equal(again.status, 1);
    assert.match(again.stderr, /is not empty/);
    assert.match(koine('export', 'nobody-here', '--to', path.join(temp, 'n')).stderr,
        /there is no user nobody-here/);
    assert.equal(koine('export', ann.name).status, 2);
    await server.signal('SIGTERM');
    done(koine('export', ann.name, '--to', path.join(temp, 'stopped')));
  } finally {
    rmSync(temp, {recursive: true, force: true});
  }
}

export const release = true;
export const tests = [
  {name: 'words of an erased person are nowhere', body: erased},
  {name: 'words that are kept name nobody, also after a kill', body: kept},
  {name: 'a conversation is erased', body: conversation},
  {name: 'all that a person may have is exported', body: exported},
];
