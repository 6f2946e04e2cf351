/** What is left of a variable once a project was read: only a secret, whose value nobody knows before its machine does. */
const SECRET = /(?<!\$)(?:\$\$)*\$\{[A-Za-z_]\w*\}/;

/** Whether text of a project, as the Model has it, is a secret or has one in it. */
export const namesSecret = (text: string): boolean => SECRET.test(text);
