import type { Problem } from '../../model/problem';
import { thousandths } from '../../model/quantity';

/** CPU (`100m`, `2`) and memory (`64Mi`, `1Gi`) of a container. */
export interface ResourceAmounts {
  /** Processor time, in cores or `m` thousandths of one. @default - none */
  readonly cpu?: string;
  /** Memory, in bytes or with a unit such as `Mi`. @default - none */
  readonly memory?: string;
}

/** What a container asks for and what it may use at most. */
export interface Resources {
  /** What the scheduler keeps free for it. @default - nothing */
  readonly requests?: ResourceAmounts;
  /** What it may use at most. @default - no limit */
  readonly limits?: ResourceAmounts;
}

const CPU = /^([0-9]+m|[0-9]+(\.[0-9]{1,3})?)$/;
const MEMORY = /^[0-9]+(\.[0-9]+)?(k|M|G|T|Ki|Mi|Gi|Ti)?$/;

/** Whether a text is an amount of memory. */
export function isMemory(text: string): boolean {
  return MEMORY.test(text);
}

/** Checks the spelling of resources, and that no request is above its limit, which Kubernetes refuses. */
export function checkResources(at: string, { requests = {}, limits = {} }: Resources): Problem[] {
  const problems = [...checkAmounts(`${at}.requests`, requests), ...checkAmounts(`${at}.limits`, limits)];
  if (problems.length > 0) return problems;
  return (['cpu', 'memory'] as const).flatMap((resource) => {
    const request = requests[resource];
    const limit = limits[resource];
    if (request === undefined || limit === undefined || thousandths(request) <= thousandths(limit)) return [];
    const prop = `${at}.requests.${resource}`;
    return [{ prop, must: `be at most the limit ${limit}`, got: request, remedy: 'lower it, or raise the limit' }];
  });
}

function checkAmounts(prop: string, { cpu, memory }: ResourceAmounts): Problem[] {
  const problems: Problem[] = [];
  if (cpu !== undefined && !CPU.test(cpu)) {
    problems.push({
      prop: `${prop}.cpu`,
      must: 'be an amount of cores',
      got: cpu,
      remedy: 'write it like "100m" or "2"',
    });
  }
  if (memory !== undefined && !isMemory(memory)) {
    const remedy = 'write it like "64Mi" or "1Gi"';
    problems.push({ prop: `${prop}.memory`, must: 'be an amount of memory', got: memory, remedy });
  }
  return problems;
}
