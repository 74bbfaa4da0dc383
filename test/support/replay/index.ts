export * from './account.ts';
export * from './answers.ts';
export type {ReplayedCall} from './calls.ts';
export {type Case, useReplay} from './case.ts';
export {createAuthority} from './certificates.ts';
export {type Home, ReplayHome} from './home.ts';
export {inHome} from './in-home.ts';
export {type Play, type ReplayServer, startReplayServer} from './server.ts';
