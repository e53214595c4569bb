import { ApiObject, JsonPatch } from 'cdk8s';
import { PodinfoApp } from '../../src/constructs/app/podinfo-app';
import type { AnalysisProfile } from '../../src/constructs/delivery/analysis-profile';
import { Canary } from '../../src/constructs/delivery/canary';
import { profiles } from '../../src/constructs/delivery/profiles';
import { metric } from '../../src/constructs/delivery/query-metric';
import { blueGreen, canary, type Strategy } from '../../src/constructs/delivery/strategy';
import type { Environment } from '../../src/constructs/infrastructure/environment';
import type { TeamWorkspace } from '../../src/constructs/workspace/team-workspace';
import type { StrictnessField } from '../../src/model/strictness';
import { SynthError } from '../../src/synth/synth-error';
import { clusterIn, environmentOn, fleetApp, workspaceIn } from '../constructs/workspace/fixture';

interface Stage {
  readonly environment: Environment;
  readonly shop: TeamWorkspace;
  readonly rollout: Canary;
}

const steps = canary({ stepWeight: 10, maxWeight: 50 });

function stage(parent: ReturnType<typeof fleetApp>, id: string, profile: AnalysisProfile, strategy: Strategy = steps) {
  const environment = environmentOn(clusterIn(parent, `${id}-cluster`), id, { profile });
  const shop = workspaceIn(environment, 'shop');
  const target = new PodinfoApp(shop, 'backend', { tag: '6.9.4' });
  return { environment, shop, rollout: new Canary(shop, 'backend-rollout', { target, strategy }) };
}

/** What synthesis says of dev and prod, made by the profiles given and changed by a function. */
function findings(dev: AnalysisProfile, prod: AnalysisProfile, change: (dev: Stage, prod: Stage) => void): string[] {
  const app = fleetApp();
  change(stage(app, 'dev', dev), stage(app, 'prod', prod));
  try {
    app.synthYaml();
    return [];
  } catch (error) {
    if (!(error instanceof SynthError)) throw error;
    return error.findings.map(({ path, message }) => `${path}: ${message}`);
  }
}

const looser: AnalysisProfile = { ...profiles.quick, threshold: 9, interval: '1m' };

test('an environment may be at least as strict as another in either direction, and says all that contradicts it', () => {
  expect(
    findings(looser, profiles.quick, (dev, prod) => {
      prod.environment.atLeastAsStrictAs(dev.environment);
    }),
  ).toStrictEqual([]);
  expect(
    findings(looser, profiles.quick, (dev, prod) => {
      dev.environment.atLeastAsStrictAs(prod.environment);
    }),
  ).toStrictEqual([
    'dev-cluster/dev/shop/backend-rollout/Canary: /spec/analysis/threshold must be at most 3 failed checks, as in prod-cluster/prod/shop/backend-rollout/Canary, got 9; change one of them, or name what dev-cluster/dev need not match in except',
    'dev-cluster/dev/shop/backend-rollout/Canary: /spec/analysis/interval must be at most 30 seconds when multiplied by the threshold, as in prod-cluster/prod/shop/backend-rollout/Canary, got 540; change one of them, or name what dev-cluster/dev need not match in except',
  ]);
});

test('nothing is compared that is excepted', () => {
  const except = ['threshold', 'rollbackTime'] as const;
  expect(
    findings(looser, profiles.quick, (dev, prod) => {
      dev.environment.atLeastAsStrictAs(prod.environment, { except });
    }),
  ).toStrictEqual([]);
});

test('a patched Canary is compared as it is written', () => {
  const patched = findings(profiles.quick, profiles.quick, (dev, prod) => {
    prod.environment.atLeastAsStrictAs(dev.environment);
    ApiObject.of(prod.rollout).addJsonPatch(JsonPatch.replace('/spec/analysis/metrics/0/thresholdRange/min', 95));
  });
  expect(patched).toStrictEqual([
    expect.stringContaining(
      '/spec/analysis/metrics must pass "request-success-rate" only within {"min":99}, as in dev-cluster/dev/shop/backend-rollout/Canary, got {"min":95}',
    ),
  ]);
});

test('a Canary that is none of this toolkit is compared, too', () => {
  const raw = (workspace: TeamWorkspace, spec: object) =>
    new ApiObject(workspace, 'raw', {
      apiVersion: 'flagger.app/v1beta1',
      kind: 'Canary',
      metadata: { name: 'raw' },
      spec,
    });
  const found = findings(profiles.quick, profiles.quick, (dev, prod) => {
    prod.environment.atLeastAsStrictAs(dev.environment);
    raw(dev.shop, { analysis: { iterations: 5, interval: '10s', threshold: 1 } });
    raw(prod.shop, { skipAnalysis: true, analysis: { iterations: 5, interval: '10s', threshold: 1 } });
  });
  expect(found).toStrictEqual([
    expect.stringMatching(
      /^prod-cluster\/prod\/shop\/raw: \/spec\/skipAnalysis must be left out or false, as in dev-cluster\/dev/,
    ),
  ]);
});

test('strategies of different kinds are a finding, unless the strategy is excepted', () => {
  const twoKinds = (except: readonly StrictnessField[]) => {
    const app = fleetApp();
    const dev = stage(app, 'dev', profiles.quick);
    const prod = stage(app, 'prod', profiles.quick, blueGreen({ iterations: 10 }));
    prod.environment.atLeastAsStrictAs(dev.environment, { except });
    return app;
  };
  expect(() => twoKinds([]).synthYaml()).toThrow(
    '/spec/analysis must have the strategy canary to be compared, as in dev-cluster/dev/shop/backend-rollout/Canary, got "blue-green"',
  );
  expect(twoKinds(['strategy']).synthYaml()).toContain('kind: Canary');
});

test('environments that share no Canary are a finding, and may name the namespaces that correspond', () => {
  const twoNamespaces = (namespaces: Readonly<Record<string, string>>) => {
    const app = fleetApp();
    const cluster = clusterIn(app, 'laptop');
    const [dev, prod] = (['dev', 'prod'] as const).map((id) => {
      const environment = environmentOn(cluster, id);
      const shop = workspaceIn(environment, 'shop', { namespaces: [id === 'dev' ? 'shop-dev' : 'shop'] });
      const target = new PodinfoApp(shop, 'backend', { tag: '6.9.4' });
      new Canary(shop, 'backend-rollout', { target, strategy: steps });
      return environment;
    }) as [Environment, Environment];
    prod.atLeastAsStrictAs(dev, { namespaces });
    return app;
  };
  expect(() => twoNamespaces({}).synthYaml()).toThrow(
    'laptop/prod: environment must hold a Canary that laptop/dev has, too, to be at least as strict as it, got ["shop/backend"]; name the namespaces that correspond, or remove the claim',
  );
  expect(twoNamespaces({ 'shop-dev': 'shop' }).synthYaml()).toContain('kind: Canary');
});

describe('a claim that cannot be meant', () => {
  const pair = (claim: (dev: Stage, prod: Stage) => void) => findings(profiles.quick, profiles.quick, claim);

  test('is one of an environment about itself, or one that another takes back', () => {
    expect(
      pair((dev) => {
        dev.environment.atLeastAsStrictAs(dev.environment, { except: ['hooks', 'metrics', 'strategy'] });
      }),
    ).toStrictEqual([
      'dev-cluster/dev: environment must not be at least as strict as itself in skipAnalysis, threshold, rollbackTime, readyThresholds, got dev-cluster/dev > dev-cluster/dev; none of them could differ from another: remove a claim, or except in one what another compares',
    ]);
    expect(
      pair((dev, prod) => {
        dev.environment.atLeastAsStrictAs(prod.environment);
        prod.environment.atLeastAsStrictAs(dev.environment);
      }),
    ).toStrictEqual([expect.stringContaining('got dev-cluster/dev > prod-cluster/prod > dev-cluster/dev; ')]);
  });

  test('is none where each is stricter in something else', () => {
    expect(
      pair((dev, prod) => {
        dev.environment.atLeastAsStrictAs(prod.environment, { except: ['threshold', 'rollbackTime'] });
        prod.environment.atLeastAsStrictAs(dev.environment, {
          except: ['skipAnalysis', 'readyThresholds', 'strategy', 'metrics', 'hooks'],
        });
      }),
    ).toStrictEqual([]);
  });

  test('is one about namespaces or fields that there are not', () => {
    expect(
      pair((dev, prod) => {
        const except = ['treshold'] as unknown as StrictnessField[];
        prod.environment.atLeastAsStrictAs(dev.environment, { namespaces: { shop: 'shop', shpo: 'web' }, except });
      }),
    ).toStrictEqual([
      'prod-cluster/prod: except must name what is compared, got "treshold"; the names are skipAnalysis, threshold, rollbackTime, readyThresholds, strategy, metrics, hooks',
      'prod-cluster/prod: namespaces must name namespaces of dev-cluster/dev, shop, got "shpo"; correct it, or remove it',
      'prod-cluster/prod: namespaces must name namespaces of prod-cluster/prod, shop, got "web"; correct it, or remove it',
    ]);
  });
});

test('what has a Canary in the looser environment has one in the stricter one, where it is there', () => {
  const more = (inProd: boolean, canaryIn: 'dev' | 'prod') =>
    findings(profiles.quick, profiles.quick, (dev, prod) => {
      prod.environment.atLeastAsStrictAs(dev.environment);
      const apps = { dev: new PodinfoApp(dev.shop, 'cart', { tag: '6.9.4' }) };
      const all = inProd ? { ...apps, prod: new PodinfoApp(prod.shop, 'cart', { tag: '6.9.4' }) } : apps;
      const target = canaryIn === 'prod' && 'prod' in all ? all.prod : all.dev;
      new Canary(canaryIn === 'prod' ? prod.shop : dev.shop, 'cart-rollout', { target, strategy: steps });
    });
  expect(more(true, 'dev')).toStrictEqual([
    'prod-cluster/prod/shop/cart/Deployment: object must be rolled out by a Canary, as in dev-cluster/dev/shop/cart-rollout/Canary, got none; new versions would get all requests at once: create one',
  ]);
  expect([...more(false, 'dev'), ...more(true, 'prod')]).toStrictEqual([]);
});

test('metrics are the same that ask the same, whatever they are called', () => {
  const asks = (query: string, name: string) => ({
    ...profiles.quick,
    metrics: [metric({ name, query }, { min: 99 })],
  });
  const claim = (dev: Stage, prod: Stage) => {
    prod.environment.atLeastAsStrictAs(dev.environment);
  };
  expect(findings(asks('sum(up)  / 2\n', 'alive'), asks('sum(up) / 2', 'up'), claim)).toStrictEqual([]);
  expect(findings(asks('sum(up) / 2', 'up'), asks('sum(up)', 'up'), claim)).toStrictEqual([
    expect.stringContaining('/spec/analysis/metrics must have "up" with the same query, within {"min":99}'),
  ]);
});
