const MINUTES = 60_000;

/**
 * Tests that go on where the one before has ended. When one has failed the later ones are not told: they would only wait
 * for what cannot come.
 *
 * @returns a `test` for one chapter.
 */
export function chapters(): (title: string, tell: () => Promise<void> | void) => void {
  let failed: string | undefined;
  return (title, tell) => {
    test(
      title,
      async () => {
        if (failed !== undefined) throw new Error(`not told, since this has failed: ${failed}`);
        failed = title;
        await tell();
        failed = undefined;
      },
      10 * MINUTES,
    );
  };
}
