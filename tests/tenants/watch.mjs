// Looks at everything that the server says to one tenant: nothing of another may be in it.

const IDS = /"(?:conv|msg)_id":"([0-9a-f]{32})"/g;
const HEX = /[0-9a-f]{32}/g;
// Each frame has its own.
const REQUEST_ID = /"request-id":"[^"]*",?/g;
const LONG_NUMBER = /\d{10,}/g;
const SHOWN = 600;

export class Watch {
  constructor(tenants) {
    this.tenants = tenants;
    this.owners = new Map();
    this.leaks = [];
    this.looked = 0;
    for (const t of tenants) {
      for (const id of t.conversations) this.owners.set(id, t);
      for (const {id} of t.messages) this.owners.set(id, t);
    }
  }

  // `asked` is what was asked, as text: it may come back.
  look(tenant, asked, text) {
    this.looked += 1;
    const note = (what) => this.leaks.push(`${tenant.name} saw ${what}\n  asked: ` +
        `${asked.slice(0, SHOWN)}\n  got: ${text.slice(0, SHOWN)}`);
    for (const other of this.tenants) {
      if (other === tenant) continue;
      if (text.includes(other.mark)) note(`a text of ${other.name}`);
      if (text.includes(`"${other.app.id}"`)) note(`the name of ${other.name}`);
      if (text.includes(other.onlyMark) && !asked.includes(other.onlyMark)) {
        note(`a client of ${other.name}`);
      }
    }
    for (const [id] of text.matchAll(HEX)) {
      const owner = this.owners.get(id);
      if (owner && owner !== tenant && !asked.includes(id)) note(`an id of ${owner.name}`);
    }
  }

  // Learns the ids in what a tenant was told; `conversation` is what was asked about.
  learn(tenant, asked, text, value, conversation, dice) {
    for (const [, id] of text.matchAll(IDS)) {
      if (!asked.includes(id) && !this.owners.has(id)) this.owners.set(id, tenant);
    }
    const walk = (object) => {
      if (object === null || typeof object !== 'object') return;
      const place = object.conv_id ?? conversation;
      if (object.msg_id && place) this.keep(tenant, place, object.msg_id, dice);
      else if (object.conv_id) this.keep(tenant, object.conv_id, null, dice);
      for (const member of Object.values(object)) walk(member);
    };
    walk(value);
  }

  keep(tenant, conversation, message, dice) {
    if (this.owners.get(conversation) !== tenant) return;
    tenant.keepConversation(conversation, dice);
    if (message) tenant.keepMessage(conversation, message, dice);
  }
}

// An answer without what may differ between two equal ones: the ids asked for, times, counters.
export function plain(text, ids) {
  let out = text;
  for (const id of ids) out = out.replaceAll(id, '#');
  return out.replace(REQUEST_ID, '').replace(LONG_NUMBER, 'N');
}
