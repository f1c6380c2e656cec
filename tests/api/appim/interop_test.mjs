// Through the bound application its clients are the users of RuoYi-IM and OpenIM: ann is a client
// of App IM, rae speaks RuoYi-IM, oli OpenIM (mapping 5 to 9).
import assert from 'node:assert/strict';
import {signToken} from '../../lib/appim.mjs';
import {AppimSocket} from '../../lib/appim_socket.mjs';
import {imchatAdmin, imchatLogin, mustImchat} from '../../lib/imchat.mjs';
import {mustOpenim, openimAdmin, openimPeople} from '../../lib/openim.mjs';
import {OpenimSocket, contentOf} from '../../lib/openim_socket.mjs';
import {PATIENCE} from '../../lib/patience.mjs';
import {administrator, group, must, person, setEnabled, unique} from '../../lib/world.mjs';
import {connect} from '../../rights/frames.mjs';

const WAIT_MS = 6000 * PATIENCE;
const QUIET_MS = 400;
const TOKEN_S = 3600;
const REVOKED = 2101;
const READ = 2200;

class World {
  static async make(server) {
    const world = new World();
    const uniq = unique();
    world.server = server;
    world.app = server.apps.bound;
    world.admin = await openimAdmin(server);
    world.ann = {id: `ann${uniq}`};
    await world.im('POST', '/users', {client_id: world.ann.id, extend: {nickname: 'Ann'}});
    world.rae = await person(server.http, 'rae');
    world.oli = (await openimPeople(server, world.admin, ['oli'], uniq)).oli;
    world.raeId = `${world.rae.id}`;
    world.ruoyi = await connect(server, world.rae.token);
    world.openim = await OpenimSocket.open(server, world.oli);
    await world.openim.must(1001, {});
    world.appim = await AppimSocket.login(server, world.app, world.ann.id, world.token(world.ann));
    return world;
  }

  token({id}) {
    return signToken(this.app.secret,
        {unique_name: id, exp: Math.floor(Date.now() / 1000) + TOKEN_S});
  }

  get master() { return {'app-id': this.app.id, 'app-key': this.app.master_key}; }

  // A call with the master key: its data; `code` when it must be refused.
  async im(method, path, value, code = 0) {
    const {json, text} = await this.server.appim.call(method, `/im${path}`, this.master, value);
    assert.equal(json?.code, code, `${method} ${path}: ${text}`);
    return json.data;
  }

  // A conversation of ann's with others.
  async conversation(type, others, extend) {
    const made = await this.im('POST', '/conversations', {client_id: this.ann.id,
      to_client_ids: others, conv_type: type, ...(extend ? {conv_extend: extend} : {})});
    return made.conv_id;
  }

  say(id, from, text, more = {}) {
    return this.im('POST', `/conversations/${id}/message`,
        {from_client: from, type: -1, text, ...more});
  }

  list(id) { return this.im('GET', `/conversations/${id}/message`).then((page) => page.data); }

  async ruoyiHears(type, fits = () => true) {
    const seen = [];
    for (;;) {
      const frame = await this.ruoyi.next([type], WAIT_MS);
      if (!frame) throw new Error(`rae hears no ${type} that fits: ${JSON.stringify(seen)}`);
      if (fits(frame.payload, frame)) return frame.payload;
      seen.push(frame);
    }
  }

  async openimHears(fits) {
    const push = await this.openim.push(fits, WAIT_MS);
    assert.ok(push, 'oli hears nothing that fits');
    return push;
  }

  ruoyiCall(method, path, value) {
    return must(this.server.http, method, path, this.rae.token, value);
  }

  openimCall(path, value) {
    return mustOpenim(this.server.openim, path, this.oli.token, value);
  }

  close() { for (const one of [this.ruoyi, this.openim, this.appim]) one?.close(); }
}

const scenario = (name, body) => ({name, async body({server}) {
  const world = await World.make(server);
  try {
    await body(world);
  } finally {
    world.close();
  }
}});

async function privateWithRuoyi(w) {
  const id = await w.conversation(1, [w.raeId]);
  const {msg_id: first, time} = await w.say(id, w.ann.id, '你好 <b>');
  const heard = await w.ruoyiHears('new_message');
  assert.equal(heard.content, '你好 <b>');
  assert.equal(heard.type, 'TEXT');
  assert.ok(time > 0);
  const [listed] = await w.ruoyiCall('GET', '/conversation/list');
  assert.equal(listed.id, heard.conversationId);
  assert.equal(listed.unreadCount, 1);
  const answer = await w.ruoyiCall('POST', '/message/send',
      {conversationId: listed.id, type: 'TEXT', content: 'hello'});
  const pushed = await w.appim.must('msg.new');
  assert.deepEqual({...pushed, msg_id: '', ctime: 0}, {from_client: w.raeId, conv_id: id,
    msg_id: '', ctime: 0, type: -1, text: 'hello', attr: 'null', url: 'null', transient: '0',
    mention_all: 0, mention_client_ids: 'null'});
  const [two, one] = await w.list(id);
  assert.deepEqual([one.msg_id, one.client_id, one.text], [first, w.ann.id, '你好 <b>']);
  assert.deepEqual([two.msg_id, two.client_id, two.text], [pushed.msg_id, w.raeId, 'hello']);
  assert.ok(two.ctime > one.ctime);
  const rows = await w.ruoyiCall('GET', `/message/list/${listed.id}?limit=10`);
  assert.deepEqual(rows.map((m) => m.content).sort(), ['hello', '你好 <b>']);
  assert.ok(rows.some((m) => m.id === answer));
  // Whoever makes the pair finds the same one.
  const again = await w.im('POST', '/conversations',
      {client_id: w.raeId, to_client_ids: [w.ann.id], conv_type: 1});
  assert.equal(again.conv_id, id);
}

async function readWithRuoyi(w) {
  const id = await w.conversation(1, [w.raeId]);
  const {msg_id: first} = await w.say(id, w.ann.id, 'one');
  const {conversationId: there} = await w.ruoyiHears('new_message');
  await w.ruoyiCall('PUT', `/conversation/${there}/markAsRead`);
  const read = await w.appim.must('msg.read');
  assert.deepEqual([read.conv_id, read.client_id, read.msg_id], [id, w.raeId, first]);
  for (const text of ['two', 'three']) {
    await w.ruoyiCall('POST', '/message/send', {conversationId: there, type: 'TEXT',
      content: text});
  }
  const count = () => w.im('GET', `/clients/${w.ann.id}/unread-count?conv_id=${id}`);
  assert.deepEqual(await count(), {count: 2});
  const [last] = await w.list(id);
  await w.im('POST', `/conversations/${id}/read`, {client_id: w.ann.id, msg_id: last.msg_id});
  assert.deepEqual(await count(), {count: 0});
  await w.ruoyiHears('read_receipt');
}

async function recallWithRuoyi(w) {
  const id = await w.conversation(1, [w.raeId]);
  const {msg_id: mine} = await w.say(id, w.ann.id, 'mine');
  const {id: number, conversationId: there} = await w.ruoyiHears('new_message');
  await w.im('PUT', `/conversations/${id}/message/${mine}/recall`, {from_client: w.ann.id});
  const heard = await w.ruoyiHears('message_recalled');
  assert.equal(heard.messageId ?? heard.id, number);
  const [shown] = await w.ruoyiCall('GET', `/message/list/${there}?limit=10`);
  assert.deepEqual([shown.isRevoked, shown.content], [true, '[消息已撤回]']);
  const hers = await w.ruoyiCall('POST', '/message/send',
      {conversationId: there, type: 'TEXT', content: 'hers'});
  const {msg_id: sealed} = await w.appim.must('msg.new');
  await w.ruoyiCall('DELETE', `/message/${hers}/recall`);
  const recalled = await w.appim.must('msg.recall', (d) => d.from_client === w.raeId);
  assert.deepEqual([recalled.conv_id, recalled.msg_id, recalled.from_client],
      [id, sealed, w.raeId]);
  for (const item of await w.list(id)) {
    assert.deepEqual([item.msg_status, item.text, item.attr, item.url], [3, null, null, null]);
    assert.ok(item.mtime >= item.ctime);
  }
  assert.deepEqual(await w.im('GET', `/clients/${w.ann.id}/unread-count`), {count: 0});
}

async function editWithRuoyi(w) {
  const id = await w.conversation(1, [w.raeId]);
  const {msg_id: mine} = await w.say(id, w.ann.id, 'mine');
  const {id: number, conversationId: there} = await w.ruoyiHears('new_message');
  await w.im('PUT', `/conversations/${id}/message/${mine}`,
      {from_client: w.ann.id, text: 'better', attr: {a: 1}});
  const heard = await w.ruoyiHears('message_edited');
  assert.deepEqual([heard.messageId, heard.content], [number, 'better']);
  const hers = await w.ruoyiCall('POST', '/message/send',
      {conversationId: there, type: 'TEXT', content: 'helo'});
  const {msg_id: sealed} = await w.appim.must('msg.new');
  await w.ruoyiCall('PUT', `/message/${hers}/edit`, {newContent: 'hello'});
  const edited = await w.appim.must('msg.update', (d) => d.from_client === w.raeId);
  assert.deepEqual([edited.conv_id, edited.msg_id, edited.text], [id, sealed, 'hello']);
  assert.deepEqual((await w.list(id)).map((m) => m.text), ['hello', 'better']);
}

async function mediaWithRuoyi(w) {
  const id = await w.conversation(1, [w.raeId]);
  const kinds = [[-2, 'IMAGE', {width: 10, height: 20}], [-3, 'VOICE', {duration: 7}],
    [-4, 'VIDEO', {duration: 9}], [-6, 'FILE', {name: 'a.pdf', size: 12}]];
  let there;
  for (const [type, name, attr] of kinds) {
    await w.say(id, w.ann.id, undefined, {type, url: `https://files/${name}`, attr});
    const heard = await w.ruoyiHears('new_message', (m) => m.senderId !== w.rae.id);
    there = heard.conversationId;
    assert.equal(heard.type, name);
    const media = JSON.parse(heard.content);
    assert.equal(media.fileUrl, `https://files/${name}`);
    for (const [key, value] of Object.entries(attr)) {
      const known = {name: 'fileName', size: 'fileSize'}[key] ?? key;
      assert.equal(media[known], value, `${name} ${known}`);
    }
    await w.ruoyiCall('POST', '/message/send', {conversationId: there, type: name,
      content: heard.content});
    const pushed = await w.appim.must('msg.new');
    assert.equal(pushed.type, type);
    assert.equal(pushed.url, JSON.stringify(`https://files/${name}`));
    const back = JSON.parse(pushed.attr);
    for (const [key, value] of Object.entries(attr)) assert.equal(back[key], value, key);
  }
  await w.say(id, w.ann.id, 'Market 1', {type: -5, attr: {longitude: 1.5, latitude: 2.5}});
  const place = await w.ruoyiHears('new_message', (m) => m.senderId !== w.rae.id);
  assert.equal(place.type, 'LOCATION');
  const {longitude, latitude, address} = JSON.parse(place.content);
  assert.deepEqual([longitude, latitude, address], [1.5, 2.5, 'Market 1']);
}

async function privateWithOpenim(w) {
  const id = await w.conversation(1, [w.oli.id]);
  const {msg_id: first} = await w.say(id, w.ann.id, 'one');
  const {conversation, message} = await w.openimHears((p) => !p.notification);
  assert.equal(conversation, `si_${[w.ann.id, w.oli.id].sort().join('_')}`);
  assert.deepEqual([message.sendID, message.recvID, message.contentType, message.serverMsgID,
    contentOf(message)], [w.ann.id, w.oli.id, 101, first, {content: 'one'}]);
  const answer = await w.openim.sendText({id: w.ann.id}, 'two');
  assert.equal(answer.code, 0);
  const pushed = await w.appim.must('msg.new');
  assert.deepEqual([pushed.from_client, pushed.conv_id, pushed.text, pushed.msg_id],
      [w.oli.id, id, 'two', answer.data.serverMsgID]);
  // Read, both ways.
  await w.openimCall('/msg/mark_conversation_as_read',
      {conversationID: conversation, hasReadSeq: message.seq, userID: w.oli.id, seqs: []});
  const read = await w.appim.must('msg.read');
  assert.deepEqual([read.conv_id, read.client_id, read.msg_id], [id, w.oli.id, first]);
  await w.im('POST', `/conversations/${id}/read`, {client_id: w.ann.id, msg_id: pushed.msg_id});
  await w.openimHears((p) => p.message.contentType === READ);
  // Recall, both ways.
  await w.im('PUT', `/conversations/${id}/message/${first}/recall`, {from_client: w.ann.id});
  await w.openimHears((p) => p.message.contentType === REVOKED);
  await w.openimCall('/msg/revoke_msg', {conversationID: conversation, seq: message.seq + 1,
    userID: w.oli.id});
  const recalled = await w.appim.must('msg.recall', (d) => d.from_client === w.oli.id);
  assert.equal(recalled.msg_id, pushed.msg_id);
  assert.deepEqual((await w.list(id)).map((m) => m.msg_status), [3, 3]);
}

async function groupOfAll(w) {
  const id = await w.conversation(3, [w.raeId, w.oli.id], {conv_name: 'All of us'});
  const [listed] = await w.ruoyiCall('GET', '/group/list');
  assert.deepEqual([listed.name, listed.memberCount], ['All of us', 3]);
  const joined = await w.openimCall('/group/get_joined_group_list',
      {fromUserID: w.oli.id, pagination: {pageNumber: 1, showNumber: 10}});
  assert.deepEqual(joined.groups.map((g) => [g.groupName, g.memberCount]), [['All of us', 3]]);
  const {groupID} = joined.groups[0];
  assert.deepEqual((await w.im('GET', `/conversations/${id}/members`)).sort(),
      [w.ann.id, w.raeId, w.oli.id].sort());
  // Each says something that the two others hear.
  await w.say(id, w.ann.id, 'from ann', {mention_all: 1});
  const heard = await w.ruoyiHears('new_message', (m) => m.content === 'from ann');
  await w.openimHears((p) => !p.notification && contentOf(p.message).text === 'from ann' ||
      contentOf(p.message).content === 'from ann');
  await w.ruoyiCall('POST', '/message/send',
      {conversationId: heard.conversationId, type: 'TEXT', content: 'from rae'});
  assert.equal((await w.appim.must('msg.new')).from_client, w.raeId);
  const sent = await w.openim.sendText({group: groupID}, 'from oli');
  assert.equal(sent.code, 0);
  assert.equal((await w.appim.must('msg.new')).from_client, w.oli.id);
  await w.ruoyiHears('new_message', (m) => m.content === 'from oli');
  // What the system says is no message here.
  assert.deepEqual((await w.list(id)).map((m) => m.text), ['from oli', 'from rae', 'from ann']);
  // Somebody comes and goes.
  const tom = await person(w.server.http, 'tom');
  await w.im('POST', `/conversations/${id}/members`, {client_ids: [`${tom.id}`]});
  await w.ruoyiHears('group', (_, frame) => frame.action === 'member_added');
  const came = await w.appim.must('conv.members.joined');
  assert.deepEqual([came.conv_id, came.client_ids], [id, [`${tom.id}`]]);
  assert.equal((await must(w.server.http, 'GET', '/group/list', tom.token)).length, 1);
  await w.im('DELETE', `/conversations/${id}/members`, {client_ids: [`${tom.id}`]});
  await w.ruoyiHears('group', (_, frame) => frame.action === 'member_removed');
  assert.equal((await must(w.server.http, 'GET', '/group/list', tom.token)).length, 0);
  const left = await w.appim.must('conv.members.left');
  assert.deepEqual(left.client_ids, [`${tom.id}`]);
  await w.openimCall('/group/quit_group', {groupID, userID: w.oli.id});
  await w.appim.must('conv.members.left', (d) => d.client_ids[0] === w.oli.id);
  assert.equal((await w.im('GET', `/conversations/${id}/members`)).length, 2);
  // The end, for all.
  await w.im('DELETE', `/conversations/${id}`);
  await w.ruoyiHears('group', (_, frame) => frame.action === 'dismissed');
  assert.equal((await w.appim.must('conv.deleted')).conv_id, id);
  assert.deepEqual(await w.ruoyiCall('GET', '/group/list'), []);
  await w.im('GET', `/conversations/${id}/message`, undefined, 4011);
}

// Signed in to IM Chat, with money and a trade password.
async function enriched(w, who) {
  const http = w.server.imchat;
  const login = await imchatLogin(http, who.name);
  const {token: office} = await imchatAdmin(http);
  await mustImchat(http, 'POST', '/im/user/modifyAsset', office,
      {userId: who.id, amount: 5, transferFlag: 1});
  await mustImchat(http, 'PUT', '/setTradePwd', login.token, {tradePassword: '246813'});
  return login;
}

// For one client alone: they read it as a line, and what nobody takes comes back.
async function privatePacket(w) {
  const id = await w.conversation(1, [w.raeId]);
  const [{userId}] = await w.ruoyiCall('GET', `/contact/search?keyword=${w.ann.id}`);
  await mustOpenim(w.server.openim, '/friend/import_friend', w.admin.token,
      {ownerUserID: w.raeId, friendUserIDs: [w.ann.id]});
  const rae = await enriched(w, w.rae);
  const http = w.server.imchat;
  const sent = await mustImchat(http, 'POST', '/redPackage/send', rae.token,
      {receiverType: 2, receiverId: userId, totalAmount: 5, totalCount: 1, redPacketType: 2,
        remark: 'for you', tradePassword: '246813'});
  const LINE = '[红包] for you';
  const pushed = await w.appim.must('msg.new', (d) => d.text === LINE);
  assert.deepEqual([pushed.conv_id, pushed.from_client, pushed.type], [id, w.raeId, -1]);
  assert.deepEqual((await w.list(id)).map((m) => [m.text, m.client_id])[0], [LINE, w.raeId]);
  // They answer beside it, and nobody else looks at it.
  await w.say(id, w.ann.id, 'thanks');
  const page = await mustImchat(http, 'GET', `/message/private/history?friendId=${userId}`,
      rae.token);
  assert.deepEqual(page.records.slice(0, 2).map((m) => m.messageType), [1, 300]);
  const ben = await person(w.server.http, 'ben');
  const other = await imchatLogin(http, ben.name);
  const {json} = await http.call('POST', '/redPackage/rob', other.token,
      {redPacketId: sent.redPacketId});
  assert.equal(json.code, 403);
}

// Where a dialect has no red packets, one is a line to read (mapping 7); who speaks such a dialect
// takes of it once they sign in to IM Chat.
async function redPacket(w) {
  const id = await w.conversation(3, [w.raeId, w.oli.id]);
  const ben = await person(w.server.http, 'ben');
  await w.im('POST', `/conversations/${id}/members`, {client_ids: [`${ben.id}`]});
  await w.say(id, w.ann.id, 'before');
  const {conversationId} = await w.ruoyiHears('new_message', (m) => m.content === 'before');
  const http = w.server.imchat;
  const [rae, taker] = [await enriched(w, w.rae), await imchatLogin(http, ben.name)];
  const sent = await mustImchat(http, 'POST', '/redPackage/send', rae.token,
      {receiverType: 1, receiverId: conversationId, totalAmount: 5, totalCount: 2,
        redPacketType: 2, remark: 'all the best', tradePassword: '246813'});
  const LINE = '[红包] all the best';
  const heard = await w.ruoyiHears('new_message', (m) => m.id === sent.messageId);
  assert.deepEqual([heard.type, heard.content], ['TEXT', LINE]);
  await w.openimHears((p) => !p.notification && contentOf(p.message).description === LINE);
  const pushed = await w.appim.must('msg.new');
  assert.deepEqual([pushed.from_client, pushed.type, pushed.text], [w.raeId, -1, LINE]);
  assert.equal((await w.list(id))[0].text, LINE);
  const got = await mustImchat(http, 'POST', '/redPackage/rob', taker.token,
      {redPacketId: sent.redPacketId});
  assert.equal(got.amount, 2.5);
  const told = await w.ruoyiHears('notification');
  assert.match(told.content, /领取了你的红包/);
  // An answer from each of them is read beside it, and it cannot be taken back.
  await w.say(id, w.ann.id, 'thanks');
  const page = await mustImchat(http, 'GET', `/message/group/history?groupId=${conversationId}`,
      taker.token);
  // Between them stands the line that only the sender and they read.
  assert.deepEqual(page.records.slice(0, 3).map((m) => m.messageType), [1, 21, 300]);
  assert.deepEqual([page.records[0].content, page.records[2].senderId], ['thanks', w.rae.id]);
  const {json} = await w.server.http.call('DELETE', `/api/im/message/${sent.messageId}/recall`,
      w.rae.token);
  assert.notEqual(json.code, 200);
}

async function groupOfRuoyi(w) {
  const number = await w.ruoyiCall('GET', `/contact/search?keyword=${w.ann.id}`);
  const ann = number.find((u) => u.nickname === 'Ann' || u.username === w.ann.id);
  assert.ok(ann, JSON.stringify(number));
  const id = await group(w.server.http, w.rae, [{id: ann.userId}], 'There');
  const made = await w.appim.must('conv.new');
  assert.deepEqual([made.conv_type, made.client_num, made.conv_creater_id, made.by],
      [3, 2, w.raeId, w.raeId]);
  const found = await w.im('GET',
      `/conversations?where=${encodeURIComponent(JSON.stringify([['user_id', '=', w.ann.id]]))}`);
  assert.deepEqual(found.data.map((c) => c.conv_id), [made.conv_id]);
  // Its name is there from the start, for conditions too.
  assert.deepEqual([made, found.data[0]].map((c) => c.conv_extend),
      [{conv_name: 'There'}, {conv_name: 'There'}]);
  const named = [['user_id', '=', w.ann.id], ['conv_extend.conv_name', '=', 'There']];
  const byName = await w.im('GET',
      `/conversations?where=${encodeURIComponent(JSON.stringify(named))}`);
  assert.deepEqual(byName.data.map((c) => c.conv_id), [made.conv_id]);
  await w.say(made.conv_id, w.ann.id, 'here I am');
  await w.ruoyiHears('new_message', (m) => m.content === 'here I am');
  // Its name is seen here too.
  await w.ruoyiCall('PUT', `/group/${id}`, {name: 'Elsewhere'});
  const renamed = await w.appim.must('conv.updated');
  assert.deepEqual(renamed.conv_extend, {conv_name: 'Elsewhere'});
  // And the other way round.
  await w.im('PUT', '/conversations', {where: [['conv_id', '=', made.conv_id]],
    update: {conv_extend: {conv_name: 'Nowhere', more: 1}}});
  await w.ruoyiHears('group', (_, frame) => frame.action === 'updated');
  assert.equal((await w.ruoyiCall('GET', `/group/${id}`)).name, 'Nowhere');
  // The server of the application brings somebody in; the owner takes ann out.
  await w.im('POST', `/conversations/${made.conv_id}/members`, {client_ids: [w.oli.id]});
  assert.equal((await w.ruoyiCall('GET', `/group/${id}/members`)).length, 3);
  await w.ruoyiCall('DELETE', `/group/${id}/members?userIds=${ann.userId}`);
  const kicked = await w.appim.must('conv.kicked');
  assert.deepEqual([kicked.conv_id, kicked.by], [made.conv_id, w.raeId]);
  await w.ruoyiCall('POST', '/message/send',
      {conversationId: id, type: 'TEXT', content: 'without ann'});
  assert.equal(await w.appim.next('msg.new', () => true, QUIET_MS), null);
  await w.ruoyiCall('DELETE', `/group/${id}`);
  await w.im('GET', `/conversations/${made.conv_id}/members`, undefined, 4011);
}

// Rooms, and what the application keeps with a pair, are nobody else's.
async function unheard(w) {
  const pair = await w.conversation(1, [w.raeId], {a: 1});
  await w.im('PUT', '/conversations', {where: [['conv_id', '=', pair]],
    update: {conv_extend: {a: 2}}});
  assert.deepEqual((await w.appim.must('conv.updated')).conv_extend, {a: 2});
  const room = await w.conversation(4, []);
  assert.equal((await w.appim.ask('conv.join', {conv_id: room}))[0].type, 'conv.join.ack');
  await w.im('POST', `/conversations/${room}/members`, {client_ids: [w.raeId, w.oli.id]});
  assert.deepEqual(await w.im('GET', `/conversations/${room}/members`), [w.ann.id]);
  await w.say(room, w.raeId, 'in the room');
  assert.equal((await w.appim.must('msg.new')).from_client, w.raeId);
  await w.im('DELETE', `/conversations/${room}`);
  await w.appim.must('conv.deleted');
  assert.equal(await w.ruoyi.next(['new_message', 'group', 'conversation'], QUIET_MS), null);
  assert.equal(await w.openim.push(() => true, QUIET_MS), null);
  // The pair at most.
  assert.ok((await w.ruoyiCall('GET', '/conversation/list')).length <= 1);
}

// Who is on the blacklist comes in by no way.
async function blacklisted(w) {
  const number = (await w.ruoyiCall('GET', `/contact/search?keyword=${w.ann.id}`))[0].userId;
  const id = await group(w.server.http, w.rae, [{id: number}], 'There');
  const {conv_id: there} = await w.appim.must('conv.new');
  await w.im('POST', `/conversations/${there}/blacklists`, {client_ids: [w.ann.id]});
  await w.appim.must('conv.kicked');
  await w.ruoyiHears('group', (_, frame) => frame.action !== 'created');
  await w.ruoyiCall('POST', `/group/${id}/members`, [number]);
  assert.equal((await w.ruoyiCall('GET', `/group/${id}/members`)).length, 1);
  await w.im('DELETE', `/conversations/${there}/blacklists`, {client_ids: [w.ann.id]});
  await w.ruoyiCall('POST', `/group/${id}/members`, [number]);
  assert.equal((await w.appim.must('conv.new')).conv_id, there);
}

async function transient(w) {
  const id = await w.conversation(3, [w.raeId, w.oli.id]);
  await w.say(id, w.ann.id, 'typing', {transient: 1});
  const push = await w.openimHears((p) => contentOf(p.message).content === 'typing');
  assert.equal(push.message.seq ?? 0, 0);
  assert.deepEqual(await w.list(id), []);
  await w.say(id, w.ann.id, 'said');
  const heard = await w.ruoyiHears('new_message', (m) => m.type === 'TEXT');
  assert.equal(heard.content, 'said');
}

async function bans(w) {
  await w.conversation(1, [w.raeId]);
  await w.im('PUT', `/users/${w.raeId}/ban`, {});
  assert.ok(await w.ruoyi.next(['disconnect'], WAIT_MS), 'rae is not told');
  const {json} = await w.server.http.call('GET', '/api/im/conversation/list', w.rae.token);
  assert.ok([401, 403].includes(json.code), JSON.stringify(json));
  const id = await w.conversation(1, [w.raeId]);
  await w.im('POST', `/conversations/${id}/message`,
      {from_client: w.raeId, type: -1, text: 'x'}, 213);
  // Messages to who is shut out are kept.
  await w.say(id, w.ann.id, 'later');
  await w.im('PUT', `/users/${w.raeId}/unban`, {});
  const admin = await administrator(w.server.http);
  const number = (await must(w.server.http, 'GET', `/contact/search?keyword=${w.ann.id}`,
      admin.token))[0];
  await setEnabled(w.server.http, admin, {id: number.userId}, false);
  const told = await w.appim.must('logout.kick');
  assert.equal(told.reason, 'banned');
  await w.im('POST', `/conversations/${id}/message`,
      {from_client: w.ann.id, type: -1, text: 'x'}, 213);
}

// Nobody becomes a user of the other dialects by naming one.
async function shut(w) {
  const call = async (headers, path, value) => (await w.server.appim.call(value ? 'POST' : 'GET',
      path, headers, value)).json;
  const key = {'app-id': w.app.id, 'app-key': w.app.app_key};
  assert.equal((await call({'app-id': w.app.id}, `/im/users/${w.raeId}`)).code, 4002);
  assert.equal((await call(key, `/im/users/${w.raeId}`)).code, 4002);
  const hers = {...key, Authorization: `Bearer ${w.token({id: w.raeId})}`};
  const id = await w.conversation(3, [w.oli.id]);
  const sent = await call(hers, `/im/conversations/${id}/message`,
      {from_client: w.oli.id, type: -1, text: 'forged'});
  assert.deepEqual([sent.code, sent.message], [1, 'forbidden']);
  assert.equal((await call(hers, `/im/conversations/${id}/message`)).code, 1);
  const socket = await AppimSocket.open(w.server);
  const [refused] = await socket.ask('login',
      {device_id: '1', app_id: w.app.id, client_id: w.raeId});
  assert.deepEqual([refused.type, refused.code], ['login.error', 4001]);
  const [unknown] = await socket.ask('login', {device_id: '1', app_id: w.app.id,
    client_id: 'newcomer', token: w.token({id: 'newcomer'})});
  assert.deepEqual([unknown.type, unknown.code], ['login.error', 211]);
  socket.close();
}

export const tests = [
  scenario('private messages with RuoYi-IM', privateWithRuoyi),
  scenario('reading, with RuoYi-IM', readWithRuoyi),
  scenario('recalling, with RuoYi-IM', recallWithRuoyi),
  scenario('changing what was said, with RuoYi-IM', editWithRuoyi),
  scenario('pictures, sounds, files and places, with RuoYi-IM', mediaWithRuoyi),
  scenario('private messages, reading and recalling with OpenIM', privateWithOpenim),
  scenario('a group of all three', groupOfAll),
  scenario('a group that RuoYi-IM made', groupOfRuoyi),
  scenario('a red packet in a group of all', redPacket),
  scenario('a red packet for one client', privatePacket),
  scenario('what the other dialects hear nothing of', unheard),
  scenario('the blacklist holds in RuoYi-IM', blacklisted),
  scenario('what is not stored', transient),
  scenario('who is shut out, is so everywhere', bans),
  scenario('the bound application is shut', shut),
];
