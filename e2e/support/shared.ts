/**
 * Starts something before the tests of a block and stops it after them, also when they or the start have failed.
 *
 * @returns gives it to a test.
 */
export function shared<T extends { stop: () => Promise<void> }>(start: () => Promise<T>): () => T {
  let value: T | undefined;
  beforeAll(async () => {
    value = await start();
  }, 5 * 60_000);
  afterAll(async () => {
    await value?.stop();
  });
  return () => {
    if (value === undefined) throw new Error('it must have been started, got nothing; see why its start failed');
    return value;
  };
}
