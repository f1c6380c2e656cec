// Mail from outside, as the tool that a mail server pipes it into hands it over.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {createHmac} from 'node:crypto';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {API, must, person} from '../../../lib/world.mjs';

const SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const FLAGS = ['--mail.domain=example.org', `--mail.hook_secret=${SECRET}`];
const TOOL = fileURLToPath(new URL('../../../../tools/mail_in.py', import.meta.url));
const NO_USER = 67;
const LATER = 75;

const inbox = (http, who) => must(http, 'GET', '/email/list', who.token);
const lines = (...all) => all.join('\r\n');

function sign(body, {secret = SECRET, at = Math.floor(Date.now() / 1000)} = {}) {
  const key = Buffer.from(secret.slice(6), 'base64');
  return {'content-type': 'application/json', 'webhook-id': 'x', 'webhook-timestamp': `${at}`,
    'webhook-signature': `v1,${createHmac('sha256', key).update(`x.${at}.${body}`)
        .digest('base64')}`};
}
async function hook(http, letter, how) {
  const body = JSON.stringify(letter);
  const answer = await http.request('POST', `${API}/email/incoming`,
      {headers: sign(body, how), body});
  return JSON.parse(answer.body);
}

// What the tool ends with.
async function pipe(server, mail, recipient) {
  const dir = mkdtempSync(path.join(tmpdir(), 'koine-mail-'));
  const file = path.join(dir, 'secret');
  writeFileSync(file, `${SECRET}\n`);
  try {
    return await new Promise((resolve) => {
      const child = execFile('python3', [TOOL, server.origin, file, recipient],
          (error) => resolve(error ? error.code : 0));
      child.stdin.end(mail);
    });
  } finally {
    rmSync(dir, {recursive: true, force: true});
  }
}

// seen: POST /api/im/email/incoming 200 操作成功
async function aMailComesIn({start}) {
  const server = await start({flags: FLAGS});
  const {http} = server;
  const ann = await person(http, 'ann');
  const mail = lines('From: =?UTF-8?B?5L2Q5LyK?= <zoe@Example.com>', `To: ${ann.id}@example.org`,
      'Subject: =?UTF-8?B?6K6h5YiS?=', 'Message-ID: <1@example.com>', 'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b', '', '--b',
      'Content-Type: text/html; charset=gb2312', 'Content-Transfer-Encoding: base64', '',
      Buffer.from([0x3c, 0x62, 0x3e, 0xc4, 0xe3, 0x3c, 0x2f, 0x62, 0x3e, ...Buffer.from(
          '<script>alert(1)</script>')]).toString('base64'), '--b',
      'Content-Type: text/plain', 'Content-Disposition: attachment; filename="a.txt"', '',
      'attached', '--b--', '');
  assert.equal(await pipe(server, mail, `${ann.id}@EXAMPLE.org`), 0);
  // A mail server that did not hear the answer hands it over again.
  assert.equal(await pipe(server, mail, `${ann.id}@example.org`), 0);
  const [first, ...others] = await inbox(http, ann);
  assert.deepEqual([others, first.senderId, first.senderName, first.senderEmail, first.subject],
      [[], 0, '佐伊', 'zoe@Example.com', '计划']);
  const shown = await must(http, 'GET', `/email/${first.id}`, ann.token);
  assert.equal(shown.content, '<b>你</b>');
  const [file] = shown.attachments;
  assert.equal(file.fileName, 'a.txt');
  const content = await http.request('GET', file.fileUrl, {headers: {}});
  assert.equal(`${content.body}`.trim(), 'attached');
  const answer = lines('From: zoe@example.com', 'References: <0@example.com> <1@example.com>',
      'Message-ID: <2@example.com>', '', 'more');
  assert.equal(await pipe(server, answer, `${ann.id}@example.org`), 0);
  const [second] = await inbox(http, ann);
  assert.deepEqual([second.threadId, second.preview, second.sender],
      [first.threadId, 'more', 'zoe@example.com']);
  assert.equal(await pipe(server, answer, '999999999@example.org'), NO_USER);
  assert.equal(await pipe(server, answer, 'zoe@example.com'), NO_USER);
  await server.stop();
  assert.equal(await pipe(server, answer, `${ann.id}@example.org`), LATER);
}

// seen: POST /api/im/email/incoming 403 邮件签名不正确
// seen: POST /api/im/email/incoming 404 接收者不存在
// seen: POST /api/im/email/incoming 400 邮箱地址不正确
// seen: POST /api/im/email/incoming 400 接收者不能为空
// seen: POST /api/im/email/incoming 400 附件数量超出限制
// seen: POST /api/im/email/incoming 400 附件内容不正确
// seen: POST /api/im/email/incoming 5103 存储空间不足
async function whatIsRefused({server: plain, start}) {
  const {http} = await start({flags: [...FLAGS, '--files.quota=1000000']});
  const ann = await person(http, 'ann');
  const to = [`${ann.id}@example.org`];
  const letter = {to, from: 'zoe@example.com', subject: 'x', text: 'x'};
  const refused = async (more, code, msg, how) => {
    const told = await hook(http, {...letter, ...more}, how);
    assert.deepEqual([told.code, told.data === null ? told.msg : Object.values(told.data)[0]],
        [code, msg]);
  };
  const unsigned = '邮件签名不正确';
  const now = Math.floor(Date.now() / 1000);
  await refused({}, 403, unsigned, {secret: SECRET.replace('BwcH', 'AAAA')});
  await refused({}, 403, unsigned, {at: now - 400});
  await refused({}, 403, unsigned, {at: now + 400});
  assert.equal((await hook(plain.http, letter)).code, 403);
  await refused({to: [...to, '999999999@example.org']}, 404, '接收者不存在');
  await refused({to: ['zoe@example.com']}, 404, '接收者不存在');
  await refused({from: 'zoe'}, 400, '邮箱地址不正确');
  await refused({to: ['zoe']}, 400, '邮箱地址不正确');
  await refused({to: []}, 400, '接收者不能为空');
  await refused({files: Array.from({length: 21}, () => ({name: 'a', content: 'YQ=='}))}, 400,
      '附件数量超出限制');
  await refused({files: [{name: 'a', content: '%'}]}, 400, '附件内容不正确');
  await refused({text: 'x'.repeat(600_000)}, 5103, '存储空间不足');
  assert.deepEqual(await inbox(http, ann), []);
  assert.equal((await hook(http, letter)).data, 1);
}

// seen: POST /api/im/email/incoming 200 操作成功
async function whatIsHeardOnTheWay({start}) {
  const {http} = await start({flags: FLAGS});
  const ann = await person(http, 'ann');
  const letter = {to: [`${ann.id}@example.org`], from: 'zoe@example.com', subject: 'x', text: 'x'};
  const at = Math.floor(Date.now() / 1000);
  // Without a Message-ID: the request again is the same mail, the same words later are another.
  for (const when of [at, at, at + 1]) {
    assert.equal((await hook(http, letter, {at: when})).data, 1);
  }
  assert.equal((await inbox(http, ann)).length, 2);
}

export const tests = [
  {name: 'a mail comes in, once and in its thread', body: aMailComesIn},
  {name: 'what is no mail for anybody here is refused', body: whatIsRefused},
  {name: 'a request that is sent again is no second mail', body: whatIsHeardOnTheWay},
];
