import { GitOpsApp } from 'cdk8s-progressive-delivery';
import { team } from './team';

const app = new GitOpsApp();
team(app);
app.synth();
