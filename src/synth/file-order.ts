import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Ordering } from './stable-sort';
import { stableSort } from './stable-sort';

/** The moment before the first object of a construct, or after its last. */
interface Gate {
  readonly construct: IConstruct;
  readonly side: 'before' | 'after';
  readonly waitsFor: Set<Gate>;
}

type Step = ApiObject | Gate;

function isGate(step: Step): step is Gate {
  return 'side' in step;
}

/**
 * The order of the objects in one file. A dependency of one construct on another concerns all objects of both; gates
 * keep the number of constraints in proportion to the objects, where pairs would multiply.
 */
export class FileOrder {
  private readonly before = new Map<IConstruct, Gate>();
  private readonly after = new Map<IConstruct, Gate>();

  /** @param root the construct that holds everything in the file. */
  constructor(private readonly root: IConstruct) {}

  /** Puts all objects of the source behind all objects of the target. */
  add(source: IConstruct, target: IConstruct): void {
    this.gate(this.before, source, 'before').waitsFor.add(this.gate(this.after, target, 'after'));
  }

  /** The objects in order, or the constructs that depend on each other in a circle. */
  sort(objects: readonly ApiObject[]): Ordering<ApiObject, IConstruct> {
    const known = new Set<IConstruct>(objects);
    const order = stableSort<Step>(objects, (step) => this.stepsBefore(step, known));
    if ('sorted' in order) return { sorted: order.sorted.filter((step): step is ApiObject => !isGate(step)) };
    return { circle: [...new Set(order.circle.map((step) => (isGate(step) ? step.construct : step)))] };
  }

  private gate(gates: Map<IConstruct, Gate>, construct: IConstruct, side: Gate['side']): Gate {
    const gate = gates.get(construct) ?? { construct, side, waitsFor: new Set() };
    gates.set(construct, gate);
    return gate;
  }

  private stepsBefore(step: Step, known: ReadonlySet<IConstruct>): readonly Step[] {
    if (!isGate(step)) return this.gateAbove(step);
    if (step.side === 'before') {
      const { scope } = step.construct.node;
      return [...(scope === undefined ? [] : this.gateAbove(scope)), ...step.waitsFor];
    }
    const below = step.construct.node.findAll();
    return below.filter(
      (construct): construct is ApiObject => ApiObject.isApiObject(construct) && known.has(construct),
    );
  }

  private gateAbove(construct: IConstruct): readonly Gate[] {
    for (let at: IConstruct | undefined = construct; at !== undefined; at = at.node.scope) {
      const gate = this.before.get(at);
      if (gate !== undefined) return [gate];
      if (at === this.root) break;
    }
    return [];
  }
}
