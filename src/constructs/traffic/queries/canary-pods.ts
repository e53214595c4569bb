/** Kubernetes makes random parts of names of these alone: no vowels, so that no word comes out, and nothing like them. */
const RANDOM = '[b-df-hj-np-tv-xz24-9]';

/**
 * Matchers of a canary's pods: `<target>-<hash>-<random>` of a Deployment, `<target>-<random>` of a DaemonSet. The primary's do
 * not match, since `primary` is no hash, and neither do those of an app whose name begins like this one's.
 *
 * Kubernetes cuts names of pods, so a Deployment's name may have 46 characters at most.
 *
 * @param namespace label of the pod's namespace.
 * @param pod label of its name.
 */
export function canaryPods(namespace: string, pod: string): string {
  return `${namespace}="{{ namespace }}", ${pod}=~"{{ target }}(-${RANDOM}{5,10})?-${RANDOM}{5}"`;
}

/** Matchers of a canary's pods by the labels that most of what is scraped has. */
export const CANARY_PODS = canaryPods('namespace', 'pod');
