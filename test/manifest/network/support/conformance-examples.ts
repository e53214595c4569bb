import { ALL, type Example, IN_X } from './example';

/** What the conformance tests of Kubernetes, and the tables of cyclonus, ask of an implementation. */
export const conformance: Example[] = [
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
    title: 'a named port at another number',
    policies: '{ namespace: x, podSelector: {}, ingress: [{ ports: [{ port: web }] }] }',
    reach: 'x/a',
    port: '81',
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
