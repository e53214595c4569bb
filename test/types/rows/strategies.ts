import type { Row } from '../row';

/** Mistakes in how a new version takes over. */
export const strategies: readonly Row[] = [
  {
    name: 'an A/B test without iterations, which Flagger takes for weighted steps inside the match',
    right: "abTest({ iterations: 10, match: [cookie('canary')] });",
    wrong: "abTest(▶{ match: [cookie('canary')] });",
    says: [2345, "Property 'iterations' is missing"],
  },
  {
    name: 'an A/B test without a match, which sends all traffic to the canary',
    right: "abTest({ iterations: 10, match: [header('x-user').exact('insider')] });",
    wrong: 'abTest({ iterations: 10, ▶match: [] });',
    says: [2322, 'Source has 0 element(s) but target requires 1'],
  },
  {
    name: 'a header that is compared with nothing, which Flagger ignores',
    right: "abTest({ iterations: 10, match: [header('x-user').exact('insider')] });",
    wrong: "abTest({ iterations: 10, match: [▶header('x-user')] });",
    says: [2322, "Type 'HeaderMatchBuilder' is not assignable"],
  },
  {
    name: 'a cookie by its beginning, which only a header can be compared by',
    right: "abTest({ iterations: 10, match: [header('x-user').prefix('in')] });",
    wrong: "abTest({ iterations: 10, match: [cookie('canary').▶prefix('in')] });",
    says: [2339, "Property 'prefix' does not exist on type 'CookieMatch'"],
  },
  {
    name: 'a query parameter by its end, which no router compares',
    right: "abTest({ iterations: 10, match: [queryParam('preview').prefix('y')] });",
    wrong: "abTest({ iterations: 10, match: [queryParam('preview').▶suffix('s')] });",
    says: [2339, "Property 'suffix' does not exist on type 'QueryParamMatchBuilder'"],
  },
  {
    name: 'a match of blue/green, where nobody meets the new version before all do',
    right: 'blueGreen({ iterations: 10 });',
    wrong: "blueGreen({ iterations: 10, ▶match: [cookie('canary')] });",
    says: [2353, "'match' does not exist in type 'BlueGreenOptions<false>'"],
  },
  {
    name: 'session affinity of blue/green, which moves all users at once',
    right: "canary({ stepWeight: 10, sessionAffinity: { cookieName: 'web' } });",
    wrong: "blueGreen({ iterations: 10, ▶sessionAffinity: { cookieName: 'web' } });",
    says: [2353, "'sessionAffinity' does not exist in type 'BlueGreenOptions<false>'"],
  },
  {
    name: 'equal steps beside steps of their own, which the API server refuses',
    right: 'canary({ stepWeights: [5, 50] });',
    wrong: 'canary({ stepWeight: 10, ▶stepWeights: [5, 50] });',
    says: [2322, "Type 'number[]' is not assignable"],
  },
  {
    name: 'a greatest weight beside steps of their own, which Flagger ignores',
    right: 'canary({ stepWeight: 10, maxWeight: 50 });',
    wrong: 'canary({ ▶stepWeights: [5, 50], maxWeight: 50 });',
    says: [2322, "Type 'number[]' is not assignable"],
  },
  {
    name: 'steps of their own without a step, at which Flagger stays at 0',
    right: 'canary({ stepWeights: [5] });',
    wrong: 'canary({ ▶stepWeights: [] });',
    says: [2322, 'Source has 0 element(s) but target requires 1'],
  },
  {
    name: 'no step at all, at which Flagger stays at 0',
    right: 'canary({ stepWeight: 10, maxWeight: 50 });',
    wrong: 'canary(▶{ maxWeight: 50 });',
    says: [2345, "Property 'stepWeight' is missing"],
  },
  {
    name: 'steps and iterations, which the API server refuses',
    right: 'canary({ stepWeight: 10 });',
    wrong: 'canary({ stepWeight: 10, ▶iterations: 5 });',
    says: [2353, "'iterations' does not exist in type 'WeightedCanaryOptions<false>'"],
  },
  {
    name: 'a step as text, which the API server refuses',
    right: 'canary({ stepWeight: 10 });',
    wrong: "canary({ ▶stepWeight: '10' });",
    says: [2322, "Type 'string' is not assignable to type 'number'"],
  },
  {
    name: 'a share of copied requests where none are copied, which Flagger ignores',
    right: 'canary({ stepWeight: 10, mirror: true, mirrorWeight: 20 });',
    wrong: 'canary({ stepWeight: 10, ▶mirrorWeight: 20 });',
    says: [2322, "Type 'number' is not assignable to type 'undefined'"],
  },
  {
    name: 'a mirror of an A/B test, which has none',
    right: 'blueGreen({ iterations: 10, mirror: true });',
    wrong: "abTest({ iterations: 10, match: [cookie('canary')], ▶mirror: true });",
    says: [2353, "'mirror' does not exist in type 'AbTestOptions'"],
  },
  {
    name: 'session affinity with an unknown word for other sites, which the API server refuses',
    right: "canary({ stepWeight: 10, sessionAffinity: { cookieName: 'web', sameSite: 'Lax' } });",
    wrong: "canary({ stepWeight: 10, sessionAffinity: { cookieName: 'web', ▶sameSite: 'lax' } });",
    says: [2820, `Type '"lax"' is not assignable to type '"Strict" | "Lax" | "None" | undefined'`],
  },
];
