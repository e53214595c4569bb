/** An object that another one waits for. */
export interface DependencyReference {
  /** Its name. */
  readonly name: string;
  /** Its namespace; another one than the own is refused under lockdown. @default - the same */
  readonly namespace?: string;
  /** CEL over `self` and `dep` that says when it is ready. @default - Flux's own readiness */
  readonly readyExpr?: string;
}

/** An object whose health is waited for. */
export interface HealthCheck {
  /** Its API version. */
  readonly apiVersion: string;
  /** Its kind. */
  readonly kind: string;
  /** Its name. */
  readonly name: string;
  /** Its namespace. @default - the Kustomization's; nothing for cluster-scoped kinds */
  readonly namespace?: string;
}

/** How the health of custom resources of one kind is read, in CEL over the object's own fields. */
export interface HealthCheckExpression {
  /** API version of the kind. */
  readonly apiVersion: string;
  /** The kind. */
  readonly kind: string;
  /** When it is healthy. */
  readonly current: string;
  /** When it will not become healthy by itself. @default - never */
  readonly failed?: string;
  /** When it is still on its way. @default - whenever it is neither healthy nor failed */
  readonly inProgress?: string;
}
