import { ApiObject, Chart } from 'cdk8s';
import { GitOpsApp } from '../../src/index';
import { measure } from './measure';
import { objectsOf } from './objects';

// The program of stock.ts; only the app differs.
measure((fleet, outdir) => {
  const app = new GitOpsApp({ outdir, repository: 'https://example.com/fleet' });
  for (const parameters of fleet) {
    const chart = new Chart(app, parameters.name);
    for (const object of objectsOf(parameters)) new ApiObject(chart, object.kind, object);
  }
  return app;
});
