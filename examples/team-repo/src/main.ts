import { GitOpsApp } from 'cdk8s-progressive-delivery';
import { sandbox } from './sandbox';
import { team } from './team';

const app = new GitOpsApp({ repository: 'https://github.com/acme/checkout' });
team(app);
sandbox(app);
app.synth();
