import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { TeamWorkspace } from '../../../src/constructs/workspace/team-workspace';
import { devWorkspace } from './fixture';

describe('finding the workspace of a construct', () => {
  const workspace = devWorkspace();
  const below = new Construct(workspace, 'part');

  test('from below, and from itself', () => {
    expect(TeamWorkspace.of(below)).toBe(workspace);
    expect(TeamWorkspace.find(workspace)).toBe(workspace);
  });

  test('an ordinary chart is none', () => {
    const chart = new Chart(new App(), 'plain');
    expect(chart).not.toBeInstanceOf(TeamWorkspace);
    expect(TeamWorkspace.find(chart)).toBeUndefined();
    expect(() => TeamWorkspace.of(chart)).toThrow(
      'plain: scope must be a TeamWorkspace or below one, got none; create it below a TeamWorkspace',
    );
  });
});
