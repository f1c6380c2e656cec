// Who listens: a session of RuoYi-IM that keeps nothing but which messages it heard.
import WebSocket from 'ws';

// Gives the socket, signed in (what is sent before that is not pushed to it), and the ids of the
// messages that clients sent, in the order in which they come.
export async function listen(server, who) {
  const ids = [];
  const socket = new WebSocket(`${server.wsOrigin}/ws/im?token=${who.token}`);
  await new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.on('message', (data) => {
      const frame = JSON.parse(data);
      if (frame.type === 'connected') resolve();
      if (frame.type === 'new_message' && frame.payload.clientMsgId) ids.push(frame.payload.id);
    });
  });
  return {ids, socket};
}
