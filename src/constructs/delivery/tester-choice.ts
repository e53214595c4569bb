import type { Construct } from 'constructs';
import { LOAD_TESTER_URL } from '../../model/platform-namespaces';
import type { Problem } from '../../model/problem';
import { Cluster } from '../infrastructure/cluster';
import { Environment } from '../infrastructure/environment';
import type { CanaryHook } from './hooks/canary-hook';
import { LoadTester } from './load-tester';

/** The load tester of the hooks that name none. */
export interface TesterChoice {
  /** Its URL. */
  readonly url: string;
  /** Namespaces whose Canaries it serves. @default - every namespace, or not known */
  readonly namespaces?: readonly string[];
  /** Whose it is, for messages. @default - nobody has one: the URL leads nowhere */
  readonly owner?: string;
}

/**
 * Chooses the load tester of a Canary: the team's own, wherever in the workspace it is declared, or else the one that the
 * cluster's teams share. Ask when all constructs are made.
 *
 * Where neither the cluster nor its Flagger is declared here, nobody knows, and the load tester is taken to be there, too.
 */
export function chooseTester(canary: Construct): TesterChoice {
  const own = LoadTester.find(canary);
  if (own !== undefined) return { url: own.url, namespaces: own.namespaces, owner: own.node.path };
  const cluster = Environment.of(canary)?.cluster;
  if (!(cluster instanceof Cluster)) return { url: LOAD_TESTER_URL, owner: 'the cluster' };
  const { loadTester, flagger, node } = cluster;
  if (loadTester !== undefined) return { ...loadTester, owner: node.path };
  return { url: LOAD_TESTER_URL, ...(flagger === undefined && { owner: node.path }) };
}

/**
 * Checks that the hooks which name no load tester find one that answers.
 *
 * @param hooks the Canary's hooks.
 * @param choice the load tester that they would call.
 * @param namespace the Canary's.
 */
export function checkTester(hooks: readonly CanaryHook[], choice: TesterChoice, namespace: string): Problem[] {
  const calls = hooks.find((hook) => 'kind' in hook && hook.loadTester === undefined);
  if (calls === undefined) return [];
  const { owner, namespaces } = choice;
  if (owner === undefined) {
    const got = 'kind' in calls ? calls.kind : undefined;
    const must = 'name a load tester where neither the team nor the cluster has one';
    const remedy =
      'create a LoadTester in the workspace, add infrastructure.loadTester() to the cluster, or give the hook a loadTester';
    return [{ prop: 'webhooks', must, got, remedy }];
  }
  if (namespaces === undefined || namespaces.includes(namespace)) return [];
  // It answers 403 to the hooks of all others.
  const remedy = `add it to namespaces of the load tester of ${owner}, or create a LoadTester in the workspace`;
  return [{ prop: 'target.namespace', must: 'be one that the load tester serves', got: namespace, remedy }];
}
