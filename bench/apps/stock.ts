import { ApiObject, App, Chart } from 'cdk8s';
import { measure } from './measure';
import { objectsOf } from './objects';

// The way cdk8s's own documentation lays out many apps: one chart, and so one file, for each.
measure((fleet, outdir) => {
  const app = new App({ outdir });
  for (const parameters of fleet) {
    const chart = new Chart(app, parameters.name);
    for (const object of objectsOf(parameters)) new ApiObject(chart, object.kind, object);
  }
  return app;
});
