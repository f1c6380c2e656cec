// A client of OpenIM's message gateway: handshake, envelopes in both forms, pushes.
import {randomBytes} from 'node:crypto';
import zlib from 'node:zlib';
import WebSocket from 'ws';
import {REQUEST, readGob, writeGob} from './gob.mjs';
import {PATIENCE} from './patience.mjs';
import {readProto, writeProto} from './protobuf.mjs';

export const WAIT_MS = 4000 * PATIENCE;

// The messages of the gateway, by the numbers of their fields.
export const MESSAGES = {
  GetMaxSeqReq: {userID: [1, 'text']},
  GetMaxSeqResp: {maxSeqs: [1, ['map', 'int']], minSeqs: [2, ['map', 'int']]},
  SeqRange: {conversationID: [1, 'text'], begin: [2, 'int'], end: [3, 'int'], num: [4, 'int']},
  PullMessageBySeqsReq: {userID: [1, 'text'], seqRanges: [2, ['repeated', 'SeqRange']],
    order: [3, 'int']},
  PullMsgs: {Msgs: [1, ['repeated', 'MsgData']], isEnd: [2, 'bool'], endSeq: [3, 'int']},
  Messages: {msgs: [1, ['map', 'PullMsgs']], notificationMsgs: [2, ['map', 'PullMsgs']]},
  ConversationSeqs: {conversationID: [2, 'text'], seqs: [3, ['repeated', 'int']]},
  GetSeqMessageReq: {userID: [1, 'text'], conversations: [2, ['repeated', 'ConversationSeqs']],
    order: [3, 'int']},
  HasReadReq: {userID: [1, 'text'], conversationIDs: [2, ['repeated', 'text']],
    returnPinned: [3, 'bool']},
  Seqs: {maxSeq: [1, 'int'], hasReadSeq: [2, 'int'], maxSeqTime: [3, 'int']},
  HasReadResp: {seqs: [1, ['map', 'Seqs']], pinnedConversationIDs: [2, ['repeated', 'text']]},
  GetLastMessageReq: {userID: [1, 'text'], conversationIDs: [2, ['repeated', 'text']]},
  GetLastMessageResp: {msgs: [1, ['map', 'MsgData']]},
  MsgData: {sendID: [1, 'text'], recvID: [2, 'text'], groupID: [3, 'text'],
    clientMsgID: [4, 'text'], serverMsgID: [5, 'text'], senderPlatformID: [6, 'int'],
    senderNickname: [7, 'text'], senderFaceURL: [8, 'text'], sessionType: [9, 'int'],
    msgFrom: [10, 'int'], contentType: [11, 'int'], content: [12, 'bytes'], seq: [14, 'int'],
    sendTime: [15, 'int'], createTime: [16, 'int'], status: [17, 'int'], isRead: [18, 'bool'],
    options: [19, ['map', 'bool']], offlinePushInfo: [20, 'OfflinePushInfo'],
    atUserIDList: [21, ['repeated', 'text']], attachedInfo: [22, 'text'], ex: [23, 'text']},
  OfflinePushInfo: {title: [1, 'text'], desc: [2, 'text'], ex: [3, 'text'],
    iOSPushSound: [4, 'text'], iOSBadgeCount: [5, 'bool'], signalInfo: [6, 'text']},
  SendMsgResp: {serverMsgID: [1, 'text'], clientMsgID: [2, 'text'], sendTime: [3, 'int'],
    modify: [4, 'MsgData']},
  DelUserPushTokenReq: {userID: [1, 'text'], platformID: [2, 'int']},
  SetAppBackgroundStatusReq: {userID: [1, 'text'], isBackground: [2, 'bool']},
  SubUserOnlineStatus: {subscribeUserID: [1, ['repeated', 'text']],
    unsubscribeUserID: [2, ['repeated', 'text']]},
  Online: {userID: [1, 'text'], onlinePlatformIDs: [2, ['repeated', 'int']]},
  SubUserOnlineStatusTips: {subscribers: [1, ['repeated', 'Online']]},
  Empty: {},
};

// Request and answer of each number.
export const REQUESTS = {
  1001: ['GetMaxSeqReq', 'GetMaxSeqResp'],
  1002: ['PullMessageBySeqsReq', 'Messages'],
  1003: ['MsgData', 'SendMsgResp'],
  1004: ['MsgData', 'SendMsgResp'],
  1005: ['GetSeqMessageReq', 'Messages'],
  1006: ['HasReadReq', 'HasReadResp'],
  1007: ['GetLastMessageReq', 'GetLastMessageResp'],
  2003: ['DelUserPushTokenReq', 'Empty'],
  2004: ['SetAppBackgroundStatusReq', 'Empty'],
  2005: ['SubUserOnlineStatus', 'SubUserOnlineStatusTips'],
};

const JOINED = 'joined';

export function addressOf(server, query) {
  const [host, port] = server.addresses.openim_gateway.split(':');
  return `ws://${host}:${port}/?${new URLSearchParams(query)}`;
}

// The query of a handshake.
export function handshakeOf(person, {platform = 3, compression, sdkType, told, ...more} = {}) {
  const query = {sendID: person.id, token: person.token, platformID: platform,
    operationID: 'op', isBackground: 'false', ...more};
  if (compression) query.compression = compression;
  if (sdkType) query.sdkType = sdkType;
  if (told) query.isMsgResp = 'true';
  return query;
}

export class OpenimSocket {
  // Connects; options: platform, compression ('gzip'), sdkType ('js'), told, and other keys of the
  // query, or `query` as a whole. A refusal over HTTP rejects with the answer as its `answer`.
  static open(server, person, options = {}) {
    const query = options.query ?? handshakeOf(person, options);
    const ws = new WebSocket(addressOf(server, query), {perMessageDeflate: false});
    const socket = new OpenimSocket(ws, person, options);
    return new Promise((resolve, reject) => {
      // There is no greeting: it hears of what happens once the server reads from it.
      ws.on('open', () => ws.ping(JOINED));
      ws.once('pong', () => resolve(socket));
      ws.once('close', () => resolve(socket));
      ws.on('unexpected-response', (request, response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          reject(Object.assign(new Error(`refused: ${text}`),
              {status: response.statusCode, answer: JSON.parse(text)}));
        });
      });
      ws.on('error', reject);
    });
  }

  constructor(ws, person, {compression, sdkType}) {
    Object.assign(this, {ws, person, zip: compression === 'gzip', json: sdkType === 'js'});
    this.frames = [];
    this.closed = new Promise((resolve) => ws.on('close', (code) => resolve(code)));
    this.wake = () => {};
    ws.on('message', (data, binary) => this.#add(binary ? this.#read(data) : {text: `${data}`}));
    ws.on('ping', () => this.#add({control: 'ping'}));
    ws.on('pong', (data) => {
      if (`${data}` !== JOINED) this.#add({control: 'pong', data: `${data}`});
    });
  }

  #add(frame) {
    this.frames.push(frame);
    this.wake();
  }

  #read(data) {
    const bytes = this.zip ? zlib.gunzipSync(data) : data;
    if (!this.json) return readGob(bytes);
    const e = JSON.parse(bytes);
    return {ReqIdentifier: e.reqIdentifier, MsgIncr: e.msgIncr, OperationID: e.operationID,
      ErrCode: e.errCode, ErrMsg: e.errMsg, Data: Buffer.from(e.data ?? '', 'base64'), raw: e};
  }

  // The next frame that fits, within the time; null if none comes.
  async next(fits, ms = WAIT_MS) {
    const end = performance.now() + ms;
    for (;;) {
      const at = this.frames.findIndex(fits);
      if (at >= 0) return this.frames.splice(at, 1)[0];
      const rest = end - performance.now();
      if (rest <= 0) return null;
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, rest);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  text(ms) {
    return this.next((f) => f.text !== undefined, ms);
  }

  // The bytes of an envelope, as this socket writes them.
  pack(envelope) {
    const bytes = this.json ? Buffer.from(JSON.stringify({
      reqIdentifier: envelope.ReqIdentifier, msgIncr: envelope.MsgIncr, sendID: envelope.SendID,
      operationID: envelope.OperationID, data: envelope.Data.toString('base64')})) :
      writeGob(REQUEST, envelope);
    return this.zip ? zlib.gzipSync(bytes) : bytes;
  }

  // Sends a request without waiting; its MsgIncr.
  send(number, value, {sendID = this.person.id, data} = {}) {
    const incr = randomBytes(8).toString('hex');
    const bytes = data ?? writeProto(MESSAGES, REQUESTS[number]?.[0] ?? 'Empty', value);
    this.ws.send(this.pack({ReqIdentifier: number, SendID: sendID, OperationID: `op-${incr}`,
      MsgIncr: incr, Data: bytes}), {binary: true});
    return incr;
  }

  // The answer to a request: {code, message, data}.
  async answer(incr, number) {
    const reply = await this.next((f) => f.MsgIncr === incr);
    if (!reply) throw new Error(`no answer to ${number}`);
    if (reply.ReqIdentifier !== number || reply.OperationID !== `op-${incr}`) {
      throw new Error(`answer to another request: ${JSON.stringify(reply)}`);
    }
    const code = reply.ErrCode ?? 0;
    const data = readProto(MESSAGES, REQUESTS[number][1], reply.Data ?? Buffer.alloc(0));
    return {code, message: reply.ErrMsg ?? '', data, reply};
  }

  ask(number, value, options) {
    return this.answer(this.send(number, value, options), number);
  }

  // As `ask`, for what must succeed: the answer's data.
  async must(number, value) {
    const {code, message, data} = await this.ask(number, value);
    if (code !== 0) throw new Error(`${number} answered ${code} ${message}`);
    return data;
  }

  // Sends a text; the answer.
  sendText(to, text, more = {}) {
    return this.ask(1003, messageTo(this.person, to, {content: text}, more));
  }

  // The next pushed message that fits: {conversation, notification, message}.
  async push(fits = () => true, ms = WAIT_MS) {
    let found = null;
    await this.next((frame) => {
      if (frame.ReqIdentifier !== 2001 || frame.MsgIncr) return false;
      // Clients ask under this name for what the push tells of; without, they do not ask.
      if (!frame.OperationID) throw new Error('a push without an operationID');
      const {msgs, notificationMsgs} = readProto(MESSAGES, 'Messages', frame.Data);
      for (const [map, notification] of [[msgs, false], [notificationMsgs, true]]) {
        for (const [conversation, {Msgs}] of Object.entries(map)) {
          for (const message of Msgs) {
            const one = {conversation, notification, message};
            if (fits(one)) found = one;
          }
        }
      }
      return found !== null;
    }, ms);
    return found;
  }

  // The next push of platforms of watched users: {userID: platforms}.
  async online(ms) {
    const frame = await this.next((f) => f.ReqIdentifier === 2005 && !f.MsgIncr, ms);
    if (!frame) return null;
    const {subscribers} = readProto(MESSAGES, 'SubUserOnlineStatusTips', frame.Data);
    return Object.fromEntries(subscribers.map((s) => [s.userID, s.onlinePlatformIDs]));
  }

  kicked(ms) {
    return this.next((f) => f.ReqIdentifier === 2002, ms);
  }

  close() {
    this.ws.terminate();
  }
}

// A message of a person to another ({id}) or to a group ({group}).
export function messageTo(from, to, content, more = {}) {
  return {sendID: from.id, recvID: to.id ?? '', groupID: to.group ?? '',
    clientMsgID: randomBytes(16).toString('hex'), senderPlatformID: 3,
    sessionType: to.group ? 3 : 1, msgFrom: 100, contentType: 101,
    content: Buffer.from(JSON.stringify(content)), createTime: Date.now(), status: 1, ...more};
}

export const contentOf = (message) => JSON.parse(message.content.toString());
