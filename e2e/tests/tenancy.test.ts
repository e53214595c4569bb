import { note } from '../control-plane/run';
import { shared } from '../support/shared';
import type { Attack, Attempt } from '../tenancy/attack';
import { attacks } from '../tenancy/attacks';
import { dailyWork } from '../tenancy/daily-work';
import { proveControl } from '../tenancy/prove';
import { startTenancyWorld } from '../tenancy/tenancy-world';

describe('a hostile team', () => {
  const world = shared(startTenancyWorld);
  let allowed = 0;
  const refused = new Map<string, number>();

  afterAll(() => {
    const counts = [...refused].map(([control, count]) => `${control} ${count}`).join(', ');
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
});
