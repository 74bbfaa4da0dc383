export {type Budget, budgetOf, usualSteps} from './budget.ts';
export {exactly, type Glob} from './glob.ts';
export {absent, chosen, type Domain, type KeyState, known, notKnowable} from './key-state.ts';
export type {Ask, Requester, RequestSet} from './request-set.ts';
export {beginningWith} from './resources.ts';
export {
	type Found,
	findGained,
	findRequest,
	type Goal,
	type UnknownCode,
	type Witness,
} from './search.ts';
