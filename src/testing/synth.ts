import { ApiObject, App, Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
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
 * the function builds, in a new chart.
 *
 * @returns the objects of the construct and of all constructs below it, in construct order.
 * @throws {Error} that lists all problems of the app the construct belongs to, each behind its construct path.
 * @example
 * const objects = synth((chart) => {
 *   new PodinfoApp(chart, 'backend', { namespace: 'shop' });
 * });
 * expect(objects.map(({ kind }) => kind)).toContain('Deployment');
 */
export function synth(source: IConstruct | ConstructBuilder): ManifestObject[] {
  const construct = typeof source === 'function' ? build(source) : source;
  const problems = problemsOf(construct.node.root);
  if (problems.length > 0) throw new Error(problemList(problems));
  return construct.node
    .findAll()
    .filter((child): child is ApiObject => child instanceof ApiObject)
    .map(toObject);
}

function build(builder: ConstructBuilder): IConstruct {
  const chart = new Chart(new App(), 'test');
  const built = builder(chart);
  return Construct.isConstruct(built) ? built : chart;
}

function problemsOf(root: IConstruct): string[] {
  return root.node.findAll().flatMap(({ node }) => node.validate().map((text) => `${node.path}: ${text}`));
}

function problemList(problems: readonly string[]): string {
  const [only] = problems;
  if (problems.length === 1 && only !== undefined) return only;
  return [`${problems.length} problems`, ...problems].join('\n  ');
}

function toObject(apiObject: ApiObject): ManifestObject {
  const object: unknown = apiObject.toJson();
  if (isManifestObject(object)) return object;
  const rule = 'have an apiVersion, a kind and a metadata.name';
  throw new Error(`${apiObject.node.path}: object must ${rule}, got ${JSON.stringify(object)}; set what is missing`);
}
