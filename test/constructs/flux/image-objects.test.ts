import type { Construct } from 'constructs';
import { FluxInstance } from '../../../src/constructs/flux/flux-instance';
import { ImagePolicy, type ImagePolicyProps } from '../../../src/constructs/flux/image-policy';
import { alphabetical, numerical, semver } from '../../../src/constructs/flux/image-policy-rule';
import { ImageRepository, type ImageRepositoryProps } from '../../../src/constructs/flux/image-repository';
import {
  ImageUpdateAutomation,
  type ImageUpdateAutomationProps,
} from '../../../src/constructs/flux/image-update-automation';
import { manifestSerializer, synth } from '../../../src/testing';
import { validateManifest } from '../../support/schemas';

expect.addSnapshotSerializer(manifestSerializer());

const image = 'ghcr.io/stefanprodan/podinfo';
const imageRepositoryRef = { name: 'podinfo' };

function repository(scope: Construct, props: Partial<ImageRepositoryProps> = {}): void {
  new ImageRepository(scope, 'podinfo', { image, ...props });
}

function policy(scope: Construct, props: Partial<ImagePolicyProps> = {}): void {
  repository(scope);
  new ImagePolicy(scope, 'latest', { imageRepositoryRef, policy: semver('6.x'), ...props } as ImagePolicyProps);
}

function automation(scope: Construct, props: Partial<ImageUpdateAutomationProps> = {}): void {
  policy(scope);
  new ImageUpdateAutomation(scope, 'images', {
    sourceRef: { name: 'fleet' },
    git: {
      checkout: { ref: { branch: 'main' } },
      commit: { author: { email: 'flux@example.com' } },
      push: { branch: 'image-updates/prod' },
    },
    ...props,
  });
}

const objectsOf = (make: (scope: Construct) => void) => synth((scope) => (make(scope), undefined));
const gitWith = (push: { branch: string; refspec?: string }, messageTemplate?: string) => ({
  checkout: { ref: { branch: 'main' } },
  commit: { author: { email: 'flux@example.com' }, ...(messageTemplate !== undefined && { messageTemplate }) },
  push,
});

test('the three objects have safe defaults', () => {
  const objects = objectsOf(automation);
  expect(objects).toMatchSnapshot();
  expect(objects.flatMap(validateManifest)).toStrictEqual([]);
});

test('every field of theirs is written, and valid strictly', () => {
  const objects = objectsOf((scope) => {
    repository(scope, {
      name: 'podinfo',
      namespace: 'shop',
      interval: '5m',
      timeout: '30s',
      secretRef: { name: 'pull' },
      provider: 'aws',
      serviceAccountName: 'shop',
      certSecretRef: { name: 'authority' },
      proxySecretRef: { name: 'proxy' },
      exclusionList: ['^.*\\.sig$'],
      suspend: true,
    });
    new ImagePolicy(scope, 'build', {
      namespace: 'shop',
      labels: { app: 'backend' },
      imageRepositoryRef,
      policy: numerical({ order: 'desc' }),
      filterTags: { pattern: '^main-(?P<ts>[0-9]+)$', extract: '$ts' },
      digestReflectionPolicy: 'Always',
      interval: '1h',
      suspend: true,
    });
    new ImagePolicy(scope, 'date', { namespace: 'shop', imageRepositoryRef, policy: alphabetical() });
    new ImageUpdateAutomation(scope, 'images', {
      namespace: 'shop',
      sourceRef: { name: 'fleet' },
      interval: '1h',
      path: './releases/prod',
      policySelector: {
        matchLabels: { app: 'backend' },
        matchExpressions: [{ key: 'app', operator: 'In', values: ['backend'] }],
      },
      suspend: true,
      git: {
        checkout: { ref: { branch: 'main' } },
        commit: {
          author: { name: 'flux', email: 'flux@example.com' },
          messageTemplate: '{{ .Values.cluster }}',
          messageTemplateValues: { cluster: 'laptop' },
          signingKey: { secretRef: { name: 'sign' }, type: 'ssh' },
        },
        push: { branch: 'updates', refspec: 'refs/heads/updates:refs/for/main', options: { topic: 'images' } },
      },
    });
  });
  expect(objects.flatMap(validateManifest)).toStrictEqual([]);
  expect(objects).toMatchSnapshot();
});

const refused: [title: string, make: (scope: Construct) => void, message: string][] = [
  [
    'an image with a tag',
    (scope) => {
      repository(scope, { image: `${image}:6.9.4` });
    },
    'podinfo: image must be an image without a tag, a digest or a scheme',
  ],
  [
    'credentials over plain HTTP',
    (scope) => {
      repository(scope, { insecure: true, secretRef: { name: 'pull' } });
    },
    'podinfo: insecure must not stand beside credentials, got true',
  ],
  [
    'an exclusion that does not compile',
    (scope) => {
      repository(scope, { exclusionList: ['^v1', '(sig'] });
    },
    'podinfo: exclusionList[1] must be a regular expression of RE2, got "(sig"',
  ],
  [
    'a range that is none',
    (scope) => {
      policy(scope, { policy: semver('6.9.latest') });
    },
    'latest: policy.semver.range must be a range of semantic versions, got "6.9.latest"; write it like',
  ],
  [
    'a lookahead',
    (scope) => {
      policy(scope, { filterTags: { pattern: '^(?!rc).*$' } });
    },
    'latest: filterTags.pattern must be a regular expression of RE2, got "^(?!rc).*$"; it looks ahead or behind',
  ],
  [
    'a group that the pattern lacks',
    (scope) => {
      policy(scope, { filterTags: { pattern: '^main-(?P<ts>[0-9]+)$', extract: '$time' } });
    },
    'latest: filterTags.extract must hold groups of the pattern, got "$time"',
  ],
  [
    'numbers without a filter',
    (scope) => {
      policy(scope, { policy: numerical() });
    },
    'latest: filterTags must be given for a numerical policy',
  ],
  [
    'a policy without a repository',
    (scope) => {
      policy(scope, { imageRepositoryRef: { name: 'podinfo-2' } });
    },
    'latest: imageRepositoryRef.name must name an ImageRepository of namespace flux-system, got "podinfo-2"',
  ],
  [
    'a policy whose repository is in another namespace',
    (scope) => {
      policy(scope, { namespace: 'shop' });
    },
    'latest: imageRepositoryRef.name must name an ImageRepository of namespace shop, got "podinfo"; create one there: a locked-down Flux reads none of another namespace',
  ],
  [
    'an automation in another namespace than its policies',
    (scope) => {
      automation(scope, { namespace: 'shop' });
    },
    'images: namespace must be that of the ImagePolicies to follow, got "shop"',
  ],
  [
    'a push to the branch that is checked out',
    (scope) => {
      automation(scope, { git: gitWith({ branch: 'main' }) });
    },
    'images: git.push.branch must be another branch than git.checkout.ref.branch, got "main"; a commit there is neither synthesized nor reviewed',
  ],
  [
    'the same by a refspec',
    (scope) => {
      automation(scope, { git: gitWith({ branch: 'updates', refspec: 'refs/heads/updates:refs/heads/main' }) });
    },
    'images: git.push.refspec must lead to another branch too',
  ],
  [
    'a refspec that forces',
    (scope) => {
      automation(scope, { git: gitWith({ branch: 'updates', refspec: '+updates:review' }) });
    },
    'images: git.push.refspec must neither force nor delete',
  ],
  [
    'a push branch that Git does not allow',
    (scope) => {
      automation(scope, { git: gitWith({ branch: 'image updates' }) });
    },
    'images: git.push.branch must be a name that Git allows, got "image updates"',
  ],
  [
    'a template with a field that Flux has dropped',
    (scope) => {
      automation(scope, { git: gitWith({ branch: 'updates' }, '{{ range .Updated.Images }}{{ end }}') });
    },
    'images: git.commit.messageTemplate must use fields that Flux still has, got ".Updated"',
  ],
  ...['./dist', '.', './releases/../dist', 'releases-old'].map((path): (typeof refused)[number] => [
    `the path ${path}`,
    (scope) => {
      automation(scope, { path });
    },
    `images: path must be ./releases or a folder in it, got "${path}"`,
  ]),
  [
    'a Flux without the controllers',
    (scope) => {
      automation(scope);
      new FluxInstance(scope, 'flux', {
        version: '2.9.5',
        components: ['source-controller', 'image-reflector-controller'],
      });
    },
    'flux: components must hold image-automation-controller, since there are ImagePolicies',
  ],
];

test.each(refused)('refuses %s', (_title, make, message) => {
  expect(() => objectsOf(make)).toThrow(message);
});

test('what a digest policy needs is a matter of types', () => {
  const policies: ImagePolicyProps[] = [
    // @ts-expect-error an interval is for Always only
    { imageRepositoryRef, policy: semver('6.x'), interval: '1h' },
    // @ts-expect-error Always needs one
    { imageRepositoryRef, policy: semver('6.x'), digestReflectionPolicy: 'Always' },
    // @ts-expect-error one rule only
    { imageRepositoryRef, policy: { semver: { range: '6.x' }, alphabetical: {} } },
    // @ts-expect-error a locked-down Flux reads no other namespace
    { imageRepositoryRef: { name: 'podinfo', namespace: 'shop' }, policy: semver('6.x') },
  ];
  expect(policies).toHaveLength(4);
});
