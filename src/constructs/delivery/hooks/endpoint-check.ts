import type { Problem } from '../../../model/problem';
import type { RenderedHook } from './canary-hook';
import type { CanaryWebhook } from './canary-webhook';
import { answerAt, endpointOf } from './load-tester-url';

/** What the load tester can run; it drops the connection of a call for anything else. */
const TASKS: readonly unknown[] = ['cmd', 'bash', 'helm', 'helmv3', 'kubectl', 'concord', 'ngrinder'];

/** Tasks that are a command, without which the load tester refuses some and lets others pass. */
const COMMANDS: readonly unknown[] = ['cmd', 'bash', 'helm', 'helmv3', 'kubectl'];

/** Checks the hooks that call a load tester against what it answers there. */
export function checkEndpoints(hooks: readonly RenderedHook[], loadTesters: readonly string[]): Problem[] {
  const gates = new Map<string, string>();
  return hooks.flatMap(({ prop, webhook }) => {
    const { url, name, type } = webhook;
    const endpoint = endpointOf(url, loadTesters);
    if (endpoint === undefined || type === 'event') return [];
    const problems = answerAt(endpoint) === 'task' ? checkTask(prop, webhook) : checkAnswer(prop, webhook, endpoint);
    if (endpoint !== 'gate/check') return problems;
    const other = gates.get(url);
    gates.set(url, name);
    return other === undefined ? problems : [...problems, oneGate(prop, name, other)];
  });
}

function checkTask(prop: string, { url, type, metadata = {} }: CanaryWebhook): Problem[] {
  if (type === 'rollback') {
    const must = 'not be a task of the load tester for a rollback';
    const remedy = 'every task that starts would roll back: use its path rollback/check';
    return [{ prop: `${prop}.url`, must, got: url, remedy }];
  }
  if (Object.keys(metadata).length === 0) {
    const must = 'describe a task for the load tester';
    const remedy = 'it refuses the call without one: use loadTest(…), or one of its paths such as gate/check';
    return [{ prop: `${prop}.metadata`, must, got: undefined, remedy }];
  }
  const { type: task = 'cmd', cmd } = metadata;
  if (!TASKS.includes(task)) {
    const remedy = `it would answer nothing: it knows ${TASKS.join(', ')}`;
    return [{ prop: `${prop}.metadata.type`, must: 'be a task that the load tester knows', got: task, remedy }];
  }
  if (!COMMANDS.includes(task) || (cmd !== undefined && cmd.trim() !== '')) return [];
  const remedy = 'write the command, or remove the hook';
  return [{ prop: `${prop}.metadata.cmd`, must: `be a command for the task ${task}`, got: cmd, remedy }];
}

function checkAnswer(prop: string, { url, type }: CanaryWebhook, endpoint: string): Problem[] {
  const answer = answerAt(endpoint);
  if (type === 'rollback' && answer === 'open') {
    const remedy = 'it always passes, which would roll back at once: use rollback/check';
    return [{ prop: `${prop}.url`, must: 'not pass by itself for a rollback', got: url, remedy }];
  }
  if ((type === 'pre-rollout' || type === 'rollout') && answer === 'closed') {
    const remedy = 'each check at a closed gate would count as a failure: use confirm-rollout or confirm-promotion';
    return [{ prop: `${prop}.type`, must: 'not wait at a gate of the load tester', got: type, remedy }];
  }
  return [];
}

function oneGate(prop: string, got: string, other: string): Problem {
  const must = `have the gate for itself, which ${JSON.stringify(other)} asks, too`;
  const remedy =
    'a load tester has one gate for a Canary, so one approval would open both: keep one, or use a URL of your own';
  return { prop: `${prop}.url`, must, got, remedy };
}
