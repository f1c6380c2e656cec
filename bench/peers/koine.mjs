// Koine: private messages of RuoYi-IM over its WebSocket.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { HttpClient } from '../../tests/lib/http.mjs';
import { directChat, person } from '../../tests/lib/world.mjs';
import { answersHttp } from './answers.mjs';
import { WebSocketClient } from './websocket.mjs';

const LISTENERS = ['imchat_backstage', 'imchat_redpacket', 'appim_socket', 'openim_gateway',
  'openim_api', 'metrics'];
// All people of the bench have one address.
const UNLIMITED = ['connections_per_address', 'passwords_per_s', 'registrations_per_h',
  'messages_per_s', 'trusted_messages_per_s', 'contacts_per_day'];

export const koine = {
  title: 'Koine',
  tells: 'message_ack',

  version({ koine: binary }) {
    if (!existsSync(binary)) throw new Error(`${binary} is missing; ./dev build builds it`);
    const text = execFileSync(binary, ['version'], { encoding: 'utf8' });
    return /\d[\w.+-]*/.exec(text)?.[0] ?? text.trim();
  },

  async prepare({ dir, port, options }) {
    const flags = [`--data=${join(dir, 'data')}`, `--listen.main=127.0.0.1:${port}`];
    for (const name of LISTENERS) flags.push(`--listen.${name}=127.0.0.1:0`);
    for (const name of UNLIMITED) flags.push(`--limits.${name}=0`);
    // Passwords that cost little to check: signing in is no part of any figure.
    flags.push('--test.passwords=true');
    return { command: [options.koine, 'serve', ...flags], answers: () => answersHttp(port, '/') };
  },

  async people({ port }, names) {
    const http = new HttpClient(`http://127.0.0.1:${port}`);
    const made = [];
    for (const name of names) made.push(await person(http, 'p', name));
    for (let i = 0; i + 1 < made.length; i += 2) {
      made[i].conversation = await directChat(http, made[i], made[i + 1]);
    }
    http.agent.destroy();
    return made;
  },

  async connect({ port }, who, hooks) {
    const socket = await WebSocketClient.open(port, `/ws/im?token=${who.token}`, {
      onEnd: hooks.onEnd,
      onText(text) {
        const { type, payload } = JSON.parse(text);
        if (type === 'new_message') hooks.onMessage(payload.content);
        else if (type === 'message_ack') hooks.onTold();
        else if (type.endsWith('error')) hooks.onEnd(`refused: ${text}`);
      },
    });
    return {
      send(to, text, id) {
        socket.send(JSON.stringify({ type: 'message', payload: {
          conversationId: who.conversation, messageType: 'TEXT', content: text,
          clientMsgId: id } }));
      },
      close: () => socket.close(),
    };
  },

  stored: ({ dir }) => ({ file: join(dir, 'data/koine.db'), table: 'message' }),
};
