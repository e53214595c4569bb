import fc from 'fast-check';
import type { AddressEndpoint, PodEndpoint, PortNumber } from '../../../src/manifest/network/endpoint';
import { mayConnect, type Network, reasonOf } from '../../../src/manifest/network/may-connect';
import {
  type IngressRule,
  type NetworkPolicy,
  type NetworkPolicySpec,
  policyTypes,
  type PolicyPeer,
  type PolicyPort,
} from '../../../src/manifest/network/network-policy';

const NAMESPACES = { x: { tier: 'front' }, y: { tier: 'back' }, z: {} };
const namespace = fc.constantFrom(...Object.keys(NAMESPACES));
const value = fc.constantFrom('a', 'b', 'c');
const protocol = fc.constantFrom('TCP' as const, 'UDP' as const, 'SCTP' as const);
const number = fc.integer({ min: 79, max: 83 });
const ip = fc.tuple(fc.constantFrom(0, 1), fc.constantFrom(0, 1)).map(([a, b]) => `10.${a}.0.${b}`);
const labels = fc.dictionary(fc.constantFrom('app', 'role'), value);
const selector = fc.record(
  {
    matchLabels: labels,
    matchExpressions: fc.array(
      fc.oneof(
        fc.record({
          key: fc.constantFrom('app', 'role', 'tier'),
          operator: fc.constantFrom('In' as const, 'NotIn' as const),
          values: fc.array(fc.constantFrom('a', 'b', 'front'), { minLength: 1 }),
        }),
        fc.record({
          key: fc.constantFrom('app', 'role', 'tier'),
          operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const),
        }),
      ),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
);
const peer: fc.Arbitrary<PolicyPeer> = fc.oneof(
  fc.record({ podSelector: selector, namespaceSelector: selector }, { requiredKeys: ['podSelector'] }),
  fc.record({ namespaceSelector: selector }),
  fc.record({
    ipBlock: fc.record(
      {
        cidr: fc.constantFrom('10.0.0.0/8', '10.1.0.0/16'),
        except: fc.array(fc.constantFrom('10.1.0.0/31', '10.1.0.1/32')),
      },
      { requiredKeys: ['cidr'] },
    ),
  }),
);
const port: fc.Arbitrary<PolicyPort> = fc.oneof(
  fc.record({ protocol, port: fc.oneof(number, fc.constantFrom('web', 'other')) }, { requiredKeys: [] }),
  fc.record({ port: number, endPort: fc.constantFrom(83, 84) }),
);
const rule = fc.record(
  { from: fc.array(peer, { maxLength: 2 }), ports: fc.array(port, { maxLength: 2 }) },
  { requiredKeys: [] },
);
const toEgress = ({ from, ports }: IngressRule) => ({ ...(from && { to: from }), ...(ports && { ports }) });
const spec: fc.Arbitrary<NetworkPolicySpec> = fc.record(
  {
    podSelector: selector,
    policyTypes: fc.constantFrom(['Ingress' as const], ['Egress' as const], ['Ingress' as const, 'Egress' as const]),
    ingress: fc.array(rule, { maxLength: 2 }),
    egress: fc.array(rule.map(toEgress), { maxLength: 2 }),
  },
  { requiredKeys: ['podSelector'] },
);
const policy: fc.Arbitrary<NetworkPolicy> = fc.record({
  metadata: fc.record({ name: fc.constantFrom('one', 'two'), namespace }),
  spec,
});
const pod: fc.Arbitrary<PodEndpoint> = fc.record({
  name: value,
  namespace,
  labels,
  ip,
  ports: fc.array(fc.record({ name: fc.constantFrom('web', 'other'), number, protocol }), { maxLength: 2 }),
});
const address: fc.Arbitrary<AddressEndpoint> = fc.record({ ip });
const endpoint = fc.oneof(pod, address);
const asked: fc.Arbitrary<PortNumber> = fc.record({ number, protocol });

interface Case {
  readonly policies: readonly NetworkPolicy[];
  readonly from: AddressEndpoint | PodEndpoint;
  readonly to: AddressEndpoint | PodEndpoint;
  readonly at: PortNumber;
}

const cases: fc.Arbitrary<Case> = fc.record({
  policies: fc.array(policy, { maxLength: 4 }),
  from: endpoint,
  to: endpoint,
  at: asked,
});

function network(policies: readonly NetworkPolicy[]): Network {
  return { namespaces: NAMESPACES, policies };
}

function allowed({ policies, from, to, at }: Case): boolean {
  return mayConnect(network(policies), from, to, at).allowed;
}

/** A case that a law does not hold for; null if there is none. */
function exception(law: (one: Case, more: NetworkPolicy) => boolean): unknown {
  return fc.check(fc.property(cases, policy, law), { numRuns: 2000 }).counterexample;
}

/** A case whose pods are all selected in both directions already, so that a policy more can only open something. */
function closed(one: Case): Case {
  const denials = Object.keys(NAMESPACES).map((name) => ({
    metadata: { name: 'deny', namespace: name },
    spec: { policyTypes: ['Ingress' as const, 'Egress' as const] },
  }));
  return { ...one, policies: [...denials, ...one.policies] };
}

test('the cases are of all kinds', () => {
  const seen = new Set(
    fc.sample(cases, 2000).flatMap(({ policies, from, to, at }) => {
      const { egress, ingress } = mayConnect(network(policies), from, to, at);
      return [`egress ${egress.outcome}`, `ingress ${ingress.outcome}`];
    }),
  );
  expect([...seen].sort()).toStrictEqual(
    ['allowed', 'denied', 'free', 'open'].flatMap((outcome) => [`egress ${outcome}`, `ingress ${outcome}`]).sort(),
  );
});

test('among selected pods, a policy more never takes a connection away', () => {
  expect(
    exception((one, more) => {
      const before = closed(one);
      return !allowed(before) || allowed({ ...before, policies: [...before.policies, more] });
    }),
  ).toBeNull();
});

test('a pod that no policy selects is open', () => {
  expect(
    exception((one) => {
      const elsewhere = one.policies.map(({ metadata, spec: given }) => ({
        metadata: { ...metadata, namespace: 'nobody' },
        spec: given,
      }));
      return allowed({ ...one, policies: elsewhere });
    }),
  ).toBeNull();
});

test('among selected pods, what is open needs a policy that opens it', () => {
  expect(
    exception((one) => {
      const denied = closed({ ...one, policies: [] });
      const same =
        'name' in one.from &&
        'name' in one.to &&
        one.from.name === one.to.name &&
        one.from.namespace === one.to.namespace;
      return same || (!('name' in one.from) && !('name' in one.to)) || !allowed(denied);
    }),
  ).toBeNull();
});

test('the order of policies does not matter', () => {
  expect(exception((one) => allowed(one) === allowed({ ...one, policies: one.policies.toReversed() }))).toBeNull();
});

test('a connection is let when each end, alone, would let it', () => {
  expect(
    exception(({ policies, from, to, at }) => {
      const ofOne = (type: 'Egress' | 'Ingress') =>
        policies
          .filter(({ spec: given }) => policyTypes(given).includes(type))
          .map((given) => ({ ...given, spec: { ...given.spec, policyTypes: [type] } }));
      const alone = (type: 'Egress' | 'Ingress') => allowed({ policies: ofOne(type), from, to, at });
      return allowed({ policies, from, to, at }) === (alone('Egress') && alone('Ingress'));
    }),
  ).toBeNull();
});

test('types that are given out mean what the API server fills in', () => {
  expect(
    exception((one) => {
      const filled = one.policies.map((given) => ({
        ...given,
        spec: { ...given.spec, policyTypes: policyTypes(given.spec) },
      }));
      return allowed(one) === allowed({ ...one, policies: filled });
    }),
  ).toBeNull();
});

test('a policy of two rules is two policies', () => {
  expect(
    exception((one) => {
      const split = one.policies.flatMap(({ metadata, spec: given }) => {
        const types = policyTypes(given);
        const rules = [
          ...(given.ingress ?? []).map((only) => ({ ingress: [only] })),
          ...(given.egress ?? []).map((only) => ({ egress: [only] })),
          {},
        ];
        return rules.map((rulesOfOne) => ({
          metadata,
          spec: { podSelector: given.podSelector, policyTypes: types, ...rulesOfOne },
        }));
      });
      return allowed(one) === allowed({ ...one, policies: split });
    }),
  ).toBeNull();
});

test('a range of ports is each of its ports', () => {
  expect(
    exception((one) => {
      const each = ({ port: first, endPort, ...rest }: PolicyPort): PolicyPort[] =>
        typeof first === 'number' && endPort !== undefined
          ? Array.from({ length: endPort - first + 1 }, (_none, index) => ({ ...rest, port: first + index }))
          : [{ ...rest, port: first }];
      const spread = <T extends { readonly ports?: readonly PolicyPort[] }>(only: T): T =>
        only.ports === undefined ? only : { ...only, ports: only.ports.flatMap(each) };
      const listed = one.policies.map(({ metadata, spec: given }) => ({
        metadata,
        spec: { ...given, ingress: given.ingress?.map(spread), egress: given.egress?.map(spread) },
      }));
      return allowed(one) === allowed({ ...one, policies: listed });
    }),
  ).toBeNull();
});

test('equality of a label is a list of one value', () => {
  expect(
    exception((one) => {
      const rewritten = one.policies.map(({ metadata, spec: given }) => {
        const { matchLabels = {}, matchExpressions = [] } = given.podSelector ?? {};
        const equal = Object.entries(matchLabels).map(([key, only]) => ({
          key,
          operator: 'In' as const,
          values: [only],
        }));
        return { metadata, spec: { ...given, podSelector: { matchExpressions: [...matchExpressions, ...equal] } } };
      });
      return allowed(one) === allowed({ ...one, policies: rewritten });
    }),
  ).toBeNull();
});

test('a denied connection names a direction and the policies that select the pod', () => {
  expect(
    exception(({ policies, from, to, at }) => {
      const verdict = mayConnect(network(policies), from, to, at);
      const reason = reasonOf(verdict);
      return verdict.allowed !== reason.startsWith('no ');
    }),
  ).toBeNull();
});

describe('reasons', () => {
  const shop = { name: 'a', namespace: 'shop', labels: {} };
  const bank = { name: 'b', namespace: 'bank', labels: {} };
  const deny: NetworkPolicy = {
    metadata: { name: 'deny', namespace: 'shop' },
    spec: { policyTypes: ['Ingress', 'Egress'] },
  };
  const allow: NetworkPolicy = {
    metadata: { name: 'bank', namespace: 'shop' },
    spec: { ingress: [{ from: [{ namespaceSelector: {} }] }] },
  };

  test.each([
    [[], bank, shop, 'egress open, ingress open'],
    [[deny], bank, shop, 'no ingress rule of shop/deny allows it'],
    [[deny], shop, bank, 'no egress rule of shop/deny allows it'],
    [[deny, allow], bank, shop, 'egress open, ingress by shop/bank'],
    [[deny], shop, shop, 'egress free, ingress free'],
    [[deny], { ip: '10.0.0.1' }, shop, 'no ingress rule of shop/deny allows it'],
    [[deny], { ip: '10.0.0.1', ownNode: true }, shop, 'egress free, ingress free'],
  ])('%#', (policies, from, to, reason) => {
    expect(reasonOf(mayConnect({ policies }, from, to, { number: 80 }))).toBe(reason);
  });

  test('IPv6 has blocks of its own', () => {
    const block = (cidr: string): NetworkPolicy => ({
      ...deny,
      spec: { ingress: [{ from: [{ ipBlock: { cidr } }] }] },
    });
    const from = { ip: '2001:db8::7' };
    const verdicts = ['2001:db8::/64', '2001:db8:1::/64', '0.0.0.0/0'].map(
      (cidr) => mayConnect({ policies: [block(cidr)] }, from, shop, { number: 80 }).allowed,
    );
    expect(verdicts).toStrictEqual([true, false, false]);
  });
});
