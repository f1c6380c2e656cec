// The commands of whoever runs a server, through its koine.sock, without a process for each.
import net from 'node:net';
import path from 'node:path';

// The answer of a command as data; a refusal is an error with its sentence.
export function ask(server, ...words) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(path.join(server.dataDir, 'koine.sock'));
    let text = '';
    socket.setEncoding('utf8').on('data', (piece) => text += piece);
    socket.on('error', reject);
    socket.on('end', () => {
      const answer = JSON.parse(text);
      if (answer.failed) reject(new Error(answer.text));
      else resolve(JSON.parse(answer.text));
    });
    socket.end(JSON.stringify({words: words.map(String), json: true}));
  });
}

// What became of a message.
export const traceOf = (server, message) => ask(server, 'trace', message);
