export * from './grammar.ts';
export * from './types.ts';
export * from './wildcard.ts';
