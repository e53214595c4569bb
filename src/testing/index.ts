/**
 * What tests ask of manifests.
 *
 * @module cdk8s-progressive-delivery/testing
 */

export { Capture } from './capture';
export { type ManifestMatchers, manifestMatchers } from './manifest-matchers';
export type { ManifestMetadata, ManifestObject } from './manifest-object';
export { manifestSerializer, type SnapshotSerializer } from './manifest-serializer';
export { Manifests } from './manifests';
export { Match } from './match';
export type { Matcher, Mismatch } from './matcher';
export { snapshotOf, type SnapshotOptions } from './snapshot-text';
export { type ConstructBuilder, synth } from './synth';
