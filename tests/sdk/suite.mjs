// The published clients of OpenIM, unmodified, against the real binary, with people of RuoYi-IM on
// the other side: what one writes the other reads, and the other way round.
import assert from 'node:assert/strict';
import {PATIENCE} from '../lib/patience.mjs';
import {sleep} from '../lib/report.mjs';
import {directChat, group, must} from '../lib/world.mjs';
import {md5} from '../lib/openim_object.mjs';
import {png} from '../lib/png.mjs';
import {chatOf, makePeople} from '../api/openim/gateway/people.mjs';
import {KINDS, SdkClient} from './client.mjs';

const HEARD = ['OnRecvNewMessage', 'OnRecvNewMessages', 'OnRecvOfflineNewMessage',
  'OnRecvOfflineNewMessages'];
const SOON_MS = 15_000 * PATIENCE;
const EACH_MS = 100;
const SYNC_MS = 4000;
const MIB = 1024 * 1024;

const all = (data) => (Array.isArray(data) ? data : data ? [data] : []);
const textOf = (message) => message?.textElem?.content;

// What `look` finds, as soon as it is there.
async function soon(what, look) {
  const end = Date.now() + SOON_MS;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`in vain: ${what}`);
    await sleep(EACH_MS);
  }
}

export async function run({report, store, startServer, only}) {
  for (const kind of Object.keys(KINDS)) {
    const suite = `sdk ${kind} ${store}`;
    const story = new Story(kind, await startServer({}));
    try {
      let broken = false;
      for (const [name, step] of story.steps()) {
        if (broken && name !== 'the client broke nothing') continue;
        if (!`${kind} ${name}`.includes(only) && !story.needed(name)) continue;
        await report.test(suite, name, async () => {
          try {
            await step.call(story);
          } catch (e) {
            broken = name.startsWith('sign in');
            throw e;
          }
        });
      }
    } finally {
      await story.close();
    }
  }
}

// ann uses the client, bob uses RuoYi-IM.
class Story {
  constructor(kind, server) {
    Object.assign(this, {kind, server});
  }

  needed(name) { return name.startsWith('sign in'); }

  steps() {
    return [
      ['sign in', this.signIn],
      ['a text each way', this.texts],
      ['what was read', this.reads],
      ['a message is taken back, each way', this.recalls],
      ['a conversation made unread by hand elsewhere', this.unread],
      ['messages sent on as one, each way', this.merged],
      ['a picture', this.picture],
      ['a file of several parts', this.file],
      ['friends', this.friends],
      ['a group made by the other side', this.groupOfBob],
      ['a group made by the client', this.groupOfAnn],
      ['a server that dies', this.reconnect],
      ['the client broke nothing', this.quiet],
    ];
  }

  async signIn() {
    const {ann, bob} = await makePeople(this.server, ['ann', 'bob'], KINDS[this.kind].platform);
    Object.assign(this, {ann, bob, chat: chatOf(ann, bob)});
    this.client = await SdkClient.open(this.kind, this.kind);
    await this.client.login(ann, {apiAddr: this.server.originOf('openim'),
      wsAddr: `ws://${this.server.addresses.openim_gateway}`});
    const me = await soon('who signed in', () => this.client.call('getSelfUserInfo'));
    assert.equal(me.userID, ann.id);
    assert.equal(me.nickname, ann.nick);
    this.dm = await directChat(this.server.http, ann.ruoyi, bob.ruoyi);
  }

  send(message, method = 'sendMessage') {
    return this.client.call(method, {recvID: this.bob.id, groupID: '', message});
  }
  // The JavaScript client has put the file where it belongs already.
  sendFile(message) {
    return this.send(message, this.kind === 'js' ? 'sendMessageNotOss' : 'sendMessage');
  }
  async say(text) {
    const message = await this.client.call('createTextMessage', text);
    await this.send(message);
    return message;
  }
  answer(text) {
    return must(this.server.http, 'POST', '/message/send', this.bob.ruoyi.token,
        {conversationId: this.dm, type: 'TEXT', content: text});
  }
  // What the client hears of this text, or heard since `mark`.
  async hear(text, mark) {
    const heard = await this.client.wait(HEARD,
        (data) => all(data).some((m) => textOf(m) === text), mark);
    return all(heard).find((m) => textOf(m) === text);
  }
  bobsList() {
    return must(this.server.http, 'GET', `/message/list/${this.dm}`, this.bob.ruoyi.token);
  }
  bobSees(what, fits) {
    return soon(`bob sees ${what}`, async () => (await this.bobsList()).find(fits));
  }

  async texts() {
    const text = '"quoted" \\ 汉字 🙂 <&>\n second line';
    await this.say(text);
    const seen = await this.bobSees('the text', (m) => m.content === text);
    assert.equal(seen.type, 'TEXT');
    assert.equal(`${seen.senderId}`, this.ann.id);
    const {mark} = this.client;
    const reply = `Antwort 回答 ${text}`;
    await this.answer(reply);
    const heard = await this.hear(reply, mark);
    assert.equal(heard.sendID, this.bob.id);
    assert.equal(heard.recvID, this.ann.id);
    assert.equal(heard.senderNickname, this.bob.nick);
    assert.equal(heard.sessionType, 1);
  }

  async reads() {
    const {mark} = this.client;
    const sent = await this.say('read me');
    const {id} = await this.bobSees('the message that bob reads', (m) => m.content === 'read me');
    await must(this.server.http, 'POST', `/message/read/${id}`, this.bob.ruoyi.token);
    await this.client.wait('OnRecvC2CReadReceipt', (data) => all(data).some(
        (r) => r.userID === this.bob.id && r.msgIDList.includes(sent.clientMsgID)), mark);
    await this.answer('now you');
    await this.hear('now you', mark);
    await this.client.call('markConversationMessageAsRead', this.chat);
    await soon('bob learns that it was read', async () => {
      const last = (await this.bobsList()).find((m) => m.content === 'now you');
      return last.readStatus?.allRead;
    });
  }

  async recalls() {
    const mine = await this.say('not this');
    await this.bobSees('it', (m) => m.content === 'not this');
    const revoke = () => this.client.call('revokeMessage',
        {conversationID: this.chat, clientMsgID: mine.clientMsgID});
    // The JavaScript SDK knows its message once that came back to it, maybe after bob saw it.
    await revoke().catch(async (e) => {
      if (!/message not exist/.test(e.message)) throw e;
      await sleep(1_000);
      await revoke();
    });
    await this.bobSees('that it is gone', (m) => m.isRevoked);
    const {mark} = this.client;
    const id = await this.answer('nor this');
    const {clientMsgID} = await this.hear('nor this', mark);
    await must(this.server.http, 'DELETE', `/message/${id}/recall`, this.bob.ruoyi.token);
    const told = await this.client.wait('OnNewRecvMessageRevoked',
        (data) => data.clientMsgID === clientMsgID, mark);
    assert.equal(told.revokerID, this.bob.id);
  }

  // Ann reads here, and marks it unread in a client of RuoYi-IM: what ann reads next ends that.
  async unread() {
    const listed = async () => (await must(this.server.http, 'GET', '/conversation/list',
        this.ann.ruoyi.token)).find((each) => each.id === this.dm).unreadCount;
    const read = async (text) => {
      const {mark} = this.client;
      const id = await this.answer(text);
      await this.hear(text, mark);
      await this.client.call('markConversationMessageAsRead', this.chat);
      await soon(`${text} is read`, async () => await listed() === 0);
      return id;
    };
    const id = await read('for later');
    await must(this.server.http, 'DELETE', `/message/read/${id}`, this.ann.ruoyi.token);
    assert.equal(await listed(), 1);
    await read('and this too');
  }

  async merged() {
    const one = await this.say('merge one');
    const two = await this.say('merge two');
    const merger = await this.client.call('createMergerMessage',
        {messageList: [one, two], title: 'Two of ann', summaryList: ['merge one', 'merge two']});
    await this.send(merger);
    const seen = await this.bobSees('what ann sent on', (m) => m.isMerged);
    assert.match(seen.content, /^\[聊天记录\] Two of ann\n/);
    const {items} = await must(this.server.http, 'GET', `/message/merged/${seen.id}`,
        this.bob.ruoyi.token);
    assert.deepEqual(items.map(({senderName, content}) => [senderName, content]),
        [[this.ann.nick, 'merge one'], [this.ann.nick, 'merge two']]);
    const {mark} = this.client;
    await must(this.server.http, 'POST', '/message/merge-forward', this.bob.ruoyi.token,
        {messageIds: [seen.id], toConversationId: this.dm, title: 'All of it'});
    const fits = (m) => m?.mergeElem?.title === 'All of it';
    const heard = await this.client.wait(HEARD, (data) => all(data).some(fits), mark);
    const [inner] = all(heard).find(fits).mergeElem.multiMessage;
    assert.equal(inner.senderNickname, this.ann.nick);
    assert.deepEqual(inner.mergeElem.multiMessage.map(textOf), ['merge one', 'merge two']);
  }

  // Bob follows the address in a message of ann's, without a token.
  async opened(message) {
    const content = JSON.parse(message.content);
    const {origin, pathname, search} = new URL(content.fileUrl ?? content.url);
    assert.equal(origin, this.server.originOf('openim'));
    const answer = await fetch(`${origin}${pathname}${search}`);
    assert.equal(answer.status, 200);
    return Buffer.from(await answer.arrayBuffer());
  }

  async picture() {
    const bytes = png(40, 30);
    await this.sendFile(await this.client.fileMessage('Image', 'photo.png', bytes, 'image/png'));
    const seen = await this.bobSees('the picture', (m) => m.type === 'IMAGE');
    assert.ok((await this.opened(seen)).equals(bytes));
  }

  async file() {
    const bytes = Buffer.alloc(11 * MIB);
    for (let i = 0; i < bytes.length; i += 997) bytes[i] = i;
    await this.sendFile(await this.client.fileMessage('File', 'big.bin', bytes,
        'application/octet-stream'));
    const seen = await this.bobSees('the file', (m) => m.type === 'FILE');
    assert.equal(md5(await this.opened(seen)), md5(bytes));
  }

  async friends() {
    const {mark} = this.client;
    await this.client.call('addFriend', {toUserID: this.bob.id, reqMsg: 'hello'});
    const request = await soon('bob is asked', async () => (await must(this.server.http, 'GET',
        '/contact/request/received', this.bob.ruoyi.token)).find(
        (r) => `${r.fromUserId}` === this.ann.id));
    await must(this.server.http, 'POST', `/contact/request/${request.id}/handle`,
        this.bob.ruoyi.token, {approved: true});
    await this.client.wait('OnFriendApplicationAccepted', (r) => r.toUserID === this.bob.id, mark);
    await soon('the other is a friend', async () => all(await this.client.call(
        'getFriendListPage', {offset: 0, count: 10})).some(
        (f) => [f.userID, f.friendUserID].includes(this.bob.id)));
  }

  async groupOfBob() {
    const {mark} = this.client;
    const {http} = this.server;
    const id = await group(http, this.bob.ruoyi, [this.ann.ruoyi], 'Team');
    const joined = await this.client.wait('OnJoinedGroupAdded', (g) => g.groupID === `${id}`, mark);
    assert.equal(joined.groupName, 'Team');
    await must(http, 'POST', '/message/send', this.bob.ruoyi.token,
        {conversationId: id, type: 'TEXT', content: 'to the team'});
    const heard = await this.hear('to the team', mark);
    assert.equal(heard.groupID, `${id}`);
    assert.equal(heard.sessionType, 3);
    await this.client.call('sendMessage', {recvID: '', groupID: `${id}`,
      message: await this.client.call('createTextMessage', 'from ann')});
    await soon('bob reads it in the group', async () => (await must(http, 'GET',
        `/message/list/${id}`, this.bob.ruoyi.token)).some((m) => m.content === 'from ann'));
    const members = await this.client.call('getGroupMemberList',
        {groupID: `${id}`, filter: 0, offset: 0, count: 10});
    assert.deepEqual(members.map((m) => m.userID).sort(), [this.ann.id, this.bob.id].sort());
  }

  async groupOfAnn() {
    const made = await this.client.call('createGroup', {groupInfo: {groupName: 'Mine',
      groupType: 2}, memberUserIDs: [this.bob.id], adminUserIDs: [], ownerUserID: this.ann.id});
    await soon('bob is in it', async () => (await must(this.server.http, 'GET',
        '/conversation/list', this.bob.ruoyi.token)).some((c) => c.name === 'Mine'));
    await this.client.call('dismissGroup', made.groupID);
    await soon('it is over', async () => !(await must(this.server.http, 'GET',
        '/conversation/list', this.bob.ruoyi.token)).some((c) => c.name === 'Mine'));
  }

  // What was written while the client was cut off comes with the rest, in order, once.
  async reconnect() {
    await this.say('before');
    // For some seconds after one sync the native client does not begin another.
    await sleep(SYNC_MS);
    const {mark} = this.client;
    await this.server.restart();
    const texts = ['one', 'two', 'three'].map((n) => `after the restart ${n}`);
    for (const text of texts) await this.answer(text);
    await this.client.wait('OnConnectSuccess', undefined, mark);
    // Of what it missed, a client may be told the last only: the history has the rest.
    await this.hear(texts.at(-1), mark);
    await soon('the history has all', async () => {
      const {messageList} = await this.client.call('getAdvancedHistoryMessageList',
          {conversationID: this.chat, count: 5, startClientMsgID: '', viewType: 0, lastMinSeq: 0});
      return messageList.map(textOf).slice(-4).join() === ['before', ...texts].join();
    });
    const heard = new Set();
    for (const {event, data} of this.client.events.slice(mark)) {
      if (!HEARD.includes(event)) continue;
      for (const m of all(data)) {
        assert.ok(!heard.has(`${event} ${m.clientMsgID}`), `${textOf(m)} came twice`);
        heard.add(`${event} ${m.clientMsgID}`);
      }
    }
    await this.say('after');
    const list = (await this.bobsList()).map((m) => m.content);
    const from = list.indexOf('before');
    assert.deepEqual(list.slice(from, from + 5), ['before', ...texts, 'after']);
  }

  async quiet() {
    assert.deepEqual(this.client.events.filter((e) => e.event === 'unhandled'), []);
  }

  async close() {
    await this.client?.close();
    await this.server.stop();
  }
}
