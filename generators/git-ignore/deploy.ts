/** It is for Git alone. */
export default { elsewhere: 'Git reads it where the repository is kept.' } as const;
