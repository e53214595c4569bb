import { ApiObject } from 'cdk8s';
import type { IConstruct, IMixin } from 'constructs';

/** Labels every object with who pays for it: `apps.with(new CostCenter('cc-4711'))`. */
export class CostCenter implements IMixin {
  constructor(private readonly name: string) {}

  supports(construct: IConstruct): construct is ApiObject {
    return ApiObject.isApiObject(construct);
  }

  applyTo(construct: IConstruct): void {
    if (this.supports(construct)) construct.metadata.addLabel('cost-center', this.name);
  }
}
