import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkLabelName, checkSubdomainName } from '../../model/name';
import type { Problem } from '../../model/problem';
import { report } from '../report';
import { checkInteger } from './integer';
import { checkNamespace, namespaceOf } from './namespace';

/** A Service and its share of the requests. */
export interface SplitBackend {
  /** Name of the Service. */
  readonly service: string;
  /** Its share: a whole number in proportion to the others'. Zero sends nothing. */
  readonly weight: number;
}

/** Props of a {@link TrafficSplit}. */
export interface TrafficSplitProps {
  /** Name of the object. @default - the construct's id */
  readonly name?: string;
  /** Its namespace. @default - the Chart's */
  readonly namespace?: string;
  /** Name of the Service whose requests are split. */
  readonly service: string;
  /** The Services that get them. */
  readonly backends: readonly [SplitBackend, ...SplitBackend[]];
  /** API version: `v1alpha1` writes weights as quantities in strings, `v1alpha2` as whole numbers. @default 'v1alpha2' */
  readonly version?: 'v1alpha1' | 'v1alpha2';
}

/**
 * An SMI TrafficSplit whose weights people set by hand. For Linkerd it needs the `linkerd-smi` extension. Where Flagger
 * shifts traffic it writes its own; do not declare one for a Canary's target.
 *
 * @example
 * new TrafficSplit(shop, 'search', {
 *   service: 'search',
 *   backends: [
 *     { service: 'search-blue', weight: 90 },
 *     { service: 'search-green', weight: 10 },
 *   ],
 * });
 */
export class TrafficSplit extends Construct {
  /** Name of the object. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;

  constructor(scope: Construct, id: string, props: TrafficSplitProps) {
    super(scope, id);
    const { service, backends, version = 'v1alpha2' } = props;
    this.name = props.name ?? id;
    this.namespace = namespaceOf(this, props.namespace);
    report(this, [
      ...checkSubdomainName('name', this.name),
      ...checkNamespace(this.namespace),
      ...checkLabelName('service', service),
      ...checkBackends(backends),
    ]);
    this.node.defaultChild = new ApiObject(this, 'TrafficSplit', {
      apiVersion: `split.smi-spec.io/${version}`,
      kind: 'TrafficSplit',
      metadata: { name: this.name, namespace: this.namespace },
      spec: {
        service,
        backends: backends.map(({ service: backend, weight }) => ({
          service: backend,
          weight: version === 'v1alpha1' ? String(weight) : weight,
        })),
      },
    });
  }
}

function checkBackends(backends: readonly SplitBackend[]): Problem[] {
  const problems = backends.flatMap(({ service, weight }, index) => [
    ...checkLabelName(`backends[${index}].service`, service),
    ...checkInteger(`backends[${index}].weight`, weight, 0),
  ]);
  const names = backends.map(({ service }) => service);
  if (new Set(names).size < names.length) {
    const remedy = 'add up the weights of the same Service';
    problems.push({ prop: 'backends', must: 'name each Service once', got: names, remedy });
  }
  if (!backends.some(({ weight }) => weight > 0)) {
    const got = backends.map(({ weight }) => weight);
    problems.push({ prop: 'backends', must: 'give one weight above 0', got, remedy: 'nothing would get the requests' });
  }
  return problems;
}
