// How many times longer than usual tests wait for what must come, on a slow machine.
export const PATIENCE = Number(process.env.KOINE_TEST_PATIENCE ?? 1);
