import { mermaidChecker } from './check/mermaid.ts';

export default [mermaidChecker];
