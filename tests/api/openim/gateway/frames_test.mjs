// openim-ws 3, 11: envelopes, what ends a session, heartbeats.
import assert from 'node:assert/strict';
import zlib from 'node:zlib';
import {REQUEST, writeGob} from '../../../lib/gob.mjs';
import {MESSAGES, OpenimSocket} from '../../../lib/openim_socket.mjs';
import {writeProto} from '../../../lib/protobuf.mjs';
import {makePeople, withSockets} from './people.mjs';

const NEWEST = {ReqIdentifier: 1001, OperationID: 'op', MsgIncr: 'i', Data: Buffer.alloc(0)};

// name → what is sent to a session in gob without compression, and must end it without an answer
const DROPPED = {
  'no envelope': () => Buffer.from('hello'),
  'nothing': () => Buffer.alloc(0),
  'an envelope of somebody else': () => writeGob(REQUEST, {...NEWEST, SendID: 'nobody'}),
  'an unknown request': (ann) => writeGob(REQUEST, {...NEWEST, SendID: ann.id,
    ReqIdentifier: 1099}),
  'a push': (ann) => writeGob(REQUEST, {...NEWEST, SendID: ann.id, ReqIdentifier: 2001}),
  'something after the envelope': (ann) => Buffer.concat([
    writeGob(REQUEST, {...NEWEST, SendID: ann.id}), Buffer.from('x')]),
};

const dropped = Object.entries(DROPPED).map(([name, bytes]) => ({
  name: `dropped: ${name}`,
  async body({server}) {
    const {ann} = await makePeople(server, ['ann']);
    const socket = await OpenimSocket.open(server, ann);
    socket.ws.send(bytes(ann), {binary: true});
    assert.equal(await socket.closed, 1006);
    assert.equal(socket.frames.length, 0);
  },
}));

const FORMS = {
  'gob, gzip': {compression: 'gzip'}, 'gob': {}, 'JSON': {sdkType: 'js'},
  'JSON, gzip': {sdkType: 'js', compression: 'gzip'},
};

const forms = Object.entries(FORMS).map(([name, options]) => ({
  name: `${name}: answers echo the request and keep their order`,
  async body({server}) {
    const {ann} = await makePeople(server, ['ann']);
    await withSockets(server, [ann], options, async (socket) => {
      const numbers = [1001, 1006, 1003, 1001, 1004, 1006];
      const sent = numbers.map((n) => [n, socket.send(n, {userID: ann.id})]);
      // One after the other, whatever each of them needs.
      for (const [number, incr] of sent) {
        const frame = await socket.next(() => true);
        assert.equal(frame.MsgIncr, incr);
        assert.equal(frame.ReqIdentifier, number);
        assert.equal(frame.OperationID, `op-${incr}`);
      }
    });
  },
}));

export const on = 'sqlite';
export const tests = [
  ...dropped,
  ...forms,
  {
    name: 'dropped: what is no gzip stream, or too large when unpacked',
    async body({server}) {
      const {ann} = await makePeople(server, ['ann']);
      const envelope = writeGob(REQUEST, {...NEWEST, SendID: ann.id,
        Data: Buffer.alloc(256 * 1024)});
      for (const bytes of [Buffer.from('hello'), zlib.gzipSync(envelope)]) {
        const socket = await OpenimSocket.open(server, ann, {compression: 'gzip'});
        socket.ws.send(bytes, {binary: true});
        assert.equal(await socket.closed, 1006);
        assert.equal(socket.frames.length, 0);
      }
    },
  },
  {
    name: 'a message of 51200 bytes is read, a larger one ends the session',
    async body({server}) {
      const {ann} = await makePeople(server, ['ann']);
      const sized = (size) => {
        const make = (n) => writeGob(REQUEST, {...NEWEST, SendID: ann.id,
          Token: 'x'.repeat(n)});
        return make(size - (make(40_000).length - 40_000));
      };
      const socket = await OpenimSocket.open(server, ann);
      assert.equal(sized(51_200).length, 51_200);
      socket.ws.send(sized(51_200), {binary: true});
      assert.ok(await socket.next((f) => f.MsgIncr === 'i'), 'no answer');
      socket.ws.send(sized(51_201), {binary: true});
      assert.equal(await socket.closed, 1009);
    },
  },
  {
    name: 'data that is no message is refused, and the session stays',
    async body({server}) {
      const {ann} = await makePeople(server, ['ann']);
      await withSockets(server, [ann], {}, async (socket) => {
        const {code, message, reply} = await socket.ask(1001, null, {data: Buffer.from([10, 9])});
        assert.deepEqual([code, message], [1001, 'ArgsError']);
        assert.equal(reply.Data, undefined);
        const nul = writeProto(MESSAGES, 'GetMaxSeqReq', {userID: 'a\0'});
        assert.equal((await socket.ask(1001, null, {data: nul})).code, 1001);
        await socket.must(1001, {userID: ann.id});
      });
    },
  },
  {
    name: 'a session speaks for its own user only',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      await withSockets(server, [ann], {}, async (socket) => {
        for (const number of [1001, 1002, 1005, 1006, 1007, 2003, 2004]) {
          const {code, message} = await socket.ask(number, {userID: bob.id});
          assert.deepEqual([code, message], [1002, 'NoPermissionError'], `${number}`);
        }
        await socket.must(1001, {});
      });
    },
  },
  {
    name: 'signalling is not served',
    async body({server}) {
      const {ann} = await makePeople(server, ['ann']);
      await withSockets(server, [ann], {}, async (socket) => {
        assert.equal((await socket.ask(1004, {})).code, 12);
      });
    },
  },
  {
    name: 'logging out is answered, then the connection closes; the token stays',
    async body({server}) {
      const {ann} = await makePeople(server, ['ann']);
      const socket = await OpenimSocket.open(server, ann);
      await socket.must(2003, {userID: ann.id, platformID: 3});
      assert.equal(await socket.closed, 1006);
      await withSockets(server, [ann], {}, (again) => again.must(1001, {}));
    },
  },
  {
    name: 'pings in text and as control frames',
    async body({server}) {
      const {ann} = await makePeople(server, ['ann']);
      await withSockets(server, [ann], {compression: 'gzip'}, async (socket) => {
        socket.ws.send('{"type":"ping"}');
        assert.equal((await socket.text()).text, '{"type":"pong","body":null}');
        socket.ws.send('{"type":"ping","body":"a \\"b\\""}');
        assert.equal((await socket.text()).text, '{"type":"pong","body":"a \\"b\\""}');
        socket.ws.send('{"type":"pong"}');
        socket.ws.ping('1795157826780587265');
        const pong = await socket.next((f) => f.control === 'pong');
        assert.equal(pong.data, '1795157826780587265');
        await socket.must(1001, {});
      });
    },
  },
  {
    name: 'other text ends the session',
    async body({server}) {
      const {ann} = await makePeople(server, ['ann']);
      for (const text of ['{"type":"hello"}', 'hello', '{}']) {
        const socket = await OpenimSocket.open(server, ann);
        socket.ws.send(text);
        assert.equal(await socket.closed, 1006);
      }
    },
  },
];
