// A stand-in for the server, in memory, for looking at the client without one: the part of the
// RuoYi-IM dialect that the client uses, plus the built files under the strict content policy.
// Not a reference: where it differs from the contract, the contract is right.
import { createReadStream, existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WebSocketServer } from 'ws'
import { kTypes } from './media_types.mjs'

const kDist = fileURLToPath(new URL('../dist', import.meta.url))
export const kPolicy =
  "default-src 'self'; img-src 'self' data: blob:; connect-src 'self'; style-src 'self'; " +
  "script-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'"

export function wireTime(ms) {
  return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
}

/** State survives stop() and start(), as a durable server's would. */
export class MockServer {
  users = []
  tokens = new Map()
  conversations = []
  messages = []
  friends = []
  requests = []
  sockets = new Set()
  nextId = 1000
  tokenLifeS = 7200
  requestLog = []

  async start(port = 0) {
    this.http = createServer((req, res) => this.handle(req, res))
    this.wss = new WebSocketServer({ server: this.http, path: '/ws/im' })
    this.wss.on('connection', (ws, req) => this.accept(ws, new URL(req.url, 'http://x')))
    await new Promise((done) => this.http.listen(port, '127.0.0.1', done))
    this.port = this.http.address().port
    return this.port
  }

  /** As if killed: sockets end without a close frame. */
  async kill() {
    for (const s of this.sockets) s.ws.terminate()
    this.sockets.clear()
    this.wss.close()
    this.http.closeAllConnections()
    await new Promise((done) => this.http.close(done))
  }

  addUser(username, nickname, more = {}) {
    const id = this.users.length + 1
    const user = { id, userId: id, username, nickname, avatar: '/avatar/default.png', role: 'USER' }
    this.users.push({ ...user, password: 'secret1', ...more })
    return this.users[id - 1]
  }
  befriend(a, b) {
    this.friends.push([a.id, b.id], [b.id, a.id])
  }
  addConversation(type, members, more = {}) {
    const c = {
      id: ++this.nextId,
      type,
      members: new Map(members.map((u) => [u.id, { read: 0, ...more.own }])),
      name: more.name ?? null,
      created: Date.now(),
      // Its part of `messages`.
      messages: [],
    }
    this.conversations.push(c)
    return c
  }
  addMessage(c, senderId, content, at = Date.now(), more = {}) {
    const m = {
      id: ++this.nextId,
      conversationId: c.id,
      senderId,
      content,
      at,
      type: 'TEXT',
      ...more,
    }
    this.messages.push(m)
    c.messages.push(m)
    if (senderId) c.members.get(senderId).read = m.id
    return m
  }
  user(id) {
    return this.users.find((u) => u.id === id)
  }
  isOnline(id) {
    return [...this.sockets].some((s) => s.user.id === id)
  }

  viewMessage(m, reader) {
    const sender = this.user(m.senderId)
    const c = this.conversations.find((each) => each.id === m.conversationId)
    const others = [...c.members].filter(([id]) => id !== m.senderId)
    const readCount = others.filter(([, state]) => state.read >= m.id).length
    return {
      id: m.id,
      messageId: m.id,
      conversationId: m.conversationId,
      senderId: m.senderId,
      senderName: sender?.nickname ?? null,
      senderAvatar: sender?.avatar ?? null,
      messageType: m.type,
      type: m.type,
      content: m.revoked ? '' : m.content,
      isSelf: m.senderId === reader,
      isRevoked: m.revoked === true,
      isEdited: m.edited === true,
      createTime: wireTime(m.at),
      clientMsgId: m.clientMsgId ?? null,
      replyToMessageId: m.replyTo ?? null,
      quotedMessage: this.viewQuote(m.replyTo),
      mentionInfo: m.mentions ?? null,
      reactions: m.reactions ?? [],
      forwardFromMessageId: m.forwarded ? 1 : null,
      isFavorited: false,
      readStatus:
        m.senderId === reader
          ? { readCount, totalCount: others.length, allRead: readCount === others.length }
          : null,
    }
  }
  viewQuote(id) {
    const m = id && this.messages.find((each) => each.id === id)
    if (!m) return null
    const content = m.revoked ? '[消息已撤回]' : m.content.slice(0, 50)
    const senderName = this.user(m.senderId)?.nickname ?? ''
    return { id: m.id, type: m.type, content, senderName, sendTime: wireTime(m.at), isFile: false }
  }
  viewConversation(c, reader) {
    const own = c.members.get(reader)
    const all = c.messages
    const last = all.at(-1)
    const peer =
      c.type === 'PRIVATE' ? this.user([...c.members.keys()].find((id) => id !== reader)) : null
    return {
      id: c.id,
      type: c.type,
      name: peer ? peer.nickname : c.name,
      avatar: peer ? peer.avatar : '/avatar/group_default.png',
      unreadCount: all.filter((m) => m.id > own.read && m.senderId !== reader).length,
      lastMessage: last ? this.viewMessage(last, reader) : null,
      lastMessageTime: last ? wireTime(last.at) : null,
      createTime: wireTime(c.created),
      updateTime: wireTime(c.created),
      lastReadMessageId: own.read || null,
      pinned: own.pinned === true,
      muted: own.muted === true,
      targetId: peer ? peer.id : c.id,
      peerUserId: peer?.id ?? null,
      peerOnline: peer ? this.isOnline(peer.id) : null,
      memberCount: c.members.size,
      hasMention: own.mention === true,
    }
  }

  // -- HTTP -------------------------------------------------------------------------------------

  async handle(req, res) {
    const url = new URL(req.url, 'http://x')
    if (!url.pathname.startsWith('/api/im/')) return this.file(url.pathname, res)
    let text = ''
    for await (const chunk of req) text += chunk
    const body = text ? JSON.parse(text) : {}
    const path = url.pathname.slice('/api/im'.length)
    this.requestLog.push(`${req.method} ${path}`)
    const answer = (code, msg, data = null) => {
      const head = { 'Content-Type': 'application/json', 'X-Trace-Id': 'mock' }
      res.writeHead(code < 1000 ? code : 400, head).end(JSON.stringify({ code, msg, data }))
    }
    const open = this.openRoutes[`${req.method} ${path}`]
    if (open) return open.call(this, { body, answer, bearer: bearerOf(req) })
    const me = this.tokens.get(bearerOf(req))
    if (!me) return answer(401, '未授权，需要登录')
    for (const [pattern, handler] of this.routes) {
      const found = `${req.method} ${path}`.match(pattern)
      if (found) return handler.call(this, { me, body, answer, query: url.searchParams, found })
    }
    answer(404, '接口不存在')
  }

  file(pathname, res) {
    const path = join(kDist, normalize(pathname === '/' ? '/index.html' : pathname))
    const found = path.startsWith(kDist) && existsSync(path)
    res.writeHead(found ? 200 : 404, {
      'Content-Type': kTypes[extname(path)] ?? 'application/octet-stream',
      'Content-Security-Policy': kPolicy,
    })
    if (found) createReadStream(path).pipe(res)
    else res.end()
  }

  signedIn(user) {
    const token = `t${++this.nextId}-${user.username}`
    this.tokens.set(token, user)
    const userInfo = withoutPassword(user)
    const expiresIn = this.tokenLifeS
    return { token, userId: user.id, userInfo, refreshToken: `r-${user.username}`, expiresIn }
  }

  openRoutes = {
    'POST /auth/login': ({ body, answer }) => {
      const user = this.users.find((u) => u.username === body.username)
      if (user?.password !== body.password) return answer(4003, '用户名或密码错误')
      answer(200, '操作成功', this.signedIn(user))
    },
    'POST /auth/register': ({ body, answer }) => {
      if (this.users.some((u) => u.username === body.username)) return answer(4002, '用户已存在')
      const user = this.addUser(body.username, body.nickname, { password: body.password })
      answer(200, '注册成功', user.id)
    },
    'POST /auth/refresh': ({ body, answer }) => {
      const user = this.users.find((u) => `r-${u.username}` === body.refreshToken)
      if (!user || this.refuseRefresh) return answer(401, '刷新令牌无效或已过期')
      answer(200, '操作成功', this.signedIn(user))
    },
  }

  routes = [
    [/^POST \/auth\/logout$/, ({ answer }) => answer(200, '退出成功')],
    [
      /^GET \/conversation\/list$/,
      ({ me, answer }) => {
        const list = this.conversations
          .filter((c) => c.members.has(me.id))
          .map((c) => this.viewConversation(c, me.id))
        answer(200, '操作成功', list)
      },
    ],
    [
      /^GET \/conversation\/(\d+)$/,
      ({ me, answer, found }) => {
        const c = this.conversations.find((each) => each.id === Number(found[1]))
        if (!c) return answer(10001, '会话不存在')
        answer(200, '操作成功', this.viewConversation(c, me.id))
      },
    ],
    [
      /^POST \/conversation\/create$/,
      ({ me, body, answer }) => {
        if (body.type === 'GROUP') {
          const members = [me, ...body.memberIds.map((id) => this.user(id))]
          const c = this.addConversation('GROUP', members, { name: body.name })
          const text = `${me.nickname}创建了群聊`
          this.publish(this.addMessage(c, null, text, Date.now(), { type: 'SYSTEM' }))
          return answer(200, '创建成功', c.id)
        }
        const found = this.conversations.find(
          (c) => c.type === 'PRIVATE' && c.members.has(me.id) && c.members.has(body.peerUserId),
        )
        const peer = this.user(body.peerUserId)
        answer(200, '创建成功', (found ?? this.addConversation('PRIVATE', [me, peer])).id)
      },
    ],
    [
      /^GET \/message\/list\/(\d+)$/,
      ({ me, answer, query, found }) => {
        const limit = Number(query.get('limit') ?? 20)
        let rows = this.conversations.find((c) => c.id === Number(found[1]))?.messages ?? []
        if (query.has('afterId')) {
          rows = rows.filter((m) => m.id > Number(query.get('afterId'))).slice(0, limit)
        } else {
          if (query.has('lastId')) rows = rows.filter((m) => m.id < Number(query.get('lastId')))
          rows = rows.slice(-limit)
        }
        const data = rows.map((m) => this.viewMessage(m, me.id))
        setTimeout(() => answer(200, '操作成功', data), this.delayMs ?? 0)
      },
    ],
    [
      /^PUT \/message\/read$/,
      ({ me, body, answer }) => {
        const c = this.conversations.find((each) => each.id === body.conversationId)
        const own = c.members.get(me.id)
        own.read = Math.max(own.read, body.lastReadMessageId)
        const payload = {
          conversationId: c.id,
          userId: me.id,
          messageIds: [],
          lastReadMessageId: own.read,
        }
        this.push(c, { type: 'read_receipt', payload, timestamp: Date.now() })
        answer(200, '已标记为已读')
      },
    ],
    [
      /^GET \/contact\/list$/,
      ({ me, answer }) => {
        const list = this.friends
          .filter(([a]) => a === me.id)
          .map(([, b], index) => {
            const u = this.user(b)
            return {
              id: index + 1,
              friendId: b,
              friendName: u.nickname,
              friendAvatar: u.avatar,
              remark: null,
              online: this.isOnline(b),
              username: u.username,
              department: u.department ?? null,
              position: u.position ?? null,
              signature: u.signature ?? null,
            }
          })
        answer(200, '操作成功', list)
      },
    ],
    [
      /^GET \/contact\/search$/,
      ({ me, answer, query }) => {
        const k = query.get('keyword').toLowerCase()
        const list = this.users
          .filter((u) => u.id !== me.id && `${u.username} ${u.nickname}`.toLowerCase().includes(k))
          .map((u) => ({
            ...withoutPassword(u),
            isFriend: this.friends.some(([a, b]) => a === me.id && b === u.id),
          }))
        answer(200, '操作成功', list)
      },
    ],
    [
      /^POST \/contact\/request\/send$/,
      ({ me, body, answer }) => {
        if (
          this.requests.some(
            (r) => r.from === me.id && r.to === body.targetUserId && r.status === 'PENDING',
          )
        ) {
          return answer(4008, '好友申请已存在')
        }
        const r = { id: ++this.nextId, from: me.id, to: body.targetUserId, status: 'PENDING' }
        this.requests.push({ ...r, message: body.message, at: Date.now() })
        this.pushUser(r.to, { type: 'contact', action: 'request', payload: { id: r.id } })
        answer(200, '发送成功', r.id)
      },
    ],
    [
      /^GET \/contact\/request\/received$/,
      ({ me, answer }) => {
        const list = this.requests
          .filter((r) => r.to === me.id && r.status === 'PENDING')
          .map((r) => ({
            id: r.id,
            fromUserId: r.from,
            toUserId: r.to,
            message: r.message,
            status: r.status,
            createTime: wireTime(r.at),
            fromUserName: this.user(r.from).nickname,
            fromUserAvatar: this.user(r.from).avatar,
          }))
        answer(200, '操作成功', list)
      },
    ],
    [
      /^POST \/contact\/request\/(\d+)\/handle$/,
      ({ body, answer, found }) => {
        const r = this.requests.find((each) => each.id === Number(found[1]))
        r.status = body.approved ? 'APPROVED' : 'REJECTED'
        if (body.approved) {
          this.befriend(this.user(r.from), this.user(r.to))
          this.addConversation('PRIVATE', [this.user(r.from), this.user(r.to)])
          this.pushUser(r.from, { type: 'contact', action: 'accepted', payload: {} })
        }
        answer(200, '操作成功')
      },
    ],
  ]

  // -- WebSocket --------------------------------------------------------------------------------

  accept(ws, url) {
    const user = this.tokens.get(url.searchParams.get('token'))
    if (!user) return ws.close(1003, 'token 无效或已过期')
    const session = { ws, user }
    const first = !this.isOnline(user.id)
    this.sockets.add(session)
    send(ws, {
      type: 'connected',
      userId: user.id,
      data: { connected: true },
      timestamp: Date.now(),
    })
    if (first) this.presence(user, true)
    ws.on('message', (data) => this.frame(session, JSON.parse(String(data))))
    ws.on('close', () => {
      if (this.sockets.delete(session) && !this.isOnline(user.id)) this.presence(user, false)
    })
  }
  presence(user, on) {
    for (const s of this.sockets) {
      if (s.user.id !== user.id) send(s.ws, { type: 'online', userId: user.id, data: on })
    }
  }
  frame(session, frame) {
    const { ws, user } = session
    if (frame.type === 'ping') return send(ws, { type: 'pong', timestamp: Date.now() })
    const p = frame.payload ?? {}
    const c = this.conversations.find((each) => each.id === p.conversationId)
    if (frame.type === 'typing') {
      const { conversationId, isTyping } = p
      const typing = {
        type: 'typing',
        conversationId,
        userId: user.id,
        isTyping,
        userName: user.nickname,
      }
      for (const s of this.sockets) {
        if (s.user.id !== user.id && c.members.has(s.user.id)) send(s.ws, typing)
      }
    }
    if (frame.type !== 'message') return
    if (this.refuse) {
      const { errorCode, errorMessage } = this.refuse
      return send(ws, {
        type: 'message_error',
        clientMsgId: p.clientMsgId,
        errorCode,
        errorMessage,
      })
    }
    if (this.swallow) return
    let m = this.messages.find((each) => each.clientMsgId === p.clientMsgId)
    const known = Boolean(m)
    m ??= this.addMessage(c, user.id, p.content, Date.now(), { clientMsgId: p.clientMsgId })
    if (!known) this.publish(m, session)
    if (this.loseAck) return
    send(ws, {
      type: 'message_ack',
      clientMsgId: p.clientMsgId,
      messageId: m.id,
      conversationId: c.id,
      createTime: wireTime(m.at),
    })
  }
  publish(m, except = null) {
    const c = this.conversations.find((each) => each.id === m.conversationId)
    for (const s of this.sockets) {
      if (s === except || !c.members.has(s.user.id)) continue
      send(s.ws, { type: 'new_message', payload: this.viewMessage(m, s.user.id) })
    }
  }
  push(c, frame) {
    for (const s of this.sockets) if (c.members.has(s.user.id)) send(s.ws, frame)
  }
  pushUser(id, frame) {
    for (const s of this.sockets) if (s.user.id === id) send(s.ws, frame)
  }
}

function withoutPassword(user) {
  const copy = { ...user }
  delete copy.password
  return copy
}
const bearerOf = (req) => (req.headers.authorization ?? '').replace(/^Bearer /, '')
const send = (ws, frame) => ws.send(JSON.stringify(frame))
