import type { Problem } from '../../model/problem';
import type { OneOf } from '../../model/one-of';
import { checkConfigKey, checkConfigName } from './config-reference';
import { isMemory } from './resources';

/** A key of a ConfigMap or Secret that becomes a file. */
export interface ConfigFile {
  /** The key. */
  readonly key: string;
  /** The file, relative to where the volume is mounted. */
  readonly path: string;
}

/** Keys of a ConfigMap or Secret that become files, spelled as Kubernetes does. */
export interface ConfigFiles {
  /** The keys, and the file that each becomes. @default - all keys, under their names */
  readonly items?: readonly ConfigFile[];
  /** Rights of the files, `0o440` in octal. @default 0o644 */
  readonly defaultMode?: number;
  /** Starts the pod without the object, too. @default false */
  readonly optional?: boolean;
}

/** What a volume may hold, spelled as Kubernetes does. */
export interface VolumeSources {
  /** A ConfigMap's keys as files. */
  readonly configMap: ConfigMapVolume;
  /** A Secret's keys as files. */
  readonly secret: SecretVolume;
  /** An empty folder that lives as long as the pod. */
  readonly emptyDir: EmptyDirVolume;
}

/** A ConfigMap as files. */
export interface ConfigMapVolume extends ConfigFiles {
  /** Name of the ConfigMap. */
  readonly name: string;
}

/** A Secret as files. */
export interface SecretVolume extends ConfigFiles {
  /** Name of the Secret. */
  readonly secretName: string;
}

/** An empty folder. */
export interface EmptyDirVolume {
  /** `Memory` keeps it in memory, which counts against the container's limit. @default - the node's disk */
  readonly medium?: 'Memory';
  /** Most that it may hold: `64Mi`. @default - no limit */
  readonly sizeLimit?: string;
}

/** A volume of an app's pods. */
export type Volume = OneOf<VolumeSources>;

/** Where and how a container sees a volume. */
export interface VolumeMount {
  /** Name of the volume. */
  readonly name: string;
  /** One file or folder of it only. Kubernetes does not bring it up to date. @default - all of it */
  readonly subPath?: string;
  /** Keeps the container from writing. @default false */
  readonly readOnly?: boolean;
}

/** Volumes as a pod lists them. */
export function podVolumes(volumes: Readonly<Record<string, Volume>>): object[] {
  return Object.entries(volumes).map(([name, volume]) => ({ name, ...volume }));
}

/** Mounts as a container lists them: an entry is a folder, and the name of its volume or more. */
export function volumeMounts(mounts: Readonly<Record<string, string | VolumeMount>>): object[] {
  return Object.entries(mounts).map(([mountPath, mount]) => ({
    ...(typeof mount === 'string' ? { name: mount } : mount),
    mountPath,
  }));
}

/** Checks what volumes refer to. */
export function checkVolumes(prop: string, volumes: Readonly<Record<string, Volume>>): Problem[] {
  return Object.entries(volumes).flatMap(([name, volume]) => checkVolume(`${prop}.${name}`, volume));
}

function checkVolume(prop: string, { configMap, secret, emptyDir }: Partial<VolumeSources>): Problem[] {
  if (configMap !== undefined) {
    return [
      ...checkConfigName(`${prop}.configMap.name`, configMap.name),
      ...checkFiles(`${prop}.configMap`, configMap),
    ];
  }
  if (secret !== undefined) {
    return [
      ...checkConfigName(`${prop}.secret.secretName`, secret.secretName),
      ...checkFiles(`${prop}.secret`, secret),
    ];
  }
  if (emptyDir !== undefined) return checkSize(`${prop}.emptyDir.sizeLimit`, emptyDir.sizeLimit);
  return [{ prop, must: 'hold something', got: undefined, remedy: 'give configMap, secret or emptyDir' }];
}

function checkSize(prop: string, got: string | undefined): Problem[] {
  if (got === undefined || isMemory(got)) return [];
  return [{ prop, must: 'be an amount of memory', got, remedy: 'write it like "64Mi" or "1Gi"' }];
}

function checkFiles(prop: string, { items = [], defaultMode }: ConfigFiles): Problem[] {
  const problems = items.flatMap(({ key }, index) => checkConfigKey(`${prop}.items[${index}].key`, key));
  if (defaultMode === undefined || (Number.isInteger(defaultMode) && defaultMode >= 0 && defaultMode <= 0o777)) {
    return problems;
  }
  const remedy = 'write it in octal: 0o440';
  return [...problems, { prop: `${prop}.defaultMode`, must: 'be from 0 to 0o777', got: defaultMode, remedy }];
}

/**
 * Checks that a container mounts volumes that there are, each in a folder of its own.
 *
 * @param prop the prop that holds the mounts, for the message.
 * @param mounts the mounts, by folder.
 * @param volumes names of the pod's volumes.
 */
export function checkMounts(
  prop: string,
  mounts: Readonly<Record<string, string | VolumeMount>>,
  volumes: readonly string[],
): Problem[] {
  return Object.entries(mounts).flatMap(([path, mount]): Problem[] => {
    const got = typeof mount === 'string' ? mount : mount.name;
    if (volumes.includes(got)) return checkFolder(prop, path);
    const names = volumes.length === 0 ? 'add it to volumes' : `the volumes are ${volumes.join(', ')}`;
    return [
      ...checkFolder(prop, path),
      { prop: `${prop}.${path}`, must: 'name a volume of the app', got, remedy: names },
    ];
  });
}

/**
 * Checks a folder of a container. A `/` at the end would make two folders of one.
 *
 * @param prop the prop that holds it, for the message.
 * @param got the folder.
 */
export function checkFolder(prop: string, got: string): Problem[] {
  if (/^(\/[^/:]+)+$/.test(got) && !/\/\.\.?(\/|$)/.test(got)) return [];
  const remedy = 'begin it with "/", without ":", "." or "..", and without "/" at its end';
  return [{ prop, must: 'be an absolute folder below "/"', got, remedy }];
}
