import type { Model } from '../../core/contract.ts';
import type { Deployment } from '../../core/deploy/deployment.ts';
import { mountedFiles } from '../../core/deploy/mounted-files.ts';
import { alertingOf } from './facts/alerting.ts';

/** It reads its configuration when it starts. */
export default function deploy(model: Model): readonly Deployment[] {
  const alerting = alertingOf(model);
  if (!alerting) return [];
  const { service, folder } = alerting;
  return [mountedFiles(model, { id: 'alertmanager', title: 'Which alerts are sent to whom', service, folders: [folder] })];
}
