/** Construct-context key under which the app tells the constructs the URL of the Git repository that Flux watches. */
export const REPOSITORY_CONTEXT = 'cdk8s-progressive-delivery/repository';

/** Construct-context key under which the app tells the constructs where in that repository its output tree lies. */
export const OUTPUT_CONTEXT = 'cdk8s-progressive-delivery/output';
