// What the office says reaches people of other dialects, live and when they come back, once in each
// list (mapping 9.5).
import assert from 'node:assert/strict';
import WebSocket from 'ws';
import {signToken} from '../../../lib/appim.mjs';
import {AppimSocket} from '../../../lib/appim_socket.mjs';
import {imchatAdmin, imchatLogin, imchatPerson, mustImchat} from '../../../lib/imchat.mjs';
import {mustOpenim, openimAdmin, openimPeople, openimToken} from '../../../lib/openim.mjs';
import {OpenimSocket, contentOf} from '../../../lib/openim_socket.mjs';
import {PATIENCE} from '../../../lib/patience.mjs';
import {until} from '../../../lib/report.mjs';
import {administrator, must, person, unique} from '../../../lib/world.mjs';

const WAIT_MS = 6000 * PATIENCE;
const QUIET_MS = 200;
const OA = 1400;
const TOKEN_S = 3600;
const TITLE = 'DING消息';
const FIRST_ID = 2 ** 50;

const oaOf = (message) => JSON.parse(contentOf(message).detail);
const send = (server, who, receivers, content) => must(server.http, 'POST', '/ding/send', who.token,
    {content, receiverIds: receivers});

class World {
  static async make(server) {
    const world = new World();
    const uniq = unique();
    Object.assign(world, {server, app: server.apps.bound, admin: await openimAdmin(server)});
    world.bob = await person(server.http, 'bob', uniq);
    world.ivy = await imchatPerson(server.imchat, 'ivy', uniq);
    world.oli = (await openimPeople(server, world.admin, ['oli'], uniq)).oli;
    world.ann = {id: `ann${uniq}`};
    await world.im('POST', '/users', {client_id: world.ann.id, extend: {nickname: 'Ann'}});
    for (const who of ['oli', 'ann']) {
      const [found] = await mustImchat(server.imchat, 'GET', `/user/search?name=${world[who].id}`,
          world.ivy.token);
      world[who].number = found.id;
    }
    return world;
  }

  // A call of the application's server.
  async im(method, path, value) {
    const {json, text} = await this.server.appim.call(method, `/im${path}`,
        {'app-id': this.app.id, 'app-key': this.app.master_key}, value);
    assert.equal(json?.code, 0, `${method} ${path}: ${text}`);
    return json.data;
  }

  ofIvy(path) { return mustImchat(this.server.imchat, 'GET', path, this.ivy.token); }
  pull(after) { return this.ofIvy(`/message/system/pullOfflineMessage?minSeqNo=${after}`); }
  ofOli(path, value) { return mustOpenim(this.server.openim, path, this.oli.token, value); }
}

// The first frame of a socket of IM Chat that is a notice of that text.
function noticeAt(server, {token}, text) {
  const ws = new WebSocket(`${server.wsOrigin}/ws?accessToken=${token}`);
  const heard = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no notice')), WAIT_MS);
    ws.on('message', (data) => {
      const {type, data: told} = JSON.parse(data);
      if (type !== 'SYSTEM_MESSAGE' || told.event !== 'NOTICE' || told.intro !== text) return;
      clearTimeout(timer);
      resolve(told);
    });
  });
  heard.catch(() => {});
  return new Promise((resolve, reject) => {
    // What happens before it is greeted is not pushed to it.
    ws.once('message', () => resolve({heard, close: () => ws.terminate()}));
    ws.on('error', reject);
  });
}

async function imchatHasItAsNotice({server}) {
  const w = await World.make(server);
  const text = `${w.bob.nick}：<now> & here`;
  const socket = await noticeAt(server, w.ivy, text);
  const id = await send(server, w.bob, [w.ivy.id], '<now> & here');
  const told = await socket.heard;
  socket.close();
  assert.equal(told.title, TITLE);
  assert.equal(told.contentType, 0);
  assert.equal(told.richText, `<p>${w.bob.nick}：&lt;now&gt; &amp; here</p>`);
  assert.ok(told.id > FIRST_ID);
  // Coming back, with the number of what was seen before.
  const [listed, ...none] = await w.pull(told.seqNo - 1);
  assert.deepEqual(none, []);
  assert.deepEqual([listed.id, listed.seqNo, listed.title, listed.intro],
      [told.id, told.seqNo, TITLE, text]);
  assert.deepEqual(await w.pull(told.seqNo), []);
  assert.equal((await w.ofIvy(`/message/system/${told.id}`)).richText, told.richText);
  const {json} = await server.imchat.call('GET', `/message/system/${told.id}`,
      (await imchatPerson(server.imchat, 'eve')).token);
  assert.equal(json.code, 404);
  // A notice to all comes after it, and both are pulled in their order.
  const office = await imchatAdmin(server.imchat);
  const notice = await mustImchat(server.imchat, 'POST', '/im/systemMessage', office.token,
      {title: 'News', contentType: 0, richText: 'x'});
  await mustImchat(server.imchat, 'POST', '/im/smPushTask', office.token,
      {messageId: notice.id ?? notice, sendToAll: false, recvIds: [w.ivy.id]});
  await until(async () => (await w.pull(told.seqNo)).length === 1, 'the notice');
  await send(server, w.bob, [w.ivy.id], 'second');
  await until(async () => (await w.pull(told.seqNo)).length === 2, 'the second');
  const numbers = (await w.pull(told.seqNo)).map((one) => one.seqNo);
  assert.deepEqual((await w.pull(told.seqNo)).map((one) => one.title), ['News', TITLE]);
  assert.ok(numbers[0] < numbers[1]);
  // The same person in RuoYi-IM: one notification, one DING, no conversation.
  const {token} = await must(server.http, 'POST', '/auth/login', null,
      {username: w.ivy.name, password: w.ivy.password});
  const lines = await must(server.http, 'GET', '/notification/list?type=DING', token);
  assert.deepEqual(lines.map((n) => n.relatedId).filter((one) => one === id), [id]);
  assert.deepEqual(await must(server.http, 'GET', '/conversation/list', token), []);
}

async function documentsAreToldToo({server}) {
  const w = await World.make(server);
  const documentId = await must(server.http, 'POST', '/document/create', w.bob.token,
      {title: 'Plan'});
  const text = `${w.bob.nick}与您分享了文档'Plan'`;
  const socket = await noticeAt(server, w.ivy, text);
  await must(server.http, 'POST', '/document/share', w.bob.token,
      {documentId, userIds: [w.ivy.id]});
  assert.equal((await socket.heard).title, '文档分享');
  socket.close();
}

async function mailIsToldToo({server}) {
  const w = await World.make(server);
  const socket = await noticeAt(server, w.ivy, `${w.bob.nick}给您发来邮件'Plan'`);
  await must(server.http, 'POST', '/email/send', w.bob.token,
      {toIds: [w.ivy.id], subject: 'Plan'});
  assert.equal((await socket.heard).title, '新邮件');
  socket.close();
}

async function openimHasItAsMessage({server}) {
  const w = await World.make(server);
  let socket = await OpenimSocket.open(server, w.oli);
  await socket.must(1001, {});
  const id = await send(server, w.bob, [w.oli.number], 'come');
  const live = await socket.push((p) => p.message.contentType === OA, WAIT_MS);
  assert.ok(live, 'nothing is pushed');
  assert.ok(!live.notification);
  assert.equal(live.message.sessionType, 4);
  assert.equal(live.message.senderNickname, '系统通知');
  assert.equal(live.conversation,
      `sn_${[live.message.sendID, w.oli.id].sort().join('_')}`);
  const told = oaOf(live.message);
  assert.deepEqual([told.notificationName, told.text, told.notificationType, told.mixType],
      [TITLE, `${w.bob.nick}：come`, 1, 0]);
  assert.equal(JSON.parse(told.ex).relatedId, id);
  socket.close();

  // Two more while oli is away, then all is there in its order, and unread.
  await send(server, w.bob, [w.oli.number], 'second');
  await send(server, w.bob, [w.oli.number], 'third');
  socket = await OpenimSocket.open(server, w.oli);
  let seqs;
  await until(async () => {
    seqs = (await socket.must(1006,
        {userID: w.oli.id, conversationIDs: [live.conversation]})).seqs[live.conversation];
    return Number(seqs?.maxSeq) === 3;
  }, 'three messages');
  assert.equal(Number(seqs.hasReadSeq ?? 0), 0);
  const {msgs} = await socket.must(1002, {userID: w.oli.id,
    seqRanges: [{conversationID: live.conversation, begin: 1, end: 3, num: 3}]});
  assert.deepEqual(msgs[live.conversation].Msgs.map((m) => [m.contentType, oaOf(m).text]),
      ['come', 'second', 'third'].map((said) => [OA, `${w.bob.nick}：${said}`]));
  await w.ofOli('/msg/mark_conversation_as_read', {conversationID: live.conversation,
    hasReadSeq: 3, userID: w.oli.id, seqs: []});
  const read = await socket.must(1006,
      {userID: w.oli.id, conversationIDs: [live.conversation]});
  assert.equal(Number(read.seqs[live.conversation].hasReadSeq), 3);
  // Nobody can answer.
  const answer = await socket.sendText({id: live.message.sendID}, 'hello?');
  assert.notEqual(answer.code, 0);
  socket.close();
}

async function appimHasItAsMessage({server}) {
  const w = await World.make(server);
  const enter = () => AppimSocket.login(server, w.app, w.ann.id, signToken(w.app.secret,
      {unique_name: w.ann.id, exp: Math.floor(Date.now() / 1000) + TOKEN_S}));
  let socket = await enter();
  await send(server, w.bob, [w.ann.number], 'come');
  const made = await socket.must('conv.new');
  assert.equal(made.conv_type, 1);
  const live = await socket.must('msg.new');
  assert.deepEqual([live.conv_id, live.type, live.text],
      [made.conv_id, -1, `${TITLE}：${w.bob.nick}：come`]);
  socket.close();
  await send(server, w.bob, [w.ann.number], 'second');
  const said = () => w.im('GET', `/conversations/${made.conv_id}/message`);
  await until(async () => (await said()).data?.length === 2, 'the second');
  socket = await enter();
  const {data: items} = await said();
  assert.deepEqual(items.map((m) => m.text).sort(),
      ['come', 'second'].map((one) => `${TITLE}：${w.bob.nick}：${one}`));
  await w.im('POST', `/conversations/${made.conv_id}/read`,
      {client_id: w.ann.id, msg_id: live.msg_id});
  socket.close();
}

// What a client of RuoYi-IM is told of at first that it missed, up to the message `hello`.
function missed(server, {token}) {
  const ws = new WebSocket(`${server.wsOrigin}/ws/im?token=${token}`);
  const contents = [];
  return new Promise((resolve, reject) => {
    const end = (error) => {
      clearTimeout(timer);
      ws.terminate();
      if (error) reject(error);
      else resolve(contents);
    };
    const timer = setTimeout(() => end(new Error(`missed: ${contents}`)), WAIT_MS);
    ws.on('error', reject);
    ws.on('message', (data) => {
      const frame = JSON.parse(data);
      if (frame.type !== 'offline_message') return;
      contents.push(frame.content);
      if (frame.content === 'hello') setTimeout(end, QUIET_MS);
    });
  });
}

// dan has clients of all three that sign in by name or number: once in each list.
async function onceInEachList({server}) {
  const w = await World.make(server);
  const dan = await person(server.http, 'dan');
  dan.imchat = (await imchatLogin(server.imchat, dan.name)).token;
  const asOpenim = {id: `${dan.id}`, token: await openimToken(server, w.admin, `${dan.id}`)};
  const socket = await OpenimSocket.open(server, asOpenim);
  await send(server, w.bob, [dan.id], 'once');
  const live = await socket.push((p) => p.message.contentType === OA, WAIT_MS);
  assert.ok(live, 'nothing is pushed');
  socket.close();
  const pulled = () => mustImchat(server.imchat, 'GET',
      '/message/system/pullOfflineMessage?minSeqNo=0', dan.imchat);
  const ours = (all) => all.filter((one) => one.title === TITLE);
  assert.equal(ours(await pulled()).length, 1);
  const lines = await must(server.http, 'GET', '/notification/list?type=DING', dan.token);
  assert.equal(lines.length, 1);
  assert.deepEqual(await must(server.http, 'GET', '/conversation/list', dan.token), []);
  assert.deepEqual(await mustImchat(server.imchat, 'GET',
      '/message/private/pullOfflineMessage?minId=0', dan.imchat) ?? [], []);
  assert.equal(await must(server.http, 'GET', '/message/unread/count', dan.token), 0);
  // Coming back to RuoYi-IM: what was missed there is told, and that is none of it.
  await must(server.http, 'POST', '/message/send', w.bob.token,
      {receiverId: dan.id, type: 'TEXT', content: 'hello'});
  assert.deepEqual(await missed(server, dan), ['hello']);
}

// A booking, an event and a task of others reach somebody of OpenIM, and so does the end of a
// booking.
async function allOfTheOffice({server}) {
  const w = await World.make(server);
  const admin = await administrator(server.http);
  const roomId = await must(server.http, 'POST', '/meeting-room/create', admin.token,
      {roomName: `Blue ${w.oli.id}`, capacity: 8});
  const times = {startTime: '2030-05-06 10:00:00', endTime: '2030-05-06 11:00:00'};
  const booking = await must(server.http, 'POST', '/meeting-room/book', w.bob.token,
      {roomId, meetingTitle: 'Weekly', attendees: [w.oli.number], ...times});
  await must(server.http, 'POST', '/schedule/create', w.bob.token,
      {title: 'Lunch', participantIds: [w.oli.number], ...times});
  await must(server.http, 'POST', '/task/create', w.bob.token,
      {title: 'Minutes', assigneeId: w.oli.number});
  await must(server.http, 'POST', `/meeting-room/booking/${booking}/cancel`, w.bob.token, {});
  const [other] = (await must(server.http, 'GET', '/notification/list?type=MEETING',
      w.bob.token)).filter((n) => n.relatedId === booking);
  assert.equal(other, undefined);
  const socket = await OpenimSocket.open(server, w.oli);
  const titles = ['会议邀请', '日程邀请', '新任务', '会议已取消'];
  let told;
  await until(async () => {
    const {seqs} = await socket.must(1006, {userID: w.oli.id, conversationIDs: []});
    const [chat] = Object.keys(seqs).filter((name) => name.startsWith('sn_'));
    if (!chat || Number(seqs[chat].maxSeq) < titles.length) return false;
    const {msgs} = await socket.must(1002, {userID: w.oli.id,
      seqRanges: [{conversationID: chat, begin: 1, end: titles.length, num: titles.length}]});
    told = msgs[chat].Msgs.map(oaOf);
    return true;
  }, 'all of them');
  socket.close();
  assert.deepEqual(told.map((one) => one.notificationName), titles);
  assert.equal(JSON.parse(told[0].ex).relatedId, booking);
}

export const tests = [
  {name: 'bookings, events and tasks reach them like DINGs', body: allOfTheOffice},
  {name: 'a shared document is a notice for clients of IM Chat', body: documentsAreToldToo},
  {name: 'a mail is a notice for clients of IM Chat', body: mailIsToldToo},
  {name: 'IM Chat has it as a notice', body: imchatHasItAsNotice},
  {name: 'OpenIM has it as a message of an account', body: openimHasItAsMessage},
  {name: 'App IM has it as a message of a client', body: appimHasItAsMessage},
  {name: 'once in each list of somebody who has several', body: onceInEachList},
];
