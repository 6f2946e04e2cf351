import type { SystemProof } from '../../testbed/system-proof.ts';

export default {
  bans: {
    standIn: { port: 8080, folder: '/www', answer: '/www/v1/decisions/stream' },
    decisions: (banned, lifted) => {
      const stream = { new: banned.map(ban), deleted: lifted.map(ban) };
      return `${JSON.stringify(banned.length + lifted.length === 0 ? { new: null, deleted: null } : stream)}\n`;
    },
  },
} as const satisfies SystemProof;

const ban = (value: string) => ({ id: 1, origin: 'cscli', type: 'ban', scope: 'Ip', value, duration: '4h', scenario: 'proof' });
