import { ALL, type Example, IN_X } from './example';

/** What the documentation of Kubernetes shows: facts of its page on NetworkPolicies. */
export const documentation: Example[] = [
  {
    title: 'default deny ingress',
    policies: '{ namespace: x, podSelector: {}, policyTypes: [Ingress] }',
    reach: 'x/a',
    reached: ALL.replace('x/b x/c ', ''),
  },
  {
    title: 'allow all ingress, whatever else denies it',
    policies: `
{ namespace: x, podSelector: {}, policyTypes: [Ingress] }
---
{ namespace: x, podSelector: {}, ingress: [{}], policyTypes: [Ingress] }`,
    reach: ALL,
  },
  {
    title: 'default deny egress',
    policies: '{ namespace: x, podSelector: {}, policyTypes: [Egress] }',
    reach: ALL.replace('x/b x/c ', ''),
    reached: 'x/a',
  },
  {
    title: 'allow all egress',
    policies: `
{ namespace: x, podSelector: {}, policyTypes: [Egress] }
---
{ namespace: x, podSelector: {}, egress: [{}], policyTypes: [Egress] }`,
    reached: ALL,
  },
  {
    title: 'default deny of both',
    policies: '{ namespace: x, podSelector: {}, policyTypes: [Ingress, Egress] }',
    reach: 'x/a',
    reached: 'x/a',
  },
  {
    title: 'two entries of `from`: pods with the label here, or all pods of the namespace',
    policies: `
namespace: x
podSelector: { matchLabels: { pod: a } }
ingress:
  - from:
      - namespaceSelector: { matchLabels: { ns: y } }
      - podSelector: { matchLabels: { pod: b } }`,
    reach: 'x/a x/b y/a y/b y/c',
  },
  {
    title: 'one entry of both selectors: pods with the label, in that namespace',
    policies: `
namespace: x
podSelector: { matchLabels: { pod: a } }
ingress:
  - from:
      - namespaceSelector: { matchLabels: { ns: y } }
        podSelector: { matchLabels: { pod: b } }`,
    reach: 'x/a y/b',
  },
  {
    title: 'several namespaces by an expression',
    policies: `
namespace: x
podSelector: {}
policyTypes: [Egress]
egress: [{ to: [{ namespaceSelector: { matchExpressions: [{ key: ns, operator: In, values: [y, z] }] } }] }]`,
    reached: 'x/a y/a y/b y/c z/a z/b z/c',
  },
  {
    title: 'a namespace by the name that Kubernetes labels it with',
    policies: `
namespace: x
podSelector: {}
ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: z } } }] }]`,
    reach: 'x/a z/a z/b z/c',
  },
  {
    title: 'no types, no egress: ingress only',
    policies: '{ namespace: x, podSelector: {} }',
    reach: 'x/a',
    reached: ALL.replace('x/b x/c ', ''),
  },
  {
    title: 'no types, some egress: both',
    policies: '{ namespace: x, podSelector: {}, egress: [{ to: [{ podSelector: {} }] }] }',
    reach: 'x/a',
    reached: 'x/a',
  },
  {
    title: 'no types, empty egress: ingress only',
    policies: '{ namespace: x, podSelector: {}, egress: [] }',
    reach: 'x/a',
    reached: ALL.replace('x/b x/c ', ''),
  },
];

/** The well-known recipes for NetworkPolicies. */
export const recipes: Example[] = [
  {
    title: 'deny all traffic to an app',
    policies: '{ namespace: x, podSelector: { matchLabels: { pod: a } }, ingress: [] }',
    reach: 'x/a',
  },
  {
    title: 'limit traffic to an app to its clients',
    policies: `
namespace: x
podSelector: { matchLabels: { pod: a } }
ingress: [{ from: [{ podSelector: { matchLabels: { pod: c } } }] }]`,
    reach: 'x/a x/c',
  },
  {
    title: 'allow all traffic to an app of a namespace that denies it',
    policies: `
{ namespace: x, podSelector: {}, ingress: [] }
---
{ namespace: x, podSelector: { matchLabels: { pod: a } }, ingress: [{}] }`,
    reach: ALL,
  },
  {
    title: 'deny traffic from other namespaces',
    policies: '{ namespace: x, podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }',
    reach: IN_X,
  },
  {
    title: 'allow traffic from all namespaces',
    policies:
      '{ namespace: x, podSelector: { matchLabels: { pod: a } }, ingress: [{ from: [{ namespaceSelector: {} }] }] }',
    reach: ALL,
  },
  {
    title: 'allow traffic from one namespace',
    policies: `
namespace: x
podSelector: { matchLabels: { pod: a } }
ingress: [{ from: [{ namespaceSelector: { matchLabels: { ns: z } } }] }]`,
    reach: 'x/a z/a z/b z/c',
  },
  {
    title: 'allow traffic from some pods of another namespace',
    policies: `
namespace: x
podSelector: { matchLabels: { pod: a } }
ingress:
  - from:
      - { namespaceSelector: { matchLabels: { ns: z } }, podSelector: { matchLabels: { pod: c } } }`,
    reach: 'x/a z/c',
  },
  {
    title: 'allow traffic to one port of an app: that port',
    policies: `
namespace: x
podSelector: { matchLabels: { pod: a } }
ingress: [{ ports: [{ port: 81 }], from: [{ podSelector: { matchLabels: { pod: b } } }] }]`,
    reach: 'x/a x/b',
    port: '81',
  },
  {
    title: 'allow traffic to one port of an app: another one',
    policies: `
namespace: x
podSelector: { matchLabels: { pod: a } }
ingress: [{ ports: [{ port: 81 }], from: [{ podSelector: { matchLabels: { pod: b } } }] }]`,
    reach: 'x/a',
  },
  {
    title: 'allow traffic by several selectors',
    policies: `
namespace: x
podSelector: { matchLabels: { pod: a } }
ingress:
  - from:
      - podSelector: { matchLabels: { pod: b } }
      - podSelector: { matchLabels: { pod: c } }`,
    reach: IN_X,
  },
  {
    title: 'deny egress of an app',
    policies: '{ namespace: x, podSelector: { matchLabels: { pod: a } }, policyTypes: [Egress], egress: [] }',
    reached: 'x/a',
  },
  {
    title: 'deny egress of an app but for DNS: the app',
    policies: `
namespace: x
podSelector: { matchLabels: { pod: a } }
policyTypes: [Egress]
egress: [{ ports: [{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }] }]`,
    reached: 'x/a',
  },
  {
    title: 'deny egress of an app but for DNS: DNS',
    policies: `
namespace: x
podSelector: { matchLabels: { pod: a } }
policyTypes: [Egress]
egress: [{ ports: [{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }] }]`,
    reached: ALL,
    port: '53/UDP',
  },
  {
    title: 'deny egress to the outside: what is inside is reached',
    policies: '{ namespace: x, podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: {} }] }] }',
    reached: ALL,
  },
];
