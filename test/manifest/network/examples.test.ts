import { conformance } from './support/conformance-examples';
import { lets, reachedBy, reaching } from './support/grid';
import { documentation, recipes } from './support/published-examples';

const OUTSIDE = '203.0.113.9';

describe.each(Object.entries({ documentation, recipes, conformance }))('%s', (_source, examples) => {
  test.each(examples)('$title', ({ policies, reach, reached, port }) => {
    const expected = { ...(reach !== undefined && { reach }), ...(reached !== undefined && { reached }) };
    expect(expected).not.toStrictEqual({});
    expect({ reach: reaching(policies, 'x/a', port), reached: reachedBy(policies, 'x/a', port) }).toMatchObject(
      expected,
    );
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
