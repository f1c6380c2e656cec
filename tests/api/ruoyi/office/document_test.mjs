// Documents: many who save at once, and what happens by itself as time goes on.
import assert from 'node:assert/strict';
import {API, login, must, person} from '../../../lib/world.mjs';

const DAY = 24 * 3_600_000;
const ROUNDS = 6;
const EDITORS = 6;
const VERSIONS_KEPT = 100;

const make = (http, who, title, content) => must(http, 'POST', '/document/create', who.token,
    {title, content});
const share = (http, who, documentId, more) => must(http, 'POST', '/document/share', who.token,
    {documentId, ...more});
const answer = async (http, method, path, who, body) => (await http.call(method, `${API}${path}`,
    who.token, body)).json;

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

// Of several saves of one version exactly one wins, and the others are told the current one.
async function oneSaveWins({server: {http}}) {
  const [ann, bob] = await Promise.all([person(http, 'ann'), person(http, 'bob')]);
  const id = await make(http, ann, 'Plan', '0');
  await share(http, ann, id, {userIds: [bob.id], permission: 'edit'});
  for (let version = 1; version <= ROUNDS; version++) {
    const answers = await Promise.all(Array.from({length: EDITORS}, (_, i) => answer(http, 'PUT',
        '/document/update', i % 2 ? ann : bob, {id, content: `${version} ${i}`, version})));
    const won = answers.flatMap((a, i) => a.code === 200 ? [i] : []);
    assert.equal(won.length, 1, JSON.stringify(answers));
    for (const lost of answers.filter((a) => a.code !== 200)) {
      assert.deepEqual(lost, {code: 400, msg: '文档已被他人修改', data: {version: version + 1}});
    }
    const now = await must(http, 'GET', `/document/${id}`, ann.token);
    assert.deepEqual([now.version, now.content], [version + 1, `${version} ${won[0]}`]);
  }
  const versions = await must(http, 'GET', `/document/${id}/versions`, bob.token);
  assert.deepEqual(versions.map((v) => v.version),
      Array.from({length: ROUNDS + 1}, (_, i) => ROUNDS + 1 - i));
}

// Saves that name no version, restores, comments and shares at once: every one counts.
async function nothingIsLost({server: {http}}) {
  const [ann, bob, cat] = await Promise.all(['ann', 'bob', 'cat'].map((n) => person(http, n)));
  const id = await make(http, ann, 'Plan', '0');
  await share(http, ann, id, {userIds: [bob.id], permission: 'edit'});
  const [first] = await must(http, 'GET', `/document/${id}/versions`, ann.token);
  await Promise.all([ann, bob].flatMap((who, i) => [
    ...Array.from({length: 4}, (_, n) => must(http, 'PUT', '/document/update', who.token,
        {id, content: `${i} ${n}`})),
    must(http, 'POST', `/document/${id}/versions/${first.id}/restore`, who.token),
    ...Array.from({length: 3}, (_, n) => must(http, 'POST', `/document/${id}/comments`, who.token,
        {content: `${i} ${n}`})),
    must(http, 'POST', `/document/${id}/star`, who.token),
    share(http, ann, id, {userIds: [cat.id]}),
  ]));
  const now = await must(http, 'GET', `/document/${id}`, ann.token);
  assert.deepEqual([now.version, now.commentCount, now.collaborators.length], [11, 6, 2]);
  const versions = await must(http, 'GET', `/document/${id}/versions`, ann.token);
  assert.equal(new Set(versions.map((v) => v.version)).size, 11);
  assert.equal((await must(http, 'GET', `/document/${id}/comments`, bob.token)).length, 6);
}

// seen: POST /api/im/document/share 400 文档分享人数已达上限
async function sharesAreBounded({server: {http}}) {
  const ann = await person(http, 'ann');
  const documentId = await make(http, ann, 'Plan', '0');
  const many = Array.from({length: 201}, (_, i) => 1 + i);
  assert.deepEqual(await answer(http, 'POST', '/document/share', ann, {documentId, userIds: many}),
      {code: 400, msg: '参数校验失败', data: {userIds: '文档分享人数已达上限'}});
}

async function theNewestVersionsAreKept({server: {http}}) {
  const ann = await person(http, 'ann');
  const id = await make(http, ann, 'Plan', '0');
  for (let i = 0; i < VERSIONS_KEPT + 5; i++) {
    await must(http, 'PUT', '/document/update', ann.token, {id, content: `${i}`});
  }
  const versions = await must(http, 'GET', `/document/${id}/versions`, ann.token);
  assert.deepEqual([versions.length, versions[0].version, versions.at(-1).version],
      [VERSIONS_KEPT, VERSIONS_KEPT + 6, 7]);
}

async function bySpaceToo({server: {http}}) {
  const ann = await person(http, 'ann');
  const large = 'a'.repeat(500_000);
  const id = await make(http, ann, 'Plan', large);
  for (let i = 0; i < 45; i++) {
    await must(http, 'PUT', '/document/update', ann.token, {id, content: `${large}${i}`});
  }
  const versions = await must(http, 'GET', `/document/${id}/versions`, ann.token);
  const bytes = versions.reduce((sum, v) => sum + v.fileSize, 0);
  assert.ok(bytes <= 20 * 1024 * 1024 && versions.length > 35, `${versions.length}, ${bytes}`);
  assert.equal(versions[0].version, 46);
}

// seen: POST /api/im/document/create 5103 存储空间不足
// seen: PUT /api/im/document/update 5103 存储空间不足
// seen: POST /api/im/document/{documentId}/versions/{versionId}/restore 5103 存储空间不足
async function theirOwnersSpace({start}) {
  const server = await start({flags: ['--files.quota=1500000']});
  const {http} = server;
  const ann = await person(http, 'ann');
  const content = 'a'.repeat(500_000);
  const id = await make(http, ann, 'Plan', content);
  const full = {code: 5103, msg: '存储空间不足', data: null};
  assert.deepEqual(await answer(http, 'POST', '/document/create', ann, {title: 'x', content}),
      full);
  assert.equal((await must(http, 'GET', '/file/storage', ann.token)).usedSize, 1_000_000);
  await must(http, 'PUT', '/document/update', ann.token, {id, content, autoSave: true});
  await must(http, 'PUT', '/document/update', ann.token, {id, title: 'again'});
  assert.deepEqual(await answer(http, 'PUT', '/document/update', ann, {id, title: 'x'}), full);
  const [, first] = await must(http, 'GET', `/document/${id}/versions`, ann.token);
  assert.deepEqual(await answer(http, 'POST', `/document/${id}/versions/${first.id}/restore`, ann),
      full);
  await must(http, 'DELETE', `/document/${id}/permanent`, ann.token);
  assert.equal((await must(http, 'GET', '/file/storage', ann.token)).usedSize, 0);
}

// A share ends at its time, and what is in the trash goes for good, words and all.
async function timeGoesOn({start}) {
  const server = await start({testClock: true});
  const {http} = server;
  const [ann, bob] = await Promise.all([person(http, 'ann'), person(http, 'bob')]);
  const again = async (ms) => {
    await server.advanceClock(ms);
    for (const who of [ann, bob]) Object.assign(who, await login(http, who.name));
  };
  const id = await make(http, ann, 'Plan', '项目计划');
  await share(http, ann, id, {userIds: [bob.id], expireDays: 2});
  const longer = await make(http, ann, 'Long', '项目计划');
  await share(http, ann, longer, {userIds: [bob.id], expireDays: 2});
  await share(http, ann, longer, {userIds: [bob.id]});
  const seen = async () => (await must(http, 'GET', '/document/list?type=shared', bob.token))
      .map((d) => d.id);
  assert.deepEqual(await seen(), [longer, id]);
  await again(2 * DAY + 1000);
  assert.deepEqual(await seen(), [longer]);
  assert.equal((await answer(http, 'GET', `/document/${id}`, bob)).msg, '无权限查看此文档');
  await within(10, async () => {
    const {collaborators} = await must(http, 'GET', `/document/${id}`, ann.token);
    assert.deepEqual(collaborators, []);
  });
  await must(http, 'DELETE', `/document/${id}`, ann.token);
  await again(29 * DAY);
  assert.equal((await must(http, 'GET', '/document/list?type=trash', ann.token)).length, 1);
  await again(DAY + 1000);
  await within(10, async () => {
    assert.deepEqual(await must(http, 'GET', '/document/list?type=trash', ann.token), []);
  });
  assert.equal((await answer(http, 'GET', `/document/${id}`, ann)).code, 404);
  assert.equal((await answer(http, 'POST', `/document/${id}/restore`, ann)).code, 404);
  const hits = await must(http, 'GET', `/document/search?keyword=${encodeURIComponent('计划')}`,
      ann.token);
  assert.deepEqual(hits.map((d) => d.id), [longer]);
}

// Beyond what one message is searched for: words far behind, over several slices of the index.
async function longTextsAreFound({server: {http}}) {
  const ann = await person(http, 'ann');
  const text = Array.from({length: 2000}, (_, i) => `词${i.toString(36)}语`).join(' ');
  const id = await make(http, ann, 'Long', text);
  const find = async (keyword) => (await must(http, 'GET',
      `/document/search?keyword=${encodeURIComponent(keyword)}`, ann.token)).map((d) => d.id);
  await within(20, async () => assert.deepEqual(await find('词1jj语'), [id]));
  assert.deepEqual(await find('词0语 1jj'), [id]);
  await must(http, 'PUT', '/document/update', ann.token, {id, content: 'short'});
  await within(20, async () => {
    assert.deepEqual([await find('1jj'), await find('short')], [[], [id]]);
  });
}

export const tests = [
  {name: 'of several saves of one version one wins', body: oneSaveWins},
  {name: 'what many do to one document at once counts', body: nothingIsLost},
  {name: 'a document is shared with so many', body: sharesAreBounded},
  {name: 'the newest versions of a document are kept', body: theNewestVersionsAreKept},
  {name: 'versions of a document are bounded by their size', body: bySpaceToo},
  {name: 'documents take the space of their owner', body: theirOwnersSpace},
  {name: 'shares of documents end, and the trash is emptied', body: timeGoesOn},
  {name: 'words far behind in a document are found', body: longTextsAreFound},
];
