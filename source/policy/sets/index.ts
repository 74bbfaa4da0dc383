export {type Budget, budgetOf, usualSteps} from './budget.ts';
export {findGained} from './find-gained.ts';
export {findRequest} from './find-request.ts';
export type {Found, Goal, UnknownCode, Witness} from './found.ts';
export {exactly, type Glob} from './glob.ts';
export {absent, chosen, type Domain, type KeyState, known, notKnowable} from './key-state.ts';
export type {Ask, Requester, RequestSet} from './request-set.ts';
export {beginningWith} from './resources.ts';
export {type SomeText, someText} from './some-text.ts';
