/** Kubernetes makes random parts of names of these alone: no vowels, so that no word comes out, and nothing like them. */
const RANDOM = '[b-df-hj-np-tv-xz24-9]';

/**
 * Matchers of a canary's pods, by the labels `namespace` and `pod`: `<target>-<hash>-<random>` of a Deployment,
 * `<target>-<random>` of a DaemonSet. The primary's do not match, since `primary` is no hash, and neither do those of an app
 * whose name begins like this one's.
 *
 * Kubernetes cuts names of pods, so a Deployment's name may have 46 characters at most.
 */
export const CANARY_PODS = `namespace="{{ namespace }}", pod=~"{{ target }}(-${RANDOM}{5,10})?-${RANDOM}{5}"`;
