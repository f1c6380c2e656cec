// openim-http 5.2, 5.4, mapping 7.1: contents across the families: mentions, quotes, edits, media,
// places, cards.
import assert from 'node:assert/strict';
import {contentOf, messageTo} from '../../../lib/openim_socket.mjs';
import {directChat, group, must} from '../../../lib/world.mjs';
import {chatOf, makePeople, withSockets} from './people.mjs';

const ofType = (type) => ({message}) => message.contentType === type;
const say = (server, who, value) => must(server.http, 'POST', '/message/send', who.ruoyi.token,
    value);
const listed = (server, who, place) => must(server.http, 'GET', `/message/list/${place}`,
    who.ruoyi.token);

async function pullOne(socket, conversationID, seq) {
  const {msgs} = await socket.must(1005, {conversations: [{conversationID, seqs: [seq]}]});
  return msgs[conversationID].Msgs[0];
}

// What RuoYi sends → the type and content here.
const MEDIA = {
  IMAGE: [{fileUrl: 'http://x/a.png', fileName: 'a.png', fileSize: 9, width: 3, height: 4}, 102,
    {sourcePicture: {uuid: '', type: '', size: 9, width: 3, height: 4, url: 'http://x/a.png'}}],
  FILE: [{fileUrl: 'http://x/f.txt', fileName: 'f.txt', fileSize: 12}, 105,
    {sourceUrl: 'http://x/f.txt', fileName: 'f.txt', fileSize: 12}],
  VOICE: [{fileUrl: 'http://x/v.mp3', duration: 4}, 103, {sourceUrl: 'http://x/v.mp3',
    duration: 4}],
  VIDEO: [{fileUrl: 'http://x/v.mp4', duration: 7, width: 3, height: 4}, 104,
    {videoUrl: 'http://x/v.mp4', duration: 7, snapshotWidth: 3, snapshotHeight: 4}],
  LOCATION: [{longitude: 1.5, latitude: -2, name: 'Home', address: 'Road 1'}, 109,
    {description: '{"name":"Home","address":"Road 1"}', longitude: 1.5, latitude: -2}],
};

export const tests = [
  {
    name: 'whom RuoYi names, one reads as 106 with handles; everybody is AtAllTag',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      const groupID = await group(server.http, ann.ruoyi, [bob.ruoyi], 'G');
      const name = `sg_${groupID}`;
      await withSockets(server, [bob], {}, async (socket) => {
        await say(server, ann, {conversationId: groupID, type: 'TEXT', content: '@Bob look',
          mentionInfo: {userIds: [bob.id], mentionAll: false}});
        const {message} = await socket.push(ofType(106));
        assert.deepEqual(contentOf(message), {text: '@Bob look', atUserList: [bob.id],
          atUsersInfo: [{atUserID: bob.id, groupNickname: bob.nick}], quoteMessage: null,
          isAtSelf: false});
        assert.deepEqual(message.atUserIDList, [bob.id]);
        assert.deepEqual(await pullOne(socket, name, message.seq), message);
        await say(server, ann, {conversationId: groupID, type: 'TEXT', content: '@all',
          mentionInfo: {userIds: [], mentionAll: true}});
        const all = (await socket.push(ofType(106))).message;
        assert.deepEqual([contentOf(all).atUserList, all.atUserIDList],
            [['AtAllTag'], ['AtAllTag']]);
      });
    },
  },
  {
    name: 'what RuoYi merges is 107 here, and a 107 made here is opened there',
    // seen: POST /api/im/message/merge-forward 200 转发成功
    // seen: GET /api/im/message/merged/{messageId} 200 操作成功
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      const place = await directChat(server.http, ann.ruoyi, bob.ruoyi);
      await withSockets(server, [bob], {}, async (socket) => {
        const ids = [];
        for (const [who, content] of [[ann, 'one'], [bob, 'two']]) {
          ids.push(await say(server, who, {conversationId: place, type: 'TEXT', content}));
        }
        const merge = (messageIds, title) => must(server.http, 'POST', '/message/merge-forward',
            ann.ruoyi.token, {messageIds, toConversationId: place, title});
        const open = (id, path = '') => must(server.http, 'GET', `/message/merged/${id}${path}`,
            ann.ruoyi.token);
        const inner = await merge(ids, 'Inner');
        const first = (await socket.push(ofType(107))).message;
        assert.deepEqual(contentOf(first).abstractList, [`${ann.nick}: one`, `${bob.nick}: two`]);
        await merge([ids[0], inner], 'Outer');
        const {message} = await socket.push(ofType(107));
        const content = contentOf(message);
        assert.equal(content.title, 'Outer');
        const [one, two] = content.multiMessage;
        assert.deepEqual([one.contentType, one.content, one.textElem, one.sendID,
          one.senderNickname],
        [101, '{"content":"one"}', {content: 'one'}, ann.id, ann.nick]);
        assert.equal(two.contentType, 107);
        assert.deepEqual(two.mergeElem, JSON.parse(two.content));
        assert.equal(two.mergeElem.multiMessage[1].textElem.content, 'two');
        // Sent on by a client of this family, it is the same for RuoYi.
        const sent = {...content, title: 'Again'};
        await socket.must(1003, messageTo(bob, ann, sent, {contentType: 107}));
        const last = (await listed(server, ann, place)).at(-1);
        assert.deepEqual([last.isMerged, last.messageType, last.content], [true, 'TEXT',
          `[聊天记录] Again\n${ann.nick}: one\n${ann.nick}: [聊天记录] Inner`]);
        const {title, items} = await open(last.id);
        assert.deepEqual([title, items.map((each) => [each.senderName, each.isMerged])],
            ['Again', [[ann.nick, false], [ann.nick, true]]]);
        assert.deepEqual((await open(last.id, '?path=1')).items.map((each) => each.content),
            ['one', 'two']);
      });
    },
  },
  {
    name: 'a reply of RuoYi is a quote; when its source is recalled, it shows that',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      const chat = chatOf(ann, bob);
      const place = await directChat(server.http, ann.ruoyi, bob.ruoyi);
      await withSockets(server, [bob], {}, async (socket) => {
        const source = await say(server, ann, {conversationId: place, type: 'TEXT',
          content: 'source'});
        const {message: shown} = await socket.push();
        await say(server, ann, {conversationId: place, type: 'TEXT', content: 're',
          replyToMessageId: source});
        const {message} = await socket.push(ofType(114));
        const {text, quoteMessage} = contentOf(message);
        assert.equal(text, 're');
        assert.deepEqual([quoteMessage.contentType, quoteMessage.content, quoteMessage.textElem,
          quoteMessage.seq, quoteMessage.serverMsgID, quoteMessage.sendID, quoteMessage.recvID],
        [101, '{"content":"source"}', {content: 'source'}, 1, shown.serverMsgID, ann.id, bob.id]);
        assert.deepEqual(await pullOne(socket, chat, 2), message);
        await must(server.http, 'DELETE', `/message/${source}/recall`, ann.ruoyi.token);
        const later = contentOf(await pullOne(socket, chat, 2)).quoteMessage;
        assert.equal(later.contentType, 2101);
        assert.equal(JSON.parse(JSON.parse(later.content).detail).revokerID, ann.id);
      });
    },
  },
  {
    name: 'a quote made here is a reply there, read back as written until its source is gone',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      const chat = chatOf(ann, bob);
      const place = await directChat(server.http, ann.ruoyi, bob.ruoyi);
      await withSockets(server, [ann], {}, async (socket) => {
        const source = await say(server, bob, {conversationId: place, type: 'TEXT',
          content: 'source'});
        const {message: shown} = await socket.push();
        const quote = {text: 'mine', quoteMessage: {serverMsgID: shown.serverMsgID, seq: 1,
          contentType: 101, content: '{"content":"source"}', more: [1]}, messageEntityList: null};
        await socket.must(1003, messageTo(ann, bob, quote, {contentType: 114}));
        const own = (await socket.push(ofType(114))).message;
        assert.deepEqual(contentOf(own), quote);
        assert.deepEqual(await pullOne(socket, chat, 2), own);
        const there = (await listed(server, bob, place))[1];
        assert.deepEqual([there.type, there.content, there.replyToMessageId,
          there.quotedMessage.content], ['TEXT', 'mine', source, 'source']);
        await must(server.http, 'DELETE', `/message/${source}/recall`, bob.ruoyi.token);
        const later = contentOf(await pullOne(socket, chat, 2));
        assert.deepEqual([later.text, later.quoteMessage.contentType], ['mine', 2101]);
        // What quotes something that is not here is a text with a quote all the same.
        await socket.must(1003, messageTo(ann, bob, {text: 'lost', quoteMessage: {
          serverMsgID: 'f'.repeat(32)}}, {contentType: 114}));
        assert.equal((await listed(server, bob, place))[2].replyToMessageId, null);
      });
    },
  },
  {
    name: 'what was written here and edited in RuoYi is the new text',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      const place = await directChat(server.http, ann.ruoyi, bob.ruoyi);
      await withSockets(server, [ann, bob], {}, async (a, b) => {
        await a.must(1003, messageTo(ann, bob, {content: '# old'}, {contentType: 118}));
        await b.push(ofType(118));
        const [{id}] = await listed(server, ann, place);
        await must(server.http, 'PUT', `/message/${id}/edit`, ann.ruoyi.token, {content: 'new'});
        const read = await pullOne(b, chatOf(ann, bob), 1);
        assert.deepEqual([read.contentType, contentOf(read)], [101, {content: 'new'}]);
      });
    },
  },
  ...Object.entries(MEDIA).map(([type, [content, number, wanted]]) => ({
    name: `${type} of RuoYi is ${number} here, and the other way round`,
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      const place = await directChat(server.http, ann.ruoyi, bob.ruoyi);
      await withSockets(server, [bob], {}, async (socket) => {
        await say(server, ann, {conversationId: place, type, content: JSON.stringify(content)});
        const {message} = await socket.push(ofType(number));
        const read = contentOf(message);
        assert.deepEqual(read, {...read, ...wanted});
        await socket.must(1003, messageTo(bob, ann, read, {contentType: number}));
        const mine = (await listed(server, ann, place))[1];
        assert.equal(mine.type, type);
        const there = JSON.parse(mine.content);
        // A picture has no name here.
        const kept = type === 'IMAGE' ? {...content, fileName: ''} : content;
        assert.deepEqual(there, {...there, ...kept});
      });
    },
  })),
  {
    name: 'a card of RuoYi names its user by handle, and the other way round',
    async body({server}) {
      const {ann, bob, cat} = await makePeople(server, ['ann', 'bob', 'cat']);
      const place = await directChat(server.http, ann.ruoyi, bob.ruoyi);
      await withSockets(server, [bob], {}, async (socket) => {
        await say(server, ann, {conversationId: place, type: 'CARD',
          content: JSON.stringify({userId: cat.ruoyi.id, name: 'Cat', avatar: 'f'})});
        const {message} = await socket.push(ofType(108));
        assert.deepEqual(contentOf(message), {userID: cat.id, nickname: 'Cat', faceURL: 'f',
          ex: ''});
        await socket.must(1003, messageTo(bob, ann, contentOf(message), {contentType: 108}));
        const [theirs, mine] = await listed(server, ann, place);
        assert.deepEqual([mine.type, JSON.parse(mine.content)],
            ['CARD', JSON.parse(theirs.content)]);
      });
    },
  },
];
