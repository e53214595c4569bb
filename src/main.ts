import { fleet } from './fleet/fleet';
import { GitOpsApp } from './synth/gitops-app';

const app = new GitOpsApp({ repository: 'https://github.com/acme/fleet' });
fleet(app);
app.synth();
