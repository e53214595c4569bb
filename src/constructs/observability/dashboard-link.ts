/** A link at the top of a dashboard, for instance to the Canary in the cluster's web interface. */
export interface DashboardLink {
  /** What it says. */
  readonly title: string;
  /** Where it leads. `$namespace` and `$canary`, the name of the Canary's target, are replaced by what is chosen. */
  readonly url: string;
}
