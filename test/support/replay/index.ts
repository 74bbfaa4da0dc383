export {answerOfAccount} from './account.ts';
export {
	callerIdentity,
	containerCredentials,
	jsonAnswer,
	jsonError,
	newToken,
	page,
	portalCredentials,
	queryAnswer,
	queryError,
	type ReplayAnswer,
	restJsonError,
	roleCredentials,
	s3Answer,
	s3Error,
} from './answers.ts';
export type {ReplayedCall} from './calls.ts';
export {type Authority, createAuthority} from './certificates.ts';
export {type Home, ReplayHome} from './home.ts';
export {type Play, type Replayed, type ReplayServer, startReplayServer} from './server.ts';
