import { ApiObject, App, Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { GitOpsApp } from '../synth/gitops-app';
import { ManifestResolver } from '../synth/manifest-resolver';
import { Findings } from '../synth/synth-error';
import { Synthesis } from '../synth/synthesis';
import { isManifestObject, type ManifestObject } from './manifest-object';

/**
 * Builds constructs in a chart made for the test.
 *
 * @returns the construct to look at, or anything else to look at all that was built.
 */
export type ConstructBuilder = (chart: Chart) => unknown;

/**
 * The Kubernetes objects of a construct, as plain data, with nothing written to disk. Works with any cdk8s app, stock or
 * ours, and with any construct in one: an app, a chart, a workspace, a single object. Given a function, it builds what
 * the function builds, in a new chart of a {@link GitOpsApp}.
 *
 * @returns the objects of the construct and of all constructs below it, in construct order.
 * @throws {SynthError} with everything that is wrong with the app the construct belongs to, each behind its construct path.
 * @example
 * const objects = synth((chart) => {
 *   new PodinfoApp(chart, 'backend', { namespace: 'shop', tag: '6.9.4' });
 * });
 * expect(objects.map(({ kind }) => kind)).toContain('Deployment');
 */
export function synth(source: IConstruct | ConstructBuilder): ManifestObject[] {
  const construct = typeof source === 'function' ? build(source) : source;
  const app = appOf(construct);
  const findings = new Findings();
  if (app instanceof GitOpsApp) new Synthesis(app).run(() => undefined);
  else validate(app, findings);
  const resolver = new ManifestResolver(app, findings);
  const objects = construct.node
    .findAll()
    .filter((child): child is ApiObject => child instanceof ApiObject)
    .map((apiObject) => resolver.resolve(apiObject));
  findings.throwIfAny(app);
  return objects.filter(isManifestObject);
}

function build(builder: ConstructBuilder): IConstruct {
  const chart = new Chart(new GitOpsApp({ repository: 'https://example.com/fleet' }), 'test');
  const built = builder(chart);
  return Construct.isConstruct(built) ? built : chart;
}

function appOf(construct: IConstruct): App {
  const { root, path } = construct.node;
  if (root instanceof App) return root;
  throw new Error(`${path}: root must be a cdk8s App, got ${root.constructor.name}; create the construct below an App`);
}

/** What a stock app does before it writes; ours does it in its own synthesis. */
function validate(app: App, findings: Findings): void {
  for (const construct of app.node.findAll()) {
    for (const message of construct.node.validate()) findings.add(construct, message);
  }
  findings.throwIfAny(app);
}
