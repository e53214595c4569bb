import { Testing } from 'cdk8s';
import {
  LinkerdAuthorization,
  type LinkerdAuthorizationProps,
} from '../../../src/constructs/app/linkerd-authorization';
import { LinkerdServer } from '../../../src/constructs/app/linkerd-server';
import { podSelector } from '../../../src/constructs/app/pod-selector';
import { manifestSerializer } from '../../../src/testing';
import { validateManifest } from '../../support/schemas';
import { shopChart } from '../delivery/fixture';

expect.addSnapshotSerializer(manifestSerializer());

function authorize(props: Partial<LinkerdAuthorizationProps>): { problems: string[]; objects: Manifest[] } {
  const scope = shopChart();
  const app = { namespace: 'shop', podSelector: podSelector('cart') };
  const server = new LinkerdServer(scope, 'cart-http', { app, port: 'http', accessPolicy: 'deny' });
  const problems = new LinkerdAuthorization(scope, 'callers', { server, ...props }).node.validate();
  const objects = problems.length > 0 ? [] : (Testing.synth(scope) as Manifest[]);
  return { problems, objects: objects.filter(({ kind }) => kind !== 'Server') };
}

interface Manifest {
  readonly kind: string;
}

const kinds = ({ objects }: { objects: Manifest[] }) => objects.map(({ kind }) => kind).sort();

test('opens the port to any of the accounts and to any of the networks', () => {
  const { objects } = authorize({
    accounts: [{ namespace: 'shop' }, { namespace: 'web', name: 'ingress' }],
    networks: ['10.42.0.0/16', 'fd00::/8'],
  });
  expect(objects).toMatchSnapshot();
  expect(objects.flatMap(validateManifest)).toStrictEqual([]);
});

test('writes no policy for what is not given', () => {
  expect(kinds(authorize({ accounts: [{ namespace: 'shop' }] }))).toStrictEqual([
    'AuthorizationPolicy',
    'MeshTLSAuthentication',
  ]);
  expect(kinds(authorize({ networks: ['10.0.0.0/8'] }))).toStrictEqual([
    'AuthorizationPolicy',
    'NetworkAuthentication',
  ]);
});

test('refuses to open the port to nobody, which Linkerd would ignore', () => {
  expect(authorize({}).problems).toStrictEqual([
    'accounts must not be empty where networks are, too, got []; name those that may connect, or leave the construct out',
  ]);
});

test.each(['10.42.0.0', '10.42.0.0/33', 'fd00::/129', '10.0/8', '10.0.0.0/8/8', '10.0.0.0/', '*'])(
  'refuses the network %s',
  (network) => {
    expect(authorize({ networks: [network] }).problems).toHaveLength(1);
  },
);

test('refuses names that no namespace and no account can have', () => {
  expect(authorize({ accounts: [{ namespace: 'Shop', name: '*' }] }).problems).toHaveLength(2);
});
