import type { ManifestObject } from '../../../../src/testing';
import type { LabelSelector } from '../../../../src/manifest/network/label-selector';

type Labels = Readonly<Record<string, string>>;

/** A pod template as far as labels go. */
interface Template {
  readonly metadata: { readonly labels: Labels };
  readonly spec: { readonly topologySpreadConstraints?: readonly { readonly labelSelector: LabelSelector }[] };
}

/** Labels by which Flagger finds pods, the first of them that the workload selects by. */
const KNOWN = ['app', 'name', 'app.kubernetes.io/name'];

/** The pod template of a workload. */
export function templateOf(workload: ManifestObject | undefined): Template {
  return (workload?.spec as { template: Template }).template;
}

/**
 * The pod template of the primary that Flagger makes of a workload: makePrimaryLabels and getPrimaryDeploymentTemplateSpec in
 * pkg/canary/util.go and deployment_controller.go of v1.44.0.
 */
export function primaryTemplateOf(workload: ManifestObject): Template {
  const { selector } = workload.spec as { selector: { matchLabels: Labels } };
  const { metadata, spec } = templateOf(workload);
  const label = KNOWN.find((known) => known in selector.matchLabels) ?? '';
  return {
    metadata: { labels: { ...metadata.labels, [label]: `${selector.matchLabels[label] ?? ''}-primary` } },
    spec: {
      topologySpreadConstraints: spec.topologySpreadConstraints?.map(({ labelSelector: { matchLabels = {} } }) => ({
        labelSelector: {
          matchLabels: Object.fromEntries(
            Object.entries(matchLabels).map(([key, value]) => [
              key,
              KNOWN.includes(key) && value === workload.metadata.name ? `${value}-primary` : value,
            ]),
          ),
        },
      })),
    },
  };
}
