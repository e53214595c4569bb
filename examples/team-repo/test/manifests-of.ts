import { GitOpsApp } from 'cdk8s-progressive-delivery';
import { Manifests } from 'cdk8s-progressive-delivery/testing';
import { team } from '../src/team';

/** What the team runs in an environment. Nothing is written. */
export function manifestsOf(environment: string): Manifests {
  const apps = team(new GitOpsApp()).find((one) => one.environment.name === environment);
  if (apps === undefined) throw new Error(`there is no environment ${environment}`);
  return Manifests.fromChart(apps);
}
