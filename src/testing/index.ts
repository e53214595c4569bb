export type { ManifestMetadata, ManifestObject } from './manifest-object';
export { manifestSerializer, type SnapshotSerializer } from './manifest-serializer';
export { snapshotOf, type SnapshotOptions } from './snapshot-text';
export { type ConstructBuilder, synth } from './synth';
