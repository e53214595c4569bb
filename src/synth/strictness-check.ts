import type { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { canaryTerms } from '../manifest/strictness/canary-terms';
import { violations } from '../manifest/strictness/strictness-order';
import { valueText } from '../model/problem';
import { STRICTNESS_FIELDS, type StrictnessClaim, type StrictnessField } from '../model/strictness';
import { readStage, type Stage } from './strictness-stage';
import type { Findings } from './synth-error';

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
  const { namespaces = {}, except = [] } = claim;
  const looser = claim.looser as IConstruct;
  const own = readStage(app, construct, (namespace) => namespace);
  const others = readStage(app, looser, (namespace) => namespaces[namespace] ?? namespace);
  for (const field of except) if (!STRICTNESS_FIELDS.includes(field)) findings.add(construct, unknownField(field));
  checkNamespaces(construct, claim, { own, others }, findings);
  const shared = [...own.rollouts].filter(([key]) => others.rollouts.has(key));
  if (shared.length === 0) findings.add(construct, nothingShared(looser, [...own.rollouts.keys()]));
  for (const [key, { apiObject, manifest, templateOf }] of shared) {
    const other = others.rollouts.get(key);
    if (other === undefined) continue;
    const [stricter, least] = [canaryTerms(manifest, templateOf), canaryTerms(other.manifest, other.templateOf)];
    for (const { pointer, must, got } of violations(stricter, least, except)) {
      const where = other.apiObject.node.path;
      const remedy = `change one of them, or name what ${construct.node.path} need not match in except`;
      findings.add(apiObject, `${pointer} must ${must}, as in ${where}, got ${valueText(got)}; ${remedy}`);
    }
  }
  checkUnanalysed(own, others, findings);
}

/** What a Canary of the looser environment rolls out has one in the stricter environment, too, where it is there. */
function checkUnanalysed(own: Stage, others: Stage, findings: Findings): void {
  const rolledOut = new Set([...own.rollouts.values()].map(({ target }) => target));
  for (const { apiObject, target } of others.rollouts.values()) {
    const workload = own.workloads.get(target);
    if (workload === undefined || rolledOut.has(target)) continue;
    const remedy = 'new versions would get all requests at once: create one';
    findings.add(workload, `object must be rolled out by a Canary, as in ${apiObject.node.path}, got none; ${remedy}`);
  }
}

function checkNamespaces(
  construct: IConstruct,
  { looser, namespaces = {} }: StrictnessClaim,
  { own, others }: { readonly own: Stage; readonly others: Stage },
  findings: Findings,
): void {
  const wrong = (where: IConstruct, got: string, known: ReadonlySet<string>) => {
    if (known.has(got)) return;
    const rule = `name namespaces of ${where.node.path}, ${[...known].sort().join(', ')}`;
    findings.add(construct, `namespaces must ${rule}, got ${valueText(got)}; correct it, or remove it`);
  };
  for (const [theirs, ours] of Object.entries(namespaces)) {
    wrong(looser as IConstruct, theirs, others.namespaces);
    wrong(construct, ours, own.namespaces);
  }
}

function unknownField(field: string): string {
  const remedy = `the names are ${STRICTNESS_FIELDS.join(', ')}`;
  return `except must name what is compared, got ${valueText(field)}; ${remedy}`;
}

function nothingShared(looser: IConstruct, own: readonly string[]): string {
  const rule = `hold a Canary that ${looser.node.path} has, too, to be at least as strict as it`;
  return `environment must ${rule}, got ${valueText(own)}; name the namespaces that correspond, or remove the claim`;
}

/** The claims of a fleet, by the construct that makes them. */
export type StrictnessClaims = ReadonlyMap<object, readonly StrictnessClaim[]>;

/**
 * Finds claims that go round in a circle: what all of them compare could differ nowhere, so that one of them was meant
 * the other way.
 *
 * @param claims all claims.
 * @param findings takes the circles, each once.
 */
export function checkStrictnessCircles(claims: StrictnessClaims, findings: Findings): void {
  const reported = new Set<object>();
  for (const start of claims.keys()) {
    if (reported.has(start)) continue;
    const circle = circleFrom(start, claims);
    if (circle === undefined) continue;
    for (const one of circle.path) reported.add(one);
    const got = [...circle.path, start].map((one) => (one as IConstruct).node.path).join(' > ');
    const remedy = 'none of them could differ from another: remove a claim, or except in one what another compares';
    findings.add(
      start as IConstruct,
      `environment must not be at least as strict as itself in ${circle.fields.join(', ')}, got ${got}; ${remedy}`,
    );
  }
}

interface Circle {
  readonly path: readonly object[];
  readonly fields: readonly StrictnessField[];
}

function circleFrom(
  start: object,
  claims: StrictnessClaims,
  at: Circle = { path: [start], fields: STRICTNESS_FIELDS },
): Circle | undefined {
  for (const { looser, except = [] } of claims.get(at.path.at(-1) as object) ?? []) {
    const fields = at.fields.filter((field) => !except.includes(field));
    if (fields.length === 0) continue;
    if (looser === start) return { path: at.path, fields };
    if (at.path.includes(looser)) continue;
    const found = circleFrom(start, claims, { path: [...at.path, looser], fields });
    if (found !== undefined) return found;
  }
  return undefined;
}
