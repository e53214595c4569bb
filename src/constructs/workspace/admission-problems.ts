import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Fields, fieldsOf, listIn } from '../../manifest/canary-names';
import { manifestOf } from '../../model/manifest-of';
import type { Problem } from '../../model/problem';

/** A field of an object that the workspace's admission policies refuse. */
interface Refusal {
  readonly field: string;
  readonly must: string;
  readonly got: unknown;
  readonly remedy: string;
}

/** What each kind is refused for, as the admission policies say it in the Common Expression Language. */
const REFUSALS: Readonly<Record<string, (manifest: Fields) => readonly Refusal[]>> = {
  Service: ({ spec }) => serviceRefusals(fieldsOf(spec)),
  Canary: ({ metadata, spec }) => canaryRefusals(fieldsOf(spec), fieldsOf(metadata)['namespace']),
};

/**
 * Checks objects against the admission policies of the workspace that they go to, which would otherwise speak only when Flux
 * applies them, and then hold up the whole folder.
 *
 * @param chart what holds the objects.
 * @param objects all of them.
 */
export function checkAdmitted(chart: Construct, objects: readonly ApiObject[]): Problem[] {
  return objects.flatMap((object) => {
    const refusalsOf = REFUSALS[object.kind];
    const manifest = refusalsOf === undefined ? undefined : manifestOf(object);
    if (refusalsOf === undefined || manifest === undefined) return [];
    const path = object.node.path.slice(chart.node.path.length + 1);
    return refusalsOf(manifest).map(({ field, ...refusal }) => ({ prop: `${path}: ${field}`, ...refusal }));
  });
}

function serviceRefusals({ type, externalIPs }: Fields): Refusal[] {
  const remedy = "the workspace's admission policy refuses it: leave it out";
  return [
    ...(type === 'ExternalName'
      ? [{ field: 'spec.type', must: 'lead to pods of the workspace', got: type, remedy }]
      : []),
    ...(Array.isArray(externalIPs) && externalIPs.length > 0
      ? [{ field: 'spec.externalIPs', must: 'be empty in a workspace', got: externalIPs, remedy }]
      : []),
  ];
}

function canaryRefusals(spec: Fields, own: unknown): Refusal[] {
  const references = [
    ...entriesOf(spec, 'metrics', 'templateRef'),
    ...entriesOf(spec, 'alerts', 'providerRef'),
    { field: 'spec.upstreamRef', reference: spec['upstreamRef'] },
  ];
  return references.flatMap(({ field, reference }) => {
    const { namespace: got = '' } = fieldsOf(reference);
    if (got === '' || got === own) return [];
    const remedy = `the workspace's admission policy refuses others: create what it names in ${String(own)}, too`;
    return [{ field: `${field}.namespace`, must: `be the Canary's own, ${String(own)}`, got, remedy }];
  });
}

function entriesOf(spec: Fields, list: string, name: string) {
  const entries = listIn(fieldsOf(spec['analysis']), list);
  return entries.map((entry, index) => ({ field: `spec.analysis.${list}[${index}].${name}`, reference: entry[name] }));
}
