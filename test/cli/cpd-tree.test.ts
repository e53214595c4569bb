import { cpd, cpdJson, type CpdRun } from './support/cpd';
import { FileTree } from './support/file-tree';
import { canary, deployment, SMALL_FLEET } from './support/small-fleet';

let files: FileTree;

beforeEach(() => {
  files = new FileTree(SMALL_FLEET);
});

afterEach(() => {
  files.remove();
});

/** Runs `cpd tree` on a folder, whose name is left out of what it wrote. */
function tree(...args: string[]): CpdRun {
  const { code, out, error } = cpd(['tree', files.folder, ...args]);
  const short = (line: string) => files.short(line);
  return { code, out: out.map(short), error: error.map(short) };
}

function lines(...args: string[]): string[] {
  const { code, out, error } = tree(...args);
  expect({ code, error }).toStrictEqual({ code: 0, error: [] });
  return out;
}

const SHOP = [
  'edge  cluster, branch main',
  '└─ dev  environment, branch main',
  '   └─ shop  team, namespaces shop, shop-web',
  '      ├─ backend   podinfo:6.9.4 green              canary 10 % → 50 %, every 10s, linkerd',
  '      ├─ catalog   66.7 % v1, 33.3 % v2',
  '      ├─ frontend  web@sha256:0123456789ab #010203  A/B test 10 checks every 1m, x-user=insider or a=b* and c~d.*, nginx',
  '      └─ plain     nginx                            no canary',
];

describe('a fleet', () => {
  test('is shown from the clusters down to what runs', () => {
    expect(lines()).toStrictEqual([
      'edge  cluster, branch main',
      '├─ dev  environment, branch main',
      '│  ├─ blog  team, namespace blog',
      '│  │  └─ apps in https://github.com/acme/blog, branch release, folder ./deploy/dev',
      ...SHOP.slice(2).map((line) => line.replace('   ', '│  ')),
      '└─ qa  environment',
      '   └─ shop  team',
      '      └─ no apps',
    ]);
  });

  test('of one team in one environment', () => {
    expect(lines('--env', 'dev', '--team', 'shop')).toStrictEqual(SHOP);
  });

  test('with infrastructure, in the order of installation', () => {
    expect(lines('--team=blog', '--all')).toStrictEqual([
      'edge  cluster, branch main',
      '├─ infrastructure',
      '│  ├─ flux         2.9.5',
      '│  ├─ flagger      1.44.0',
      '│  ├─ gateway-api  gateway-api-crds v1.4.1',
      '│  └─ identity',
      '└─ dev  environment, branch main',
      '   └─ blog  team, namespace blog',
      '      └─ apps in https://github.com/acme/blog, branch release, folder ./deploy/dev',
    ]);
  });

  test('has the same as data, and the parts that the text leaves out', () => {
    const { code, document } = cpdJson('tree', files.folder, '--all');
    const shop = {
      name: 'shop',
      namespaces: ['shop', 'shop-web'],
      apps: [
        {
          name: 'backend',
          namespace: 'shop',
          kind: 'Deployment',
          images: [{ image: 'ghcr.io/stefanprodan/podinfo', tag: '6.9.4' }],
          color: 'green',
          rollout: {
            strategy: 'canary',
            stepWeight: 10,
            maxWeight: 50,
            interval: '10s',
            threshold: 3,
            provider: 'linkerd',
          },
        },
        {
          name: 'frontend',
          namespace: 'shop-web',
          kind: 'Deployment',
          images: [{ image: 'localhost:5000/web', digest: 'sha256:0123456789abcdef0123' }],
          color: '#010203',
          rollout: {
            strategy: 'ab-test',
            iterations: 10,
            match: ['x-user=insider', 'a=b* and c~d.*'],
            interval: '1m',
            threshold: 5,
            provider: 'nginx',
          },
        },
        { name: 'plain', namespace: 'shop', kind: 'Deployment', images: [{ image: 'nginx' }] },
      ],
      splits: [
        {
          name: 'catalog',
          namespace: 'shop',
          backends: [
            { name: 'v1', weight: 2 },
            { name: 'v2', weight: 1 },
          ],
        },
      ],
    };
    const blog = {
      name: 'blog',
      namespaces: ['blog'],
      apps: [],
      splits: [],
      source: { url: 'https://github.com/acme/blog', branch: 'release', path: './deploy/dev' },
    };
    expect({ code, document }).toStrictEqual({
      code: 0,
      document: {
        exitCode: 0,
        problems: [],
        folder: files.folder,
        clusters: [
          {
            name: 'edge',
            branch: 'main',
            infrastructure: [
              { name: 'flux', versions: [{ name: 'flux', version: '2.9.5' }] },
              { name: 'flagger', versions: [{ name: 'flagger', version: '1.44.0' }] },
              { name: 'gateway-api', versions: [{ name: 'gateway-api-crds', version: 'v1.4.1' }] },
              { name: 'identity', versions: [] },
            ],
            environments: [
              { name: 'dev', branch: 'main', teams: [blog, shop] },
              { name: 'qa', teams: [{ name: 'shop', namespaces: [], apps: [], splits: [] }] },
            ],
          },
        ],
      },
    });
  });

  test('without teams yet', () => {
    files.remove();
    files = new FileTree({ 'clusters/new/cluster.yaml': '' });
    expect(lines()).toStrictEqual(['new  cluster', '└─ no teams']);
    expect(tree('--env', 'dev').error).toStrictEqual([
      'cpd: --env must be left out: there are no teams yet, got "dev"; "cpd tree" shows what is where',
    ]);
  });
});

describe("a team's own repository", () => {
  const app = `${deployment('a', 'shop', 'podinfo:1')}---\n${canary('a', 'shop', 'analysis: { iterations: 2 }')}`;
  const list = 'apiVersion: v1\nkind: List\nitems: [{ kind: StatefulSet, metadata: { name: b } }]\n';

  test('is shown folder by folder', () => {
    files.remove();
    files = new FileTree({
      'dev/shop.k8s.yaml': app,
      'prod/all/b.yml': list,
      'prod/README.md': '',
      'node_modules/x/a.yaml': app,
    });
    expect(lines()).toStrictEqual([
      'FOLDER',
      '├─ dev',
      '│  └─ a  podinfo:1  blue/green 2 checks',
      '└─ prod/all',
      '   └─ b  (StatefulSet)  no canary',
    ]);
    expect(cpdJson('tree', files.folder).document).toMatchObject({
      clusters: [],
      folders: [
        { path: 'dev', apps: [{ name: 'a', rollout: { strategy: 'blue-green', iterations: 2 } }] },
        { path: 'prod/all', apps: [{ name: 'b', kind: 'StatefulSet' }] },
      ],
    });
  });

  test('may be one folder', () => {
    files.remove();
    files = new FileTree({ 'shop.k8s.yaml': app });
    expect(lines()).toStrictEqual(['FOLDER', '└─ a  podinfo:1  blue/green 2 checks']);
  });

  test.each(['--env=dev', '--team=shop', '--all'])('has nothing that %s could choose', (option) => {
    files.remove();
    files = new FileTree({ 'shop.k8s.yaml': app });
    const [name = ''] = option.split('=');
    expect(tree(option)).toStrictEqual({
      code: 2,
      out: [],
      error: [
        `cpd: ${name} must go with a tree that has clusters, got none in FOLDER; leave it out; naming a folder in it shows less, too`,
      ],
    });
  });
});

describe('shown as far as it goes: exit code 1', () => {
  test('a file that is no YAML, and one that is missing', () => {
    files.write('apps/dev/shop/broken.yaml', 'a: [1\n');
    files.write(
      'clusters/edge/workspace-dev-new.yaml',
      SMALL_FLEET['clusters/edge/workspace-dev-shop.yaml']?.replace('dev/shop', 'dev/new') ?? '',
    );
    const { code, out, error } = tree('--env', 'dev');
    expect(code).toBe(1);
    expect(out).toContain('   └─ shop  team, namespaces shop, shop-web');
    expect(out).toContain('   ├─ new  team');
    expect(error).toStrictEqual([
      'FOLDER/workspaces/dev/new/namespaces.yaml must be there, got nothing of that name; run "npx cdk8s synth"',
      'FOLDER/workspaces/dev/new/sync.yaml must be there, got nothing of that name; run "npx cdk8s synth"',
      expect.stringMatching(/^FOLDER\/apps\/dev\/shop\/broken\.yaml:2: must be valid YAML: flow sequence/),
    ]);
    const { document } = cpdJson('tree', files.folder, '--env', 'dev');
    expect(document).toMatchObject({
      exitCode: 1,
      problems: error.map((line) => line.replaceAll('FOLDER', files.folder)),
    });
  });

  test('infrastructure that is missing', () => {
    files.write(
      'clusters/edge/more.yaml',
      SMALL_FLEET['clusters/edge/cluster.yaml']?.replace('clusters/edge', 'infrastructure/edge/x') ?? '',
    );
    expect(tree('--all')).toMatchObject({
      code: 1,
      error: ['FOLDER/infrastructure/edge/x must be there, got nothing of that name; run "npx cdk8s synth"'],
    });
  });

  test('a message that would write on the terminal', () => {
    files.write('apps/dev/shop/evil.yaml', '"\\e[2J": 1\n"\\e[2J": 2\n');
    expect(tree('--env', 'dev').error).toStrictEqual([
      'FOLDER/apps/dev/shop/evil.yaml:2: a key must be unique in its map, got ?[2J again; remove one of them',
    ]);
  });

  test('a folder with files of any kind in it', () => {
    files.write('apps/dev/shop/bytes.yaml', '');
    files.write('apps/dev/shop/folder.yaml/', '');
    files.write('apps/dev/shop/list.yaml', '- 1\n- kind: Deployment\n');
    files.write(
      'apps/dev/shop/odd.yaml',
      'kind: Deployment\nmetadata: []\nspec: { template: 5 }\n---\nkind: [Canary]\n---\n5\n',
    );
    const { code, out, error } = tree('--team', 'shop');
    expect({ code, error }).toStrictEqual({ code: 0, error: [] });
    expect(out).toContain('│     ├─ ?         (Deployment)                     no canary');
  });
});

describe('could not run: exit code 2', () => {
  const must = 'must be a folder that cdk8s synth has written';

  test.each([
    [['--env', 'dve'], '--env must be one of dev, qa, got "dve"; did you mean "dev"?'],
    [['--env', 'live'], '--env must be one of dev, qa, got "live"; "cpd tree" shows what is where'],
    [['--env', 'qa', '--team', 'blog'], '--team must be one of shop, got "blog"; "cpd tree" shows what is where'],
    [['more'], 'the folder must be one, got "more" too; leave one of them out'],
  ])('%j', (args, message) => {
    expect(tree(...args)).toStrictEqual({ code: 2, out: [], error: [`cpd: ${message}`] });
  });

  test('a folder that is not there, a file, a foreign folder, the folder around', () => {
    files.write('around/dist/clusters/edge/cluster.yaml', '');
    files.write('foreign/readme.txt', '');
    const refusal = (path: string) => cpd(['tree', `${files.folder}/${path}`]).error.map((line) => files.short(line));
    const synth = 'run "npx cdk8s synth" first, or name its folder: cpd tree FOLDER';
    expect(refusal('none')).toStrictEqual([`cpd: FOLDER/none ${must}, got nothing of that name; ${synth}`]);
    expect(refusal('foreign/readme.txt')).toStrictEqual([
      `cpd: FOLDER/foreign/readme.txt ${must}, got a file; ${synth}`,
    ]);
    expect(refusal('foreign')).toStrictEqual([`cpd: FOLDER/foreign ${must}, got one without apps; ${synth}`]);
    expect(refusal('around')).toStrictEqual([
      `cpd: FOLDER/around ${must}, got the folder around one; did you mean FOLDER/around/dist?`,
    ]);
  });
});

test('an environment in the place of the folder', () => {
  expect(cpd(['tree', 'prod']).error).toStrictEqual([
    'cpd: prod must be a folder that cdk8s synth has written, got nothing of that name; did you mean --env prod?',
  ]);
  expect(cpd(['tree', '']).error[0]).toMatch(
    /^cpd: "" must be a folder .*, got nothing of that name; did you mean dist\?$/,
  );
});

test("this repository's own fleet", () => {
  const { code, out, error } = cpd(['tree']);
  expect({ code, error }).toStrictEqual({ code: 0, error: [] });
  expect(out.filter((line) => !/^[├└│ ]/.test(line))).toStrictEqual([
    'cloud  cluster, branch main',
    'laptop  cluster, branch dev',
  ]);
  expect(out).toContain('│     ├─ backend   podinfo:6.9.4 green  canary 10 % → 50 %, every 10s, linkerd');
  expect(out).toContain('   │  └─ player      podinfo:6.9.4  blue/green 10 checks every 1m, gatewayapi:v1');
  expect(cpd(['tree', 'dist', '--all']).out).toContain('│  ├─ cert-manager           v1.21.2');
});
