import type { Runbook } from '../../core/facts/runbooks/runbook.ts';
import type { ScenarioRun, SystemScenarios } from '../../testbed/scenario.ts';

export default { 'restore-service': loadDump } as const satisfies SystemScenarios;

/** What the databases held is gone. */
async function loadDump(run: ScenarioRun, { id, subjects }: Runbook): Promise<void> {
  const service = run.model.services.find(({ subject }) => subjects.includes(subject));
  if (!service) throw new Error(`${id} is about no service`);
  const rows = await run.databaseRows(service);
  await run.dropRows(service);
  await run.follow();
  const held = rows !== undefined && rows === (await run.databaseRows(service));
  run.check(service.subject, 'the database holds what it held', held ? undefined : 'it holds something else');
}
