import type { Row } from '../row';

const withAnalysis = (analysis: string) =>
  `new Canary(shop, 'web-rollout', { target: web, strategy: canary({ stepWeight: 10 }), analysis: { ${analysis} } });`;
const withAlert = (alert: string) =>
  `new Canary(shop, 'web-rollout', { target: web, strategy: canary({ stepWeight: 10 }), alerts: [${alert}] });`;
const metric = (fields: string) => `const metric: CanaryMetric = { name: 'queue', ${fields} };`;

/** Mistakes in what a canary is judged by, and who is told. */
export const analysis: readonly Row[] = [
  {
    name: "an interval of hours, which Flagger's schema refuses",
    right: withAnalysis("interval: '60m'"),
    wrong: withAnalysis("▶interval: '1h'"),
    says: [2322, `Type '"1h"' is not assignable to type`],
  },
  {
    name: "an interval of milliseconds, which Flagger's schema takes for minutes and Flagger for ten seconds",
    right: withAnalysis("interval: '10s'"),
    wrong: withAnalysis("▶interval: '500ms'"),
    says: [2322, `Type '"500ms"' is not assignable to type`],
  },
  {
    name: 'an interval as a number, which the API server refuses',
    right: withAnalysis("interval: '60s'"),
    wrong: withAnalysis('▶interval: 60'),
    says: [2322, "Type 'number' is not assignable to type"],
  },
  {
    name: 'a threshold as text, which the API server refuses',
    right: withAnalysis('threshold: 5'),
    wrong: withAnalysis("▶threshold: '5'"),
    says: [2322, "Type 'string' is not assignable to type 'number'"],
  },
  {
    name: 'a check without bounds, which never fails',
    right: metric("interval: '1m', templateRef: { name: 'queue' }, thresholdRange: { max: 9 }"),
    wrong: metric("interval: '1m', templateRef: { name: 'queue' }, ▶thresholdRange: {}"),
    says: [2322, "Type '{}' is not assignable to type 'ThresholdRange | undefined'"],
  },
  {
    name: 'a check without an interval, which leaves a hole in the query',
    right: metric("interval: '1m', query: 'up', thresholdRange: { min: 1 }"),
    wrong: metric("query: 'up', thresholdRange: { min: 1 }").replace('metric:', '▶metric:'),
    says: [2322, "Property 'interval' is missing"],
  },
  {
    name: 'a query beside a template, of which Flagger asks both',
    right: metric("interval: '1m', query: 'up', thresholdRange: { min: 1 }"),
    wrong: metric("interval: '1m', query: 'up', thresholdRange: { min: 1 }, templateRef: { name: 'queue' }").replace(
      'metric:',
      '▶metric:',
    ),
    says: [2322, "Types of property 'templateRef' are incompatible"],
  },
  {
    name: 'one bound beside a range, of which Flagger looks at the range only',
    right: metric("interval: '1m', query: 'up', threshold: 1"),
    wrong: metric("interval: '1m', query: 'up', threshold: 1, thresholdRange: { min: 1 }").replace(
      'metric:',
      '▶metric:',
    ),
    says: [2322, "Types of property 'thresholdRange' are incompatible"],
  },
  {
    name: 'a least success rate as text',
    right: 'requestSuccessRate(99);',
    wrong: "requestSuccessRate(▶'99%');",
    says: [2345, "Argument of type 'string' is not assignable to parameter of type 'number'"],
  },
  {
    name: 'a hook of a type that Flagger does not know, which its schema refuses',
    right: withAnalysis("webhooks: [{ name: 'gate', type: 'confirm-promotion', url: 'http://gate.shop/' }]"),
    wrong: withAnalysis("webhooks: [{ name: 'gate', ▶type: 'confirm-promote', url: 'http://gate.shop/' }]"),
    says: [2322, `Type '"confirm-promote"' is not assignable to type '"rollout" | "pre-rollout"`],
  },
  {
    name: 'metadata of a hook that are not text, which the API server refuses',
    right: withAnalysis(
      "webhooks: [{ name: 'gate', type: 'rollout', url: 'http://gate.shop/', metadata: { retries: '3' } }]",
    ),
    wrong: withAnalysis(
      "webhooks: [▶{ name: 'gate', type: 'rollout', url: 'http://gate.shop/', metadata: { retries: 3 } }]",
    ),
    says: [2322, "Type 'number' is not assignable to type 'string'"],
  },
  {
    name: 'an alert without a severity, which is never sent',
    right: withAlert("{ name: 'chat', severity: 'info', providerRef: { name: 'chat' } }"),
    wrong: withAlert("▶{ name: 'chat', providerRef: { name: 'chat' } }"),
    says: [2741, "Property 'severity' is missing"],
  },
  {
    name: 'an alert of a severity that Flagger does not know',
    right: withAlert("{ name: 'chat', severity: 'warn', providerRef: { name: 'chat' } }"),
    wrong: withAlert("{ name: 'chat', ▶severity: 'warning', providerRef: { name: 'chat' } }"),
    says: [2322, `Type '"warning"' is not assignable to type 'AlertSeverity'`],
  },
  {
    name: 'a chat without an address, which Flagger only logs',
    right: "new AlertProvider(shop, 'chat', { type: 'slack', secretName: 'slack' });",
    wrong: "new AlertProvider(shop, 'chat', ▶{ type: 'slack' });",
    says: [2345, "Property 'secretName' is missing"],
  },
  {
    name: 'a channel of Teams, whose webhook belongs to one',
    right: "new AlertProvider(shop, 'chat', { type: 'slack', channel: 'shop', secretName: 'chat' });",
    wrong: "new AlertProvider(shop, 'chat', ▶{ type: 'msteams', channel: 'shop', secretName: 'chat' });",
    says: [2345, "Types of property 'channel' are incompatible"],
  },
  {
    name: 'Datadog without its keys, which Flagger cannot ask',
    right: "datadog({ secretName: 'datadog-keys' });",
    wrong: 'datadog(▶{});',
    says: [2345, "Property 'secretName' is missing"],
  },
  {
    name: 'CloudWatch with a Secret, which Flagger does not read',
    right: "cloudWatch({ region: 'eu-west-1' });",
    wrong: "cloudWatch({ region: 'eu-west-1', ▶secretName: 'aws' });",
    says: [2353, "'secretName' does not exist in type 'CloudWatchOptions'"],
  },
];
