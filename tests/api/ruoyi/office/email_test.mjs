// Mail: who may read its attachments, its bounds, what is done at once, and what time does.
import assert from 'node:assert/strict';
import {API, login, must, person, upload} from '../../../lib/world.mjs';

const DAY = 24 * 3_600_000;
const SENDERS = 5;

const answer = async (http, method, path, who, body) => (await http.call(method, `${API}${path}`,
    who.token, body)).json;
const send = (http, who, mail) => must(http, 'POST', '/email/send', who.token, mail);
const inbox = (http, who) => must(http, 'GET', '/email/list', who.token);
const refused = (msg, code = 400) => ({code, msg, data: null});

async function within(seconds, check) {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await check();
    } catch (e) {
      if (Date.now() > until) throw e;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}

// Whoever has the mail may read what came with it; a draft gives nobody a right, and a mail that
// was deleted none any more.
async function attachmentsAreForTheirReaders({server: {http}}) {
  const [ann, bob, cat] = await Promise.all(['ann', 'bob', 'cat'].map((n) => person(http, n)));
  const file = await upload(http, ann, 'plan.txt', 'the plan');
  const {fileId} = file;
  const mayRead = async (who) => (await answer(http, 'GET', `/file/${fileId}`, who)).code === 200;
  const draftId = await must(http, 'POST', '/email/draft', ann.token,
      {toIds: [bob.id], subject: 'Plan', attachmentIds: [fileId]});
  assert.equal(await mayRead(bob), false);
  assert.deepEqual(await answer(http, 'POST', '/email/send', bob, {toIds: [cat.id],
    attachmentIds: [fileId]}), refused('文件不存在', 4401));
  const sent = await send(http, ann, {draftId});
  assert.equal(await mayRead(bob), true);
  assert.equal(await mayRead(cat), false);
  const [{id, attachmentCount}] = await inbox(http, bob);
  assert.equal(attachmentCount, 1);
  const {attachments: [shown]} = await must(http, 'GET', `/email/${id}`, bob.token);
  assert.deepEqual({...shown, fileUrl: null}, {fileId, fileName: 'plan.txt', fileSize: 8,
    fileUrl: null, name: 'plan.txt', size: 8});
  const content = await http.request('GET', shown.fileUrl, {headers: {}});
  assert.equal(content.status, 200);
  await must(http, 'POST', `/email/${id}/forward`, bob.token, {toIds: [cat.id]});
  assert.equal(await mayRead(cat), true);
  await must(http, 'DELETE', `/email/${id}`, bob.token);
  // It is still among what Bob sent on.
  assert.equal(await mayRead(bob), true);
  const [{id: forwarded}] = await must(http, 'GET', '/email/list?folder=SENT', bob.token);
  await must(http, 'DELETE', `/email/${forwarded}`, bob.token);
  assert.equal(await mayRead(bob), false);
  await must(http, 'DELETE', `/file/${fileId}`, ann.token);
  const {attachments: [gone]} = await must(http, 'GET', `/email/${sent}`, ann.token);
  assert.deepEqual([gone.fileName, gone.fileUrl], ['plan.txt', null]);
  assert.equal(await mayRead(cat), false);
}

// seen: POST /api/im/email/send 400 接收者数量超出限制
// seen: POST /api/im/email/send 400 附件数量超出限制
// seen: POST /api/im/email/send 400 邮件主题长度不能超过255个字符
// seen: POST /api/im/email/send 400 邮件内容不能超过500KB
// seen: POST /api/im/email/send 400 邮件内容过大
// seen: POST /api/im/email/draft 400 接收者数量超出限制
// seen: POST /api/im/email/draft 400 附件数量超出限制
// seen: POST /api/im/email/draft 400 邮件主题长度不能超过255个字符
// seen: POST /api/im/email/draft 400 邮件内容不能超过500KB
// seen: PUT /api/im/email/batch/read 400 单次最多操作100封邮件
// seen: PUT /api/im/email/batch/trash 400 单次最多操作100封邮件
async function boundsHold({server: {http}}) {
  const ann = await person(http, 'ann');
  const some = (n) => Array.from({length: n}, (_, i) => 900_000_000 + i);
  const field = (name, text) => ({code: 400, msg: '参数校验失败', data: {[name]: text}});
  for (const path of ['/email/send', '/email/draft']) {
    const told = (body) => answer(http, 'POST', path, ann, {toIds: [ann.id], ...body});
    assert.deepEqual(await told({ccIds: some(100)}), refused('接收者数量超出限制'));
    assert.deepEqual(await told({attachmentIds: some(21)}), refused('附件数量超出限制'));
    assert.deepEqual(await told({subject: '题'.repeat(256)}),
        field('subject', '邮件主题长度不能超过255个字符'));
    assert.deepEqual(await told({content: 'a'.repeat(512_001)}),
        field('content', '邮件内容不能超过500KB'));
    assert.deepEqual(await told({content: '< '.repeat(250_000)}), refused('邮件内容过大'));
  }
  for (const path of ['/email/batch/read', '/email/batch/trash']) {
    assert.deepEqual(await answer(http, 'PUT', path, ann, {ids: some(101)}),
        field('ids', '单次最多操作100封邮件'));
  }
  await send(http, ann,
      {toIds: [ann.id], subject: '题'.repeat(255), content: 'a'.repeat(400_000)});
  const [{fullContent, preview}] = await inbox(http, ann);
  assert.deepEqual([fullContent, preview.length], [null, 103]);
}

async function aDraftIsSentOnce({server: {http}}) {
  const [ann, bob] = await Promise.all([person(http, 'ann'), person(http, 'bob')]);
  const draftId = await must(http, 'POST', '/email/draft', ann.token,
      {toIds: [bob.id], subject: 'Plan'});
  const answers = await Promise.all(Array.from({length: SENDERS}, () => answer(http, 'POST',
      '/email/send', ann, {draftId})));
  assert.equal((await inbox(http, bob)).length, 1, JSON.stringify(answers));
  assert.deepEqual(await must(http, 'GET', '/email/list?folder=DRAFTS', ann.token), []);
}

// seen: POST /api/im/email/send 5103 存储空间不足
// seen: POST /api/im/email/draft 5103 存储空间不足
async function theirSendersSpace({start}) {
  const {http} = await start({flags: ['--files.quota=1000000']});
  const [ann, bob] = await Promise.all([person(http, 'ann'), person(http, 'bob')]);
  const content = 'a'.repeat(400_000);
  const used = async () => (await must(http, 'GET', '/file/storage', ann.token)).usedSize;
  const id = await send(http, ann, {toIds: [bob.id], content});
  assert.equal(await used(), 800_000);
  const full = refused('存储空间不足', 5103);
  assert.deepEqual(await answer(http, 'POST', '/email/send', ann, {toIds: [bob.id], content}),
      full);
  assert.deepEqual(await answer(http, 'POST', '/email/draft', ann, {content}), full);
  assert.equal((await inbox(http, bob)).length, 1);
  await must(http, 'DELETE', `/email/${id}`, ann.token);
  assert.equal(await used(), 800_000);
  const [{id: received}] = await inbox(http, bob);
  await must(http, 'DELETE', `/email/${received}`, bob.token);
  assert.equal(await used(), 0);
}

async function theTrashIsEmptied({start}) {
  const server = await start({testClock: true});
  const {http} = server;
  const ann = await person(http, 'ann');
  const again = async (ms) => {
    await server.advanceClock(ms);
    Object.assign(ann, await login(http, ann.name));
  };
  const id = await send(http, ann, {toIds: [ann.id], subject: 'Plan'});
  await must(http, 'PUT', `/email/${id}/trash`, ann.token);
  await again(29 * DAY);
  assert.equal((await must(http, 'GET', '/email/list?folder=TRASH', ann.token)).length, 1);
  await again(DAY + 1000);
  await within(10, async () => {
    assert.deepEqual(await must(http, 'GET', '/email/list?folder=TRASH', ann.token), []);
  });
  assert.deepEqual(await answer(http, 'GET', `/email/${id}`, ann), refused('邮件不存在', 404));
  assert.equal((await inbox(http, ann)).length, 1);
}

// The workbench counts what is unread.
async function theWorkbenchCounts({server: {http}}) {
  const [ann, bob] = await Promise.all([person(http, 'ann'), person(http, 'bob')]);
  await send(http, ann, {toIds: [bob.id], subject: 'Plan'});
  const {emailUnreadCount} = await must(http, 'GET', '/workbench/overview', bob.token);
  assert.equal(emailUnreadCount, 1);
}

export const tests = [
  {name: 'attachments of a mail are for those who have it', body: attachmentsAreForTheirReaders},
  {name: 'mails have bounds', body: boundsHold},
  {name: 'a draft is sent once', body: aDraftIsSentOnce},
  {name: 'mails take the space of their senders', body: theirSendersSpace},
  {name: 'mails in the trash go at their time', body: theTrashIsEmptied},
  {name: 'the workbench counts unread mail', body: theWorkbenchCounts},
];
