#!/usr/bin/env node
// A stand-in for the binary, just large enough to test the test programs themselves: people,
// direct chats, groups, text over HTTP and WebSocket, kept in one file. FAKE_FAULT makes it wrong
// on purpose: lose (every 50th acknowledged message), double (every 50th retry-safe id is stored
// twice), reorder (neighbours of a page are exchanged).
import {appendFileSync, existsSync, mkdirSync, readFileSync} from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import {WebSocketServer} from 'ws';

const args = process.argv.slice(2);
const flag = (name) => args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1) ??
  args[args.indexOf(name) + 1];
const fault = process.env.FAKE_FAULT ?? '';
const dir = flag('--data');
mkdirSync(dir, {recursive: true});
const file = path.join(dir, 'log');

const users = new Map();
const conversations = new Map();
const messages = [];
const byClientId = new Map();
const sockets = new Map();
let clock = 0;
let stored = 0;

const apply = {
  user: (u) => users.set(u.id, u),
  conversation: (c) => conversations.set(c.id, c),
  message(m) {
    messages.push(m);
    if (m.clientMsgId) byClientId.set(`${m.senderId} ${m.clientMsgId}`, m);
  },
};

function keep(kind, value) {
  apply[kind](value);
  appendFileSync(file, `${JSON.stringify([kind, value])}\n`);
}

if (existsSync(file)) {
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (!line) continue;
    const [kind, value] = JSON.parse(line);
    apply[kind](value);
  }
}

class Refused extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

function conversationOf(user, id) {
  const found = conversations.get(Number(id));
  if (!found) throw new Refused(10001, '会话不存在');
  if (!found.members.includes(user.id)) throw new Refused(10002, '用户不在会话中');
  return found;
}

function send(user, input, origin) {
  const c = conversationOf(user, input.conversationId);
  if (!input.content) throw new Refused(10010, '消息内容不能为空');
  const again = input.clientMsgId && byClientId.get(`${user.id} ${input.clientMsgId}`);
  if (again) return again;
  const m = {id: messages.length + 1, conversationId: c.id, senderId: user.id,
    content: input.content, clientMsgId: input.clientMsgId ?? null};
  stored++;
  if (fault === 'lose' && stored % 50 === 0) return {...m, id: m.id + 1_000_000};
  keep('message', m);
  if (fault === 'double' && stored % 50 === 0) keep('message', {...m, id: messages.length + 1});
  for (const id of c.members) {
    for (const s of sockets.get(id) ?? []) {
      if (s !== origin) s.send(JSON.stringify({type: 'new_message',
        payload: {...m, isSelf: id === user.id}}));
    }
  }
  return m;
}

function page(user, id, query) {
  conversationOf(user, id);
  const limit = Number(query.get('limit') ?? 20);
  const all = messages.filter((m) => m.conversationId === Number(id));
  const after = query.get('afterId');
  const last = query.get('lastId');
  let rows;
  if (after !== null) rows = all.filter((m) => m.id > Number(after)).slice(0, limit);
  else rows = all.filter((m) => last === null || m.id < Number(last)).slice(-limit);
  if (fault === 'reorder' && rows.length > 2) [rows[0], rows[1]] = [rows[1], rows[0]];
  return rows;
}

const routes = {
  'POST /auth/register': (_, b) => {
    const id = 10_001 + users.size;
    keep('user', {id, username: b.username, nickname: b.nickname});
    return [id, '注册成功'];
  },
  'POST /auth/login': (_, b) => {
    const u = [...users.values()].find((x) => x.username === b.username);
    if (!u) throw new Refused(4003, '用户名或密码错误');
    const part = (v) => Buffer.from(JSON.stringify(v)).toString('base64url');
    return [{token: `${part({alg: 'HS256'})}.${part({userId: u.id})}.sign`, userId: u.id,
      refreshToken: `r${u.id}`}];
  },
  'POST /contact/request/send': () => [1, '发送成功'],
  'POST /contact/request/1/handle': () => [null],
  'GET /user/profile': (u) => [u],
  'POST /conversation/create': (u, b) => {
    const members = [u.id, b.peerUserId].sort();
    const found = [...conversations.values()].find((c) => c.direct &&
        String(c.members) === String(members));
    if (found) return [found.id, '创建成功'];
    const id = 1001 + conversations.size;
    keep('conversation', {id, members, direct: true});
    return [id, '创建成功'];
  },
  'POST /group/create': (u, b) => {
    const id = 1001 + conversations.size;
    keep('conversation', {id, members: [u.id, ...b.memberIds]});
    return [id, '创建成功'];
  },
  'POST /message/send': (u, b) => [send(u, b).id, '发送成功'],
};

const caller = (token) => {
  try {
    return users.get(JSON.parse(Buffer.from(token.split('.')[1], 'base64url')).userId);
  } catch {
    return undefined;
  }
};

function dispatch(request, url, body) {
  const route = url.pathname.replace('/api/im', '');
  const user = caller(request.headers.authorization?.slice(7));
  if (!user && !route.startsWith('/auth/')) throw new Refused(401, '未授权，需要登录');
  const list = /^\/message\/list\/(\d+)$/.exec(route);
  if (list) return [page(user, list[1], url.searchParams)];
  const handler = routes[`${request.method} ${route}`];
  if (!handler) throw new Refused(404, '请求的资源不存在');
  return handler(user, body);
}

const server = http.createServer((request, response) => {
  const chunks = [];
  request.on('data', (c) => chunks.push(c));
  request.on('end', () => {
    const url = new URL(request.url, 'http://x');
    const answer = (code, msg, data) => {
      response.writeHead([400, 401, 404].includes(code) || code === 200 ? code : 400,
          {'Content-Type': 'application/json', 'X-Trace-Id': 'abc'});
      response.end(JSON.stringify({code, msg, data}));
    };
    try {
      const text = Buffer.concat(chunks).toString();
      const body = text ? JSON.parse(text) : {};
      if (url.pathname === '/test/clock') {
        if (!args.includes('--test.clock=true')) throw new Refused(404, 'no');
        clock += body.advance_ms;
        return answer(200, '操作成功', clock);
      }
      const [data, msg = '操作成功'] = dispatch(request, url, body);
      return answer(200, msg, data);
    } catch (e) {
      return answer(e.code > 0 ? e.code : 400, e.message, null);
    }
  });
});

new WebSocketServer({server, path: '/ws/im'}).on('connection', (s, request) => {
  s.on('error', () => {});
  const user = caller(new URL(request.url, 'http://x').searchParams.get('token') ?? '');
  if (!user) return s.close(1003, 'token 无效或已过期');
  sockets.set(user.id, [...sockets.get(user.id) ?? [], s]);
  s.send(JSON.stringify({type: 'connected', userId: user.id, data: {connected: true}}));
  s.on('message', (data) => {
    const {type, payload} = JSON.parse(data);
    if (type === 'ping') return s.send(JSON.stringify({type: 'pong', timestamp: Date.now()}));
    if (type === 'pushed, then answered') {
      s.send(JSON.stringify({type: 'answered'}));
      return s.send(JSON.stringify({type: 'answered', code: 200}));
    }
    if (type !== 'message') return undefined;
    try {
      const m = send(user, payload, s);
      return s.send(JSON.stringify({type: 'message_ack', clientMsgId: payload.clientMsgId,
        messageId: m.id, conversationId: m.conversationId}));
    } catch (e) {
      return s.send(JSON.stringify({type: 'message_error', clientMsgId: payload.clientMsgId,
        errorCode: e.code, errorMessage: e.message}));
    }
  });
  return s.on('close', () => {
    sockets.set(user.id, (sockets.get(user.id) ?? []).filter((x) => x !== s));
  });
});

const [host, port] = flag('--listen.main').split(':');
server.listen(Number(port), host, () => {
  console.log(`listening main=${host}:${server.address().port}`);
});
process.on('SIGTERM', () => process.exit(0));
