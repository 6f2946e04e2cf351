import { expect, it } from 'vitest';
import { wordsOf } from './playbooks.ts';

it('asks for machines and parts as the program wants them, and always for the control node', () => {
  expect(wordsOf({})).toEqual([]);
  expect(wordsOf({ only: ['box'], parts: ['backup-server'], parameters: { lab_machine: 'box' }, firstContact: true, patience: 5 })).toEqual(
    [
      '--extra-vars',
      '{"lab_machine":"box","ansible_user":"root","stacks_patience_seconds":5}',
      '--limit',
      'localhost,box',
      '--tags',
      'backup_server',
    ],
  );
});
