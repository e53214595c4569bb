import { manifestSerializer } from '../../../src/testing';
import { adminObjects, devWorkspace, only } from './fixture';

expect.addSnapshotSerializer(manifestSerializer());

const POLICY = 'workspace-dev-shop-services';

describe('what Roles and quotas cannot tell apart', () => {
  const objects = adminObjects(devWorkspace({ namespaces: ['shop', 'shop-jobs'] }));

  test.each([
    ['ValidatingAdmissionPolicy', POLICY],
    ['ValidatingAdmissionPolicyBinding', POLICY],
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
