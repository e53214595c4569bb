/** What the load tester answers without running anything: where it is open only once somebody opened it, and where always. */
const ENDPOINTS = {
  'gate/check': 'closed',
  'gate/halt': 'closed',
  'rollback/check': 'closed',
  'gate/approve': 'open',
  'gate/open': 'open',
  'gate/close': 'open',
  'rollback/open': 'open',
  'rollback/close': 'open',
  healthz: 'open',
  metrics: 'open',
} as const;

/** What a load tester does at a URL: `closed` and `open` tell what it answers by default, a `task` runs what the metadata say. */
export type LoadTesterAnswer = 'closed' | 'open' | 'task';

/** An endpoint of a load tester. */
export function loadTesterUrl(loadTester: string, endpoint: keyof typeof ENDPOINTS): string {
  return `${loadTester.replace(/\/+$/, '')}/${endpoint}`;
}

/** The endpoint of a load tester that a URL names; nothing where the URL is not at one of these load testers. */
export function endpointOf(url: string, loadTesters: readonly string[]): string | undefined {
  const tester = loadTesters.map((one) => `${one.replace(/\/+$/, '')}/`).find((one) => `${url}/`.startsWith(one));
  return tester === undefined ? undefined : url.slice(tester.length).replace(/[?#].*$/, '');
}

/** What a load tester does at an endpoint. It takes every path that it does not know for its root. */
export function answerAt(endpoint: string): LoadTesterAnswer {
  return Object.hasOwn(ENDPOINTS, endpoint) ? ENDPOINTS[endpoint as keyof typeof ENDPOINTS] : 'task';
}
