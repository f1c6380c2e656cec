// Whether the program is one that checks its memory (suite `asan`): it takes several times the
// memory and is built without what the release carries.
export const SANITIZED = process.env.KOINE_TEST_SANITIZED !== undefined;
// How many times longer than usual tests wait for what must come: a machine may be slow, and such a
// program is. What the documentation promises a time for (a sign-out within a second, service back
// within ten) is not multiplied by it.
export const PATIENCE = Number(process.env.KOINE_TEST_PATIENCE ?? 1) * (SANITIZED ? 6 : 1);
