import { ApiObject, type App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { canaryNames, fieldsOf, textIn } from '../manifest/canary-names';
import type { TemplateLookup } from '../manifest/strictness/metric-terms';
import { apiGroupOf } from '../model/api-group';
import { type Manifest, ManifestResolver } from './manifest-resolver';
import { Findings } from './synth-error';

/** A Canary of an environment. */
interface Rollout {
  readonly apiObject: ApiObject;
  readonly manifest: Manifest;
  /** Its target, as `<kind> <namespace>/<name>`. */
  readonly target: string;
  /** Finds the templates of its metrics. */
  readonly templateOf: TemplateLookup;
}

/** What of an environment counts for its strictness. Namespaces are called as in the environment that is compared with it. */
export interface Stage {
  /** The Canaries, by namespace and name. */
  readonly rollouts: ReadonlyMap<string, Rollout>;
  /** The workloads, as {@link Rollout.target}. */
  readonly workloads: ReadonlyMap<string, ApiObject>;
  /** The namespaces of both, as they are called here. */
  readonly namespaces: ReadonlySet<string>;
}

/**
 * Reads what is below a construct, as it is written.
 *
 * @param app the app.
 * @param construct the construct.
 * @param nameOf what a namespace is called in the other environment.
 */
export function readStage(app: App, construct: IConstruct, nameOf: (namespace: string) => string): Stage {
  // What does not render is found where it is written.
  const resolver = new ManifestResolver(app, new Findings());
  const rollouts = new Map<string, Rollout>();
  const workloads = new Map<string, ApiObject>();
  const templates = new Map<string, Manifest>();
  const namespaces = new Set<string>();
  const templateIn =
    (own: string): TemplateLookup =>
    (reference) => {
      const template = templates.get(`${textIn(reference, 'namespace') || own}/${textIn(reference, 'name')}`);
      return template && fieldsOf(template['spec']);
    };
  for (const apiObject of construct.node.findAll()) {
    if (!ApiObject.isApiObject(apiObject)) continue;
    const kind = kindOf(apiObject);
    const manifest = kind === undefined ? undefined : resolver.resolve(apiObject);
    if (kind === undefined || manifest === undefined) continue;
    const metadata = fieldsOf(manifest['metadata']);
    const [name, namespace] = [textIn(metadata, 'name'), textIn(metadata, 'namespace') || 'default'];
    const place = nameOf(namespace);
    if (kind === 'MetricTemplate') {
      templates.set(`${namespace}/${name}`, manifest);
      continue;
    }
    namespaces.add(namespace);
    if (kind === 'Canary') {
      const { target, spec } = canaryNames(manifest);
      const targetText = `${textIn(fieldsOf(spec['targetRef']), 'kind')} ${place}/${target}`;
      rollouts.set(`${place}/${name}`, { apiObject, manifest, target: targetText, templateOf: templateIn(namespace) });
    } else workloads.set(`${kind} ${place}/${name}`, apiObject);
  }
  return { rollouts, workloads, namespaces };
}

function kindOf({ apiVersion, kind }: ApiObject): string | undefined {
  const group = apiGroupOf(apiVersion);
  if (group === 'flagger.app' && (kind === 'Canary' || kind === 'MetricTemplate')) return kind;
  return group === 'apps' && (kind === 'Deployment' || kind === 'DaemonSet') ? kind : undefined;
}
