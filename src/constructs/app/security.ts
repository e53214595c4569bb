import type { Problem } from '../../model/problem';
import { checkInteger } from '../traffic/integer';

/** The user that a container runs as. */
export interface ContainerUser {
  /** Its number. */
  readonly uid: number;
  /** Number of its group. @default - the image's */
  readonly gid?: number;
}

/** How system calls are filtered, spelled as Kubernetes does. */
export interface SeccompProfile {
  /** The filter. */
  readonly type: 'RuntimeDefault' | 'Unconfined' | 'Localhost';
  /** File of a `Localhost` filter, on the nodes. @default - none */
  readonly localhostProfile?: string;
}

/** Rights of root one by one, spelled as Kubernetes does. */
export interface Capabilities {
  /** Those that it gets: `NET_BIND_SERVICE`. @default - none */
  readonly add?: readonly string[];
  /** Those that it is kept from, `ALL` being all. @default - none */
  readonly drop?: readonly string[];
}

/** What both security contexts of Kubernetes have. */
export interface CommonSecurityContext {
  /** Number of the user. @default - the image's */
  readonly runAsUser?: number;
  /** Number of its group. @default - the image's */
  readonly runAsGroup?: number;
  /** Refuses to run as root. @default false */
  readonly runAsNonRoot?: boolean;
  /** The filter of system calls. @default - none */
  readonly seccompProfile?: SeccompProfile;
}

/** The security context of a pod, spelled as Kubernetes does. */
export interface PodSecurityContext extends CommonSecurityContext {
  /** Group that volumes belong to. @default - root's */
  readonly fsGroup?: number;
  /** Further groups of the processes. @default - none */
  readonly supplementalGroups?: readonly number[];
}

/** The security context of a container, spelled as Kubernetes does. */
export interface ContainerSecurityContext extends CommonSecurityContext {
  /** Whether a process may get more rights than its parent. @default true */
  readonly allowPrivilegeEscalation?: boolean;
  /** Rights of root that it gets, and that it is kept from. @default - the container runtime's */
  readonly capabilities?: Capabilities;
  /** All rights of the node. @default false */
  readonly privileged?: boolean;
  /** Keeps it from writing outside of volumes. @default false */
  readonly readOnlyRootFilesystem?: boolean;
}

/**
 * Security contexts instead of the restricted ones: what is given here is written, and nothing else. An empty one writes none
 * at all.
 */
export interface UnrestrictedSecurity {
  /** Of the pod. @default - none */
  readonly pod?: PodSecurityContext;
  /** Of the app's own container. @default - none */
  readonly container?: ContainerSecurityContext;
}

/** The security context of a pod under the restricted Pod Security Standard. */
export function restrictedPod(user: ContainerUser | undefined): PodSecurityContext {
  return {
    runAsNonRoot: true,
    runAsUser: user?.uid,
    runAsGroup: user?.gid,
    fsGroup: user?.gid,
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** The security context of a container under the restricted Pod Security Standard. */
export function restrictedContainer(user?: ContainerUser): ContainerSecurityContext {
  return {
    runAsUser: user?.uid,
    runAsGroup: user?.gid,
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  };
}

/**
 * Checks the user of a container.
 *
 * @param prop the prop that holds it, for the message.
 * @param user the user.
 */
export function checkUser(prop: string, { uid, gid }: ContainerUser): Problem[] {
  if (uid === 0) {
    const remedy = 'the restricted Pod Security Standard refuses root: use the user that the image is made for';
    return [{ prop: `${prop}.uid`, must: 'be a user other than root', got: uid, remedy }];
  }
  return [...checkInteger(`${prop}.uid`, uid, 1), ...(gid === undefined ? [] : checkInteger(`${prop}.gid`, gid, 0))];
}
