import { lets, reachedBy, reaching } from './support/grid';

const ALL = 'x/a x/b x/c y/a y/b y/c z/a z/b z/c';
const IN_X = 'x/a x/b x/c';
const OUTSIDE = '203.0.113.9';

/** Who reaches x/a, of the nine pods; `port` is 80 over TCP unless it says otherwise. */
interface Example {
  readonly title: string;
  readonly policies: string;
  /** Who reaches x/a. */
  readonly reach?: string;
  /** Whom x/a reaches. */
  readonly reached?: string;
  readonly port?: string;
}

/** What the documentation of Kubernetes shows: facts of its page on NetworkPolicies. */
const documentation: Example[] = [
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
const recipes: Example[] = [
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

/** What the conformance tests of Kubernetes, and the tables of cyclonus, ask of an implementation. */
const conformance: Example[] = [
  {
    title: 'pods by expressions',
    policies: `
namespace: x
podSelector: { matchExpressions: [{ key: pod, operator: In, values: [a] }] }
ingress: [{ from: [{ podSelector: { matchExpressions: [{ key: pod, operator: NotIn, values: [b] }] } }] }]`,
    reach: 'x/a x/c',
  },
  {
    title: 'a label that must be there, and one that must not',
    policies: `
namespace: x
podSelector: { matchExpressions: [{ key: pod, operator: Exists }] }
ingress: [{ from: [{ podSelector: { matchExpressions: [{ key: other, operator: DoesNotExist }] } }] }]`,
    reach: IN_X,
  },
  {
    title: 'NotIn selects what lacks the label',
    policies: `
namespace: x
podSelector: {}
ingress: [{ from: [{ namespaceSelector: { matchExpressions: [{ key: absent, operator: NotIn, values: [q] }] } }] }]`,
    reach: ALL,
  },
  {
    title: 'namespaces by expressions, and pods of them',
    policies: `
namespace: x
podSelector: { matchLabels: { pod: a } }
ingress:
  - from:
      - namespaceSelector: { matchExpressions: [{ key: ns, operator: NotIn, values: [x] }] }
        podSelector: { matchExpressions: [{ key: pod, operator: In, values: [a, b] }] }`,
    reach: 'x/a y/a y/b z/a z/b',
  },
  {
    title: 'an empty list of peers is everybody',
    policies: '{ namespace: x, podSelector: {}, ingress: [{ from: [] }] }',
    reach: ALL,
  },
  {
    title: 'an empty list of ports is all ports',
    policies: '{ namespace: x, podSelector: {}, ingress: [{ ports: [] }] }',
    reach: ALL,
    port: '81/UDP',
  },
  {
    title: 'a port without a protocol is one of TCP',
    policies: '{ namespace: x, podSelector: {}, ingress: [{ ports: [{ port: 80 }] }] }',
    reach: 'x/a',
    port: '80/UDP',
  },
  {
    title: 'a protocol without a port is all its ports',
    policies: '{ namespace: x, podSelector: {}, ingress: [{ ports: [{ protocol: UDP }] }] }',
    reach: ALL,
    port: '4711/UDP',
  },
  {
    title: 'a named port, looked up in the pod that is connected to',
    policies: '{ namespace: x, podSelector: {}, ingress: [{ ports: [{ port: web }] }] }',
    reach: ALL,
  },
  {
    title: 'a named port of egress, looked up there, too',
    policies: '{ namespace: x, podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: web }] }] }',
    reached: ALL,
  },
  {
    title: 'the name of a port of another protocol opens nothing',
    policies: '{ namespace: x, podSelector: {}, ingress: [{ ports: [{ port: web-udp }] }] }',
    reach: 'x/a',
  },
  {
    title: 'a range of ports: its last',
    policies: '{ namespace: x, podSelector: {}, ingress: [{ ports: [{ port: 80, endPort: 81 }] }] }',
    reach: ALL,
    port: '81',
  },
  {
    title: 'a range of ports: the one behind it',
    policies: '{ namespace: x, podSelector: {}, ingress: [{ ports: [{ port: 80, endPort: 81 }] }] }',
    reach: 'x/a',
    port: '82',
  },
  {
    title: 'rules of one policy add up',
    policies: `
namespace: x
podSelector: {}
ingress:
  - from: [{ podSelector: { matchLabels: { pod: b } } }]
  - from: [{ namespaceSelector: { matchLabels: { ns: y } } }]
    ports: [{ port: 80 }]`,
    reach: 'x/a x/b y/a y/b y/c',
  },
  {
    title: 'rules do not lend each other their ports',
    policies: `
namespace: x
podSelector: {}
ingress:
  - from: [{ podSelector: { matchLabels: { pod: b } } }]
    ports: [{ port: 81 }]
  - from: [{ namespaceSelector: { matchLabels: { ns: y } } }]
    ports: [{ port: 80 }]`,
    reach: 'x/a y/a y/b y/c',
  },
  {
    title: 'policies of egress stack',
    policies: `
namespace: x
podSelector: {}
policyTypes: [Egress]
egress: [{ to: [{ namespaceSelector: { matchLabels: { ns: y } } }] }]
---
namespace: x
podSelector: { matchLabels: { pod: a } }
policyTypes: [Egress]
egress: [{ to: [{ namespaceSelector: { matchLabels: { ns: z } } }] }]`,
    reached: 'x/a y/a y/b y/c z/a z/b z/c',
  },
  {
    title: 'both ends must let a connection: the client does not',
    policies: `
{ namespace: x, podSelector: {}, ingress: [{}] }
---
{ namespace: y, podSelector: {}, policyTypes: [Egress] }`,
    reach: 'x/a x/b x/c z/a z/b z/c',
  },
  {
    title: 'a policy selects pods of its own namespace only',
    policies: '{ namespace: y, podSelector: {}, policyTypes: [Ingress, Egress] }',
    reach: 'x/a x/b x/c z/a z/b z/c',
    reached: 'x/a x/b x/c z/a z/b z/c',
  },
  {
    title: 'addresses of pods count in a block',
    policies: '{ namespace: x, podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 10.1.0.0/16 } }] }] }',
    reach: 'x/a y/a y/b y/c',
  },
  {
    title: 'a hole of a block',
    policies: `
namespace: x
podSelector: {}
policyTypes: [Egress]
egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16, 10.2.0.2/32] } }] }]`,
    reached: 'x/a x/b x/c z/a z/b',
  },
  {
    title: 'what one rule leaves out another may let in',
    policies: `
namespace: x
podSelector: {}
policyTypes: [Egress]
egress:
  - to: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] } }]
  - to: [{ ipBlock: { cidr: 10.1.0.0/31 } }]`,
    reached: 'x/a x/b x/c y/a y/b z/a z/b z/c',
  },
];

const all = { documentation, recipes, conformance };

describe.each(Object.entries(all))('%s', (_source, examples) => {
  test.each(examples)('$title', ({ policies, reach, reached, port }) => {
    if (reach !== undefined) expect(reaching(policies, 'x/a', port)).toBe(reach);
    if (reached !== undefined) expect(reachedBy(policies, 'x/a', port)).toBe(reached);
    expect(reach ?? reached).toBeDefined();
  });
});

/** The documentation's large example: a database that one role, one project and one network may call, and that calls one network. */
describe('a database', () => {
  const database = `
namespace: x
podSelector: { matchLabels: { pod: a } }
policyTypes: [Ingress, Egress]
ingress:
  - from:
      - ipBlock: { cidr: 172.17.0.0/16, except: [172.17.1.0/24] }
      - namespaceSelector: { matchLabels: { ns: y } }
      - podSelector: { matchLabels: { pod: b } }
    ports: [{ protocol: TCP, port: 6379 }]
egress:
  - to: [{ ipBlock: { cidr: 10.0.0.0/24 } }]
    ports: [{ protocol: TCP, port: 5978 }]`;

  test.each([
    ['the role', 'x/b', 'x/a', '6379', true],
    ['another role', 'x/c', 'x/a', '6379', false],
    ['the role in another namespace', 'z/b', 'x/a', '6379', false],
    ['the project', 'y/c', 'x/a', '6379', true],
    ['the project at another port', 'y/c', 'x/a', '6380', false],
    ['the network', '172.17.0.4', 'x/a', '6379', true],
    ['the hole of the network', '172.17.1.4', 'x/a', '6379', false],
    ['the database to its network', 'x/a', '10.0.0.77', '5978', true],
    ['the database to its network, at another port', 'x/a', '10.0.0.77', '5979', false],
    ['the database to another network', 'x/a', '10.0.1.77', '5978', false],
    ['a pod that is not selected', 'x/b', OUTSIDE, '443', true],
  ])('%s', (_title, from, to, port, open) => {
    expect(lets(database, from, to, port)).toBe(open);
  });
});

describe('the outside', () => {
  test.each([
    ['allow traffic from outside', '{ namespace: x, podSelector: {}, ingress: [{ from: [] }] }', OUTSIDE, 'x/a', true],
    [
      'pods of all namespaces are not the outside',
      '{ namespace: x, podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] }',
      OUTSIDE,
      'x/a',
      false,
    ],
    [
      'deny egress to the outside',
      '{ namespace: x, podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: {} }] }] }',
      'x/a',
      OUTSIDE,
      false,
    ],
    [
      'a named port is nobody’s outside',
      '{ namespace: x, podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: web }] }] }',
      'x/a',
      OUTSIDE,
      false,
    ],
    [
      'everything but the metadata of the cloud',
      `
namespace: x
podSelector: {}
policyTypes: [Egress]
egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [169.254.169.254/32] } }] }]`,
      'x/a',
      '169.254.169.254',
      false,
    ],
  ])('%s', (_title, policies, from, to, open) => {
    expect(lets(policies, from, to)).toBe(open);
  });
});
