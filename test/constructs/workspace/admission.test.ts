import { manifestSerializer } from '../../../src/testing';
import { adminObjects, devWorkspace, only } from './fixture';

expect.addSnapshotSerializer(manifestSerializer());

describe('what Roles and quotas cannot tell apart', () => {
  const objects = adminObjects(devWorkspace({ namespaces: ['shop', 'shop-jobs'] }));

  test.each([
    ['ValidatingAdmissionPolicy', 'workspace-dev-shop-services'],
    ['ValidatingAdmissionPolicy', 'workspace-dev-shop-canaries'],
    ['ValidatingAdmissionPolicyBinding', 'workspace-dev-shop-canaries'],
  ])('%s', (kind, name) => {
    expect(only(objects, kind, name)).toMatchSnapshot();
  });

  test('no namespace has room for pods in the priority classes of Kubernetes itself', () => {
    const quotas = objects.filter(
      ({ kind, metadata }) => kind === 'ResourceQuota' && metadata.name === 'system-priority',
    );
    expect(quotas.map(({ metadata }) => metadata.namespace)).toStrictEqual(['shop', 'shop-jobs']);
    expect(quotas[0]).toMatchSnapshot();
  });
});
