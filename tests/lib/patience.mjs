// How many times longer than usual tests wait for what must come, on a slow machine. What the
// documentation promises a time for (a sign-out within a second, service back within ten) is not
// multiplied by it.
export const PATIENCE = Number(process.env.KOINE_TEST_PATIENCE ?? 1);
