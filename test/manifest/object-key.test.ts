import { keyText, objectKey } from '../../src/manifest/object-key';

const backend = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'backend', namespace: 'shop' } };

describe('objectKey', () => {
  test('holds group, kind, namespace and name', () => {
    expect(objectKey(backend)).toStrictEqual({ group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'backend' });
  });

  test('does not depend on the version', () => {
    expect(objectKey({ ...backend, apiVersion: 'apps/v2beta1' })).toStrictEqual(objectKey(backend));
  });

  test.each([
    ['apiVersion', { ...backend, apiVersion: undefined }, 'none'],
    ['apiVersion', { ...backend, apiVersion: 1 }, 'number'],
    ['the group in apiVersion', { ...backend, apiVersion: '/v1' }, '""'],
    ['the version in apiVersion', { ...backend, apiVersion: 'apps/' }, '""'],
    ['the version in apiVersion', { ...backend, apiVersion: 'apps/v1/x' }, '"v1/x"'],
    ['kind', { ...backend, kind: '' }, '""'],
    ['kind', { ...backend, kind: 'apps/Deployment' }, '"apps/Deployment"'],
    ['metadata.name', { ...backend, metadata: undefined }, 'none'],
    ['metadata.name', { ...backend, metadata: { name: 'a b' } }, '"a b"'],
    ['metadata.name', { ...backend, metadata: { name: {} } }, 'object'],
    ['metadata.namespace', { ...backend, metadata: { name: 'a', namespace: '' } }, '""'],
  ])('refuses %s of %j', (field, manifest, got) => {
    expect(() => objectKey(manifest)).toThrow(
      `${field} must be a name without blanks and slashes, got ${got}; set it in the manifest`,
    );
  });
});

describe('keyText', () => {
  test.each([
    ['apps/Deployment shop/backend', backend],
    ['Service shop/backend', { ...backend, apiVersion: 'v1', kind: 'Service' }],
    ['Namespace shop', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }],
    [
      'rbac.authorization.k8s.io/ClusterRole system:node',
      { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'system:node' } },
    ],
  ])('is %s', (text, manifest) => {
    expect(keyText(objectKey(manifest))).toBe(text);
  });
});
