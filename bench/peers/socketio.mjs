// Socket.IO with SQLite: socketio_server.mjs on the Node that npm brings, which has SQLite in it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { answersHttp } from './answers.mjs';
import { WebSocketClient } from './websocket.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const MODULES = join(HERE, 'node_modules');
const ARCH = { x64: 'x64', arm64: 'arm64' }[process.arch];
const NODE = join(MODULES, `node-linux-${ARCH}`, 'bin/node');
const PATH = '/socket.io/?EIO=4&transport=';

const versionOf = (name) => {
  const file = join(MODULES, name, 'package.json');
  if (!existsSync(file)) {
    throw new Error(`npm package ${name} missing; ./dev bench --peers installs it`);
  }
  return JSON.parse(readFileSync(file, 'utf8')).version;
};

export const socketio = {
  title: 'Socket.IO, SQLite',
  tells: 'acknowledgement of the event',

  version() {
    return `${versionOf('socket.io')} on Node ${versionOf(`node-linux-${ARCH}`)}`;
  },

  async prepare({ dir, port }) {
    return {
      command: [NODE, join(HERE, 'socketio_server.mjs'), String(port), join(dir, 'chat.sqlite')],
      env: { NODE_ENV: 'production' },
      answers: () => answersHttp(port, `${PATH}polling`),
    };
  },

  async people(server, names) { return names.map((name) => ({ name })); },

  connect({ port }, who, hooks) {
    return new Promise((resolve, reject) => {
      let client = null;
      let open = false;
      const connection = {
        send: (to, text, id) => client.send(
          `42${Number(id.split('-')[1])}["message",{"to":"${to.name}","text":"${text}"}]`),
        close: () => client.close(),
      };
      const onText = (text) => {
        if (text.startsWith('42')) hooks.onMessage(JSON.parse(text.slice(2))[1].text);
        else if (text.startsWith('43')) hooks.onTold();
        else if (text === '2') client.send('3');
        else if (text.startsWith('40')) {
          open = true;
          resolve(connection);
        } else if (text.startsWith('44')) reject(new Error(`refused: ${text}`));
      };
      WebSocketClient.open(port, `${PATH}websocket`, { onText, onEnd(why) {
        if (open) hooks.onEnd(why);
        else reject(new Error(why));
      } }).then((made) => {
        client = made;
        client.send(`40${JSON.stringify({ name: who.name, password: 'secret-1' })}`);
      }, reject);
    });
  },

  stored: ({ dir }) => ({ file: join(dir, 'chat.sqlite'), table: 'message' }),
};
