import type { Problem } from '../../model/problem';
import { inShape, type Shape } from '../shape';
import type { AnalysisProfile } from './analysis-profile';
import type { CanaryProps } from './canary-props';
import { blueGreen } from './strategy';
import { deploymentTarget } from './target-reference';

/** What stands for a target that is missing, so that everything else can be checked: each Canary has one of its own. */
function noTarget() {
  return deploymentTarget({ name: 'missing', namespace: 'missing', port: 80, targetPort: 'http' });
}

const ANALYSIS: Shape<Partial<AnalysisProfile>> = { metrics: { is: ['list'] }, webhooks: { is: ['list'] } };

/** Props that a Canary can go on with, and what is wrong with those that were given. */
export function canaryInShape(given: CanaryProps): { readonly props: CanaryProps; readonly problems: Problem[] } {
  const { props, problems } = inShape<CanaryProps>(given, {
    target: { is: ['map'], required: noTarget() },
    strategy: { is: ['map'], required: blueGreen({ iterations: 1 }) },
    provider: { is: ['map'] },
    service: { is: ['map'] },
    autoscalerRef: { is: ['map'] },
    analysis: { is: ['map'] },
    alerts: { is: ['list'] },
    skipAnalysis: { is: ['flag'] },
    suspend: { is: ['flag'] },
    revertOnDeletion: { is: ['flag'] },
  });
  if (props.analysis === undefined) return { props, problems: [...problems] };
  const analysis = inShape(props.analysis, ANALYSIS);
  return {
    props: analysis.problems.length === 0 ? props : { ...props, analysis: analysis.props },
    problems: [...problems, ...analysis.problems.map((one) => ({ ...one, prop: `analysis.${one.prop}` }))],
  };
}
