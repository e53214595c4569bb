import * as fc from 'fast-check';
import { nastyString } from './arbitraries';

const name = fc.stringMatching(/^[a-z]([-a-z0-9]{0,10}[a-z0-9])?$/);
const quantity = fc.constantFrom('100m', '1', '0.5', '64Mi', '1e3', '2Gi', 250);
const labels = fc.dictionary(name, fc.oneof(name, fc.constantFrom('true', '1.0', 'v1', 'on', '2024-01-01')), {
  maxKeys: 4,
});
const annotations = fc.dictionary(
  name.map((key) => `example.com/${key}`),
  nastyString,
  { maxKeys: 3 },
);
const script = fc.array(
  fc.constantFrom('#!/bin/sh', 'set -e', '', '  echo "$1": done', "awk '{ print $1 }'", 'exit 0'),
  {
    minLength: 1,
    maxLength: 6,
  },
);
const container = fc.record(
  {
    name,
    image: fc.tuple(name, fc.nat(9), fc.nat(99)).map(([image, major, minor]) => `ghcr.io/${image}:${major}.${minor}.0`),
    args: fc.array(
      fc.oneof(
        name.map((flag) => `--${flag}=${flag}`),
        nastyString,
        script.map((lines) => lines.join('\n')),
      ),
      { maxLength: 4 },
    ),
    env: fc.array(fc.record({ name, value: nastyString }), { maxLength: 3 }),
    ports: fc.array(fc.record({ name, containerPort: fc.integer({ min: 1, max: 65535 }) }), { maxLength: 2 }),
    resources: fc.record({ limits: fc.record({ cpu: quantity, memory: quantity }) }),
    securityContext: fc.constantFrom({}, { capabilities: { drop: ['ALL'] } }, null),
  },
  { requiredKeys: ['name', 'image'] },
);

/** Trees shaped like the objects this project writes. */
export const kubernetesObject: fc.Arbitrary<unknown> = fc.record(
  {
    apiVersion: fc.constantFrom('v1', 'apps/v1', 'flagger.app/v1beta1'),
    kind: fc.constantFrom('ConfigMap', 'Deployment', 'Canary'),
    metadata: fc.record({ name, namespace: name, labels, annotations }, { requiredKeys: ['name'] }),
    data: fc.dictionary(
      name,
      script.map((lines) => `${lines.join('\n')}\n`),
      { maxKeys: 3 },
    ),
    spec: fc.record({
      replicas: fc.nat(100),
      template: fc.record({ metadata: fc.record({ labels }), spec: fc.record({ containers: fc.array(container) }) }),
    }),
    webhooks: fc.array(fc.array(fc.array(nastyString, { maxLength: 2 }), { maxLength: 2 }), { maxLength: 2 }),
  },
  { requiredKeys: ['apiVersion', 'kind', 'metadata'] },
);
