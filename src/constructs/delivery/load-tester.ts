import { ApiObject, Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { imagePullSecretsOf } from '../../model/image-pull-secrets';
import { checkLabelName } from '../../model/name';
import type { Problem } from '../../model/problem';
import { report } from '../report';
import { checkNamespace, namespaceOf } from '../traffic/namespace';
import { loadTesterPod, TESTER_PORT } from './load-tester-pod';

/** Props of a {@link LoadTester}. */
export interface LoadTesterProps {
  /** Name of its objects. @default - the construct's id */
  readonly name?: string;
  /** Its namespace. @default - the Chart's */
  readonly namespace?: string;
  /** Namespaces whose Canaries it serves; it answers all others with 403. @default - its own */
  readonly namespaces?: readonly string[];
  /** Files for its commands, by name, in the folder `/files`: scripts of `wrk`, `.proto` files, tests of `bats`. @default - none */
  readonly files?: Readonly<Record<string, string>>;
}

/** The load testers of a chart, in the order they were made in. */
const testers = new WeakMap<Chart, LoadTester[]>();

/**
 * A team's own load tester: the Canaries of its chart use it, in place of the one that all teams share. It runs in the team's namespace with the rights of no one, and serves no other team's Canaries.
 *
 * It keeps gates in memory, so it has one replica, and a restart closes every gate.
 *
 * @example
 * new LoadTester(shop, 'load-tester');
 * new Canary(shop, 'backend-rollout', {
 *   target: backend,
 *   strategy: canary({ stepWeight: 10, maxWeight: 50 }),
 *   analysis: { webhooks: [loadTest()] },
 * });
 */
export class LoadTester extends Construct {
  /** The load tester that a construct's chart has first, or nothing. */
  static find(construct: IConstruct): LoadTester | undefined {
    return testers.get(Chart.of(construct))?.[0];
  }

  /** Name of its objects. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;
  /** Namespaces whose Canaries it serves. */
  readonly namespaces: readonly string[];
  /** Its URL, for hooks that name one. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: LoadTesterProps = {}) {
    super(scope, id);
    this.name = props.name ?? id;
    this.namespace = namespaceOf(this, props.namespace);
    this.namespaces = props.namespaces ?? [this.namespace];
    this.url = `http://${this.name}.${this.namespace}/`;
    const { files = {} } = props;
    const chart = Chart.of(this);
    report(this, [
      ...checkLabelName('name', this.name),
      ...checkNamespace(this.namespace),
      ...this.namespaces.flatMap((namespace) => checkLabelName('namespaces', namespace)),
      ...Object.keys(files).flatMap(checkFileName),
    ]);
    testers.set(chart, [...(testers.get(chart) ?? []), this]);
    this.addObjects(files);
  }

  private addObjects(files: Readonly<Record<string, string>>): void {
    const { name, namespace, namespaces } = this;
    const metadata = { name, namespace };
    const hasFiles = Object.keys(files).length > 0;
    new ApiObject(this, 'ServiceAccount', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata,
      automountServiceAccountToken: false,
    });
    if (hasFiles) new ApiObject(this, 'ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: files });
    new ApiObject(this, 'Deployment', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: name } },
        template: loadTesterPod({ name, namespaces, hasFiles, imagePullSecrets: imagePullSecretsOf(this) }),
      },
    });
    new ApiObject(this, 'Service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: { app: name }, ports: [{ name: 'http', port: 80, targetPort: TESTER_PORT }] },
    });
  }
}

function checkFileName(got: string): Problem[] {
  if (/^[-._a-zA-Z0-9]{1,253}$/.test(got) && !/^\.{1,2}$/.test(got)) return [];
  const remedy = 'for example "smoke.bats"';
  return [{ prop: 'files', must: 'be named by letters, digits, "-", "_" and "."', got, remedy }];
}
