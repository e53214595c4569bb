import { admissionPolicy } from './admission-policy';
import type { Control } from './control';
import { teamRoles } from './rights';

/** What the Roles refuse, and the admission policies would if a Role allowed it. */
export const rolesAndPolicies: Control = {
  name: "the team's Roles, and the workspaces' admission policies behind them",
  says: teamRoles.says,
  switchOff: (world, refusal) => {
    const control = admissionPolicy.says.test(refusal) ? admissionPolicy : teamRoles;
    return control.switchOff(world, refusal);
  },
};
