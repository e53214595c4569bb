import { SLOW, type Source, USUAL, type Version } from './requests';
import type { Series } from './series';

/** What Flagger puts in for placeholders, for the canary that is looked at. */
const MODEL: Readonly<Record<string, string>> = {
  name: 'backend',
  namespace: 'shop',
  target: 'backend',
  service: 'backend',
  ingress: 'backend',
  interval: '1m',
};

/**
 * A query as Flagger asks it: `RenderQuery` of pkg/metrics/observers, then `trimQuery` of pkg/metrics/providers.
 *
 * @param route what stands for `{{ route }}`: the Canary's `routeRef`, or Knative's newest revision.
 */
export function asked(query: string, route?: string): string {
  const model: typeof MODEL = { ...MODEL, ...(route !== undefined && { route }) };
  return query
    .replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (placeholder, name: string) => model[name] ?? placeholder)
    .replaceAll(/\s+/g, ' ');
}

/** The canary has weight 30 of 100 requests a second. */
const CANARY: Version = {
  namespace: 'shop',
  workload: 'backend',
  kind: 'deployment',
  pod: 'backend-5d9c7b6f4-x2x7k',
  succeeded: 29.7,
  failed: 0.3,
  answered: USUAL,
};

const PRIMARY: Version = {
  ...CANARY,
  workload: 'backend-primary',
  pod: 'backend-primary-6d8f9c7b5-k4zqw',
  succeeded: 70,
  failed: 0,
};

const BROKEN = { succeeded: 0, failed: 50, answered: SLOW };

/** Other apps whose names look alike, all broken: who counts one of them too sees it at once. */
const NEIGHBOURS: readonly Version[] = [
  { ...CANARY, ...BROKEN, workload: 'backend-v2', pod: 'backend-v2-6c8d7f9b5-k4zqw' },
  { ...CANARY, ...BROKEN, workload: 'backend-db', kind: 'daemonset', pod: 'backend-db-x7k9z' },
  { ...CANARY, ...BROKEN, workload: 'backend-canary-db', pod: 'backend-canary-db-6c8d7f9b5-k4zqw' },
  { ...CANARY, ...BROKEN, workload: 'backends', pod: 'backends-6c8d7f9b5-k4zqw' },
  { ...CANARY, ...BROKEN, workload: 'my-backend', pod: 'my-backend-6c8d7f9b5-k4zqw' },
  { ...CANARY, ...BROKEN, namespace: 'shop-web' },
];

const DAEMON_SET = { kind: 'daemonset', pod: 'backend-x2x7k' } as const;

/** Canary and primary of `shop/backend` in each situation. */
const SITUATIONS = {
  healthy: [CANARY, PRIMARY],
  'failing canary': [{ ...CANARY, succeeded: 15, failed: 15 }, PRIMARY],
  'canary that never succeeds': [{ ...CANARY, succeeded: 0, failed: 30 }, PRIMARY],
  'no requests': [{ ...CANARY, succeeded: 0, failed: 0 }, PRIMARY],
  'no canary': [PRIMARY],
  'counters that began again': [{ ...CANARY, restarted: true }, PRIMARY],
  'slow primary': [CANARY, { ...PRIMARY, answered: SLOW }],
  'failing primary': [CANARY, { ...PRIMARY, ...BROKEN }],
  DaemonSet: [
    { ...CANARY, ...DAEMON_SET },
    { ...PRIMARY, ...BROKEN, kind: 'daemonset', pod: 'backend-primary-9d8sk' },
  ],
} satisfies Record<string, readonly Version[]>;

/** A situation of {@link recordings}. */
export type Situation = keyof typeof SITUATIONS;

/** The situations. */
export const situations = Object.keys(SITUATIONS) as Situation[];

/** The series of some sources in each situation, its neighbours' included. */
export function recordings(...sources: readonly Source[]): Record<Situation, Series[]> {
  const entries = Object.entries(SITUATIONS).map(([name, versions]) => [
    name,
    [...versions, ...NEIGHBOURS].flatMap((version) => sources.flatMap((source) => source(version))),
  ]);
  return Object.fromEntries(entries) as Record<Situation, Series[]>;
}
