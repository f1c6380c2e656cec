// Writes of one turn of the event loop leave a socket together, as those of a busy client do.
export function outgoing(socket) {
  let corked = false;
  const release = () => {
    corked = false;
    socket.uncork();
  };
  return (data) => {
    if (!corked) {
      corked = true;
      socket.cork();
      setImmediate(release);
    }
    socket.write(data);
  };
}
