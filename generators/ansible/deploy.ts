export default { elsewhere: 'They are what deploys the others; they stay where it is run.' } as const;
