import { parse } from 'yaml';
import { ConsumerProject } from '../support/consumer-project';
import { fixture } from '../support/fixtures';
import { MODULE_SYSTEMS, tsconfig } from '../support/module-systems';
import { progress } from '../support/run';
import { TSC } from '../support/tools';
import { CDK8S, PLUS_LINES, TYPES } from '../support/versions';

const lines = Object.keys(PLUS_LINES);

describe('workloads of cdk8s-plus', () => {
  let project: ConsumerProject;

  // One project for all: lines that npm can install together, it can install one by one.
  beforeAll(async () => {
    project = ConsumerProject.of();
    for (const line of lines) {
      project.write(`${line}/fleet.ts`, fixture('consumer')['fleet.ts'] ?? '');
      for (const [path, text] of Object.entries(fixture('plus', line))) project.write(`${line}/${path}`, text);
      project.write(`${line}/tsconfig.json`, tsconfig(MODULE_SYSTEMS['commonjs-nodenext'], ['node']));
    }
    const plus = Object.fromEntries(lines.map((line) => [`cdk8s-plus-${line}`, PLUS_LINES[line] ?? '']));
    await project.install({ ...CDK8S, '@types/node': TYPES['@types/node'], ...plus });
  });
  afterAll(() => {
    project.remove();
  });

  test.each(lines)('of line %s are written, and a Canary rolls one out', async (line) => {
    progress(`cdk8s-plus-${line}`);
    expect(await project.run(process.execPath, [TSC], { in: line })).toStrictEqual({ code: 0, output: '' });
    expect(await project.run(process.execPath, ['out/plus.js'], { in: line })).toMatchObject({ code: 0 });
    const written = (path: string): unknown => parse(project.read(`${line}/plus/${path}`));

    expect(written('apps/dev/shop/settings.yaml')).toMatchObject({
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'shop' },
      data: { COLOR: 'teal' },
    });
    const web = written('apps/dev/shop/web.yaml');
    expect(web).toMatchObject({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'shop' },
      spec: {
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: {
            containers: [{ ports: [{ containerPort: 9898 }], envFrom: [{ configMapRef: { name: 'settings' } }] }],
          },
        },
      },
    });
    expect(web).not.toHaveProperty('spec.replicas');
    expect(written('apps/dev/shop/web-rollout.yaml')).toMatchObject({
      kind: 'Canary',
      metadata: { name: 'web', namespace: 'shop' },
      spec: {
        targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        service: { port: 80, targetPort: 9898 },
      },
    });
    expect(written('apps/dev/shop/kustomization.yaml')).toMatchObject({
      resources: ['settings.yaml', 'web-rollout.yaml', 'web.yaml'],
    });
    const tools = project.read(`${line}/plus/tools.k8s.yaml`);
    expect(tools.match(/^kind: .*$/gm)?.sort()).toStrictEqual(['kind: ConfigMap', 'kind: Deployment', 'kind: Service']);
  });
});
