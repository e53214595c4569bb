const MINUTES = 60_000;

/**
 * Tests that go on where the one before has ended. When one has failed the later ones are not told: they would only wait
 * for what cannot come. Each says when it has been told, since a story takes minutes.
 *
 * @param story what they are chapters of.
 * @returns a `test` for one chapter.
 */
export function chapters(story: string): (title: string, tell: () => Promise<void> | void) => void {
  let failed: string | undefined;
  return (title, tell) => {
    test(
      title,
      async () => {
        if (failed !== undefined) throw new Error(`not told, since this has failed: ${failed}`);
        failed = title;
        const from = Date.now();
        await tell();
        failed = undefined;
        process.stderr.write(`${story}: ${title} (${Math.round((Date.now() - from) / 1000)} s)\n`);
      },
      10 * MINUTES,
    );
  };
}
