import { ApiObject, type App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { canaryTerms } from '../manifest/strictness/canary-terms';
import { violations } from '../manifest/strictness/strictness-order';
import { apiGroupOf } from '../model/api-group';
import { valueText } from '../model/problem';
import type { StrictnessClaim } from '../model/strictness';
import { type Manifest, ManifestResolver } from './manifest-resolver';
import { Findings } from './synth-error';

/** A Canary of an environment. */
interface Rollout {
  readonly apiObject: ApiObject;
  readonly manifest: Manifest;
}

/**
 * Checks a claim that the Canaries below a construct are at least as strict as those below another, on the manifests as
 * they are written: patched, or made without this toolkit's Canary.
 *
 * @param app the app.
 * @param construct the construct that claims it.
 * @param claim what it claims.
 * @param findings takes what contradicts the claim.
 */
export function checkStrictness(app: App, construct: IConstruct, claim: StrictnessClaim, findings: Findings): void {
  const { namespaces = {}, except } = claim;
  const looser = claim.looser as IConstruct;
  // What does not render is found where it is written.
  const resolver = new ManifestResolver(app, new Findings());
  const own = rolloutsBelow(construct, resolver, (namespace) => namespace);
  const others = rolloutsBelow(looser, resolver, (namespace) => namespaces[namespace] ?? namespace);
  const shared = [...own].filter(([key]) => others.has(key));
  if (shared.length === 0) findings.add(construct, nothingShared(looser, [...own.keys()]));
  for (const [key, { apiObject, manifest }] of shared) {
    const other = others.get(key) as Rollout;
    for (const { pointer, must, got } of violations(canaryTerms(manifest), canaryTerms(other.manifest), except)) {
      const where = other.apiObject.node.path;
      const remedy = `change one of them, or name what ${construct.node.path} need not match in except`;
      findings.add(apiObject, `${pointer} must ${must}, as in ${where}, got ${valueText(got)}; ${remedy}`);
    }
  }
}

/** The Canaries below a construct, by namespace and name. */
function rolloutsBelow(
  construct: IConstruct,
  resolver: ManifestResolver,
  nameOf: (namespace: string) => string,
): ReadonlyMap<string, Rollout> {
  const found = construct.node.findAll().filter((one): one is ApiObject => ApiObject.isApiObject(one));
  const canaries = found.filter(
    ({ apiVersion, kind }) => kind === 'Canary' && apiGroupOf(apiVersion) === 'flagger.app',
  );
  return new Map(
    canaries.flatMap((apiObject) => {
      const manifest = resolver.resolve(apiObject);
      if (manifest === undefined) return [];
      const { name, namespace = 'default' } = manifest.metadata as {
        readonly name: string;
        readonly namespace?: string;
      };
      return [[`${nameOf(namespace)}/${name}`, { apiObject, manifest }] as const];
    }),
  );
}

function nothingShared(looser: IConstruct, own: readonly string[]): string {
  const rule = `hold a Canary that ${looser.node.path} has, too, to be at least as strict as it`;
  return `environment must ${rule}, got ${valueText(own)}; name the namespaces that correspond, or remove the claim`;
}
