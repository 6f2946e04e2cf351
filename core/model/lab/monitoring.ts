import type { Service } from '../service/service.ts';

/** The system that watches the lab, as one of its services. */
export interface Monitoring {
  /** Id of the system; it is asked in its own way. */
  readonly system: string;
  readonly service: Service;
  /** Where it is asked: http or https. */
  readonly url: string;
}
