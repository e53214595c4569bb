/** Kubernetes makes random parts of names of these alone: no vowels, so that no word comes out, and nothing like them. */
const RANDOM = '[b-df-hj-np-tv-xz24-9]';

/**
 * The longest name of a Deployment whose pods have all of it in theirs: Kubernetes cuts what stands before the last five
 * characters to 58, two of which are hyphens, and ten a hash.
 */
export const POD_QUERY_NAME_MAX = 46;

const POD = `{{ target }}(-${RANDOM}{5,10})?-${RANDOM}{5}`;

/** Whether a query finds a canary by the names of its pods. */
export function asksByPods(query: string): boolean {
  return query.includes(POD);
}

/**
 * Matchers of a canary's pods: `<target>-<hash>-<random>` of a Deployment, `<target>-<random>` of a DaemonSet. The primary's do
 * not match, since `primary` is no hash, and neither do those of an app whose name begins like this one's.
 *
 * They find no pod of a Deployment whose name is longer than {@link POD_QUERY_NAME_MAX}.
 *
 * @param namespace label of the pod's namespace.
 * @param pod label of its name.
 */
export function canaryPods(namespace: string, pod: string): string {
  return `${namespace}="{{ namespace }}", ${pod}=~"${POD}"`;
}

/** Matchers of a canary's pods by the labels that most of what is scraped has. */
export const CANARY_PODS = canaryPods('namespace', 'pod');
