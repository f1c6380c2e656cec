// The part of gob that OpenIM's gateway speaks: a stream that defines one flat struct and holds one
// value of it. Fields are matched by name.

const KINDS = {int: 2, uint: 3, bytes: 5, text: 6};

export const REQUEST = [['ReqIdentifier', 'int'], ['Token', 'text'], ['SendID', 'text'],
  ['OperationID', 'text'], ['MsgIncr', 'text'], ['Data', 'bytes']];

function uint(value) {
  let rest = BigInt(value);
  if (rest < 128n) return Buffer.from([Number(rest)]);
  const bytes = [];
  for (; rest > 0n; rest >>= 8n) bytes.unshift(Number(rest & 255n));
  return Buffer.from([256 - bytes.length, ...bytes]);
}

function int(value) {
  const number = BigInt(value);
  return uint(number < 0n ? (~number << 1n) | 1n : number << 1n);
}

function sized(data) {
  const bytes = Buffer.from(data);
  return Buffer.concat([uint(bytes.length), bytes]);
}

const END = Buffer.from([0]);

// A struct of these fields as a whole stream. `id` is the number of its type.
export function writeGob(fields, value, {id = 64, name = 'GeneralWsReq'} = {}) {
  const described = fields.map(([field, kind]) => Buffer.concat(
      [uint(1), sized(field), uint(1), int(KINDS[kind]), END]));
  const type = Buffer.concat([int(-id), uint(3), uint(1), uint(1), sized(name), uint(1), int(id),
    END, uint(1), uint(fields.length), ...described, END, END]);
  const parts = [int(id)];
  let last = -1;
  fields.forEach(([field, kind], i) => {
    const given = value[field];
    if (!given || given.length === 0) return;
    parts.push(uint(i - last), kind === 'int' ? int(given) : sized(given));
    last = i;
  });
  return Buffer.concat([sized(type), sized(Buffer.concat([...parts, END]))]);
}

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  get done() {
    return this.at >= this.bytes.length;
  }

  byte() {
    if (this.done) throw new Error('gob: too short');
    return this.bytes[this.at++];
  }

  uint() {
    const first = this.byte();
    if (first < 128) return BigInt(first);
    let value = 0n;
    for (let i = first; i < 256; i++) value = (value << 8n) | BigInt(this.byte());
    return value;
  }

  int() {
    const coded = this.uint();
    return coded & 1n ? ~(coded >> 1n) : coded >> 1n;
  }

  slice() {
    const size = Number(this.uint());
    if (size > this.bytes.length - this.at) throw new Error('gob: too short');
    this.at += size;
    return this.bytes.subarray(this.at - size, this.at);
  }

  // Calls `read` with the index of each field of a struct.
  struct(read) {
    let field = -1;
    for (let delta = Number(this.uint()); delta !== 0; delta = Number(this.uint())) {
      field += delta;
      read(field);
    }
  }
}

function readFields(reader) {
  const fields = [];
  const common = (field) => (field === 0 ? reader.slice() : reader.int());
  reader.struct(() => reader.struct((part) => {
    if (part === 0) {
      reader.struct(common);
      return;
    }
    for (let left = Number(reader.uint()); left > 0; left--) {
      const field = {};
      reader.struct((index) => {
        if (index === 0) field.name = reader.slice().toString();
        else field.kind = Number(reader.int());
      });
      fields.push(field);
    }
  }));
  return fields;
}

// The value of a stream: {ReqIdentifier, MsgIncr, …}; numbers as numbers, bytes as Buffer.
export function readGob(stream) {
  const outer = new Reader(stream);
  const types = new Map();
  for (;;) {
    const reader = new Reader(outer.slice());
    const id = reader.int();
    if (id < 0n) {
      types.set(-id, readFields(reader));
      continue;
    }
    const value = {};
    reader.struct((index) => {
      const {name, kind} = types.get(id)[index];
      if (kind === KINDS.int) value[name] = Number(reader.int());
      else value[name] = kind === KINDS.text ? reader.slice().toString() : reader.slice();
    });
    if (!reader.done || !outer.done) throw new Error('gob: something after the value');
    return value;
  }
}
