// im-chat 2.8: what no script can say of files: what their links give, limits to the byte, how long
// they last.
import assert from 'node:assert/strict';
import {imchatAdmin, imchatFriends, imchatLogin, imchatPerson, mustImchat}
  from '../../lib/imchat.mjs';
import {png} from '../../lib/png.mjs';
import {until} from '../../lib/report.mjs';

const MIB = 1024 * 1024;
const DAY_MS = 86_400_000;

async function upload(server, who, type, name, bytes) {
  const form = new FormData();
  form.append('type', type);
  form.append('file', new Blob([bytes]), name);
  const answer = await fetch(`${server.originOf('imchat')}/file/upload`,
      {method: 'POST', headers: {Authorization: `Bearer ${who.token}`}, body: form});
  return {status: answer.status, json: await answer.json()};
}

async function stored(server, who, type, name, bytes) {
  const {status, json} = await upload(server, who, type, name, bytes);
  assert.equal(status, 200);
  assert.equal(json.code, 200, JSON.stringify(json));
  assert.match(json.data.url,
      /^http:\/\/127\.0\.0\.1:\d+\/storage\/uploads\/[0-9a-f]{32}\.\w+\?t=u[\d.]+[0-9a-f]+$/);
  return json.data;
}

// seen: GET /file/thumbnail/{name} 200
// seen: POST /file/upload 413 请求内容过大
// seen: POST /file/upload 400 文件大小超过限制
const shown = {
  async 'the link of a picture opens for everybody, and so does its small form'({server}) {
    const ann = await imchatPerson(server.imchat, 'ann');
    const picture = png(900, 600);
    const {url, thumbUrl, fileSize, md5} = await stored(server, ann, 'image', 'a b.png', picture);
    assert.equal(fileSize, picture.length);
    assert.match(md5, /^[0-9a-f]{32}$/);
    const got = await fetch(url);
    assert.equal(got.status, 200);
    assert.equal(got.headers.get('content-type'), 'image/png');
    assert.equal(got.headers.get('x-content-type-options'), 'nosniff');
    assert.match(got.headers.get('content-disposition'), /^inline; /);
    assert.ok(Buffer.from(await got.arrayBuffer()).equals(picture));
    const part = await fetch(url, {headers: {Range: 'bytes=1-3'}});
    assert.equal(part.status, 206);
    assert.equal(await part.text(), 'PNG');
    const small = await fetch(thumbUrl);
    assert.equal(small.status, 200);
    assert.match(small.headers.get('content-type'), /^image\//);
    // The same bytes again have another link.
    assert.notEqual((await stored(server, ann, 'image', 'a.png', picture)).url, url);
  },

  async 'what was stored as a file is a download'({server}) {
    const ann = await imchatPerson(server.imchat, 'ann');
    for (const [name, bytes] of [['a.png', png(3, 2)], ['page.html', Buffer.from('<b>x</b>')]]) {
      const got = await fetch((await stored(server, ann, 'file', name, bytes)).url);
      assert.equal(got.status, 200);
      assert.match(got.headers.get('content-disposition'), /^attachment; /);
      assert.equal(got.headers.get('x-content-type-options'), 'nosniff');
      assert.ok(!got.headers.get('content-type').includes('html'));
    }
    for (const [type, name, mime] of [['video', 'a.m4v', 'video/mp4'],
      ['video', 'a.3gp', 'video/3gpp'], ['voice', 'a.opus', 'audio/ogg'],
      ['voice', 'a.m4a', 'audio/mp4']]) {
      const {url} = await stored(server, ann, type, name, Buffer.from('not looked at'));
      assert.ok(url.includes(`${name.slice(1)}?t=`), url);
      assert.equal((await fetch(url)).headers.get('content-type'), mime);
    }
  },

  async 'each kind has its limit'({server}) {
    const ann = await imchatPerson(server.imchat, 'ann');
    const bytes = Buffer.alloc(20 * MIB + 1, 7);
    await stored(server, ann, 'file', 'a.bin', bytes.subarray(0, 20 * MIB));
    const one = await upload(server, ann, 'file', 'a.bin', bytes);
    assert.deepEqual([one.status, one.json.code, one.json.message], [200, 400, '文件大小超过限制']);
    await stored(server, ann, 'video', 'a.mp4', bytes);
    const film = Buffer.alloc(50 * MIB + 1, 7);
    await stored(server, ann, 'video', 'a.mp4', film.subarray(0, 50 * MIB));
    const two = await upload(server, ann, 'video', 'a.mp4', film);
    assert.deepEqual([two.status, two.json.code], [200, 400]);
    const {status, json} = await server.imchat.request('POST', '/file/upload', {headers: {
      'Authorization': `Bearer ${ann.token}`, 'Content-Type': 'multipart/form-data; boundary=x'},
    body: Buffer.alloc(53 * MIB, 7)});
    assert.deepEqual([status, json.code, json.message, json.data],
        [413, 413, '请求内容过大', null]);
  },
};

const ended = {
  async 'what nobody sent or shows goes after half a year'({start}) {
    const server = await start({testClock: true});
    const http = server.imchat;
    const [ann, bob] = [await imchatPerson(http, 'ann'), await imchatPerson(http, 'bob')];
    await imchatFriends(http, ann, bob);
    const files = {};
    for (const name of ['unused', 'sent', 'face', 'recalled']) {
      files[name] = (await stored(server, ann, 'image', 'a.png', png(3, 2))).url;
    }
    const say = (url) => mustImchat(http, 'POST', '/message/private/send', ann.token,
        {receiverId: bob.id, messageType: 2, content: JSON.stringify({url})});
    await say(files.sent);
    const {id} = await say(files.recalled);
    await mustImchat(http, 'PUT', '/user/update', ann.token, {headImage: files.face});
    // Connections that were kept are over by then.
    const later = async (days) => {
      await server.advanceClock(days * DAY_MS, days * DAY_MS);
      for (const client of [server.http, http]) client.reset();
    };
    await later(181);
    const {token} = await imchatAdmin(http);
    await mustImchat(http, 'PUT', '/im/privateMessage/recall', token, {id});
    const open = async (name) =>
      (await http.request('GET', new URL(files[name]).pathname)).status;
    for (const name of ['unused', 'recalled']) {
      await until(async () => {
        await later(1);
        return await open(name) === 404;
      }, `the end of a picture that is ${name}`);
    }
    assert.equal(await open('face'), 200);
    assert.equal(await open('sent'), 404, 'a link without its ticket');
    // Whoever signs in and may read it still gets it, by a link that is over, too.
    const fresh = await imchatLogin(http, bob.name);
    // A node of several catches up first.
    await until(async () => (await http.call('GET',
        `/file/download?url=${encodeURIComponent(files.sent)}`, fresh.token)).status === 200,
    'the download');
  },
};

const named = (cases, on) => Object.entries(cases).map(([name, body]) => ({name, on, body}));

export const tests = [...named(shown, 'sqlite'), ...named(ended)];
