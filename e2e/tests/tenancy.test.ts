import { note } from '../control-plane/run';
import { shared } from '../support/shared';
import type { Attack, Attempt } from '../tenancy/attack';
import { attacks } from '../tenancy/attacks';
import { admissionPolicy } from '../tenancy/admission-policy';
import { comparisons } from '../tenancy/comparisons';
import { dailyWork } from '../tenancy/daily-work';
import { allowedByOptions, giveEveryOption } from '../tenancy/every-option';
import { type Gap, gaps, NOT_JUDGED } from '../tenancy/not-stopped';
import { proveControl } from '../tenancy/prove';
import { refusalByShorterList } from '../tenancy/shorter-list';
import { startTenancyWorld } from '../tenancy/tenancy-world';

describe('a hostile team', () => {
  const world = shared(startTenancyWorld);
  let allowed = 0;
  const refused = new Map<string, number>();

  afterAll(() => {
    const counts = [...refused].map(([control, count]) => `${control} ${count}`).join(', ');
    for (const what of NOT_JUDGED) note(what, 'not judged');
    note(`tenancy: ${allowed} things of daily work allowed`);
    note(`tenancy: ${[...refused.values()].reduce((sum, count) => sum + count, 0)} attacks refused: ${counts}`);
  });

  test.each<Attack>(attacks)('$what: stopped by $control.name, and by nothing else', async (attack) => {
    const refusal = (await attack.attempt(world())) ?? 'it went through';
    expect(refusal).toMatch(attack.control.says);
    expect((await attack.traces?.(world())) ?? []).toStrictEqual([]);
    await proveControl(world(), attack, refusal);
    refused.set(attack.control.name, (refused.get(attack.control.name) ?? 0) + 1);
  });

  test.each<Attempt>(dailyWork)('may, every day: $what', async ({ attempt }) => {
    expect(await attempt(world(), { harmless: true })).toBeUndefined();
    allowed += 1;
  });

  test('the API server compares as the toolkit does', async () => {
    const asked = await Promise.all(comparisons.map((comparison) => comparison.refused(world())));
    expect(comparisons.filter(({ listed }, index) => listed === asked[index]).map(({ what }) => what)).toStrictEqual(
      [],
    );
  });

  test('what is there already, and a shorter list forbids, is found by a trial run, as Flux does each time', async () => {
    expect(await refusalByShorterList(world())).toMatch(admissionPolicy.says);
  });

  // When one of these fails, it is stopped at last: it belongs among the attacks then.
  test.each<Gap>(gaps)('is not stopped yet: $what', async ({ what, remedy, attempt }) => {
    expect(await attempt(world(), { harmless: true })).toBeUndefined();
    note(`${what}; to stop it: ${remedy}`, 'not stopped');
  });

  describe('in a workspace with every option', () => {
    beforeAll(() => giveEveryOption(world().plane));

    test.each<Attack>(attacks)('$what: refused, or allowed by an option that says so', async (attack) => {
      const refusal = await attack.attempt(world(), { harmless: true });
      const option = allowedByOptions.get(attack.what);
      if (option !== undefined) note(`allowed by an option: ${attack.what}; by ${option}`);
      expect(refusal === undefined).toBe(option !== undefined);
    });

    test.each<Attempt>(dailyWork)('may, every day: $what', async ({ attempt }) => {
      expect(await attempt(world(), { harmless: true })).toBeUndefined();
    });
  });
});
