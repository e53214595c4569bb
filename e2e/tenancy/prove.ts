import { until } from '../control-plane/wait';
import type { Attack } from './attack';
import type { Undo } from './control';
import type { TenancyWorld } from './tenancy-world';

/**
 * Switches the control of an attack off until the attack goes through, and on again until it is refused again. Throws when
 * it does not go through: then something else stops it too, or the attack is none.
 *
 * @param refusal what the control said.
 */
export async function proveControl<W extends TenancyWorld>(
  world: W,
  attack: Attack<W>,
  refusal: string,
): Promise<void> {
  const undo: Undo[] = [];
  let answer: string | undefined = refusal;
  let seen: string | undefined;
  try {
    await until(
      `it goes through without ${attack.control.name}: ${attack.what}`,
      async () => {
        // A control may say the same again until the server has noticed that it is off.
        if (answer !== undefined && answer !== seen) undo.push(await attack.control.switchOff(world, answer));
        seen = answer;
        answer = await attack.attempt(world, { harmless: true });
        return answer === undefined ? true : undefined;
      },
      { milliseconds: 60_000, instead: () => answer },
    );
  } finally {
    for (const next of undo.reverse()) await next();
  }
  await until(`${attack.control.name} is on again for: ${attack.what}`, async () => {
    const again = await attack.attempt(world, { harmless: true });
    return again === undefined ? undefined : again;
  });
}
