// Applications that hold equal ids for everything, told apart by marks in all their texts.
import {signToken} from '../lib/appim.mjs';

const SHARED = 20;
const CONVERSATIONS = 12;
const KEPT = 60;
const TOKEN_S = 86_400;
// Of the clients that both have, the last ones may be banned.
const STEADY = 15;

export class Tenant {
  constructor(server, name, app) {
    Object.assign(this, {server, name, app});
    this.mark = `mark-of-${name}-`;
    this.clients = Array.from({length: SHARED}, (_, i) => `c${i}`);
    // Clients that only this one has; nothing but their ids contains it.
    this.onlyMark = `zq${name[0].toUpperCase()}`;
    this.only = [0, 1, 2].map((i) => `${this.onlyMark}${i}`);
    this.conversations = [];
    this.messages = [];
    this.tokens = new Map();
  }

  get steady() { return this.clients.slice(0, STEADY); }
  get bannable() { return this.clients.slice(STEADY); }
  get key() { return {'app-id': this.app.id, 'app-key': this.app.app_key}; }
  get master() { return {'app-id': this.app.id, 'app-key': this.app.master_key}; }

  token(claims) {
    const text = JSON.stringify(claims);
    if (!this.tokens.has(text)) {
      const exp = Math.floor(Date.now() / 1000) + TOKEN_S;
      this.tokens.set(text, signToken(this.app.secret, {...claims, exp}));
    }
    return this.tokens.get(text);
  }

  loginToken(client) { return this.token({unique_name: client}); }

  async must(method, path, value) {
    const {status, json, text} = await this.server.appim.call(method, path, this.master, value);
    if (status === 200 && json?.code === 0) return json.data;
    throw new Error(`fixture: ${method} ${path} answered ${status} ${text}`);
  }

  async addConversation(dice, type = dice.pick([1, 2, 3, 3])) {
    const [first, ...others] = dice.some(this.steady, type === 1 ? 2 : 6);
    const {conv_id: id} = await this.must('POST', '/im/conversations', {
      client_id: first, to_client_ids: others, conv_type: type,
      conv_extend: {conv_name: `${this.mark}name`}});
    this.keepConversation(id, dice);
    // Somebody may have ended it meanwhile.
    const {json} = await this.server.appim.call('POST', `/im/conversations/${id}/message`,
        this.master, {from_client: first, type: -1, text: `${this.mark}first`});
    if (json?.code === 0) this.keepMessage(id, json.data.msg_id, dice);
  }

  // With conversations of that type, or of all.
  async fill(dice, type) {
    for (const id of [...this.clients, ...this.only]) {
      await this.must('POST', '/im/users',
          {client_id: id, extend: {nickname: `${this.mark}${id}`}});
    }
    for (let i = 0; i < CONVERSATIONS; i++) await this.addConversation(dice, type);
  }

  keepConversation(id, dice) { keep(this.conversations, id, dice); }
  dropConversation(id) { this.conversations = this.conversations.filter((c) => c !== id); }
  keepMessage(conversation, id, dice) { keep(this.messages, {conversation, id}, dice); }
}

function keep(list, item, dice) {
  if (list.includes(item)) return;
  if (list.length < KEPT) list.push(item);
  else list[dice.below(KEPT)] = item;
}
