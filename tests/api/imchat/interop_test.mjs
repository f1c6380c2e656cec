// One data model: ivy speaks IM Chat, oli OpenIM, ann is a client of the bound application of App
// IM (mapping 4.3, 7, 8, 9). What the same is with RuoYi-IM is in mixed/.
import assert from 'node:assert/strict';
import WebSocket from 'ws';
import {signToken} from '../../lib/appim.mjs';
import {AppimSocket} from '../../lib/appim_socket.mjs';
import {imchatAdmin, imchatPerson, mustImchat} from '../../lib/imchat.mjs';
import {chatName, mustOpenim, openimAdmin, openimPeople} from '../../lib/openim.mjs';
import {OpenimSocket, contentOf} from '../../lib/openim_socket.mjs';
import {PATIENCE} from '../../lib/patience.mjs';
import {until} from '../../lib/report.mjs';
import {unique} from '../../lib/world.mjs';

const WAIT_MS = 6000 * PATIENCE;
const QUIET_MS = 300;
const TOKEN_S = 3600;
const REVOKED = 2101;
const READ = 2200;
const AT_TEXT = 106;
const TEXT = 1;
const RECALL = 10;
const RECEIPT = 12;

// A signed-in socket of IM Chat: the data of what comes, by type of frame.
class ImchatSocket {
  static async open(server, {token}) {
    const socket = new ImchatSocket(new WebSocket(`${server.wsOrigin}/ws?accessToken=${token}`));
    await socket.hears('SYSTEM_MESSAGE', (d) => d.event === 'CONNECTED');
    return socket;
  }

  constructor(ws) {
    Object.assign(this, {ws, frames: [], wake: () => {}});
    ws.on('message', (data) => {
      this.frames.push(JSON.parse(data));
      this.wake();
    });
  }

  async hears(type, fits = () => true) {
    const end = performance.now() + WAIT_MS;
    for (;;) {
      const at = this.frames.findIndex((f) => f.type === type && fits(f.data));
      if (at >= 0) return this.frames.splice(at, 1)[0].data;
      const rest = end - performance.now();
      if (rest <= 0) throw new Error(`no ${type}; there is ${JSON.stringify(this.frames)}`);
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, rest);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  close() { this.ws.terminate(); }
}

class World {
  static async make(server) {
    const world = new World();
    const uniq = unique();
    Object.assign(world, {server, app: server.apps.bound, admin: await openimAdmin(server)});
    world.ivy = await imchatPerson(server.imchat, 'ivy', uniq);
    world.ivyId = `${world.ivy.id}`;
    world.oli = (await openimPeople(server, world.admin, ['oli'], uniq)).oli;
    world.ann = {id: `ann${uniq}`};
    await world.im('POST', '/users', {client_id: world.ann.id, extend: {nickname: 'Ann'}});
    // The numbers of the two in IM Chat, which shows handles as names of users.
    for (const who of ['oli', 'ann']) {
      const found = await world.call('GET', `/user/search?name=${world[who].id}`);
      assert.equal(found.length, 1, `${who}: ${JSON.stringify(found)}`);
      world[`${who}Number`] = found[0].id;
    }
    world.imchat = await ImchatSocket.open(server, world.ivy);
    world.openim = await OpenimSocket.open(server, world.oli);
    await world.openim.must(1001, {});
    const token = signToken(world.app.secret,
        {unique_name: world.ann.id, exp: Math.floor(Date.now() / 1000) + TOKEN_S});
    world.appim = await AppimSocket.login(server, world.app, world.ann.id, token);
    return world;
  }

  // A call of ivy's.
  call(method, path, value) {
    return mustImchat(this.server.imchat, method, path, this.ivy.token, value);
  }

  // A call of the application's server.
  async im(method, path, value) {
    const {json, text} = await this.server.appim.call(method, `/im${path}`,
        {'app-id': this.app.id, 'app-key': this.app.master_key}, value);
    assert.equal(json?.code, 0, `${method} ${path}: ${text}`);
    return json.data;
  }

  openimCall(path, value) {
    return mustOpenim(this.server.openim, path, this.oli.token, value);
  }

  async openimHears(fits) {
    const push = await this.openim.push(fits, WAIT_MS);
    assert.ok(push, 'oli hears nothing that fits');
    return push;
  }

  say(receiverId, content) {
    return this.call('POST', '/message/private/send', {receiverId, content, messageType: TEXT});
  }

  // The receipt (12) of a message of ivy's in a group.
  async mustReceipt(id, groupId, readCount, receiptOk) {
    const told = await this.imchat.hears('GROUP_MESSAGE', (m) => m.messageType === RECEIPT);
    assert.deepEqual(told, {id, messageType: RECEIPT, groupId, readCount, receiptOk});
  }

  history(friendId) {
    return this.call('GET', `/message/private/history?friendId=${friendId}`)
        .then(({records}) => records.filter((m) => m.messageType === TEXT));
  }

  close() { for (const one of [this.imchat, this.openim, this.appim]) one?.close(); }
}

const scenario = (name, body) => ({name, async body({server}) {
  const world = await World.make(server);
  try {
    await body(world);
  } finally {
    world.close();
  }
}});

const isText = (text) => (p) => !p.notification && contentOf(p.message).content === text;

async function privateWithOpenim(w) {
  const chat = chatName(w.oli, {id: w.ivyId});
  assert.equal((await w.openim.sendText({id: w.ivyId}, 'from oli')).code, 0);
  const heard = await w.imchat.hears('PRIVATE_MESSAGE', (m) => m.messageType === TEXT);
  assert.deepEqual([heard.senderId, heard.receiverId, heard.content, heard.isRecalled],
      [w.oliNumber, w.ivy.id, 'from oli', false]);
  // Whom a stranger wrote to may answer them.
  const said = await w.say(w.oliNumber, 'from ivy');
  const push = await w.openimHears(isText('from ivy'));
  assert.deepEqual([push.conversation, push.message.sendID, push.message.recvID],
      [chat, w.ivyId, w.oli.id]);
  // That it was delivered is known within a second.
  await until(async () => (await w.history(w.oliNumber))[0].status === 2, 'it is delivered');
  assert.deepEqual((await w.history(w.oliNumber)).map((m) => [m.id, m.content, m.status]),
      [[said.id, 'from ivy', 2], [heard.id, 'from oli', 2]]);

  // Reading, both ways.
  await w.call('PUT', '/message/private/readed',
      {friendId: w.oliNumber, maxMessageId: heard.id});
  await w.openimHears((p) => p.message.contentType === READ);
  await w.openimCall('/msg/mark_conversation_as_read', {conversationID: chat,
    hasReadSeq: push.message.seq, userID: w.oli.id, seqs: []});
  const receipt = await w.imchat.hears('PRIVATE_MESSAGE', (m) => m.messageType === RECEIPT);
  assert.deepEqual([receipt.senderId, receipt.receiverId, receipt.maxMessageId],
      [w.oliNumber, w.ivy.id, said.id]);
  assert.deepEqual((await w.history(w.oliNumber)).map((m) => m.status), [3, 3]);
  assert.equal(await w.call('GET', `/message/private/maxReadedId?friendId=${w.oliNumber}`),
      said.id);

  // Taking back, both ways.
  await w.call('DELETE', `/message/private/recall/${said.id}`);
  await w.openimHears((p) => p.message.contentType === REVOKED);
  await w.openimCall('/msg/revoke_msg',
      {conversationID: chat, seq: push.message.seq - 1, userID: w.oli.id});
  const marker = await w.imchat.hears('PRIVATE_MESSAGE',
      (m) => m.messageType === RECALL && m.senderId === w.oliNumber);
  assert.equal(marker.content, `${heard.id}`);
  assert.deepEqual(await w.history(w.oliNumber), []);
}

async function groupWithOpenim(w) {
  // Strangers become friends here, and so oli may be brought into a group.
  await w.openimCall('/friend/add_friend',
      {fromUserID: w.oli.id, toUserID: w.ivyId, reqMsg: 'hi'});
  const {request} = await w.imchat.hears('FRIEND_REQUEST', (d) => d.event === 'APPLY');
  assert.equal(request.senderId, w.oliNumber);
  await w.call('POST', '/friend/request/approve', {requestId: request.id});
  assert.deepEqual((await w.call('GET', '/friend/list')).map((f) => f.id), [w.oliNumber]);
  const {id} = await w.call('POST', '/group/create',
      {groupName: 'Both', memberIds: [w.oliNumber]});
  const joined = await w.openimCall('/group/get_joined_group_list',
      {fromUserID: w.oli.id, pagination: {pageNumber: 1, showNumber: 10}});
  assert.deepEqual(joined.groups.map((g) => [g.groupName, g.memberCount]), [['Both', 2]]);
  const group = joined.groups[0].groupID;

  const said = await w.call('POST', '/message/group/send',
      {groupId: id, content: 'from ivy', messageType: TEXT, atUserIds: [w.oliNumber],
        receipt: true});
  const push = await w.openimHears((p) => p.conversation === `sg_${group}` &&
      p.message.contentType === AT_TEXT);
  assert.deepEqual([push.message.sendID, contentOf(push.message).text], [w.ivyId, 'from ivy']);
  assert.equal((await w.openim.sendText({group}, 'from oli')).code, 0);
  const heard = await w.imchat.hears('GROUP_MESSAGE', (m) => m.senderId === w.oliNumber &&
      m.messageType === TEXT);
  assert.deepEqual([heard.groupId, heard.content, heard.senderNickName],
      [id, 'from oli', w.oli.nick]);

  await w.openimCall('/msg/mark_conversation_as_read', {conversationID: push.conversation,
    hasReadSeq: push.message.seq, userID: w.oli.id, seqs: []});
  await w.mustReceipt(said.id, id, 1, true);
  const readers = await w.call('GET', `/message/group/findReadedUsers?messageId=${said.id}`);
  assert.deepEqual(readers.map((r) => r.userId), [w.oliNumber]);
  // By the numbers of messages, too.
  const second = await w.call('POST', '/message/group/send',
      {groupId: id, content: 'again', messageType: TEXT, receipt: true});
  const again = await w.openimHears(isText('again'));
  await w.openimCall('/msg/mark_msgs_as_read', {conversationID: push.conversation,
    userID: w.oli.id, seqs: [again.message.seq]});
  await w.mustReceipt(second.id, id, 1, true);
  // Of a group, OpenIM tells a reader's own devices only; its people see no mark.
  await w.call('PUT', '/message/group/readed', {groupId: id});
  await w.call('POST', '/message/group/send',
      {groupId: id, content: 'after reading', messageType: TEXT});
  await w.openimHears(isText('after reading'));
  assert.equal(await w.openim.push((p) => p.message.contentType === READ &&
      JSON.parse(contentOf(p.message).detail).markAsReadUserID === w.ivyId, QUIET_MS), null);

  await w.call('DELETE', `/message/group/recall/${said.id}`);
  await w.openimHears((p) => p.message.contentType === REVOKED);
  await w.openimCall('/msg/revoke_msg', {conversationID: push.conversation,
    seq: push.message.seq + 1, userID: w.oli.id});
  const marker = await w.imchat.hears('GROUP_MESSAGE',
      (m) => m.messageType === RECALL && m.senderId === w.oliNumber);
  assert.equal(marker.content, `${heard.id}`);
}

// Between two, where nobody has red packets but IM Chat (mapping 7).
async function redPacketWithOpenim(w) {
  await w.openimCall('/friend/add_friend',
      {fromUserID: w.oli.id, toUserID: w.ivyId, reqMsg: 'hi'});
  const {request} = await w.imchat.hears('FRIEND_REQUEST', (d) => d.event === 'APPLY');
  await w.call('POST', '/friend/request/approve', {requestId: request.id});
  const {token: office} = await imchatAdmin(w.server.imchat);
  await mustImchat(w.server.imchat, 'POST', '/im/user/modifyAsset', office,
      {userId: w.ivy.id, amount: 5, transferFlag: 1});
  await w.call('PUT', '/setTradePwd', {tradePassword: '246813'});
  const sent = await w.call('POST', '/redPackage/send', {receiverType: 2,
    receiverId: w.oliNumber, totalAmount: 5, totalCount: 1, redPacketType: 1, remark: 'for you',
    tradePassword: '246813'});
  const push = await w.openimHears((p) => !p.notification &&
      contentOf(p.message).description === '[红包] for you');
  assert.deepEqual([push.message.sendID, push.message.recvID], [w.ivyId, w.oli.id]);
  // It is read like any other.
  await w.openimCall('/msg/mark_conversation_as_read', {conversationID: push.conversation,
    hasReadSeq: push.message.seq, userID: w.oli.id, seqs: []});
  const receipt = await w.imchat.hears('PRIVATE_MESSAGE', (m) => m.messageType === RECEIPT);
  assert.equal(receipt.maxMessageId, sent.messageId);
}

async function privateWithAppim(w) {
  const {conv_id: conv} = await w.im('POST', '/conversations',
      {client_id: w.ann.id, to_client_ids: [w.ivyId], conv_type: 1});
  const say = (text) => w.im('POST', `/conversations/${conv}/message`,
      {from_client: w.ann.id, type: -1, text});
  const {msg_id: first} = await say('from ann');
  const heard = await w.imchat.hears('PRIVATE_MESSAGE', (m) => m.messageType === TEXT);
  assert.deepEqual([heard.senderId, heard.receiverId, heard.content],
      [w.annNumber, w.ivy.id, 'from ann']);
  const said = await w.say(w.annNumber, 'from ivy');
  const pushed = await w.appim.must('msg.new');
  assert.deepEqual([pushed.conv_id, pushed.from_client, pushed.text],
      [conv, w.ivyId, 'from ivy']);

  await w.call('PUT', '/message/private/readed', {friendId: w.annNumber});
  const read = await w.appim.must('msg.read');
  assert.deepEqual([read.conv_id, read.client_id], [conv, w.ivyId]);
  await w.im('POST', `/conversations/${conv}/read`,
      {client_id: w.ann.id, msg_id: pushed.msg_id});
  const receipt = await w.imchat.hears('PRIVATE_MESSAGE', (m) => m.messageType === RECEIPT);
  assert.deepEqual([receipt.senderId, receipt.maxMessageId], [w.annNumber, said.id]);

  await w.call('DELETE', `/message/private/recall/${said.id}`);
  const recalled = await w.appim.must('msg.recall', (d) => d.from_client === w.ivyId);
  assert.deepEqual([recalled.conv_id, recalled.msg_id], [conv, pushed.msg_id]);
  await w.im('PUT', `/conversations/${conv}/message/${first}/recall`, {from_client: w.ann.id});
  const marker = await w.imchat.hears('PRIVATE_MESSAGE',
      (m) => m.messageType === RECALL && m.senderId === w.annNumber);
  assert.equal(marker.content, `${heard.id}`);
  assert.deepEqual(await w.history(w.annNumber), []);
}

async function groupWithAppim(w) {
  const {conv_id: conv} = await w.im('POST', '/conversations', {client_id: w.ann.id,
    to_client_ids: [w.ivyId, w.oli.id], conv_type: 3, conv_extend: {conv_name: 'All of us'}});
  const [listed] = await w.call('GET', '/group/list');
  assert.deepEqual([listed.groupName, listed.memberCount], ['All of us', 3]);
  const members = await w.call('GET', `/group/members/${listed.id}`);
  assert.deepEqual(members.map((m) => m.userId).sort(),
      [w.ivy.id, w.annNumber, w.oliNumber].sort());
  const {msg_id: first} = await w.im('POST', `/conversations/${conv}/message`,
      {from_client: w.ann.id, type: -1, text: 'from ann'});
  const heard = await w.imchat.hears('GROUP_MESSAGE', (m) => m.messageType === TEXT);
  assert.deepEqual([heard.groupId, heard.senderId, heard.content],
      [listed.id, w.annNumber, 'from ann']);
  const said = await w.call('POST', '/message/group/send',
      {groupId: listed.id, content: 'from ivy', messageType: TEXT, receipt: true});
  const pushed = await w.appim.must('msg.new');
  assert.deepEqual([pushed.conv_id, pushed.from_client, pushed.text],
      [conv, w.ivyId, 'from ivy']);
  await w.openimHears(isText('from ivy'));

  await w.im('POST', `/conversations/${conv}/read`,
      {client_id: w.ann.id, msg_id: pushed.msg_id});
  await w.mustReceipt(said.id, listed.id, 1, false);
  const readers = await w.call('GET', `/message/group/findReadedUsers?messageId=${said.id}`);
  assert.deepEqual(readers.map((r) => r.userId), [w.annNumber]);
  await w.call('PUT', '/message/group/readed', {groupId: listed.id});
  const read = await w.appim.must('msg.read');
  assert.deepEqual([read.conv_id, read.client_id], [conv, w.ivyId]);

  await w.call('DELETE', `/message/group/recall/${said.id}`);
  const recalled = await w.appim.must('msg.recall', (d) => d.from_client === w.ivyId);
  assert.equal(recalled.msg_id, pushed.msg_id);
  await w.openimHears((p) => p.message.contentType === REVOKED);
  await w.im('PUT', `/conversations/${conv}/message/${first}/recall`, {from_client: w.ann.id});
  const marker = await w.imchat.hears('GROUP_MESSAGE',
      (m) => m.messageType === RECALL && m.senderId === w.annNumber);
  assert.deepEqual([marker.groupId, marker.content], [listed.id, `${heard.id}`]);
  await w.call('DELETE', `/group/quit/${listed.id}`);
  const left = await w.appim.must('conv.members.left');
  assert.deepEqual(left.client_ids, [w.ivyId]);
}

export const tests = [
  scenario('private messages with OpenIM', privateWithOpenim),
  scenario('groups with OpenIM', groupWithOpenim),
  scenario('a red packet with OpenIM', redPacketWithOpenim),
  scenario('private messages with App IM', privateWithAppim),
  scenario('groups with App IM', groupWithAppim),
];
